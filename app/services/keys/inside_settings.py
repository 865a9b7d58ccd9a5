"""Settings kept inside the vault: each has its name, its type and its default. What was damaged is the default."""

from __future__ import annotations

import base64
import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.changes import Changes
from app.services.keys.pausing import PauseRules, PinVerifier
from app.services.troubles import told
from db.local import Setting
from db.passphrase import Cost
from db.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from db.vault import Vault

T = TypeVar("T")
_MINUTES = range(1, 24 * 60 + 1)


@dataclass(frozen=True, slots=True)
class SettingKey(Generic[T]):
    """One setting.

    Attributes:
        name: In the table.
        default: Where nothing, or nothing readable, was kept.
        read: From what JSON gives; raises ``ValueError``, ``TypeError`` or ``LookupError`` on anything else.
        written: To what JSON takes.
    """

    name: str
    default: T
    read: Callable[[Any], T]
    written: Callable[[T], Any]


def _minutes(found: Any) -> int:
    if isinstance(found, bool) or found not in _MINUTES:
        raise ValueError(found)
    return int(found)


def _flag(found: Any) -> bool:
    if not isinstance(found, bool):
        raise TypeError(found)
    return found


def _day(found: Any) -> dt.date | None:
    return None if found is None else dt.date.fromisoformat(found)


def _day_written(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _pin(found: Any) -> PinVerifier | None:
    if found is None:
        return None
    salt, check = (base64.b64decode(found[name], validate=True) for name in ("salt", "check"))
    return PinVerifier(salt, check, Cost(*(int(found[name]) for name in ("passes", "memory", "lanes"))))


def _pin_written(pin: PinVerifier | None) -> dict[str, Any] | None:
    if pin is None:
        return None
    bytes_written = {
        name: base64.b64encode(value).decode() for name, value in (("salt", pin.salt), ("check", pin.check))
    }
    return {**bytes_written, "passes": pin.cost.passes, "memory": pin.cost.memory, "lanes": pin.cost.lanes}


PAUSE_MINUTES = SettingKey("pause_minutes", 5, _minutes, int)
"""Minutes without a gesture before a pause."""
LOCK_MINUTES = SettingKey("lock_minutes", 60, _minutes, int)
"""Minutes of pause before a lock."""
PIN: SettingKey[PinVerifier | None] = SettingKey("pin_verifier", None, _pin, _pin_written)
"""The PIN's verifier, where the worker chose to keep it; kept nowhere, it is asked for after each unlock."""
KIT_CHECKED_ON: SettingKey[dt.date | None] = SettingKey("kit_checked_on", None, _day, _day_written)
"""Day the recovery kit was checked by retyping a part of it."""
DEMONSTRATION = SettingKey("demonstration", default=False, read=_flag, written=bool)
"""Whether this vault is « Essayer sans risque »."""
DEMONSTRATION_DAY: SettingKey[dt.date | None] = SettingKey("demonstration_day", None, _day, _day_written)
"""Day a demonstration lives on: that of its example."""


def kept_in(session: Session, key: SettingKey[T]) -> T:
    """Return a setting as a session sees it, or its default."""
    kept = session.get(Setting, key.name)
    if kept is None:
        return key.default
    try:
        return key.read(json.loads(kept.value))
    except (ValueError, TypeError, LookupError):
        return key.default


def keep_in(session: Session, key: SettingKey[T], value: T) -> None:
    """Keep a setting with all else a session writes."""
    text = canonical_json(key.written(value))
    key.read(json.loads(text))  # what could not be read back is a fault of ours
    session.merge(Setting(name=key.name, value=text))


@dataclass(frozen=True, slots=True)
class InsideSettings:
    """Settings of one vault."""

    vault: Vault

    def get(self, key: SettingKey[T]) -> T:
        """Return a setting, or its default."""
        with told(self.vault.folder), self.vault.read() as session:
            return kept_in(session, key)

    def set(self, key: SettingKey[T], value: T) -> Changes:
        """Keep a setting."""
        with told(self.vault.folder):
            self.vault.write(lambda session: keep_in(session, key, value))
        return Changes(frozenset({"setting"}))

    def pause_rules(self) -> PauseRules:
        """Return how long the window waits before a pause and before a lock."""
        return PauseRules(60.0 * self.get(PAUSE_MINUTES), 60.0 * self.get(LOCK_MINUTES))
