"""The work that is timed, on one vault, by a process of its own that has done nothing else before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from app.documents.ink import drawn
from app.documents.ink_demonstration import demonstration_ink
from app.documents.sealing import SealRequest, seal
from app.services.benchmark.figures import ADDED_SYNC_MS, summary
from app.services.benchmark.memory import resident_mb
from app.services.benchmark.timing import each_timed, slower_sync, timed
from app.services.benchmark.vaults import CONTACTS, open_measured, open_without_key
from app.services.demonstration.example import handed_but_unsigned
from app.services.drafts import Typed
from app.services.exchange.generated import big_case
from app.services.signature.verification import verify_file
from app.services.visit.notes import NewNote
from db.models.case_file import CaseFile
from resources.vocabulary import DocumentKind, Recipient

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.benchmark.timing import Timing
    from app.services.desk import Desk

TODAY = dt.date(2026, 11, 20)  # the last day of generated cases
FREQUENT_WORDS = 20
PREFIXES = range(3, 10)
_FIRST_EXTRA = 900_001  # seeds of the cases imported while measuring


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often each work is repeated.

    Attributes:
        opened: Cases opened, and notes written as the first of their case.
        saved: Drafts, and notes in one case.
        unlocked: Openings of the vault.
        imported: Cases imported.
        printed: Contracts drawn, sealed, verified; pages listed; each search.
    """

    opened: int = 40
    saved: int = 40
    unlocked: int = 10
    imported: int = 8
    printed: int = 12


@dataclass(frozen=True, slots=True)
class Job:
    """What one process has to time."""

    folder: Path
    is_plain: bool
    repeats: Repeats


@dataclass(slots=True)
class Measured:
    """What it found.

    Attributes:
        figures: Each figure by its name, as :func:`figures.summary` writes it.
        memory_mb: Resident memory before the vault is opened, once it is in use, at the end of everything.
        worst_word: What was searched when searching was slowest.
        words: How many searches were timed.
        versions: Of the database engine.
    """

    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    memory_mb: dict[str, float | None] = field(default_factory=dict)
    worst_word: str = ""
    words: int = 0
    versions: dict[str, str] = field(default_factory=dict)


def measure(job: Job) -> Measured:
    """Time every work on one vault; only the encrypted one draws, seals and verifies beside storing."""
    if job.is_plain:
        open_without_key()
    found = Measured()
    found.memory_mb["before"] = resident_mb()
    _unlock(job, found)
    with open_measured(job.folder) as desk:
        ids = _spread(_case_ids(desk), job.repeats.opened)
        _read(desk, ids, job.repeats, found)
        found.memory_mb["in_use"] = resident_mb()
        _search(desk, job.repeats, found)
        _write(desk, ids, job.repeats, found)
        _print(desk, ids, job.repeats, found)
        if not job.is_plain:
            _sign(desk, job.repeats, found)
        found.memory_mb["end"] = resident_mb()
        found.versions = _versions(desk)
    return found


def _case_ids(desk: Desk) -> list[str]:
    with desk.vault.read() as session:
        return list(session.scalars(select(CaseFile.id).order_by(CaseFile.number)))


