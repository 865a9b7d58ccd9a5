"""The memory of this process; apart, so that looking at it loads nothing."""

from __future__ import annotations

import os
from pathlib import Path

_STATM = Path("/proc/self/statm")
_ROLLUP = Path("/proc/self/smaps_rollup")
_MAPS = Path("/proc/self/maps")
_BLOCK = 512  # bytes: the unit of what the system counts as read, whatever the disk


def resident_mb() -> float | None:
    """Return the memory this process holds now, in megabytes; None where the system does not say."""
    try:
        pages = int(_STATM.read_text("ascii").split()[1])
    except OSError:
        return None
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def read_so_far() -> dict[str, float | None]:
    """Return what this process had the disk read, in megabytes and in faults; None where nobody counts."""
    try:
        from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415 -- not there on every system
    except ImportError:
        return {"read_mb": None, "major_faults": None}
    used = getrusage(RUSAGE_SELF)
    return {"read_mb": round(used.ru_inblock * _BLOCK / 1e6, 1), "major_faults": used.ru_majflt}


def mapped_files() -> list[str]:
    """Return the files this process maps, its shared libraries among them; none where the system does not say."""
    try:
        lines = _MAPS.read_text("utf-8").splitlines()
    except OSError:
        return []
    return sorted({name for line in lines if (name := line.partition("/")[1] + line.partition("/")[2])})


def private_mb() -> float | None:
    """Return what of it nobody else can use, in megabytes: without the pages of libraries, which are files'.

    None where the system does not say.
    """
    try:
        lines = _ROLLUP.read_text("ascii").splitlines()
    except OSError:
        return None
    kib = sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:"))
    return round(kib * 1024 / 1e6, 1)
