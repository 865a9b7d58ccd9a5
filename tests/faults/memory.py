"""The memory of a process, searched for words and keys; only root reads that of a process that is not dumpable."""

from __future__ import annotations

import os
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Needle = bytes | re.Pattern[bytes]
CHUNK, OVERLAP = 1 << 24, 256
_NOT_MEMORY = ("[vvar", "[vsyscall]")


def spellings(text: str) -> tuple[bytes, ...]:
    """Return the ways Python, Qt and a library in C hold a text."""
    return tuple(dict.fromkeys(text.encode(form) for form in ("utf-8", "latin-1", "utf-16-le", "utf-32-le")))


def found_in_memory(pid: int, needles: Mapping[str, tuple[Needle, ...]]) -> Counter[str]:
    """Count what the memory of a process holds, by the names of what is looked for; each name has its count, 0 too.

    Args:
        pid: The process.
        needles: Bytes, or patterns that begin with bytes of their own: the memory is half a gigabyte.

    Raises:
        PermissionError: this process may not read it.
    """
    counts = Counter(dict.fromkeys(needles, 0))
    for piece, begun in _pieces(pid):
        for name, forms in needles.items():
            for form in forms:
                # what begins in the end of the piece before and ends there was counted with it
                counts[name] += _count(form, piece) - _count(form, piece[:begun])
    return counts


def _count(needle: Needle, piece: bytes) -> int:
    return piece.count(needle) if isinstance(needle, bytes) else sum(1 for _met in needle.finditer(piece))


def _pieces(pid: int) -> Iterator[tuple[bytes, int]]:
    """Yield the memory piece by piece, with how many of its first bytes the piece before held."""
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        for line in Path(f"/proc/{pid}/maps").read_text("utf-8", "replace").splitlines():
            words = line.split(maxsplit=5)
            if "r" not in words[1] or words[-1].startswith(_NOT_MEMORY):
                continue
            start, end = (int(edge, 16) for edge in words[0].split("-"))
            before = b""
            for place in range(start, end, CHUNK):
                with suppress(OSError):  # a guard page, memory given back since
                    piece = os.pread(memory, min(CHUNK, end - place), place)
                    yield before + piece, len(before)
                    before = piece[-OVERLAP:]
    finally:
        os.close(memory)
