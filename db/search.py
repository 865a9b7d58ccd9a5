"""Finding: households and persons first, then texts newest first, never ranked over all matches (review B4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from db.search_tables import SearchName
from db.searchable import folded, places_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

SHORTEST_PREFIX = 2  # letters; a single letter is looked for as a whole word, no index holds what begins with it
INDEXED_PREFIX = 4  # letters; a longer prefix is expanded through the vocabulary
MOST_TERMS = 20
MOST_NAMES = 20
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
    """

    kind: str
    case_id: str | None
    object_id: str
    on_day: str | None
    snippet: str
    match: tuple[tuple[int, int], ...]


def search(session: Session, asked: str, *, limit: int = 50) -> tuple[Hit, ...]:
    """Return what the words are found in; each word is the beginning of a word of what is found.

    In texts a single letter is a whole word: read as a beginning, it took 1.5 s at 500 cases.
    """
    words = words_of(asked)
    if not words:
        return ()
    names = _names(session, words)
    return (*names, *_texts(session, words, max(0, limit - len(names))))


def _names(session: Session, words: Sequence[str]) -> tuple[Hit, ...]:
    query = select(SearchName)
    for word in words:
        query = query.where(SearchName.words.contains(f" {word}", autoescape=True))
    rows = session.scalars(query.limit(MOST_NAMES * 10)).all()

    def rank(row: SearchName) -> tuple[int, str, str]:
        whole = sum(f" {word} " in row.words for word in words)
        return (-whole, row.words, row.row_id)

    return tuple(
        Hit(row.kind, row.case_id, row.row_id, None, row.shown, matches(row.shown, words))
        for row in sorted(rows, key=rank)[:MOST_NAMES]
    )


def _texts(session: Session, words: Sequence[str], limit: int) -> tuple[Hit, ...]:
    expression = " AND ".join(_term(session, word) for word in words)
    if not limit or "()" in expression:
        return ()
    query = text(
        "SELECT entry.kind, entry.case_id, entry.object_id, entry.on_day, found.body FROM "
        "(SELECT rowid, body FROM search_text WHERE search_text MATCH :asked ORDER BY rowid LIMIT :limit) "
        "AS found "
        "JOIN search_entry AS entry ON entry.id = found.rowid ORDER BY found.rowid"
    )
    found = session.execute(query, {"asked": expression, "limit": limit})
    hits = []
    for kind, case_id, object_id, on_day, body in found:
        snippet, spans = piece(body, words)
        hits.append(Hit(kind, case_id, object_id, on_day, snippet, spans))
    return tuple(hits)


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
