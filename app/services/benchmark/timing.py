"""Timing: repeated work, an added cost of syncing, the disk's own sync."""

from __future__ import annotations

import os
import statistics
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from db.vault import Vault

_SYNCS = 20


class Timing(NamedTuple):
    """How long a work took, in seconds.

    Attributes:
        wall: As a person waits.
        cpu: Of the processor, all threads together: what a machine with other work to do does not blur.
    """

    wall: float
    cpu: float


def timed(work: Callable[[], Any]) -> Timing:
    """Return how long a work took."""
    begun, spent = time.perf_counter(), time.process_time()
    work()
    return Timing(time.perf_counter() - begun, time.process_time() - spent)


def each_timed(work: Callable[[Any], Any], things: Iterable[Any]) -> list[Timing]:
    """Return how long a work took on each thing."""
    return [timed(lambda thing=thing: work(thing)) for thing in things]  # type: ignore[misc]


@contextmanager
def slower_sync(vault: Vault, milliseconds: int) -> Iterator[None]:
    """Make each commit of a vault's writing connection wait, where the disk would: on the writer thread, lock held.

    In write-ahead mode with ``synchronous=FULL`` a commit syncs the log once, so one wait a commit is one slower sync.
    The syncs of a checkpoint, every thousand pages, are not slowed.
    """

    def wait(_connection: Any) -> None:
        time.sleep(milliseconds / 1000)

    engine: Any = vault.write(lambda session: session.get_bind())
    if milliseconds:
        event.listen(engine, "commit", wait)
    try:
        yield
    finally:
        if milliseconds:
            event.remove(engine, "commit", wait)


def sync_seconds(folder: Path) -> float:
    """Return what one sync of this disk costs: median of writing 4 kB at the end of a file and syncing it."""
    path = folder / "palier.sync"
    with path.open("wb", buffering=0) as file:

        def write() -> None:
            file.write(bytes(4096))
            os.fsync(file.fileno())

        times = [timed(write) for _ in range(_SYNCS)]
    path.unlink()
    return statistics.median(one.wall for one in times)
