"""« Deux versions »: what two people wrote without knowing each other, until somebody chooses (review A1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.changes import Changes
from app.services.acting import gone
from app.services.case_rows import rows_of
from app.services.editing.registry import EDITABLE
from app.services.editing.values import read_value, shown_value
from app.services.editing.views import name_finder
from app.services.frozen import refuse_frozen
from app.services.troubles import told
from app.words import _
from db import audit
from db.local import Device, Space
from db.models.organisation import Worker
from db.twins import left_spaces
from db.versions import choose, model_of, open_choices, python_value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.services.case_rows import CaseRows
    from db.base import Journalled
    from db.vault import Vault
    from db.versions import OpenChoice

_KEPT_APART = {"created_at", "created_by"}
"""Nobody is asked when a row was made twice alike."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values written.

    Attributes:
        value: As a row keeps it: what :meth:`Versions.choose` is given.
        text: As it is read; empty when it was emptied.
        who: Name of who wrote it.
        at: When, by the clock of their device.
    """

    value: Any = field(repr=False)
    text: str = field(repr=False)
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field in which several values stand.

    Attributes:
        kind: Table of the row.
        row_id: Its id.
        field: Which field.
        thing: What the row is, in words; empty when no form edits it.
        label: What the field is called.
        versions: The one shown meanwhile first.
    """

    kind: str
    row_id: str
    field: str
    thing: str
    label: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """Reads what there is to choose, and chooses."""

    vault: Vault

    def of(self, case_id: str) -> tuple[Disagreement, ...]:
        """Return the fields of a case in which several versions stand, those put away left out."""
        with told(self.vault.folder), self.vault.read() as session:
            return tuple(disagreements(session, case_id))

    def choose(self, case_id: str, kind: str, row_id: str, field_name: str, value: Any) -> Changes:
        """Keep one value; every other version of the field is then superseded by it.

        Args:
            case_id: The case.
            kind: Table of the row.
            row_id: Its id.
            field_name: The field, as :class:`Disagreement` names it.
            value: One of the versions, or another value as a row keeps it.

        Raises:
            Expected: ``gone``; ``frozen`` when what was signed, approved or told would say what no version said.
        """

        def work(session: Session) -> None:
            row = session.get(model_of(kind), row_id)
            space = session.get(Space, row.space_id) if row is not None else None
            if row is None or row.archived_at is not None or space is None or space.case_id != case_id:
                raise gone()
            if value not in _values(session, space, row, field_name):
                refuse_frozen(session, row, {field_name})
            choose(session, row, field_name, value)
            audit.record(session, "change", "case", case_id, {"kinds": [kind], "chosen": True})

        with told(self.vault.folder):
            self.vault.write(work)
        return Changes(frozenset({kind}), frozenset({case_id}))


def disagreements(session: Session, case_id: str) -> Iterator[Disagreement]:
    """Yield the fields of a case in which several versions stand."""
    left = left_spaces(session)
    spaces = select(Space).where(Space.case_id == case_id, Space.id.not_in(left)).order_by(Space.id)
    rows = None
    for space in session.scalars(spaces):
        for choice in open_choices(session, space):
            row = session.get(model_of(choice.table), choice.row_id)
            if row is not None and row.archived_at is None and choice.column not in _KEPT_APART:
                rows = rows or rows_of(session, case_id)
                yield _disagreement(session, rows, choice)


def _values(session: Session, space: Space, row: Journalled, name: str) -> list[Any]:
    return [
        python_value(session, choice.table, choice.column, version.value)
        for choice in open_choices(session, space)
        if (choice.table, choice.row_id, choice.column) == (row.__tablename__, row.id, name)
        for version in choice.versions
    ]


def _disagreement(session: Session, rows: CaseRows, choice: OpenChoice) -> Disagreement:
    spec = EDITABLE.get(choice.table)
    known = next((one for one in spec.fields if one.name == choice.column), None) if spec is not None else None

    def said(value: Any) -> str:
        if known is None:
            return "" if value is None else str(value)
        try:
            return shown_value(known, read_value(known, value), name_finder(rows))
        except (ValueError, ArithmeticError):  # written by a version of Palier that knows more
            return str(value)

    versions = []
    for one in choice.versions:
        value = python_value(session, choice.table, choice.column, one.value)
        versions.append(Version(value, said(value), _who(session, one.device_id), one.written_at))
    label = known.label if known is not None else choice.column
    thing = spec.label if spec is not None else ""
    return Disagreement(choice.table, choice.row_id, choice.column, thing, label, tuple(versions))


def _who(session: Session, device_id: str) -> str:
    device = session.get(Device, device_id)
    worker = session.get(Worker, device.worker_id) if device is not None else None
    return worker.name if worker is not None and worker.name else _("un autre appareil")
