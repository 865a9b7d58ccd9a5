"""The system's key ring, behind an allowlist: anything else would keep secrets in the clear (review, security 2.3)."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SERVICE = "palier"
ALLOWED = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
)


def allowed_backend() -> Any | None:
    """Return the first allowed backend that answers here.

    Backends are made from this list by name: neither the environment nor a settings file, nor an installed
    ``keyrings.alt``, can put another in its place.
    """
    import importlib  # noqa: PLC0415 -- nothing of keyring is loaded before a secret is asked for

    for module_name, class_name in ALLOWED:
        try:
            backend_class = getattr(importlib.import_module(module_name), class_name)
            if backend_class.viable:
                return backend_class()
        except Exception:  # noqa: BLE001, S112 -- a key ring that cannot be asked is a key ring that is not there
            continue
    return None


class OsKeyring:
    """The Secrets port over the system's key ring; with none, nothing is kept and nothing breaks."""

    def __init__(self, find: Callable[[], Any | None] = allowed_backend) -> None:
        self._find = find

    def available(self) -> bool:
        """Tell whether an allowed key ring answers."""
        return self._find() is not None

    def read(self, name: str) -> bytes | None:
        """Return the secret kept under that name."""
        backend = self._find()
        kept = backend.get_password(SERVICE, name) if backend is not None else None
        return base64.b64decode(kept) if kept else None

    def write(self, name: str, secret: bytes) -> None:
        """Keep a secret of at most 64 bytes (Windows limits what it takes)."""
        backend = self._find()
        if backend is not None:
            backend.set_password(SERVICE, name, base64.b64encode(secret).decode("ascii"))

    def forget(self, name: str) -> None:
        """Remove the secret kept under that name."""
        backend = self._find()
        if backend is not None and backend.get_password(SERVICE, name) is not None:
            backend.delete_password(SERVICE, name)
