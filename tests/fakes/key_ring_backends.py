"""Key rings as the library knows them, good and bad; named to the adapter in the place of the system's."""

from __future__ import annotations

from typing import ClassVar

from keyring.errors import KeyringLocked


class Memory:
    """Keeps text in memory."""

    viable = True
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, value: str) -> None:
        self.kept[service, name] = value

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


class Unviable(Memory):
    """Cannot be used on this system."""

    viable = False


class Locked(Memory):
    """Nobody opened it."""

    def get_password(self, service: str, name: str) -> str | None:
        raise KeyringLocked(service, name)


class Broken(Memory):
    """Fails in its own way."""

    def get_password(self, service: str, name: str) -> str | None:
        raise OSError(service, name)


class Foreign(Memory):
    """Holds what another program wrote under our name."""

    def get_password(self, service: str, name: str) -> str | None:  # noqa: ARG002 -- the library's shape
        return "pas du base 64 \u00e9"
