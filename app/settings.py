"""Settings of this device, outside any vault: how the window looks and which vaults are here. Nothing private.

They are read before the vault is open, so nothing heavy is imported. A damaged file gives the defaults; what a later
version wrote is kept.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.paths import settings_file

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALLEST_TEXT, LARGEST_TEXT = 100, 200  # per cent
LANGUAGES = ("fr", "en")
_LONGEST = 1 << 20


class ThemeChoice(StrEnum):
    """The look asked for; ``SYSTEM`` follows the system's light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class KnownVault:
    """A vault opened on this device.

    Attributes:
        folder: Where it lies.
        initials: Whose it is, for the lock screen: never a name (review E2).
    """

    folder: Path
    initials: str = ""


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """What the window needs before a vault is open.

    Attributes:
        theme: The look asked for.
        text_percent: Size of text, 100 to 200.
        language: ``fr`` or ``en``.
        vaults: Vaults opened here, the last one first.
        others: Keys this version does not know, kept as they are.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_percent: int = SMALLEST_TEXT
    language: str = "fr"
    vaults: tuple[KnownVault, ...] = ()
    others: Mapping[str, Any] = field(default_factory=dict)

    def opened(self, folder: Path, initials: str) -> DeviceSettings:
        """Return the settings once a vault was opened: it comes first, once."""
        place = folder.absolute()
        rest = tuple(one for one in self.vaults if one.folder != place)
        return replace(self, vaults=(KnownVault(place, initials), *rest))

    def without(self, folder: Path) -> DeviceSettings:
        """Return the settings that no longer know a vault, which itself is left as it is."""
        return replace(self, vaults=tuple(one for one in self.vaults if one.folder != folder.absolute()))

    def shown_at(self, text_percent: int) -> DeviceSettings:
        """Return the settings with another size of text, brought between the bounds."""
        return replace(self, text_percent=min(LARGEST_TEXT, max(SMALLEST_TEXT, text_percent)))


def load(path: Path | None = None) -> DeviceSettings:
    """Read the settings; a missing, unreadable or damaged file gives the defaults, a strange value its default."""
    import json  # noqa: PLC0415 -- a first start has nothing to read

    try:
        with (path or settings_file()).open("rb") as file:
            found = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return DeviceSettings()
    return _read(found) if isinstance(found, dict) else DeviceSettings()


def store(settings: DeviceSettings, path: Path | None = None) -> bool:
    """Write the settings, whole or not at all; tell whether they could be.

    A device whose settings cannot be written still works: the choice holds until the program ends.
    """
    import json  # noqa: PLC0415

    place = path or settings_file()
    part = place.with_name(f".{place.name}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:  # a folder's name may be no text at all
            json.dump(_written(settings), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    except OSError:
        with suppress(OSError):
            part.unlink()
        return False
    return True


def _written(settings: DeviceSettings) -> dict[str, Any]:
    return {
        **settings.others,
        "theme": settings.theme.value,
        "text_percent": settings.text_percent,
        "language": settings.language,
        "vaults": [{"folder": str(one.folder), "initials": one.initials} for one in settings.vaults],
    }


def _read(found: dict[str, Any]) -> DeviceSettings:
    known = {"theme", "text_percent", "language", "vaults"}
    theme, language, percent = found.get("theme"), found.get("language"), found.get("text_percent")
    vaults = found.get("vaults")
    settings = DeviceSettings(
        theme=next((one for one in ThemeChoice if one.value == theme), ThemeChoice.SYSTEM),
        language=language if language in LANGUAGES else LANGUAGES[0],
        vaults=tuple(_known_vaults(vaults if isinstance(vaults, list) else [])),
        others={key: value for key, value in found.items() if key not in known},
    )
    return settings.shown_at(percent) if isinstance(percent, int) else settings


def _known_vaults(found: list[Any]) -> list[KnownVault]:
    return [
        KnownVault(Path(one["folder"]), initials if isinstance(initials := one.get("initials"), str) else "")
        for one in found
        if isinstance(one, dict) and isinstance(one.get("folder"), str)
    ]
