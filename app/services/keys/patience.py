"""What is asked of the key ring waits for it so long and no longer: it may prompt, hang or never answer."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

from app.ports import KeyRingTrouble, RingState

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ports import KeyRing

T = TypeVar("T")


class NoKeyRing:
    """Where there is none: the command line between two windows, and whoever gave none."""

    def read(self, name: str) -> bytes | None:  # noqa: ARG002 -- the port's shape
        """Raise ``KeyRingTrouble``: there is none."""
        raise KeyRingTrouble(RingState.ABSENT)

    def write(self, name: str, value: bytes) -> None:  # noqa: ARG002 -- the port's shape
        """Raise ``KeyRingTrouble``: there is none."""
        raise KeyRingTrouble(RingState.ABSENT)

    def remove(self, name: str) -> None:  # noqa: ARG002 -- the port's shape
        """Raise ``KeyRingTrouble``: there is none."""
        raise KeyRingTrouble(RingState.ABSENT)


def within(seconds: float, work: Callable[[], T]) -> T:
    """Run what asks the key ring on a thread that holds nothing up, not even the end of the process.

    Args:
        seconds: How long one waits.
        work: Raises ``KeyRingTrouble`` and nothing else.

    Raises:
        KeyRingTrouble: what the work raised, or ``SLOW``: it goes on and nobody waits for it any more.
    """
    answers: queue.SimpleQueue[tuple[T | None, KeyRingTrouble | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((work(), None))
        except KeyRingTrouble as trouble:
            answers.put((None, trouble))

    threading.Thread(target=run, name="palier-key-ring", daemon=True).start()
    try:
        answer, trouble = answers.get(timeout=seconds)
    except queue.Empty:
        raise KeyRingTrouble(RingState.SLOW) from None
    if trouble is not None:
        raise trouble
    return answer  # type: ignore[return-value]  # the work's own answer, None included


def asked(ring: KeyRing, name: str, seconds: float) -> tuple[RingState, bytes | None]:
    """Return how the key ring answered, and what it keeps under a name."""
    try:
        return RingState.ANSWERED, within(seconds, lambda: ring.read(name))
    except KeyRingTrouble as trouble:
        return trouble.state, None
