"""Connections to the encrypted database: the pragmas of each, and how their transactions begin (review B2, B3, F12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2
from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from db.errors import told_by_code

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection, Engine

BUSY_MS = 2000
APPLICATION_ID = 0x50414C49
_ON_EACH_CONNECTION = (
    "cipher_compatibility = 4",
    "cipher_page_size = 4096",
    "cipher_log_level = NONE",
    "cipher_memory_security = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    f"busy_timeout = {BUSY_MS}",
)
# A reader keeps 2 MB of pages and not the driver's 8: four of them are open, and no screen is slower for it (measured
# with 5,000 cases). What writes keeps them all: a page put out before its commit is written twice.
_ON_EACH_READER = (*_ON_EACH_CONNECTION, "query_only = ON", "cache_size = -2000")


def writer_engine(database: Path, key: bytes) -> Engine:
    """Return the engine of the only writing connection."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connected(database, key, _ON_EACH_CONNECTION),
        module=sqlcipher3.dbapi2,
        poolclass=StaticPool,
    )
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader_engine(database: Path, key: bytes) -> Engine:
    """Return the engine of reading connections, usable from any thread."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connected(database, key, _ON_EACH_READER),
        module=sqlcipher3.dbapi2,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
    )
    event.listen(engine, "begin", _begin)
    return engine


def copy_connection(database: Path, key: bytes) -> Any:
    """Return a connection that fills a copy nobody else opens; the caller waits for the disk, once it is closed."""
    return _connected(database, key, (*_of_a_copy("synchronous"), "journal_mode = OFF", "synchronous = OFF"))


def copy_engine(database: Path, key: bytes) -> Engine:
    """Return the engine of one connection that reads a copy."""
    return create_engine(
        "sqlite://",
        creator=lambda: _connected(database, key, (*_of_a_copy(), "query_only = ON")),
        module=sqlcipher3.dbapi2,
        poolclass=StaticPool,
    )


def checkpoint(engine: Engine, mode: str, busy_ms: int = BUSY_MS) -> None:
    """Bring what the write-ahead log holds into the database: ``PASSIVE``, ``TRUNCATE``; outside any transaction.

    Raises:
        StorageTrouble: ``disk_full``, ``disk_trouble`` …
    """
    with told_by_code(), engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA busy_timeout = {busy_ms}")
        raw.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()


def _of_a_copy(*but: str) -> tuple[str, ...]:
    return tuple(one for one in _ON_EACH_CONNECTION if not one.startswith(("journal_mode", *but)))


def _connected(database: Path, key: bytes, pragmas: Iterable[str]) -> Any:
    # isolation_level None: the driver's own mode commits before DDL and begins too late (measured, review B2).
    connection = sqlcipher3.dbapi2.connect(str(database), isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
