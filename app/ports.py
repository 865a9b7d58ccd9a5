"""What is really outside: time and chance. Each has a fake twin in ``tests/fakes``."""

from __future__ import annotations

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
