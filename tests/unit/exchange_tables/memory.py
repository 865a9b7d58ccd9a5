"""Tables in memory, without cipher or journal, and the examples the program ships."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
import sqlite3
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

import db.models  # noqa: F401 - knows the tables
from app.services.exchange.exporting import export_case
from app.services.exchange.importing import ImportContext, ImportOutcome, import_case
from db.base import Base, Journalled
from db.context import VaultContext
from resources.exchange import EXAMPLE, SECOND_EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

TODAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


class Memory:
    """What a vault does for an import, in memory."""

    def __init__(self) -> None:
        self.engine = create_engine("sqlite://", poolclass=StaticPool, creator=_filled)
        numbers = itertools.count(1)
        ids = SimpleNamespace(
            new=lambda: f"0190a000-0000-7000-9000-{next(numbers):012x}", random_bytes=lambda count: b"k" * count
        )
        clock = SimpleNamespace(now=lambda: NOW)
        self.context = VaultContext("v", "d", "w", clock, ids, b"", b"")

    def close(self) -> None:
        self.engine.dispose()

    def write(self, work: Callable[[Session], Any]) -> Any:
        with Session(self.engine, info={"vault": self.context}) as session, session.begin():
            return work(session)

    def take_in(self, document: Mapping[str, Any], worker_id: str | None = None) -> ImportOutcome:
        return self.write(lambda session: import_case(session, document, context=ImportContext(worker_id)))

    def give_back(self, case_id: str, today: dt.date = TODAY) -> dict[str, Any]:
        return self.write(lambda session: export_case(session, case_id, today=today))

    def statements(self, work: Callable[[], Any]) -> list[str]:
        """Return the SQL of a piece of work."""
        seen: list[str] = []

        def note(_connection, _cursor, statement, *_others) -> None:
            seen.append(statement)

        event.listen(self.engine, "before_cursor_execute", note)
        work()
        event.remove(self.engine, "before_cursor_execute", note)
        return seen

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return every journalled row by table, without the space whose id is drawn by lot."""
        with Session(self.engine) as session:
            return {
                mapper.local_table.name: [
                    {column.key: getattr(row, column.key) for column in mapper.columns if column.key != "space_id"}
                    for row in session.scalars(select(mapper.class_).order_by(mapper.class_.id))
                ]
                for mapper in Base.registry.mappers
                if issubclass(mapper.class_, Journalled)
            }


@functools.cache
def _empty_tables() -> bytes:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        content = connection.connection.driver_connection.serialize()
    engine.dispose()
    return content


def _filled() -> sqlite3.Connection:
    raw = sqlite3.connect(":memory:", check_same_thread=False)
    raw.deserialize(_empty_tables())
    raw.execute("PRAGMA foreign_keys=ON")
    return raw


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def benali() -> dict[str, Any]:
    return read(EXAMPLE)


def second() -> dict[str, Any]:
    return read(SECOND_EXAMPLE)
