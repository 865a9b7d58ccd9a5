"""A small world for vaults: a clock that stands, ids that follow, a passphrase that costs nothing to try."""

from __future__ import annotations

import datetime as dt
import itertools
import os
from typing import TYPE_CHECKING

from db.passphrase import Cost, CostPolicy
from db.spaces import space_for
from db.vault import Surroundings, create_vault, open_vault

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from db.local import Space
    from db.vault import Vault

PASSPHRASE = "sept mots que personne ne devine"
WORKER = "0190a000-0000-7000-8000-000000000001"
CASE = "0190a000-0000-7000-8000-00000000000c"
CHEAP = CostPolicy(chosen=Cost(1, 64, 1), floor=Cost(1, 8, 1))


class StandingClock:
    def __init__(self) -> None:
        self.instant = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)

    def now(self) -> dt.datetime:
        return self.instant


class CountedIds:
    """Ids follow one another; bytes are really random, as keys must differ between vaults."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new(self) -> str:
        return f"0190a000-0000-7000-9000-{next(self._numbers):012x}"

    def random_bytes(self, count: int) -> bytes:
        return os.urandom(count)


def around(*, watched: bool = True) -> Surroundings:
    return Surroundings(StandingClock(), CountedIds(), CHEAP, watched=watched)


def created(folder: Path, *, watched: bool = True) -> Vault:
    return create_vault(folder, PASSPHRASE, WORKER, around(watched=watched))


def reopened(folder: Path, *, watched: bool = True) -> Vault:
    return open_vault(folder, PASSPHRASE, around(watched=watched))


def case_space(session: Session) -> Space:
    return space_for(session, "case/operator", CASE)
