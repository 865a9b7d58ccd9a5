"""What a screen receives of the rows of a case, and how the people and organisations they name are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

from app.services.editing.fields import FieldType
from app.services.editing.values import read_value, shown_value
from app.services.exchange.shapes_grammar import Freeze
from app.services.facts.household_facts import person_name
from app.services.frozen import freeze_of, may_freeze
from app.words import _, long_day
from db.models.contact import Contact
from db.models.contract import Objective
from db.models.household import Person
from db.models.organisation import Organisation, Worker
from resources.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.services.case_rows import CaseRows
    from app.services.editing.fields import Editable, Field


@dataclass(frozen=True, slots=True)
class RowView:
    """One row as a screen shows it.

    Attributes:
        id: Its id.
        kind: Its table.
        parent_id: What it stands in; ``None`` for what stands in the case itself.
        values: Field to Python value (:class:`app.services.editing.fields.FieldType`).
        shown: Field to French text, empty when it was not said.
        earlier: Whether another version is the current one.
        closed: Whether it can no longer change: signed, approved, told or agreed to.
    """

    id: str
    kind: str
    parent_id: str | None
    values: Mapping[str, Any] = field(repr=False)
    shown: Mapping[str, str] = field(repr=False)
    earlier: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a field may take, and how it is said."""

    value: Any
    text: str


def row_views(rows: CaseRows, spec: Editable, parent_id: str | None) -> tuple[RowView, ...]:
    """Return the living rows of a kind, in the order they are listed by."""
    found = [row for row in rows.all(spec.model) if parent_id is None or parent_id in _parents(spec, row)]
    if spec.sort is not None:
        # Python's sort keeps the order of the list among equal days; what has no day comes last.
        found.sort(key=lambda row: str(getattr(row, cast("str", spec.sort)) or "9999"))
    current = rows.current(spec.model) if spec.versions else None
    return tuple(
        view_of(rows, spec, row, earlier=spec.versions and (current is None or row.id != current.id)) for row in found
    )


def _parents(spec: Editable, row: Any) -> list[str]:
    return [found for column in spec.parents.values() if (found := getattr(row, column)) is not None]


def view_of(rows: CaseRows, spec: Editable, row: Any, *, earlier: bool = False) -> RowView:
    """Return what a screen receives of one row, put away or not."""
    values = {one.name: read_value(one, getattr(row, one.name)) for one in spec.fields}
    names = name_finder(rows)
    return RowView(
        row.id,
        spec.kind,
        next(iter(_parents(spec, row)), None),
        values,
        {one.name: shown_value(one, values[one.name], names) for one in spec.fields},
        earlier,
        _closed(rows, spec, row.id),
    )


def _closed(rows: CaseRows, spec: Editable, row_id: str) -> bool:
    if not may_freeze(spec.model):
        return False
    row = rows.session.get(spec.model, row_id)
    return row is not None and freeze_of(rows.session, row) is not Freeze.NEVER


def name_finder(rows: CaseRows) -> Callable[[str], str]:
    """Return what names a person of the case, a worker, an organisation, an objective or a meeting by its id."""

    def name_of(row_id: str) -> str:
        person = rows.by_id(Person, row_id)
        if person is not None:
            return person_name(person)
        listed = rows.worker(row_id) or rows.organisation(row_id)
        if listed is not None:
            return listed.name
        objective = rows.by_id(Objective, row_id)
        if objective is not None:
            return objective.household_words or objective.expected_result or _("Objectif")
        contact = rows.by_id(Contact, row_id)
        return long_day(contact.on_day) if contact is not None else ""

    return name_of


def choices_of(rows: CaseRows, field: Field) -> tuple[Choice, ...]:
    """Return what a field may hold; empty for what is typed."""
    if field.words is not None:
        return tuple(Choice(word, _(LABELS[word].text)) for word in field.words)
    if field.type is FieldType.OBJECTIVES:
        return tuple(Choice(one.id, name_finder(rows)(one.id)) for one in rows.all(Objective))
    people = _persons(rows) if field.type in _PERSONS else ()
    return (
        *people,
        *(_listed(rows, Worker) if field.type in _WORKERS else ()),
        *(_listed(rows, Organisation) if field.type in _ORGANISATIONS else ()),
    )


_PERSONS = {FieldType.PERSON, FieldType.PERSONS, FieldType.SOMEONE, FieldType.PEOPLE}
_WORKERS = {FieldType.WORKER, FieldType.WORKERS, FieldType.SOMEONE, FieldType.PEOPLE}
_ORGANISATIONS = {FieldType.ORGANISATION, FieldType.ORGANISATIONS}


def _persons(rows: CaseRows) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, person_name(one)) for one in rows.all(Person))


def _listed(rows: CaseRows, model: type[Worker | Organisation]) -> tuple[Choice, ...]:
    living = select(model.id, model.name).where(model.archived_at.is_(None)).order_by(model.sort_key, model.id)
    return tuple(Choice(one.id, one.name) for one in rows.session.execute(living))
