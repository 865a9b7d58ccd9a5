"""The power is cut while somebody works: whatever the disk then holds, nothing that was said to be kept is lost.

Works are recorded once, write by write and sync by sync, under the eye of the system; of each recording states are made
that a disk may hold (:mod:`tests.faults.disk`), and opened as the product opens a vault. A hundred states by default,
``PALIER_POWER_STATES=2000`` for the full count; the seed is printed, ``PALIER_POWER_SEED`` gives a run back.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from app.errors import Expected
from tests.faults.disk import PAGE, Disk, Luck, drawn
from tests.faults.keeping import Broken, keeps
from tests.faults.recording import NOT_KEPT
from tests.faults.tracing import MISSING
from tests.faults.works import TOO_EARLY, WORKS, Site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.recording import Recording

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(bool(MISSING), reason=f"no power cut was simulated: {MISSING}"),
]

STATES = int(os.environ.get("PALIER_POWER_STATES", "100"))
SEED = int(os.environ.get("PALIER_POWER_SEED", secrets.randbits(32)))
ROUNDS = {"typing": 6, "going back": 2}
NAMES = [name for name in WORKS if name != TOO_EARLY]


class Recorded(NamedTuple):
    """A work done once without a fall; what had been told before it began; what stands beside its disk."""

    recording: Recording
    before: list[str]
    base: Path


@pytest.fixture(scope="module")
def recordings(workshop, site_of, tmp_path_factory) -> dict[str, Recorded]:
    made = {}
    for name in NAMES:
        base = shutil.copytree(site_of(name).base, tmp_path_factory.mktemp("travail") / "site").resolve()
        site = Site(base)
        before = site.said.read_text("utf-8").splitlines() if site.said.exists() else []
        made[name] = Recorded(workshop.recorded(name, site, ROUNDS.get(name, 3)), before, base)
        shutil.rmtree(site.disk)
    return made


def fallen(name: str, recorded: Recorded, count: int, *, syncs: bool) -> dict[str, int]:
    """Cut the power so many times; return how often each trouble was met, or raise it when syncs do their work."""
    disk, site, met = Disk(recorded.recording, syncs=syncs), Site(recorded.base), {}
    cuts = disk.cuts()
    for number in range(count):
        chance = random.Random(f"{SEED} {name} {number}")  # noqa: S311 -- any state will do
        cut, luck = chance.choice(cuts), drawn(chance)
        disk.write(site.disk, cut, luck, chance)
        try:
            with WORKS[name].around(site):
                keeps(site, [*recorded.before, *disk.said(cut)])
        except (Broken, Expected) as trouble:
            if syncs:
                trouble.add_note(f"{name}, state {number}, cut at {cut}, {luck}, PALIER_POWER_SEED={SEED}")
                raise
            word = trouble.code if isinstance(trouble, Expected) else str(trouble).partition(":")[0]
            met[word] = met.get(word, 0) + 1
        finally:
            shutil.rmtree(site.disk)
    return met


@pytest.mark.parametrize("name", NAMES)
def test_whatever_the_disk_holds_after_a_cut_nothing_said_is_lost(recordings, name):
    count = -(-STATES // len(NAMES))
    print(f"{name}: {count} states, PALIER_POWER_SEED={SEED}")  # noqa: T201 -- shown when it fails
    fallen(name, recordings[name], count, syncs=True)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in NOT_KEPT)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", ["backing up", "going back"])
def test_a_disk_that_kept_everything_is_the_folder_that_was_left(workshop, site_of, bench, tmp_path, name):
    """Nothing escapes the recording: written again deed by deed, it gives the same bytes under the same names."""
    site = bench(site_of(name))
    recording = workshop.recorded(name, site, 2)
    everything = Luck(writes=1.0, names=1.0, piece=PAGE, grown=False)
    Disk(recording).write(tmp_path / "modèle", 10**9, everything, random.Random(0))  # noqa: S311
    assert contents(tmp_path / "modèle") == contents(site.disk)


@pytest.mark.parametrize("name", ["typing", "creating"])
def test_on_a_disk_that_is_never_waited_for_something_is_lost_so_this_can_fail(recordings, name):
    count = max(12, STATES // 20)
    met = fallen(name, recordings[name], count, syncs=False)
    print(f"{name}, no sync: {sum(met.values())} of {count} harmed, {met}, PALIER_POWER_SEED={SEED}")  # noqa: T201
    assert met
