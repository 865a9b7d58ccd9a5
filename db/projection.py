"""From the envelopes back to the rows: the proof that the envelopes hold everything (sync.md, review A13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import delete, select

from db.documents import after, sealed_of, stored_envelopes
from db.envelopes import Dependency, check_signature, header_of, opened
from db.errors import MergeTrouble, StorageTrouble
from db.guards import journalled_mappers
from db.lineage import shown_rows
from db.local import Device, DocumentCache, Space
from db.merge import Document, row_of
from db.twins import left_spaces
from db.types import Derived

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Dialect, Table
    from sqlalchemy.orm import Mapper, Session

    from db.envelopes import Header, Sealed
    from db.merge import Stored
    from db.vault import Vault

Row: TypeAlias = tuple["Stored", ...]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """A table whose rows are not those the envelopes give.

    Attributes:
        table: Its name.
        missing: Ids only the envelopes have.
        foreign: Ids only the table has.
        changed: Ids both have, with other values.
    """

    table: str
    missing: tuple[str, ...]
    foreign: tuple[str, ...]
    changed: tuple[str, ...]


def rebuild(vault: Vault) -> dict[str, int]:
    """Replace every journalled row by what the envelopes say, in one transaction.

    Returns:
        How many rows each table now has.

    Raises:
        StorageTrouble: ``journal_damaged``; then nothing is changed.
    """

    def work(session: Session) -> dict[str, int]:
        rows = rows_of_envelopes(session)
        with vault.journal.guard.projecting():
            _replace(session, rows)
        session.execute(delete(DocumentCache))
        vault.journal.documents.forget()
        return {table: len(found) for table, found in rows.items()}

    return vault.write(work)


def compare(vault: Vault) -> tuple[Difference, ...]:
    """Return the tables whose ``SELECT * ORDER BY id`` is not what the envelopes give; empty when all is right.

    Raises:
        StorageTrouble: ``journal_damaged``.
    """
    with vault.read() as session:
        expected = rows_of_envelopes(session)
        found = {mapper.local_table.description: _rows_stored(session, mapper) for mapper in journalled_mappers()}
    return tuple(
        difference
        for table, rows in sorted(found.items())
        if (difference := _difference(table, expected.get(table, {}), rows)) is not None
    )


def rows_of_envelopes(session: Session) -> dict[str, dict[str, Row]]:
    """Verify, open and apply every envelope in causal order; return the rows of each table by id."""
    mappers = {mapper.local_table.description: mapper for mapper in journalled_mappers()}
    dialect = session.get_bind().dialect
    found: dict[str, dict[str, Row]] = {table: {} for table in mappers}
    left = left_spaces(session)
    for space in session.scalars(select(Space).where(Space.id.not_in(left)).order_by(Space.id)):
        for root, shown in shown_rows(session, space, document_of(session, space).rows()):
            table, row_id = row_of(root)
            if table in mappers and shown:  # a table of a later version stays in the document; of a row forgotten, none
                values: dict[str, Any] = shown | {"id": row_id, "space_id": space.id}
                found[table][row_id] = _row(mappers[table], values, dialect)
    return found


def project(session: Session, space: Space, document: Document, roots: Collection[str]) -> dict[str, set[str]]:
    """Write what some rows of a space now show; one of which nothing is left goes. The caller lets it write.

    Returns:
        The ids of the rows written, by table.
    """
    mappers = {mapper.local_table.description: mapper for mapper in journalled_mappers()}
    dialect = session.get_bind().dialect
    written: dict[str, set[str]] = {}
    for root, shown in shown_rows(session, space, ((root, document.row(root)) for root in sorted(roots))):
        table, row_id = row_of(root)
        if table in mappers:
            values: dict[str, Any] = shown | {"id": row_id, "space_id": space.id}
            if shown:
                _put(session, mappers[table], _row(mappers[table], values, dialect))
            else:
                session.connection().exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))  # noqa: S608
            written.setdefault(table, set()).add(row_id)
    return written


def _put(session: Session, mapper: Mapper[Any], row: Row) -> None:
    table = _table(mapper)
    names = [f'"{column.name}"' for column in table.columns]
    changed = ", ".join(f"{name} = excluded.{name}" for name in names)
    session.connection().exec_driver_sql(
        f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({", ".join("?" for _ in names)}) '  # noqa: S608
        f"ON CONFLICT (id) DO UPDATE SET {changed}",
        row,
    )


def document_of(session: Session, space: Space) -> Document:
    """Return a space's document made afresh from its envelopes, each of them verified.

    Raises:
        StorageTrouble: ``journal_damaged``.
    """
    keys = {device.id: device.public_key for device in session.scalars(select(Device))}
    rows = [sealed_of(row) for row in stored_envelopes(session, space.id, space.generation)]
    envelopes = sorted(
        ((header_of(row), row) for row in rows), key=lambda one: (one[0].lamport, one[0].replica, one[0].n)
    )  # a dependency always has a smaller Lamport number
    document = Document()
    known: set[Dependency] = set()
    frontier: tuple[Dependency, ...] = ()
    for header, envelope in envelopes:
        _check_place(header, space, known)
        _apply(document, header, envelope, space, keys)
        known.add(Dependency(header.replica, header.n, envelope.hash))
        frontier = after(frontier, header, envelope.hash)
    return document


def _check_place(header: Header, space: Space, known: set[Dependency]) -> None:
    needed = set(header.dependencies)
    if header.n > 1:
        needed.add(Dependency(header.replica, header.n - 1, header.previous))
    if header.space_id != space.id or header.generation != space.generation or not needed <= known:
        raise StorageTrouble("journal_damaged", reason="missing_envelope", space=space.id)


def _apply(document: Document, header: Header, envelope: Sealed, space: Space, keys: dict[str, bytes]) -> None:
    check_signature(envelope, header, keys)
    try:
        document.apply(opened(envelope, header, space.key))
    except MergeTrouble as error:
        raise StorageTrouble("journal_damaged", reason="merge", space=space.id) from error


def _row(mapper: Mapper[Any], values: dict[str, Any], dialect: Dialect) -> Row:
    table = _table(mapper)
    derived = [column for column in table.columns if isinstance(column.type, Derived)]
    if derived:
        values = values | _derived(mapper, values, dialect)
    return tuple(values.get(column.name) for column in table.columns)


def _derived(mapper: Mapper[Any], values: dict[str, Any], dialect: Dialect) -> dict[str, Any]:
    row = mapper.class_()
    for column in _table(mapper).columns:
        read = column.type.dialect_impl(dialect).result_processor(dialect, None)
        value = values.get(column.name)
        setattr(row, mapper.get_property_by_column(column).key, read(value) if read else value)
    row.derive()
    found = {}
    for column in _table(mapper).columns:
        if isinstance(column.type, Derived):
            bind = column.type.dialect_impl(dialect).bind_processor(dialect)
            value = getattr(row, mapper.get_property_by_column(column).key)
            found[column.name] = bind(value) if bind else value
    return found


def _table(mapper: Mapper[Any]) -> Table:
    return mapper.local_table  # type: ignore[return-value]


def _rows_stored(session: Session, mapper: Mapper[Any]) -> dict[str, Row]:
    table = _table(mapper)
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    place = [column.name for column in table.columns].index("id")
    rows = session.connection().exec_driver_sql(f'SELECT {names} FROM "{table.name}" ORDER BY id')  # noqa: S608
    return {row[place]: tuple(row) for row in rows}


def _replace(session: Session, rows: dict[str, dict[str, Row]]) -> None:
    connection = session.connection()
    for mapper in journalled_mappers():
        table = _table(mapper)
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        marks = ", ".join("?" for _ in table.columns)
        connection.exec_driver_sql(f'DELETE FROM "{table.name}"')  # noqa: S608
        found = [row for _, row in sorted(rows.get(table.name, {}).items())]
        for start in range(0, len(found), _BATCH):
            connection.exec_driver_sql(
                f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})',  # noqa: S608
                found[start : start + _BATCH],
            )


def _difference(table: str, expected: dict[str, Row], found: dict[str, Row]) -> Difference | None:
    missing = tuple(sorted(expected.keys() - found.keys()))
    foreign = tuple(sorted(found.keys() - expected.keys()))
    changed = tuple(sorted(name for name in expected.keys() & found.keys() if not _same(expected[name], found[name])))
    return Difference(table, missing, foreign, changed) if missing or foreign or changed else None


def _same(first: Row, second: Row) -> bool:
    return [(type(value), value) for value in first] == [(type(value), value) for value in second]
