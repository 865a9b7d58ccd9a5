"""Whatever happens to several vaults, after they met they hold the same rows, and nothing written is lost (sync.md).

``PALIER_STEPS=200000 pytest -m "" -s tests/unit/vault/test_convergence.py`` runs as many. Each run draws a seed and
prints it: ``PALIER_SEED`` gives the run back; the seed of a failure alone, with ``PALIER_STEPS=60``.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.unit.vault.colleagues import new_vault
from tests.unit.vault.fleet import Fleet

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.thorough  # long: the integration server runs it

STEPS_OF_ONE = 60
STEPS = int(os.environ.get("PALIER_STEPS", "3000"))
FIRST_SEED = int(os.environ.get("PALIER_SEED") or random.SystemRandom().getrandbits(32))


@pytest.fixture(scope="session")
def four_empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fleet")
    for name in range(1, 5):
        new_vault(folder / str(name), name).close()
    return folder


def lived(empty: Path, folder: Path, seed: int) -> Counter[str]:
    """Let a fleet live, then meet, and check it; returns how often it did each act."""
    chance = random.Random(seed)  # noqa: S311 - not a secret: a seed gives the same story again
    fleet = Fleet(empty, folder, chance, chance.randint(2, 4))
    try:
        for _ in range(STEPS_OF_ONE):
            fleet.step()
        fleet.meet()
        fleet.check()
    finally:
        fleet.close()
        shutil.rmtree(folder, ignore_errors=True)
    return fleet.acts


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_vaults_that_met_hold_the_same_rows_and_every_value(four_empty, tmp_path, seed):
    lived(four_empty, tmp_path / "fleet", seed)


@pytest.mark.timeout(0)
def test_vaults_that_met_hold_the_same_rows_whatever_happened(four_empty, tmp_path):
    began, acts = time.process_time(), Counter()
    for seed in range(FIRST_SEED, FIRST_SEED + STEPS // STEPS_OF_ONE):
        try:
            acts += lived(four_empty, tmp_path / "fleet", seed)
        except BaseException as error:
            error.add_note(f"PALIER_SEED={seed}")
            raise
    spent = time.process_time() - began
    print(f"PALIER_SEED={FIRST_SEED}: {acts.total()} steps in {spent:.0f} s of processor: {dict(acts)}")  # noqa: T201
