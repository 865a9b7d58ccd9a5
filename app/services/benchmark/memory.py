"""The memory of this process; apart, so that looking at it loads nothing."""

from __future__ import annotations

import os
from pathlib import Path

_STATM = Path("/proc/self/statm")
_ROLLUP = Path("/proc/self/smaps_rollup")


def resident_mb() -> float | None:
    """Return the memory this process holds now, in megabytes; None where the system does not say."""
    try:
        pages = int(_STATM.read_text("ascii").split()[1])
    except OSError:
        return None
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


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
