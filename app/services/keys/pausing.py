"""Pause and lock (review F6): what the keyboard's silence, a shortcut or a PIN lead to. No key is ever copied.

A *pause* hides the window and keeps the process: six digits bring it back, three wrong tries lock. A *lock* replaces
the process: only the passphrase opens again. Without a PIN a pause is a lock. Instants are seconds of any clock that
never goes back.
"""

from __future__ import annotations

import hmac
import itertools
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import Expected
from app.words import _
from db.passphrase import Cost, passphrase_key

if TYPE_CHECKING:
    from collections.abc import Callable

PIN_LENGTH = 6
TRIES = 3
ANNOUNCED = 30.0  # seconds of countdown before a pause nobody asked for
PIN_COST = Cost(3, 64 * 1024, 4)
"""Cost of one try: a tenth of a second. Whoever reads the verifier already reads the open vault."""
_SALT_LENGTH = 16


@dataclass(frozen=True, slots=True, repr=False)
class PinVerifier:
    """What tells the right PIN from a wrong one, and opens nothing.

    Attributes:
        salt: Drawn at random.
        check: What the right PIN gives.
        cost: Of one try.
    """

    salt: bytes
    check: bytes
    cost: Cost = PIN_COST

    def accepts(self, pin: str) -> bool:
        """Tell whether this is the PIN; takes the time of a try."""
        return hmac.compare_digest(passphrase_key(pin, self.salt, self.cost).check, self.check)


def new_pin(
    pin: str, random: Callable[[int], bytes], cost: Cost = PIN_COST, *, accept_weak: bool = False
) -> PinVerifier:
    """Return the verifier of a PIN just chosen.

    Raises:
        Expected: ``not_a_pin`` when these are not six digits, ``weak_pin`` when anyone would try it first.
    """
    if not re.fullmatch(r"[0-9]{6}", pin):
        raise Expected("not_a_pin", _("Un code de pause a six chiffres. Rien n’a changé\u00a0; tapez six chiffres."))
    if _is_obvious(pin) and not accept_weak:
        raise Expected(
            "weak_pin",
            _("Ce code de pause est de ceux que l’on essaie en premier. Rien n’a changé\u00a0; prenez-en un autre."),
        )
    salt = random(_SALT_LENGTH)
    return PinVerifier(salt, passphrase_key(pin, salt, cost).check, cost)


def _is_obvious(pin: str) -> bool:
    """Tell whether the digits repeat or follow one another."""
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    repeated = pin[:3] == pin[3:] or pin[:2] * 3 == pin
    return repeated or steps in ({0}, {1}, {9})


class Presence(StrEnum):
    """Where the window stands."""

    OPEN = "open"
    LEAVING = "leaving"
    """A pause is announced; any gesture cancels it."""
    PAUSED = "paused"
    LOCKED = "locked"
    """The process must be replaced now; nothing leads out of it."""


@dataclass(frozen=True, slots=True)
class PauseRules:
    """How long the window waits.

    Attributes:
        pause_after: Seconds without a gesture before a pause.
        lock_after: Seconds of pause before a lock.
        announced: Seconds of countdown at the end of ``pause_after``.
    """

    pause_after: float = 5 * 60
    lock_after: float = 60 * 60
    announced: float = ANNOUNCED


class Pausing:
    """The state of the window from unlock to lock: told of gestures and of time, it says where it stands.

    Attributes:
        presence: Where the window stands.
        tries_left: Wrong PINs still allowed in this pause.
    """

    def __init__(self, now: float, verifier: PinVerifier | None = None, rules: PauseRules | None = None) -> None:
        self.presence = Presence.OPEN
        self.tries_left = TRIES
        self._verifier = verifier
        self._rules = rules or PauseRules()
        self._since = now  # last gesture, then the beginning of the pause

    @property
    def has_pin(self) -> bool:
        """Tell whether a pause ends with a PIN; without one, it is a lock."""
        return self._verifier is not None

    def use(self, verifier: PinVerifier | None, rules: PauseRules) -> None:
        """Follow other settings from now on."""
        self._verifier, self._rules = verifier, rules

    def touched(self, now: float) -> Presence:
        """Take a gesture of the worker into account; it cancels what was announced, never a pause."""
        if self.presence in {Presence.OPEN, Presence.LEAVING}:
            self.presence, self._since = Presence.OPEN, now
        return self.presence

    def passed(self, now: float) -> Presence:
        """Take time into account; called every second or so, and after a sleep."""
        silence = now - self._since
        if self.presence is Presence.PAUSED:
            return self.lock() if silence >= self._rules.lock_after else self.presence
        if self.presence is Presence.LOCKED:
            return self.presence
        if silence >= self._rules.pause_after + self._rules.lock_after:
            return self.lock()
        if silence >= self._rules.pause_after:
            return self.pause(self._since + self._rules.pause_after)
        leaving = silence >= self._rules.pause_after - self._rules.announced
        self.presence = Presence.LEAVING if leaving else Presence.OPEN
        return self.presence

    def seconds_left(self, now: float) -> int | None:
        """Return the countdown of an announced pause, at least 1; None when none is announced."""
        if self.presence is not Presence.LEAVING:
            return None
        return max(1, round(self._since + self._rules.pause_after - now))

    def pause(self, now: float) -> Presence:
        """Pause, or lock where no PIN could end the pause."""
        if self.presence in {Presence.OPEN, Presence.LEAVING}:
            self.presence, self._since, self.tries_left = Presence.PAUSED, now, TRIES
        return self.presence if self.has_pin else self.lock()

    def resume(self, pin: str, now: float) -> Presence:
        """Try a PIN: the right one opens, the third wrong one locks.

        What could not be a PIN is no try: a key struck by accident costs nothing.
        """
        if self.passed(now) is not Presence.PAUSED or len(pin) != PIN_LENGTH or self._verifier is None:
            return self.presence
        if self._verifier.accepts(pin):
            self.presence, self._since = Presence.OPEN, now
            return self.presence
        self.tries_left -= 1
        return self.presence if self.tries_left else self.lock()

    def lock(self) -> Presence:
        """Lock: a shortcut, suspend, lid, session lock, user switch, quit."""
        self.presence, self._verifier = Presence.LOCKED, None
        return self.presence
