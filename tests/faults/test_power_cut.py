"""The power is cut while somebody works: whatever the disk then holds, nothing that was said to be kept is lost.

Works are recorded once, write by write and sync by sync, under the eye of the system; of each recording states are made
that a disk may hold (:mod:`tests.faults.disk`), and opened as the product opens a vault. Two hundred states by default,
``PALIER_POWER_STATES=2000`` for the full count; the seed is printed, ``PALIER_POWER_SEED`` gives a run back.
"""

from __future__ import annotations

import os
import pickle
import random
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import Expected
from tests.faults.disk import Disk, drawn
from tests.faults.keeping import Broken, keeps
from tests.faults.tracing import MISSING
from tests.faults.works import WORKS, Site

if TYPE_CHECKING:
    from tests.faults.recording import Recording

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(bool(MISSING), reason=f"no power cut was simulated: {MISSING}"),
]

STATES = int(os.environ.get("PALIER_POWER_STATES", "200"))
SEED = int(os.environ.get("PALIER_POWER_SEED", secrets.randbits(32)))
ROUNDS = {"typing": 6, "importing": 3, "backing up": 3, "changing keys": 3, "receiving": 3, "creating": 3}
PROGRAM = Path(__file__).with_name("power_recorder.py")


@pytest.fixture(scope="module", params=WORKS)
def recorded(request, tmp_path_factory) -> tuple[str, Recording, Path]:
    """One work, done once without a fall."""
    base = tmp_path_factory.mktemp("travail") / "site"
    WORKS[request.param].prepare(Site(base))
    subprocess.run(
        [sys.executable, str(PROGRAM), request.param, str(base), str(ROUNDS.get(request.param, 2))], check=True
    )
    recording = pickle.loads((base / "recording").read_bytes())  # noqa: S301 -- written just above
    assert recording.status == 0
    for left in ("disk", "said", "recording"):
        _removed(base / left)
    return request.param, recording, base


def _removed(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def fallen(name: str, recording: Recording, base: Path, count: int, *, syncs: bool) -> dict[str, int]:
    """Cut the power so many times; return how often each trouble was met, or raise it when syncs do their work."""
    disk, site, met = Disk(recording, syncs=syncs), Site(base), {}
    cuts = disk.cuts()
    for number in range(count):
        chance = random.Random(f"{SEED} {name} {number}")  # noqa: S311 -- any state will do
        cut, luck = chance.choice(cuts), drawn(chance)
        disk.write(site.disk, cut, luck, chance)
        try:
            with WORKS[name].around(site):
                keeps(site, disk.said(cut))
        except (Broken, Expected) as trouble:
            if syncs:
                trouble.add_note(f"{name}, state {number}, cut at {cut}, {luck}, PALIER_POWER_SEED={SEED}")
                raise
            word = trouble.code if isinstance(trouble, Expected) else str(trouble).partition(":")[0]
            met[word] = met.get(word, 0) + 1
        finally:
            _removed(site.disk)
    return met


def test_whatever_the_disk_holds_after_a_cut_nothing_said_is_lost(recorded):
    count = -(-STATES // len(WORKS))
    print(f"{recorded[0]}: {count} states, PALIER_POWER_SEED={SEED}")  # noqa: T201 -- shown when it fails
    fallen(*recorded, count, syncs=True)


def test_on_a_disk_that_is_never_waited_for_something_is_lost_so_this_can_fail(recorded):
    count = max(10, STATES // 40)
    met = fallen(*recorded, count, syncs=False)
    print(f"{recorded[0]}, no sync: {count} states, {sum(met.values())} harmed, {met}, PALIER_POWER_SEED={SEED}")  # noqa: T201
    assert met
