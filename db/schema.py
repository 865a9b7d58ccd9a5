"""The tables of a new database, and the way from an older one to today's: one transaction each (review B2)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import db.local
import db.models
import db.search_tables  # noqa: F401 - these three declare the tables
from db.engine import APPLICATION_ID
from db.errors import StorageTrouble
from db.keys_file import DATABASE_FORMAT

if TYPE_CHECKING:
    from sqlalchemy import Engine

HEAD = "0001"
_MIGRATIONS = Path(__file__).parent / "migrations"


def check_ours(engine: Engine) -> str | None:
    """Return the revision of the database, None when it holds no table yet.

    Raises:
        StorageTrouble: ``newer_format`` when a later version made it, ``database_damaged`` when it is not ours.
    """
    with engine.connect() as connection:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
        if not names:
            return None
        if application != APPLICATION_ID or "alembic_version" not in names:
            raise StorageTrouble("database_damaged", reason="not_ours")
        if version > DATABASE_FORMAT:
            raise StorageTrouble("newer_format", found=version, known=DATABASE_FORMAT)
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def bring_up_to_date(engine: Engine) -> bool:
    """Make or migrate the tables; tell whether anything was done."""
    if check_ours(engine) == HEAD:
        return False
    # Imported only now: an ordinary opening needs none of it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {DATABASE_FORMAT}")
    return True
