"""A note read again and written again: one text, its passages and actions kept one by one (decision 12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import select

from app.domain.instants import time_from_text
from app.domain.note_revision import revised
from app.domain.notes import TASK, Passage, read_note, shown_passage
from app.errors import Expected
from app.services.acting import gone
from app.services.case_rows import rows_of
from app.services.exchange.shapes_grammar import Freeze
from app.services.exchange.shapes_rows import STEP
from app.services.facts.household_facts import person_name
from app.services.frozen import freeze_of, refuse_frozen
from app.services.visit.days_said import day_said
from app.words import _
from db.context import context_of
from db.models.around import Action
from db.models.contact import Contact, ContactPassage
from db.models.household import Person
from resources.labels import LABELS
from resources.vocabulary import ContactKind, PassageKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from app.domain.note_revision import Revised
    from app.services.acting import Act

Part: TypeAlias = ContactPassage | Action


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note written before.

    Attributes:
        contact_id: The meeting it is of.
        on: Its day.
        at: Its hour, when it was said.
        kind_label: How people met, in words.
        present: Names of those who were there.
        confided_by: Name of the person who confided it.
        text: Its passages then its actions, one a line, marks put back.
        by_other: Name of the colleague who wrote it; empty for ours.
        closed: Whether it can no longer change.
    """

    contact_id: str
    on: dt.date
    at: dt.time | None
    kind_label: str
    present: tuple[str, ...]
    confided_by: str
    text: str
    by_other: str
    closed: bool


def written_note(session: Session, case_id: str, contact_id: str) -> WrittenNote:
    """Return a note of a case.

    Raises:
        Expected: ``gone``.
    """
    rows = rows_of(session, case_id)
    row = rows.by_id(Contact, contact_id)
    contact = session.get(Contact, contact_id)
    if row is None or contact is None:
        raise gone()
    persons = {one.id: person_name(one) for one in rows.all(Person)}
    author = rows.worker(row.worker_id)
    return WrittenNote(
        contact_id,
        row.on_day,
        time_from_text(row.at_time) if row.at_time else None,
        _(LABELS[ContactKind(row.kind)].text),
        tuple(persons[one] for one in row.present_ids or () if one in persons),
        persons.get(row.confided_by_id or "", ""),
        "\n".join(_shown(one) for one in _parts(session, contact)),
        author.name if author is not None and author.id != context_of(session).worker_id else "",
        freeze_of(session, contact) is not Freeze.NEVER,
    )


def rewrite(act: Act, contact_id: str, text: str) -> None:
    """Keep a note as it is written now, inside a command.

    Raises:
        Expected: ``gone``, ``frozen``, ``empty_note``.
    """
    contact = act.row(Contact, contact_id)
    parts = _parts(act.session, contact)
    paragraphs = revised([_shown(one) for one in parts], text)
    if [one.before for one in paragraphs] == list(range(len(parts))) and all(one.line is None for one in paragraphs):
        return
    refuse_frozen(act.session, contact, {"kind"})
    kept = _kept(act, contact, parts, paragraphs)
    if parts and not kept:
        raise Expected(
            "empty_note",
            _("La note serait vide\u00a0: rien n’a changé. Pour la retirer du fil, ouvrez ses détails."),
        )
    for part in parts:
        if part not in kept:
            act.archive(part)
    _place(act, [part for part in kept if isinstance(part, ContactPassage)])


def _parts(session: Session, contact: Contact) -> list[Part]:
    """Return the passages of a note, then the actions it named, in their order."""
    found: list[Part] = []
    for model in (ContactPassage, Action):
        query = select(model).where(model.contact_id == contact.id, model.archived_at.is_(None))
        found += sorted(session.scalars(query), key=lambda row: (row.position is None, row.position or 0, row.id))
    return found


def _shown(part: Part) -> str:
    if isinstance(part, Action):
        return f"{TASK} {part.what or ''}"
    return shown_passage(Passage(PassageKind(part.kind), part.text or ""))


def _kept(act: Act, contact: Contact, parts: Sequence[Part], paragraphs: Iterable[Revised]) -> list[Part]:
    """Write each paragraph where it was, or as a new row; return the rows in the order of the text."""
    kept: list[Part] = []
    for one in paragraphs:
        before = parts[one.before] if one.before is not None else None
        if before is not None and one.line is None:
            kept.append(before)
            continue
        read = read_note(one.line or "")
        task = before if isinstance(before, Action) else None
        passage = before if isinstance(before, ContactPassage) else None
        kept += [_task(act, contact, task if rank == 0 else None, what) for rank, what in enumerate(read.actions)]
        kept += [_passage(act, contact, passage if rank == 0 else None, one) for rank, one in enumerate(read.passages)]
    return kept


def _task(act: Act, contact: Contact, before: Action | None, what: str) -> Part:
    said = day_said(what, contact.on_day)
    if before is None:
        return act.make(Action, what=what, by_id=act.context.worker_id, due_on=said, contact_id=contact.id)
    newly_said = said is not None and said != day_said(before.what or "", contact.on_day)
    act.change(before, what=what, due_on=said if newly_said else before.due_on)  # a day chosen otherwise stays
    return before


def _passage(act: Act, contact: Contact, before: ContactPassage | None, passage: Passage) -> Part:
    if before is None:
        return act.make(ContactPassage, contact_id=contact.id, kind=passage.kind, text=passage.text)
    # What somebody else's file called speech keeps being it: it was shown without a mark.
    unmarked = passage.kind is PassageKind.OBSERVED and _shown(before) == before.text
    said = before.kind == PassageKind.REPORTED and not (before.text or "").startswith("«")
    act.change(before, kind=PassageKind.REPORTED if unmarked and said else passage.kind, text=passage.text)
    return before


def _place(act: Act, passages: Sequence[ContactPassage]) -> None:
    """Give each passage its place; those that stand in order already keep theirs."""
    places = _between([one.position for one in passages])
    for passage, place in zip(passages, places, strict=True):
        act.change(passage, position=place)


def _between(known: Sequence[int | None]) -> list[int]:
    """Return growing places, those known kept when they are in order and leave room for the new ones."""
    places: list[int] = []
    for rank, place in enumerate(known):
        last = places[-1] if places else 0
        ahead = next((one for one in known[rank + 1 :] if one is not None), None)
        found = place if place is not None else (last + STEP if ahead is None else (last + ahead) // 2)
        if found <= last:
            return [(one + 1) * STEP for one in range(len(known))]
        places.append(found)
    return places
