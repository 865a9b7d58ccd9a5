"""Vaults to measure on: grown from generated cases, copied before use, and each copy's twin without encryption.

They hold nobody's data, so their passphrase is known and costs nothing to derive: the derivation is timed apart, and a
vault made so does not open under the policy of real ones.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2
from sqlalchemy import func, select

from app.adapters.random_ids import RandomIds
from app.adapters.system_clock import SystemClock
from app.services.exchange.generated import big_case
from app.services.keys.new_worker import NewWorker
from app.services.vaults import Vaults
from db import engine
from db.models.case_file import CaseFile
from db.passphrase import Cost, CostPolicy
from db.vault import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from app.ports import Clock, Ids
    from app.services.desk import Desk

PASSPHRASE = "palier bench"  # noqa: S105 -- opens generated cases only
CHEAP = CostPolicy(chosen=Cost(1, 64, 1), floor=Cost(1, 8, 1))
CONTACTS = 60
STEP = 50
OWNER = NewWorker("Élise Garnier", organisation="Association Les Trois Paliers", siret="00000000000109")
_NOT_COPIED = shutil.ignore_patterns("palier.reserve", "palier.lock", "tmp", "backups")
_FACTS = ("application_id", "user_version")


def measuring_vaults(clock: Clock | None = None, ids: Ids | None = None) -> Vaults:
    """Return what makes and opens vaults that hold nobody's data: to measure, and to draw screens at a still hour."""
    return Vaults(Surroundings(clock or SystemClock(), ids or RandomIds(), CHEAP))


def open_measured(folder: Path) -> Desk:
    """Open a vault of the benchmark."""
    return measuring_vaults().open(folder, PASSPHRASE)


def grow(folder: Path, cases: int, before: Path | None, progress: Callable[[int, int], None]) -> int:
    """Bring a vault to a number of cases by the product's own import; what is already there stays.

    Args:
        folder: Where it lies, or will.
        cases: How many it must hold.
        before: A smaller one to start from, so that nothing is generated twice.
        progress: Called with how many are there and how many there must be.

    Returns:
        How many cases were imported now.
    """
    if not folder.exists() and before is not None:
        copy_vault(before, folder)
    elif not folder.exists():
        measuring_vaults().create(folder, PASSPHRASE, OWNER, accept_weak=True)
    with open_measured(folder) as desk:
        found = count_cases(desk)
        for seed in range(found + 1, cases + 1):
            desk.exchange.import_document(big_case(seed, CONTACTS))
            if seed % STEP == 0 or seed == cases:
                progress(seed, cases)
        desk.vault.catch_up()  # what is measured, and its twin, begin with an index that has read everything
    return max(0, cases - found)


def count_cases(desk: Desk) -> int:
    """Return how many cases a vault holds."""
    with desk.vault.read() as session:
        return session.scalar(select(func.count()).select_from(CaseFile)) or 0


def copy_vault(source: Path, target: Path) -> None:
    """Copy a vault that is closed, so that measuring leaves the kept one as it was."""
    shutil.copytree(source, target, ignore=_NOT_COPIED)


def make_twin(encrypted: Path, twin: Path) -> None:
    """Write beside a vault the same one without encryption: the same tables, rows and search index, page by page.

    Its keys file and the head of its log are the vault's: opening it does all that opening the vault does.
    """
    shutil.copytree(encrypted, twin, ignore=shutil.ignore_patterns("palier.reserve", "palier.lock", "palier.db*"))
    with open_measured(encrypted) as desk:
        desk.vault.maintain(lambda raw: _export(raw, twin / "palier.db"))


def _export(raw: Any, database: Path) -> None:
    raw.execute("ATTACH DATABASE ? AS twin KEY ''", (str(database),))
    try:
        raw.execute("SELECT sqlcipher_export('twin')").fetchall()
        for name in _FACTS:
            (value,) = raw.execute(f"PRAGMA main.{name}").fetchone()
            raw.execute(f"PRAGMA twin.{name} = {int(value)}")
    finally:
        raw.execute("DETACH DATABASE twin")


def open_without_key() -> None:
    """Make every database opened from now on by this process a plain one: only for the process that times the twin.

    Everything else, the pragmas that concern no cipher included, stays what it is in a vault.
    """
    engine._connected = _connected_plain  # noqa: SLF001 -- the one place where a database opens, in a process of its own


def _connected_plain(database: Path, key: bytes, pragmas: Iterable[str]) -> Any:  # noqa: ARG001 -- it stands in for another
    connection = sqlcipher3.dbapi2.connect(str(database), isolation_level=None, check_same_thread=False)
    for pragma in pragmas:  # the same as a vault's
        if not pragma.startswith("cipher_"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection
