"""What keeps every write of a journalled table in sight of the journal (review A4)."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from db.base import Base, Journalled
from db.errors import UnseenWrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Mapper, ORMExecuteState

_WRITE = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+"
    r"(?:main\s*\.\s*)?[\"'`\[]?(\w+)",
    re.IGNORECASE,
)
_ANY_ROW = "*"


def journalled_mappers() -> tuple[Mapper[Any], ...]:
    """Return the mapper of each journalled table, by the table's name."""
    mappers = (mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Journalled))
    return tuple(sorted(mappers, key=lambda mapper: mapper.local_table.description))


class WriteGuard:
    """Refuses a write to a journalled table unless the capture, or the projection, announced it."""

    def __init__(self) -> None:
        self.tables = frozenset(mapper.local_table.description for mapper in journalled_mappers())
        self._announced: dict[str, set[str]] = {}

    def watch(self, engine: Engine) -> None:
        """Watch every statement of the writing engine."""
        event.listen(engine, "before_cursor_execute", self._before_cursor_execute)

    def announce(self, table: str, row_id: str | None) -> None:
        """Say that the flush now begun writes this row; None when its id is not made yet."""
        self._announced.setdefault(table, set()).add(row_id or _ANY_ROW)

    def close(self) -> None:
        """End what was announced."""
        self._announced.clear()

    @contextmanager
    def projecting(self) -> Iterator[None]:
        """Let the projection write rows that the envelopes already hold."""
        self._announced = {table: {_ANY_ROW} for table in self.tables}
        try:
            yield
        finally:
            self.close()

    def is_announced(self, table: str, row_id: str | None) -> bool:
        """Tell whether a row may be written now; the temporary triggers of the tests ask it too."""
        return not self._announced.get(table, frozenset()).isdisjoint({row_id, _ANY_ROW})

    def before_orm_execute(self, state: ORMExecuteState) -> None:
        """Refuse ``session.execute(update(…))`` and its like on a journalled table, before any SQL is made."""
        if not (state.is_insert or state.is_update or state.is_delete):
            return
        table = getattr(getattr(state.statement, "table", None), "description", None)
        if table in self.tables and table not in self._announced:
            raise UnseenWrite(f"write {table} through its objects: the journal does not see bulk statements")

    def _before_cursor_execute(self, _connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        for match in _WRITE.finditer(statement):
            if match.group(1) in self.tables and match.group(1) not in self._announced:
                raise UnseenWrite(f"write {match.group(1)} through its objects: the journal does not see raw SQL")

    def install_triggers(self, raw: Any) -> None:
        """Make the database itself ask for each row, cascades included: for tests, 83 µs a row.

        Args:
            raw: The driver's connection.
        """
        raw.create_function("palier_announced", 2, lambda table, row_id: int(self.is_announced(table, row_id)))
        for table in sorted(self.tables):
            for act, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
                raw.execute(
                    f'CREATE TEMP TRIGGER "unseen_{act.lower()}_{table}" BEFORE {act} ON main."{table}" '
                    f"WHEN NOT palier_announced('{table}', {row}.id) "
                    "BEGIN SELECT RAISE(ABORT, 'a write the journal did not see'); END"
                )
