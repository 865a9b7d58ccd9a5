"""What is really outside: time, chance, the system's key ring, who waits. Each has a fake twin in ``tests/fakes``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt


class Clock(Protocol):
    """The time of the device."""

    def now(self) -> dt.datetime:
        """Return the instant now, aware, in UTC."""
        ...


class Ids(Protocol):
    """Names for new things."""

    def new(self) -> str:
        """Return a new UUIDv7 as text: ordered by time, monotonic, even when the clock is set back."""
        ...

    def random_bytes(self, count: int) -> bytes:
        """Return bytes nobody can guess."""
        ...


class Progress(Protocol):
    """Who waits for a long work: they see how far it is, and may stop it until it is decided."""

    def tell(self, done: int, whole: int) -> None:
        """Say how many steps are done, of how many.

        Raises:
            Cancelled: they stopped it; what is half made goes, and nothing else changed.
        """
        ...

    def decide(self) -> None:
        """Say that the work goes to its end from here on; nobody stops it any more.

        Raises:
            Cancelled: they stopped it just before.
        """
        ...


class Unwatched:
    """Nobody waits: the command line, what goes on by itself."""

    def tell(self, done: int, whole: int) -> None:
        """Say nothing."""

    def decide(self) -> None:
        """Let nothing be stopped."""


UNWATCHED = Unwatched()


class RingState(StrEnum):
    """How the system's key ring answered."""

    ANSWERED = "answered"
    ABSENT = "absent"
    """No key ring of the system that keeps secrets encrypted."""
    LOCKED = "locked"
    """It is closed, and nobody opened it."""
    SLOW = "slow"
    """It did not answer in time."""
    FAILED = "failed"
    """It answered with an error."""


class KeyRingTrouble(Exception):
    """The key ring did not do what was asked.

    Attributes:
        state: Why; never ``ANSWERED``.
    """

    def __init__(self, state: RingState) -> None:
        super().__init__(state.value)
        self.state = state


class KeyRing(Protocol):
    """The system's key ring: a few short secrets of this device, never the only copy of anything.

    Each method may take as long as the system pleases, and raises ``KeyRingTrouble`` and nothing else.
    """

    def read(self, name: str) -> bytes | None:
        """Return what is kept under a name; None when nothing is."""
        ...

    def write(self, name: str, value: bytes) -> None:
        """Keep something under a name, in the place of what was."""
        ...

    def remove(self, name: str) -> None:
        """Forget what is kept under a name; nothing kept is no trouble."""
        ...
