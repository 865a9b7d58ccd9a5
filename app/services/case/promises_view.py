"""What each of the three promised and what was done, three lists alike (decision 1): vous, nous, le bailleur."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.services.case.thread import Voice
from app.words import N_, _
from db.models.around import Action
from db.models.household import Person
from db.models.mutual_commitments import MutualCommitments
from resources.vocabulary import OrganisationKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.case_rows import CaseRows
    from app.services.contract.objective_view import ObjectiveView

TITLES: Final = {
    Voice.HOUSEHOLD: N_("Ce que vous faites"),
    Voice.OPERATOR: N_("Ce que nous faisons"),
    Voice.LANDLORD: N_("Ce que fait le bailleur"),
}
MOST_DONE: Final = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment; ``progress`` is the stage of its objective in words, with what is counted."""

    text: str
    progress: str = ""
    objective_id: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was to be done and was."""

    what: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Side:
    """One of the three, in the same words and the same look as the two others."""

    voice: Voice
    title: str
    promises: tuple[Promise, ...]
    done: tuple[Done, ...]


def three_sides(
    rows: CaseRows, objectives: tuple[ObjectiveView, ...], *, without: frozenset[str] = frozenset()
) -> tuple[Side, ...]:
    """Return the three lists: the contract's promises, then those of the mutual commitments.

    Args:
        rows: The case.
        objectives: Objectives of the current contract.
        without: Ids of the actions that must not be shown.
    """
    page = rows.current(MutualCommitments)
    done = _done(rows, without)
    found = []
    for voice, title in TITLES.items():
        promises: dict[str, Promise] = {}
        for line in (*_of_objectives(voice, objectives), *_of_page(voice, page)):
            promises.setdefault(line.text, line)
        theirs = tuple(one for who, one in done if who is voice)
        found.append(Side(voice, _(title), tuple(promises.values()), theirs[:MOST_DONE]))
    return tuple(found)


def _done(rows: CaseRows, without: frozenset[str]) -> list[tuple[Voice | None, Done]]:
    """Return what was done and by which of the three, newest first."""
    found = [
        (_voice_of(rows, row.by_id), Done(row.what, row.done_on))
        for row in rows.all(Action)
        if row.done_on is not None and row.id not in without
    ]
    return sorted(found, key=lambda one: one[1].on, reverse=True)


def _of_objectives(voice: Voice, objectives: tuple[ObjectiveView, ...]) -> Iterator[Promise]:
    for one in objectives:
        text: str = getattr(one, voice.value)
        if text:
            progress = ", ".join(part for part in (one.stage_label, one.counted) if part)
            yield Promise(text, progress, one.id)


def _of_page(voice: Voice, page: MutualCommitments | None) -> Iterator[Promise]:
    if page is not None:
        lines: tuple[str, ...] | None = getattr(page, voice.value)
        yield from (Promise(line) for line in lines or ())


def _voice_of(rows: CaseRows, someone_id: str | None) -> Voice | None:
    if rows.by_id(Person, someone_id) is not None:
        return Voice.HOUSEHOLD
    worker = rows.worker(someone_id)
    organisation = rows.organisation(worker.organisation_id) if worker is not None else None
    if organisation is None:
        return None
    return Voice.LANDLORD if organisation.kind == OrganisationKind.LANDLORD else Voice.OPERATOR
