"""Whatever happens to several vaults, after they met they hold the same rows, and nothing written is lost (sync.md).

``PALIER_STEPS=200000 pytest -m "" -s tests/unit/vault/test_convergence.py`` runs as many. Each run draws a seed and
prints it: ``PALIER_SEED`` gives the run back. A story that fails is told in as few steps as it takes.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.unit.vault.colleagues import new_vault
from tests.unit.vault.fleet import ACTS, Fleet

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.thorough  # long: the integration server runs it

STEPS_OF_ONE = 100
STEPS = int(os.environ.get("PALIER_STEPS", "3000"))
FIRST_SEED = int(os.environ.get("PALIER_SEED") or random.SystemRandom().getrandbits(32))
NUMBERS = st.integers(0, 2**32 - 1)


@pytest.fixture(autouse=True)
def _time_to_close(monkeypatch):
    """Wait for a work to end before a vault is opened again, however busy the machine: no process ends here."""
    monkeypatch.setattr("db.vault._WAIT_AT_LOCK", 60)


@pytest.fixture(scope="session")
def five_empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fleet")
    for name in range(1, 6):
        new_vault(folder / str(name), name).close()
    return folder


class Story(RuleBasedStateMachine):
    """Two to five vaults that live, then meet."""

    empty: ClassVar[Path]
    folder: ClassVar[Path]
    acts: ClassVar[Counter[str]]

    @initialize(size=st.integers(2, 5), number=NUMBERS)
    def begins(self, size: int, number: int) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.fleet = Fleet(self.empty, self.folder, number, size)

    @rule(act=st.sampled_from([act for act, often in ACTS.items() for _ in range(often)]), number=NUMBERS)
    def goes_on(self, act: str, number: int) -> None:
        assert self.fleet is not None
        self.fleet.do(act, number)

    def __init__(self) -> None:
        super().__init__()
        self.fleet: Fleet | None = None

    def teardown(self) -> None:
        if self.fleet is None:
            return
        try:
            self.fleet.meet()
            self.fleet.check()
            self.acts.update(self.fleet.acts)
        finally:
            self.fleet.close()


def tell_stories(five_empty: Path, folder: Path, number: int, steps: int) -> Counter[str]:
    """Let fleets live, so many steps in all; returns how often they did each act."""

    @seed(number)
    class Here(Story):
        empty = five_empty
        acts: ClassVar[Counter[str]] = Counter()

    Here.folder = folder
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=steps // STEPS_OF_ONE,
            stateful_step_count=STEPS_OF_ONE + 1,  # it begins, too
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Here.acts


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_vaults_that_met_hold_the_same_rows_and_every_value(five_empty, tmp_path, number):
    tell_stories(five_empty, tmp_path / "fleet", number, STEPS_OF_ONE)


@pytest.mark.timeout(0)
def test_vaults_that_met_hold_the_same_rows_whatever_happened(five_empty, tmp_path):
    print(f"PALIER_SEED={FIRST_SEED}")  # noqa: T201
    began = time.process_time()
    acts = tell_stories(five_empty, tmp_path / "fleet", FIRST_SEED, STEPS)
    print(f"{acts.total()} steps in {time.process_time() - began:.0f} s of processor: {dict(acts)}")  # noqa: T201
    assert acts.total() >= 0.95 * STEPS  # a story may be cut short, rarely
