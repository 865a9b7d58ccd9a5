"""Killed at any moment of any work, a vault opens again and holds all that was said to be kept.

Each kill is a SIGKILL to a process of its own, at a moment drawn between its start and the time the work takes when
nothing stops it; some fall on a vault that was killed before and never looked at. Seventy by default,
``PALIER_KILLS=1000`` for the full count; the seed is printed, ``PALIER_KILL_SEED`` draws the same moments again.
"""

from __future__ import annotations

import os
import random
import secrets
import sys
from typing import TYPE_CHECKING

import pytest

from app.errors import Expected
from tests.faults.keeping import Broken, keeps
from tests.faults.works import TOO_EARLY, WORKS, Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.workshop import Workshop

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform != "linux", reason="works are killed in forked processes, on Linux"),
]

KILLS = int(os.environ.get("PALIER_KILLS", "70"))
SEED = int(os.environ.get("PALIER_KILL_SEED", secrets.randbits(32)))
SHARES = {"typing": 3, "importing": 2, "migrating": 2, "backing up": 2}
"""Works killed more often than the others."""
NAMES = [name for name in WORKS if name != TOO_EARLY]
ROUNDS = {"typing": 12, TOO_EARLY: 40}


class Killings:
    """Kills one work again and again, and looks at what it leaves.

    Attributes:
        counted: Kills, vaults looked at, things said before, vaults that did not hold them.
    """

    def __init__(self, name: str, workshop: Workshop, fresh: Callable[[], Site]) -> None:
        self.name, self.workshop, self.fresh = name, workshop, fresh
        self.counted = {"kills": 0, "vaults": 0, "said": 0, "lost": 0}
        self.chance = random.Random(f"{SEED} {name}")  # noqa: S311 -- any moment will do
        self.takes = workshop.run(name, fresh(), ROUNDS.get(name, 4))

    def kill(self, count: int) -> None:
        while self.counted["kills"] < count:
            site = self.fresh()
            for _fall in range(self.chance.choice((1, 1, 2)) if WORKS[self.name].goes_on else 1):
                self.counted["kills"] += self.workshop.killed(self.name, site, self.chance.uniform(0.0, self.takes))
            self.look(site)

    def look(self, site: Site) -> None:
        said = site.said.read_text("utf-8").splitlines() if site.said.exists() else []
        self.counted["vaults"] += 1
        self.counted["said"] += len(said)
        try:
            with WORKS[self.name].around(site):
                keeps(site, said)
        except (Broken, Expected) as trouble:
            self.counted["lost"] += 1
            if self.name != TOO_EARLY:
                trouble.add_note(f"{self}, after {said[-3:]}")
                raise

    def __str__(self) -> str:
        return f"{self.name}: {self.counted}, PALIER_KILL_SEED={SEED}"


@pytest.fixture
def killings(workshop, site_of, bench) -> Callable[[str], Killings]:
    return lambda name: Killings(name, workshop, lambda: bench(site_of(name)))


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_any_moment_a_vault_opens_and_holds_all_that_was_said(killings, name):
    parts = sum(SHARES.get(one, 1) for one in NAMES)
    done = killings(name)
    done.kill(-(-KILLS * SHARES.get(name, 1) // parts))
    print(done)  # noqa: T201 -- shown when it fails


def test_killed_before_a_word_a_creation_is_begun_again(killings, site_of, bench):
    done = killings("creating")
    done.look(bench(site_of("creating")))
    assert done.counted["lost"] == 0


def test_when_a_note_is_said_to_be_kept_too_early_it_is_lost_so_this_can_fail(killings):
    done = killings(TOO_EARLY)
    done.kill(max(12, KILLS // 20))
    print(done)  # noqa: T201 -- shown when it fails
    assert done.counted["lost"]
