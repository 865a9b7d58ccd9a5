"""A cold start: what a start reads is put out of the system's cache first, and looked for there (Linux, no root).

What other programs use at this instant stays whatever is asked: it is counted, and too much of it is no cold start.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HOUSE = ("app", "ui", "db", "resources")
MOST_LEFT = 0.1  # of what was in the cache
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Evicted:
    """What was put out of the system's cache.

    Attributes:
        files: How many files were asked to leave.
        held: Bytes of them the cache held before.
        left: Bytes of them it still holds.
    """

    files: int
    held: int
    left: int

    @property
    def is_cold(self) -> bool:
        """Whether a start has to read from the disk."""
        return self.left <= MOST_LEFT * self.held


def may_evict() -> bool:
    """Tell whether this system lets go of what it keeps in memory of files, and says so."""
    return sys.platform == "linux" and hasattr(os, "posix_fadvise")


def files_of_start(mapped: Iterable[str] = ()) -> tuple[Path, ...]:
    """Return the files a start may read: the house's own folders, Python's library, its packages, and what it maps.

    Args:
        mapped: Files a start said it maps: shared libraries of the system.
    """
    found = {path for folder in _folders() for path in _files_under(folder)}
    found.update(path for name in mapped if (path := Path(name)).is_file())
    return tuple(sorted(found))


def evict(paths: Iterable[Path]) -> Evicted:
    """Put files out of the system's cache; what is not on the disk yet is written first.

    Returns:
        How much was there, and how much stays because somebody uses it.
    """
    os.sync()
    files = held = left = 0
    for path in paths:
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except OSError:  # gone meanwhile, or not ours to read
            continue
        try:
            files, held = files + 1, held + _in_cache(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            left += _in_cache(descriptor)
        finally:
            os.close(descriptor)
    return Evicted(files, held, left)


def in_cache(path: Path) -> int:
    """Return how many bytes of a file the system keeps in memory, whole pages counted."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return _in_cache(descriptor)
    finally:
        os.close(descriptor)


def _in_cache(descriptor: int) -> int:
    size = os.fstat(descriptor).st_size
    if not size:
        return 0
    pages = -(-size // mmap.PAGESIZE)
    told = (ctypes.c_ubyte * pages)()
    with mmap.mmap(descriptor, size, access=mmap.ACCESS_COPY) as mapped:  # reads nothing by itself
        start = ctypes.c_char.from_buffer(mapped)
        address = ctypes.c_void_p(ctypes.addressof(start))
        refused = ctypes.CDLL(None, use_errno=True).mincore(address, ctypes.c_size_t(size), told)
        del start  # else what is mapped could not be let go
    if refused:
        raise OSError(ctypes.get_errno(), "mincore")
    return bytes(told).count(1) * mmap.PAGESIZE


def _folders() -> Iterator[Path]:
    if getattr(sys, "frozen", False):
        yield Path(sys.executable).parent
        return
    house = Path(__file__).parents[3]
    yield from (house / room for room in HOUSE)
    yield from {Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")}


def _files_under(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
