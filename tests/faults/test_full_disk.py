"""The disk takes nothing more, from any write on: it is said in a sentence, nothing kept is lost, and it goes on.

From one write on, drawn at random, the system answers « no space left » to every write, sync, new file and new folder,
until the vault gives back the room it keeps aside or the person made some; then the work is done again. Sixteen by
default, ``PALIER_FULL_DISKS=500`` for a full count, ``every`` for each write of each work.
"""

from __future__ import annotations

import json
import os
import random
import secrets
from typing import TYPE_CHECKING

import pytest

from tests.faults.keeping import keeps
from tests.faults.tracing import MISSING
from tests.faults.works import TOO_EARLY, WORKS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(bool(MISSING), reason=f"no disk was full: {MISSING}"),
]

DISKS = os.environ.get("PALIER_FULL_DISKS", "16")
SEED = int(os.environ.get("PALIER_FULL_DISK_SEED", secrets.randbits(32)))
NAMES = [name for name in WORKS if name != TOO_EARLY]
NEVER = 1 << 30
# SQLite says no more than that a file cannot be opened; on a disk really full, « troubles » looks and says so.
ABOUT_THE_DISK = {"disk_full", "disk_trouble", "read_only_folder", "renewed_unfinished"}


def writes_to_refuse(name: str, asked: int) -> Iterator[int]:
    """Return which writes are the first refused, of those a work does when none is."""
    if DISKS == "every":
        return iter(range(asked))
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 -- any write will do
    return iter(sorted(chance.sample(range(asked), -(-int(DISKS) // len(NAMES)))))


@pytest.mark.parametrize("name", NAMES)
def test_wherever_the_disk_is_full_it_is_said_and_nothing_kept_is_lost(workshop, site_of, bench, name):
    rounds = 2
    asked = workshop.filled(name, bench(site_of(name)), rounds, NEVER)["asked"]
    said = {}
    for nth in writes_to_refuse(name, asked):
        site = bench(site_of(name))
        answer = workshop.filled(name, site, rounds, nth)
        where = f"{name}, write {nth} of {asked}, PALIER_FULL_DISK_SEED={SEED}"
        assert answer["code"] == 0, where
        lines = site.said.read_text("utf-8").splitlines()
        for line in map(json.loads, lines):
            if line["what"] == "refused":
                said[line["code"]] = said.get(line["code"], 0) + 1
        with WORKS[name].around(site):
            keeps(site, lines)
    print(f"{name}: {asked} writes, refused {said}, PALIER_FULL_DISK_SEED={SEED}")  # noqa: T201 -- shown when it fails
    assert said.keys() <= ABOUT_THE_DISK
