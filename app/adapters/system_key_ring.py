"""The key ring of the system, by an allowlist of those that keep secrets encrypted (security.md « Keys »).

The library's own choice is never asked: the environment, a settings file or an installed package could name one that
writes in clear, forgets, or asks several. Names and values are text for those systems, so bytes are written in base 64.
"""

from __future__ import annotations

import base64
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from app.ports import KeyRingTrouble, RingState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
SERVICE = "Palier"
ALLOWED = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.Windows", "WinVaultKeyring"),
)
"""Module and class of each: Secret Service, KWallet, macOS, Windows."""


class SystemKeyRing:
    """The first allowed key ring this system has, looked for at each start of a process that needs it."""

    def __init__(self, allowed: Sequence[tuple[str, str]] = ALLOWED) -> None:
        self._allowed = allowed
        self._found: Any = None

    def read(self, name: str) -> bytes | None:
        """Return what is kept under a name; None when nothing is, or nothing we wrote."""
        kept = self._asked(lambda ring: ring.get_password(SERVICE, name))
        try:
            return None if kept is None else base64.b64decode(kept, validate=True)
        except ValueError:
            return b""  # somebody else's words: known not to be ours by whoever reads them

    def write(self, name: str, value: bytes) -> None:
        """Keep something under a name, in the place of what was."""
        self._asked(lambda ring: ring.set_password(SERVICE, name, base64.b64encode(value).decode("ascii")))

    def remove(self, name: str) -> None:
        """Forget what is kept under a name."""

        def forget(ring: Any) -> None:
            if ring.get_password(SERVICE, name) is not None:
                ring.delete_password(SERVICE, name)

        self._asked(forget)

    def _asked(self, work: Callable[[Any], T]) -> T:
        try:
            from keyring.errors import KeyringLocked  # noqa: PLC0415 -- a tenth of a second nobody else pays
        except ImportError as error:
            raise KeyRingTrouble(RingState.ABSENT) from error
        try:
            return work(self._ring())
        except KeyRingTrouble:
            raise
        except KeyringLocked as error:
            raise KeyRingTrouble(RingState.LOCKED) from error
        except Exception as error:
            # Each system raises families of its own, its transport's too: whatever it was, the ring did not answer.
            raise KeyRingTrouble(RingState.FAILED) from error

    def _ring(self) -> Any:
        if self._found is None:
            self._found = next((ring for ring in map(_ready, self._allowed) if ring is not None), None)
        if self._found is None:
            raise KeyRingTrouble(RingState.ABSENT)
        return self._found


def _ready(place: tuple[str, str]) -> Any:
    """Return a key ring that can be used here, or None."""
    module, name = place
    try:
        kind = getattr(import_module(module), name)
        return kind() if kind.viable else None
    except Exception:  # noqa: BLE001 -- a system without it may fail in any way
        return None
