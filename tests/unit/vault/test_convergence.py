"""Whatever happens to several vaults, after they met they hold the same rows, and nothing written is lost (sync.md).

``PALIER_STEPS=200000 pytest -m thorough tests/unit/vault/test_convergence.py`` runs as many; the seed of a failure is
in its message, and ``PALIER_SEED`` runs it again.
"""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.unit.vault.colleagues import new_vault
from tests.unit.vault.fleet import Fleet

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.thorough  # long: the integration server runs it

STEPS_OF_ONE = 60
STEPS = int(os.environ.get("PALIER_STEPS", "2400"))


@pytest.fixture(scope="session")
def four_empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fleet")
    for name in range(1, 5):
        new_vault(folder / str(name), name).close()
    return folder


def lived(empty: Path, folder: Path, seed: int, steps: int = STEPS_OF_ONE) -> None:
    """Let a fleet live, then meet, and check it."""
    chance = random.Random(seed)  # noqa: S311 - not a secret: a seed gives the same story again
    fleet = Fleet(empty, folder, chance, chance.randint(2, 4))
    try:
        for _ in range(steps):
            fleet.step()
        fleet.meet()
        fleet.check()
    finally:
        fleet.close()
        shutil.rmtree(folder, ignore_errors=True)


def seeds(count: int) -> list[int]:
    given = os.environ.get("PALIER_SEED")
    return [int(given)] if given else [random.SystemRandom().getrandbits(32) for _ in range(count)]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_vaults_that_met_hold_the_same_rows_and_every_value(four_empty, tmp_path, seed):
    lived(four_empty, tmp_path / "fleet", seed)


@pytest.mark.thorough
@pytest.mark.timeout(0)
def test_vaults_that_met_hold_the_same_rows_whatever_happened(four_empty, tmp_path):
    for seed in seeds(STEPS // STEPS_OF_ONE):
        try:
            lived(four_empty, tmp_path / "fleet", seed)
        except BaseException as error:
            error.add_note(f"PALIER_SEED={seed}")
            raise
