"""What is really outside: time, chance, the key store, progress. Each has a fake twin in ``tests/fakes``."""

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


class Secrets(Protocol):
    """The system's key ring, when one of the allowed kinds is there."""

    def available(self) -> bool:
        """Tell whether an allowed key ring answers."""
        ...

    def read(self, name: str) -> bytes | None:
        """Return the secret kept under that name."""
        ...

    def write(self, name: str, secret: bytes) -> None:
        """Keep a secret under that name."""
        ...

    def forget(self, name: str) -> None:
        """Remove the secret kept under that name."""
        ...


class Progress(Protocol):
    """Where a long work says how far it is, and learns that it must stop."""

    def step(self, done: int, total: int) -> None:
        """Say how far the work is; raises ``Cancelled`` when the user stopped it."""
        ...
