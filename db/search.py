"""Finding: households and persons first, the nearest names first, then texts newest first (review B4).

Texts are never ranked over all matches; what one may not see is left out by the query itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from db.search_names import names_like
from db.searchable import folded, places_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy.orm import Session

SHORTEST_PREFIX = 2  # letters; a single letter is looked for as a whole word, no index holds what begins with it
INDEXED_PREFIX = 4  # letters; a longer prefix is expanded through the vocabulary
MOST_TERMS = 20
AROUND = 60  # characters shown on each side of a match


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        kind: ``household``, ``person``, ``case``, ``note``, ``request``…
        case_id: The case it is in.
        object_id: The row to open.
        on_day: Its day as written, when it has one.
        snippet: A piece of its text around the first match.
        match: Where the words stand in the snippet, as (from, to) positions in characters.
        is_near: Whether it is a name written otherwise than what was typed: it sounds so, or one letter parts them.
    """

    kind: str
    case_id: str | None
    object_id: str
    on_day: str | None
    snippet: str
    match: tuple[tuple[int, int], ...]
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What may be found.

    Attributes:
        spaces: Ids of the only spaces to look in; None: all.
        confided: Whether texts that somebody of the household must not know are found too.
        without: Words of confidentiality whose texts are left out.
    """

    spaces: AbstractSet[str] | None = None
    confided: bool = True
    without: AbstractSet[str] = frozenset()


EVERYTHING = Sight()


def search(session: Session, asked: str, *, limit: int = 50, sight: Sight = EVERYTHING) -> tuple[Hit, ...]:
    """Return what the words are found in; each word is the beginning of a word of what is found.

    Only names are also found when they are written otherwise. In texts a single letter is a whole word: read as a
    beginning, it took 1.5 s at 500 cases.
    """
    words = words_of(asked)
    if not words:
        return ()
    names = named(session, asked, sight=sight)
    return (*names, *_texts(session, words, max(0, limit - len(names)), sight))


def named(session: Session, asked: str, *, sight: Sight = EVERYTHING) -> tuple[Hit, ...]:
    """Return the households, persons and case numbers the words name, the nearest first."""
    return tuple(
        Hit(hit.name.kind, hit.name.case_id, hit.name.row_id, None, hit.name.shown, hit.spans, hit.nearness.is_near)
        for hit in names_like(session, asked, sight.spaces)
    )


def _texts(session: Session, words: Sequence[str], limit: int, sight: Sight) -> tuple[Hit, ...]:
    expression = " AND ".join(_term(session, word) for word in words)
    if not limit or "()" in expression:
        return ()
    seen, facts = _seen(sight)
    query = text(  # the conditions are our own words
        "SELECT entry.kind, entry.case_id, entry.object_id, entry.on_day, search_text.body FROM search_text "  # noqa: S608
        "CROSS JOIN search_entry AS entry ON entry.id = search_text.rowid "  # a cross join keeps this order
        f"WHERE search_text MATCH :asked{seen} ORDER BY search_text.rowid LIMIT :limit"
    )
    if sight.spaces is not None:
        query = query.bindparams(bindparam("spaces", expanding=True))
    found = session.execute(query, {"asked": expression, "limit": limit, **facts})
    hits = []
    for kind, case_id, object_id, on_day, body in found:
        snippet, spans = piece(body, words)
        hits.append(Hit(kind, case_id, object_id, on_day, snippet, spans))
    return tuple(hits)


def _seen(sight: Sight) -> tuple[str, dict[str, Any]]:
    """Return the conditions of what may be found, and the values they name."""
    conditions: list[str] = []
    facts: dict[str, Any] = {}
    if sight.spaces is not None:
        conditions.append("entry.space_id IN :spaces")
        facts["spaces"] = sorted(sight.spaces)
    if not sight.confided:
        conditions.append("NOT entry.confided")
    for number, level in enumerate(sorted(sight.without)):
        conditions.append(f"instr(entry.levels, :level{number}) = 0")
        facts[f"level{number}"] = f" {level} "
    return "".join(f" AND {one}" for one in conditions), facts


def _term(session: Session, word: str) -> str:
    """Return the FTS5 term of a word: a prefix, expanded when it is longer than the prefixes of the index."""
    if len(word) < SHORTEST_PREFIX:
        return f'"{word}"'
    if len(word) <= INDEXED_PREFIX:
        return f'"{word}"*'
    known = session.execute(
        text("SELECT term FROM search_vocabulary WHERE term >= :first AND term < :past ORDER BY doc DESC LIMIT :most"),
        {"first": word, "past": word + "\U0010ffff", "most": MOST_TERMS},
    ).scalars()
    return "(" + " OR ".join(f'"{term}"' for term in known) + ")"


def matches(shown: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where words begin a word of a text, whatever the case and the accents."""
    plain, places = folded(shown), places_of(shown)
    return tuple(_span(found, places) for found in _beginning(tuple(words)).finditer(plain))


def piece(body: str, words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a piece of a text around its first match, cut between words, and where the words stand in it."""
    found = _beginning(tuple(words)).search(folded(body))
    first = (0, 0) if found is None else _span(found, places_of(body))
    start, end = max(0, first[0] - AROUND), min(len(body), first[1] + AROUND)
    while start and not body[start - 1].isspace() and start < first[0]:
        start += 1
    while end < len(body) and not body[end].isspace() and end > first[1]:
        end -= 1
    before, after = ("… " if start else ""), (" …" if end < len(body) else "")
    shown = before + " ".join(body[start:end].split()) + after
    return shown, matches(shown, words)


@lru_cache(maxsize=8)
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the longest of these words where a word begins; folded words are letters and digits."""
    longest = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{longest})")


def _span(found: re.Match[str], places: Sequence[int]) -> tuple[int, int]:
    return (places[found.start()], places[found.end() - 1] + 1)
