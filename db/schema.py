"""The tables of a new database, and the way from an older one to today's: one transaction each (review B2)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

import db.models
import db.search_tables  # noqa: F401 - these declare the tables, as db.local does
from db.engine import APPLICATION_ID, writer_engine
from db.errors import StorageTrouble
from db.keys_file import DATABASE_FORMAT
from db.local import Device, Setting
from db.passphrase import KEY_LENGTH
from db.types import canonical_json

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from sqlalchemy import Engine

HEAD = "0007"
VAULT_ID = "vault_id"  # a setting
_MIGRATIONS = Path(__file__).parent / "migrations"


def make_database(database: Path, key: bytes, device: Device, vault_id: str) -> None:
    """Make an encrypted database that knows whose it is; private from its first byte."""
    os.close(os.open(database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    engine = writer_engine(database, key)
    try:
        bring_up_to_date(engine)
        with Session(engine) as session:
            session.add_all((device, Setting(name=VAULT_ID, value=canonical_json(vault_id))))
            session.commit()
    finally:
        engine.dispose()


def own_device(device_id: str, worker_id: str, random: Callable[[int], bytes], created_at: dt.datetime) -> Device:
    """Return the row of this device, with a new key to sign with."""
    signing_key = Ed25519PrivateKey.from_private_bytes(random(KEY_LENGTH))
    return Device(
        id=device_id,
        worker_id=worker_id,
        public_key=signing_key.public_key().public_bytes_raw(),
        signing_key=signing_key.private_bytes_raw(),
        created_at=created_at,
    )


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
        revision = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
    if revision > HEAD:  # a later version wrote there; what its migration did is not known here
        raise StorageTrouble("newer_format", found=revision, known=HEAD)
    return revision


def bring_up_to_date(engine: Engine, before: Callable[[], object] = lambda: None) -> bool:
    """Make or migrate the tables, after what must be done ``before`` a migration; tell whether anything was done."""
    found = check_ours(engine)
    if found == HEAD:
        return False
    if found is not None:
        before()
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
