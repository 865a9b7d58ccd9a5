"""Composition root: adapters and services put together; nothing is built on import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.adapters.random_ids import RandomIds
from app.adapters.system_clock import SystemClock
from app.adapters.system_key_ring import SystemKeyRing
from app.services.vaults import Vaults
from db.vault import Surroundings

if TYPE_CHECKING:
    from app.ports import Clock, Ids


@dataclass(frozen=True, slots=True)
class App:
    """The program: what is outside, and what opens vaults."""

    clock: Clock
    ids: Ids
    vaults: Vaults


def build(clock: Clock | None = None, ids: Ids | None = None) -> App:
    """Return the program over the real world, or over what a test gives in its place."""
    clock, ids = clock or SystemClock(), ids or RandomIds()
    return App(clock, ids, Vaults(Surroundings(clock, ids), key_ring=SystemKeyRing()))
