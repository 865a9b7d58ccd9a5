"""What this device's key ring saw last of a vault: a folder put back whole to an older copy is known by it alone.

Compared once an opening, written at each lock (review F8). A key ring that is absent, locked, slow or broken is a state
with a name and keeps nobody out; one that holds an older head than the vault never cries wolf.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.changes import Changes
from app.domain.instants import time_zone
from app.errors import Expected
from app.ports import KeyRingTrouble, RingState
from app.services.case_rows import zone_of_worker
from app.services.keys.inside_settings import InsideSettings, SettingKey
from app.services.keys.patience import asked, within
from app.services.troubles import told
from app.words import N_, _, hour, long_day
from db import audit
from db.outside_head import Standing

if TYPE_CHECKING:
    import datetime as dt
    from typing import Any

    from app.ports import KeyRing
    from db.vault import Vault

AT_OPENING = 5.0  # seconds; nobody waits for them
AT_LOCK = 0.15  # seconds, of the half second a lock may take


def _flag(found: Any) -> bool:
    if not isinstance(found, bool):
        raise TypeError(found)
    return found


KEPT_BEFORE = SettingKey("key_ring_kept", default=False, read=_flag, written=bool)
"""Whether the key ring was seen to keep what it was given: from then on, nothing there has vanished."""


class SeenState(StrEnum):
    """What comparing a vault with the key ring found."""

    AGREES = "agrees"
    PUT_BACK = "put_back"
    """The vault is older than what the key ring saw."""
    FIRST_TIME = "first_time"
    VANISHED = "vanished"
    """The key ring kept something once, and no longer does."""
    CHANGED = "changed"
    """What it keeps is not what Palier wrote."""
    ABSENT = "absent"
    LOCKED = "locked"
    SLOW = "slow"
    FAILED = "failed"


SENTENCES = {
    SeenState.AGREES: N_("Le trousseau de cet ordinateur reconnaît ce coffre."),
    SeenState.FIRST_TIME: N_("Le trousseau de cet ordinateur retient ce coffre à partir d’aujourd’hui."),
    SeenState.VANISHED: N_(
        "Le trousseau de cet ordinateur ne se souvient plus de ce coffre\u00a0: un retour en arrière fait à votre insu "
        "ne se verrait pas aujourd’hui. Rien n’a changé\u00a0; il le retient de nouveau."
    ),
    SeenState.CHANGED: N_(
        "Ce que le trousseau de cet ordinateur gardait de ce coffre a été modifié\u00a0: un retour en arrière fait à "
        "votre insu ne se verrait pas aujourd’hui. Rien n’a changé\u00a0; il le retient de nouveau."
    ),
    SeenState.ABSENT: N_(
        "Cet ordinateur n’a pas de trousseau sûr\u00a0: un coffre remis en entier à un état plus ancien ne se verrait "
        "pas."
    ),
    SeenState.LOCKED: N_("Le trousseau de cet ordinateur est fermé\u00a0: rien n’a pu être comparé."),
    SeenState.SLOW: N_("Le trousseau de cet ordinateur ne répond pas\u00a0: rien n’a pu être comparé."),
    SeenState.FAILED: N_("Le trousseau de cet ordinateur a répondu par une erreur\u00a0: rien n’a pu être comparé."),
}
PUT_BACK = N_(
    "Ce coffre est plus ancien que celui que cet ordinateur a vu le {day} à {hour}\u00a0: ce qui a été écrit depuis "
    "n’y est pas. Rien n’a été effacé\u00a0; regardez les sauvegardes, ou gardez ce coffre si c’est voulu."
)
WORTH_SAYING = frozenset({SeenState.PUT_BACK, SeenState.VANISHED, SeenState.CHANGED})
_MAY_BE_WRITTEN = frozenset({SeenState.AGREES, SeenState.FIRST_TIME, SeenState.VANISHED, SeenState.CHANGED})
_OF_RING = {
    RingState.ABSENT: SeenState.ABSENT,
    RingState.LOCKED: SeenState.LOCKED,
    RingState.SLOW: SeenState.SLOW,
    RingState.FAILED: SeenState.FAILED,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found.

    Attributes:
        state: Its name.
        sentence: What to say of it.
    """

    state: SeenState
    sentence: str

    @property
    def trouble(self) -> Expected | None:
        """What the one presenter of errors says, when there is something to say."""
        return Expected(self.state.value, self.sentence) if self.state in WORTH_SAYING else None


