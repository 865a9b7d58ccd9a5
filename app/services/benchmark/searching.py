"""How searching grows: a vault whose search index alone is filled, as so many cases of sixty notes would fill it.

Importing twenty thousand whole cases takes an hour; what a search reads is made in minutes, in the encrypted database
and through the same tables. Names are generated too, beside the few of the generated cases: a search that is near reads
the words of all names, and thirty family names would prove nothing.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, text

from app.services.benchmark.figures import summary
from app.services.benchmark.measuring import searched_words
from app.services.benchmark.running import machine
from app.services.benchmark.timing import each_timed
from app.services.benchmark.vaults import CONTACTS, OWNER, PASSPHRASE, measuring_vaults, open_measured
from app.services.exchange.generated import big_case
from app.words import _
from db.local import table_of
from db.name_words import name_words, sound_of
from db.search_tables import OLDEST, RANK_BITS, SearchEntry, SearchName, SearchUse, SearchWord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from app.services.benchmark.timing import Timing
    from app.services.desk import Desk

FORMAT = "palier.bench.search/1"
BATCH = 50
NAMES = 40  # names asked for, each in several ways
TURNS = 5
_BEGINNINGS = (
    "b",
    "ben",
    "ch",
    "d",
    "di",
    "f",
    "g",
    "h",
    "k",
    "kou",
    "l",
    "m",
    "mo",
    "n",
    "ou",
    "r",
    "s",
    "t",
    "v",
    "z",
)
_MIDDLES = ("a", "ali", "ar", "e", "en", "er", "i", "in", "o", "or", "ou", "u")
_ENDS = ("ba", "bert", "ci", "di", "el", "ga", "ki", "la", "lini", "ma", "ne", "ra", "rez", "ska", "tin", "va", "yan")


@dataclass(slots=True)
class _Lines:
    """Lines of the tables of the search, before they are written."""

    names: list[dict[str, Any]] = field(default_factory=list)
    uses: list[dict[str, Any]] = field(default_factory=list)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)


def measure_search(sizes: Sequence[int], tell: Callable[[str], None]) -> dict[str, Any]:
    """Fill one vault to each size in turn, and time searches in it.

    Args:
        sizes: Numbers of cases, the smallest first.
        tell: Called with a sentence as the work goes on.
    """
    found = []
    with tempfile.TemporaryDirectory(prefix="palier-bench-") as room:
        folder = Path(room) / "vault"
        measuring_vaults().create(folder, PASSPHRASE, OWNER, accept_weak=True)
        first = 1
        for cases in sizes:
            tell(_("{cases} dossiers\u00a0: le coffre se remplit.").format(cases=cases))
            with open_measured(folder) as desk:
                for begun in range(first, cases + 1, BATCH):
                    seeds = range(begun, min(begun + BATCH, cases + 1))
                    desk.vault.write(lambda session, seeds=seeds: _fill(session, seeds))  # type: ignore[misc]
            first = cases + 1
            with open_measured(folder) as desk:
                found.append({"cases": cases, **_measured(desk)})
    return {"format": FORMAT, "contacts_per_case": CONTACTS, "machine": machine(), "sizes": found}


def _fill(session: Session, seeds: range) -> None:
    lines = _Lines()
    for seed in seeds:
        _add_case(lines, seed)
    connection = session.connection()
    connection.execute(insert(table_of(SearchName)), lines.names)
    connection.execute(insert(table_of(SearchWord)).prefix_with("OR IGNORE"), list(lines.words.values()))
    connection.execute(insert(table_of(SearchUse)), lines.uses)
    connection.execute(insert(table_of(SearchEntry)), lines.entries)
    lines.bodies.sort(key=lambda body: body["id"])
    connection.execute(text("INSERT INTO search_text(rowid, body) VALUES (:id, :body)"), lines.bodies)


def _add_case(lines: _Lines, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same names on every machine
    document = big_case(seed, CONTACTS)
    family = _family_name(chance) if seed % 2 else document["household"]["label"].split()[-1]
    _add_name(lines, seed, "household", f"Famille {family}")
    _add_name(lines, seed, "case", document["case"]["number"])
    for person in document["household"]["persons"]:
        _add_name(lines, seed, "person", f"{person['first_name']} {family}")
    for rank, contact in enumerate(document["contacts"]):
        day = dt.date.fromisoformat(contact["on"]).toordinal()
        for place, passage in enumerate(contact["note"]):
            number = OLDEST - (day << RANK_BITS) - 1 - (seed * CONTACTS + rank) * 4 - place
            lines.bodies.append({"id": number, "body": passage["text"]})
            lines.entries.append(_entry(number, seed, rank, contact["on"]))


def _family_name(chance: Random) -> str:
    return "".join(chance.choice(part) for part in (_BEGINNINGS, _MIDDLES, _ENDS)).capitalize()


def _add_name(lines: _Lines, seed: int, kind: str, shown: str) -> None:
    row_id = f"{seed}-{len(lines.names)}"
    words = {one.word for one in name_words(shown)}
    lines.names.append({"row_id": row_id, "kind": kind, "space_id": f"s{seed}", "case_id": f"c{seed}", "shown": shown})
    lines.uses += ({"word": word, "row_id": row_id} for word in words)
    lines.words.update((word, {"word": word, "sound": sound_of(word), "turned": word[::-1]}) for word in words)


def _entry(number: int, seed: int, rank: int, on_day: str) -> dict[str, Any]:
    return {
        "id": number,
        "kind": "note",
        "space_id": f"s{seed}",
        "case_id": f"c{seed}",
        "object_id": f"{seed}-{rank}",
        "on_day": on_day,
        "levels": "  ",
        "confided": False,
        "source_table": "contact_passage",
        "source_id": f"{number}",
    }


def _measured(desk: Desk) -> dict[str, Any]:
    words = searched_words(desk)
    with desk.vault.read() as session:
        counted = {
            "texts": session.scalar(select(func.count()).select_from(SearchEntry)),
            "names": session.scalar(select(func.count()).select_from(SearchName)),
            "words_of_names": session.scalar(select(func.count()).select_from(SearchWord)),
        }
    return counted | {
        "words": _timed(desk, words),
        **{way: _timed(desk, names) for way, names in _asked(desk).items()},
    }


def _timed(desk: Desk, words: Sequence[str]) -> dict[str, Any]:
    """Return the figure of all words, each by the middle of a few turns, and which was slowest."""
    middles: dict[str, Timing] = {}
    for word in words:
        times = each_timed(lambda _turn, word=word: desk.search(word), range(TURNS))  # type: ignore[misc]
        middles[word] = sorted(times)[TURNS // 2]
    slowest = max(middles, key=lambda word: middles[word].cpu)
    worst = round(middles[slowest].cpu * 1000, 3)
    return summary(list(middles.values())) | {"worst_word": slowest, "worst_cpu_ms": worst}


def _asked(desk: Desk) -> dict[str, list[str]]:
    """Return names as they may be typed: written so, in another order, begun, heard, with a letter exchanged."""
    with desk.vault.read() as session:
        query = select(SearchName.shown).where(SearchName.kind == "person").order_by(SearchName.row_id)
        names = list(session.scalars(query))
    some = [name.split() for name in names[:: max(1, len(names) // NAMES)][:NAMES]]
    return {
        "name_written": [" ".join(name) for name in some],
        "name_in_another_order": [" ".join(reversed(name)) for name in some],
        "name_begun": [begun for name in some for begun in _beginnings(name[-1])],
        "name_heard": [f"{name[-1]}{name[-1][-1]}" for name in some],
        "name_ill_typed": [f"{name[0]} {_exchanged(name[-1])}" for name in some],
    }


def _beginnings(name: str) -> Iterator[str]:
    yield from (name[:length] for length in (1, 2, 3, 4))


def _exchanged(name: str) -> str:
    return name[:-3] + name[-2] + name[-3] + name[-1]