def _spread(ids: list[str], count: int) -> list[str]:
    """Return at most so many ids, spread over all."""
    return ids[:: max(1, len(ids) // count)][:count]


def _unlock(job: Job, found: Measured) -> None:
    """Time opening the vault, and opening a case as the first thing done in it."""
    unlocked, first = [], []
    for turn in range(job.repeats.unlocked):
        desks: list[Desk] = []
        unlocked.append(timed(lambda desks=desks: desks.append(open_measured(job.folder))))  # type: ignore[misc]
        with desks[0] as desk:
            ids = _case_ids(desk)
            case_id = ids[turn * 7919 % len(ids)]
            first.append(timed(lambda desk=desk, case_id=case_id: desk.cases.show(case_id, TODAY)))  # type: ignore[misc]
    found.figures["unlock"] = summary(unlocked)
    found.figures["open_case_first"] = summary(first)


def _read(desk: Desk, ids: list[str], repeats: Repeats, found: Measured) -> None:
    first_rows = range(0, len(ids), 100)
    desk.cases.page(TODAY)
    pages = [*first_rows, *(0,) * repeats.printed][: repeats.printed]
    found.figures["list_page"] = summary(each_timed(lambda first: desk.cases.page(TODAY, first), pages))
    found.figures["open_case"] = summary(each_timed(lambda case_id: desk.cases.show(case_id, TODAY), ids))


def _search(desk: Desk, repeats: Repeats, found: Measured) -> None:
    words = searched_words(desk)
    turns = range(max(3, repeats.printed // 4))
    medians = {word: _middle(each_timed(lambda _, word=word: desk.search(word), turns)) for word in words}  # type: ignore[misc]
    found.figures["search"] = summary(list(medians.values()))
    found.worst_word = max(medians, key=lambda word: medians[word])
    found.figures["search_worst"] = summary([medians[found.worst_word]])
    found.words = len(words)


def _middle(times: list[Timing]) -> Timing:
    return sorted(times)[len(times) // 2]


def searched_words(desk: Desk) -> list[str]:
    """Return the most frequent words of the vault's texts and their prefixes of 3 to 9 letters (review B4)."""
    desk.vault.catch_up()
    with desk.vault.read() as session:
        query = text("SELECT term FROM search_vocabulary ORDER BY cnt DESC, term LIMIT :most")
        frequent = list(session.scalars(query, {"most": FREQUENT_WORDS}))
    prefixes = {word[:length] for word in frequent for length in PREFIXES if length < len(word)}
    return sorted({*frequent, *prefixes})


def _write(desk: Desk, ids: list[str], repeats: Repeats, found: Measured) -> None:
    """Time drafts and notes of one case, the first note of others, and the import of whole cases."""
    texts, case_id = _texts(repeats.saved), ids[0]

    def save(words: str) -> None:
        desk.drafts.save("bench", Typed(case_id, "contact_passage", "text", words, len(words)))

    def write(words: str, case_id: str = case_id) -> None:
        desk.notes.write(case_id, NewNote(TODAY, words, minutes=45))

    save("")
    found.figures["save_draft"] = summary(each_timed(save, texts))
    _write_first(desk, ids[1:] or ids, lambda other: write(texts[0], other), found)
    write(texts[0])
    desk.vault.settle()
    for added in ADDED_SYNC_MS:
        with slower_sync(desk.vault, added):
            times = each_timed(write, texts)
        found.figures[f"command_{added}"] = summary(times)
    found.figures["search_after"] = summary([_searched_after(desk, write, words) for words in texts])
    cases = [big_case(_FIRST_EXTRA + turn, CONTACTS) for turn in range(repeats.imported)]
    found.figures["import_case"] = summary(each_timed(desk.exchange.import_document, cases))


def _write_first(desk: Desk, ids: list[str], write: Callable[[str], None], found: Measured) -> None:
    """Time the first note of cases, as it is written: in a case somebody opened; then of cases nobody opened."""
    times = []
    for case_id in ids[::2]:
        desk.cases.note_read(case_id)
        desk.vault.settle()
        times.append(timed(lambda case_id=case_id: write(case_id)))  # type: ignore[misc]
    found.figures["command_first"] = summary(times)
    found.figures["command_unopened"] = summary(each_timed(write, ids[1::2] or ids))


def _searched_after(desk: Desk, write: Callable[[str], None], words: str) -> Timing:
    """Time a search that must find the note just written."""
    write(words)
    return timed(lambda: desk.search(" ".join(words.split()[:2])))


def _texts(count: int) -> list[str]:
    """Return texts of notes as long as real ones, in two paragraphs."""
    contacts = big_case(_FIRST_EXTRA - 1, count)["contacts"]
    return ["\n".join(passage["text"] for passage in contact["note"]) for contact in contacts]


def _print(desk: Desk, ids: list[str], repeats: Repeats, found: Measured) -> None:
    def draw(case_id: str) -> None:
        desk.papers.make(DocumentKind.SUPPORT_CONTRACT, case_id, Recipient.HOUSEHOLD, today=TODAY)

    found.figures["contract_pdf_first"] = summary([timed(lambda: draw(ids[0]))])
    chosen = [ids[turn % len(ids)] for turn in range(repeats.printed)]
    found.figures["contract_pdf"] = summary(each_timed(draw, chosen))


def _sign(desk: Desk, repeats: Repeats, found: Measured) -> None:
    """Time one seal on the final contract, and the verification of what it gives: no storage in either."""
    report = desk.exchange.import_document(handed_but_unsigned(big_case(_FIRST_EXTRA + repeats.imported, CONTACTS)))
    frozen = desk.signing.freeze(DocumentKind.SUPPORT_CONTRACT, report.case_id, today=TODAY)
    place, key = frozen.places[0], desk.signing.sealing_key()
    ink = drawn(demonstration_ink(place.shown.name))
    request = SealRequest(place.shown.field, place.shown.name, place.capacity, desk.vault.context.clock.now(), ink)
    sealed = seal(frozen.pdf, request, key)  # the first one also loads the library
    verify_file(sealed, {})
    turns = range(repeats.printed)
    found.figures["seal"] = summary(each_timed(lambda _: seal(frozen.pdf, request, key), turns))
    found.figures["verify"] = summary(each_timed(lambda _: verify_file(sealed, {}), turns))


def _versions(desk: Desk) -> dict[str, str]:
    def ask(raw: Any) -> dict[str, str]:
        cipher = raw.execute("PRAGMA cipher_version").fetchone()
        (sqlite,) = raw.execute("SELECT sqlite_version()").fetchone()
        return {"sqlite": sqlite, "sqlcipher": cipher[0] if cipher else ""}

    return desk.vault.maintain(ask)
