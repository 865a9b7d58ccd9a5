"""A vault with as many cases as an association may have, made in minutes: most cases hold what the lists show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.benchmark.still import MORNING, StillClock
from app.services.benchmark.vaults import CONTACTS, OWNER, PASSPHRASE, count_cases, measuring_vaults
from app.services.exchange.generated import big_case
from app.services.exchange.importing import ImportContext, import_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.services.desk import Desk

WHOLE_EVERY = 500  # every so many cases one is whole, for the pages that show one
BATCH = 50
_HEAVY = ("diagnosis", "consents", "committee", "contract", "mutual_commitments", "budget", "arrears", "lease")


def open_still(folder: Path) -> Desk:
    """Open such a vault, on the day its cases end."""
    return measuring_vaults(StillClock(MORNING)).open(folder, PASSPHRASE)


def fill(folder: Path, cases: int, progress: Callable[[int, int], None]) -> None:
    """Bring a vault to a number of cases, its lists ready; what is already there stays.

    The cases are generated ones, which the exchange's own tests hold valid: they are not checked again, and many are
    written at once.

    Args:
        folder: Where it lies, or will.
        cases: How many it must hold.
        progress: Called with how many are there and how many there must be.
    """
    if not folder.exists():
        measuring_vaults(StillClock(MORNING)).create(folder, PASSPHRASE, OWNER, accept_weak=True)
    with open_still(folder) as desk:
        context = ImportContext(desk.vault.context.worker_id)
        for first in range(count_cases(desk) + 1, cases + 1, BATCH):
            seeds = range(first, min(first + BATCH, cases + 1))
            desk.vault.write(lambda session, seeds=seeds: _import(session, seeds, context))  # type: ignore[misc]
            progress(seeds[-1], cases)
        while desk.figures.refresh_some(desk.today(), BATCH * 4):
            pass


def _import(session: Session, seeds: range, context: ImportContext) -> None:
    for seed in seeds:
        import_case(session, _case(seed), context=context)


def _case(seed: int) -> dict[str, Any]:
    if seed % WHOLE_EVERY == 1:
        return big_case(seed, CONTACTS)
    document = big_case(seed, 1)
    for key in _HEAVY:
        document.pop(key)
    for contact in document["contacts"]:
        contact.pop("objectives")
    document["procedures"] = document["procedures"][:1] if seed % 10 == 0 else []
    return document