@dataclass(slots=True)
class LastSeen:
    """The key ring's memory of one open vault. Safe from any thread.

    Attributes:
        vault: The vault.
        ring: The key ring.
        seen: What comparing found; None before.
    """

    vault: Vault
    ring: KeyRing
    seen: Seen | None = field(default=None, init=False)

    @property
    def name(self) -> str:
        """Under what the key ring keeps it."""
        return f"{self.vault.context.vault_id}/head"

    def ask(self, seconds: float = AT_OPENING) -> tuple[RingState, bytes | None]:
        """Ask the key ring; reads nothing of the vault, so that it may be closed meanwhile."""
        return asked(self.ring, self.name, seconds)

    def compare(self, answer: tuple[RingState, bytes | None]) -> Seen:
        """Compare the vault with what the key ring answered."""
        state, untrusted = answer
        settings = InsideSettings(self.vault)
        at: dt.datetime | None = None
        if state is not RingState.ANSWERED:
            found = _OF_RING[state]
        elif untrusted is None:
            found = SeenState.VANISHED if settings.get(KEPT_BEFORE) else SeenState.FIRST_TIME
        else:
            found, at = self._compared(untrusted)
            if found is SeenState.AGREES and not settings.get(KEPT_BEFORE):
                settings.set(KEPT_BEFORE, value=True)
        self.seen = Seen(found, self._said(found, at))
        return self.seen

    def look(self, seconds: float = AT_OPENING) -> Seen:
        """Ask, and compare."""
        return self.compare(self.ask(seconds))

    def remember(self, seconds: float = AT_LOCK) -> RingState:
        """Let the key ring keep where the vault stands, even when it was just closed; waits so long and no longer.

        Not when it could not be compared, nor while a vault put back was neither returned to a backup nor accepted:
        what is kept is what the next opening knows it by.
        """
        if self.seen is None or self.seen.state not in _MAY_BE_WRITTEN:
            return RingState.ANSWERED
        ring, name, sealed = self.ring, self.name, self.vault.outside.sealed()
        try:
            within(seconds, lambda: ring.write(name, sealed))
        except KeyRingTrouble as trouble:
            return trouble.state
        return RingState.ANSWERED

    def begin_again(self) -> None:
        """Forget what the key ring keeps: the vault has another key, what was sealed under the former says nothing."""
        InsideSettings(self.vault).set(KEPT_BEFORE, value=False)
        ring, name = self.ring, self.name
        with suppress(KeyRingTrouble):  # then the next comparison finds it changed, and says so
            within(AT_OPENING, lambda: ring.remove(name))

    def accept(self) -> Changes:
        """Keep a vault put back, since somebody wanted it; the log says so."""
        facts = {"accepted": "older than the key ring"}
        with told(self.vault.folder):
            self.vault.write(
                lambda session: audit.record(session, "restored", "vault", self.vault.context.vault_id, facts)
            )
        self.seen = Seen(SeenState.AGREES, _(SENTENCES[SeenState.AGREES]))
        return Changes(frozenset({"setting"}))

    def _compared(self, untrusted: bytes) -> tuple[SeenState, dt.datetime | None]:
        kept = self.vault.outside.read(untrusted)
        if kept is None:
            return SeenState.CHANGED, None
        with told(self.vault.folder), self.vault.read() as session:
            standing = self.vault.outside.compare(session, kept)
        return (SeenState.AGREES if standing is Standing.AGREES else SeenState.PUT_BACK), kept.at

    def _said(self, state: SeenState, at: dt.datetime | None) -> str:
        if state is not SeenState.PUT_BACK or at is None:
            return _(SENTENCES[state])
        with told(self.vault.folder), self.vault.read() as session:
            local = at.astimezone(time_zone(zone_of_worker(session, self.vault.context.worker_id)))
        return _(PUT_BACK).format(day=long_day(local.date()), hour=hour(local.time()))
