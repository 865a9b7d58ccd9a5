"""How a row came to say what it says: who wrote what, when, and what stood there before (review F9).

It is read from the envelopes, which keep all that was written; the log of accesses holds no content. Reading it takes
0.1 ms an envelope of the case: never on the thread of the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect

from app.services.acting import case_space
from app.services.case_rows import rows_of
from app.services.editing.registry import editable
from app.services.editing.values import read_value, shown_value
from app.services.editing.views import name_finder
from app.services.past.names import Actors
from app.services.troubles import told
from db.lineage import lineage_of
from db.merge import root_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy.orm import Session

    from app.services.editing.fields import Editable, Field
    from db.lineage import Write
    from db.merge import Stored
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class FieldVersion:
    """One value of a field, as it was written once.

    Attributes:
        field: Name of the field.
        label: Its French label.
        who: Name of whoever wrote it.
        at: When, where the worker works.
        before: What it replaced, in words; empty when nothing stood there.
        after: What was written, in words; empty when it was emptied.
        first: Whether the row was made then.
    """

    field: str
    label: str
    who: str
    at: dt.datetime
    before: str
    after: str
    first: bool


@dataclass(frozen=True, slots=True)
class Histories:
    """Reads what was written before in the cases of one vault."""

    vault: Vault

    def of_row(self, case_id: str, kind: str, row_id: str) -> tuple[FieldVersion, ...]:
        """Return every value every field of a row had, the newest first."""
        spec = editable(kind)
        with told(self.vault.folder), self.vault.read() as session:
            return _versions(session, case_id, spec, row_id, spec.fields)

    def of_field(self, case_id: str, kind: str, row_id: str, field: str) -> tuple[FieldVersion, ...]:
        """Return every value one field of a row had, the newest first."""
        spec = editable(kind)
        with told(self.vault.folder), self.vault.read() as session:
            return _versions(session, case_id, spec, row_id, (spec.field(field),))


def _versions(
    session: Session, case_id: str, spec: Editable, row_id: str, fields: Iterable[Field]
) -> tuple[FieldVersion, ...]:
    root = root_name(spec.kind, row_id)
    cells = {(root, _column(spec, one.name)): one for one in fields}
    lineage = lineage_of(session, case_space(session, case_id), cells)
    actors, names = Actors(session), name_finder(rows_of(session, case_id))
    dialect = session.get_bind().dialect
    born = min((one.stamp for cell in cells for one in lineage.writes[cell].values()), default="")
    found: list[tuple[str, int, FieldVersion]] = []
    for rank, ((_root, column), field) in enumerate(cells.items()):
        read = _reader(spec, column, dialect)

        def said(stored: Stored, field: Field = field, read: Callable[[Stored], Any] = read) -> str:
            return shown_value(field, read_value(field, read(stored)), names)

        for write, before in _followed(lineage.writes[root, column].values()):
            version = FieldVersion(
                field.name,
                field.label,
                actors.of_device(write.device_id),
                actors.local(write.written_at),
                said(before),
                said(write.value),
                write.stamp == born,
            )
            found.append((write.stamp, -rank, version))
    found.sort(key=lambda one: one[:2], reverse=True)
    return tuple(version for _stamp, _rank, version in found)


def _followed(writes: Iterable[Write]) -> Iterator[tuple[Write, Stored]]:
    """Yield each value written with the one it replaced, which its author had seen."""
    ordered = sorted(writes, key=lambda one: one.stamp)
    for write in ordered:
        replaced = [one for one in ordered if one.gone & write.bit]
        yield write, replaced[-1].value if replaced else None


def _column(spec: Editable, name: str) -> str:
    column: str = inspect(spec.model).attrs[name].columns[0].name
    return column


def _reader(spec: Editable, column: str, dialect: Any) -> Callable[[Stored], Any]:
    type_ = spec.model.__table__.c[column].type
    read = type_.dialect_impl(dialect).result_processor(dialect, None)
    return lambda stored: stored if read is None or stored is None else read(stored)
