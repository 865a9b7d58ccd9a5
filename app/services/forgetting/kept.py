"""Attestations kept in the vault, so that one closed too soon is printed again; none holds what was forgotten.

One is kept with the order itself, in one transaction, and ended once what lies outside the tables is done: an order
obeyed is attested, wherever the process was killed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.changes import Changes
from app.services.forgetting.attesting import completed
from app.services.forgetting.values import Certificate, Motive
from app.services.keys.inside_settings import InsideSettings, SettingKey, keep_in, kept_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.forgetting.aftermath import Aftermath
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class _Kept:
    """An attestation; one that is not ended says nothing yet of what lies outside the tables."""

    certificate: Certificate
    is_ended: bool

    def shown(self) -> Certificate:
        return self.certificate if self.is_ended else completed(self.certificate, None)

    def ended_by(self, after: Aftermath) -> _Kept:
        return self if self.is_ended else _Kept(completed(self.certificate, after), is_ended=True)


def _read(found: Any) -> tuple[_Kept, ...]:
    return tuple(_Kept(_certificate(one), bool(one.get("ended", True))) for one in found)


def _certificate(one: Any) -> Certificate:
    return Certificate(
        str(one["order"]),
        dt.date.fromisoformat(one["day"]),
        str(one["what"]),
        Motive(str(one["asked_by"]), str(one["agreed_by"]), str(one["reason"])),
        tuple(map(str, one["reached"])),
        tuple(map(str, one["out_of_reach"])),
        Changes(),
    )


def _written(kept: tuple[_Kept, ...]) -> list[dict[str, Any]]:
    return [
        {
            "order": one.order_id,
            "day": one.day.isoformat(),
            "what": one.what,
            "asked_by": one.motive.asked_by,
            "agreed_by": one.motive.agreed_by,
            "reason": one.motive.reason,
            "reached": list(one.reached),
            "out_of_reach": list(one.out_of_reach),
            "ended": each.is_ended,
        }
        for each in kept
        for one in (each.certificate,)
    ]


_KEPT: SettingKey[tuple[_Kept, ...]] = SettingKey("forgetting_attestations", (), _read, _written)
"""What was attested in this vault, the oldest first; other vaults attest what they do themselves."""


def kept(vault: Vault) -> tuple[Certificate, ...]:
    """Return the attestations kept, the newest first."""
    return tuple(one.shown() for one in InsideSettings(vault).get(_KEPT)[::-1])


def begin(session: Session, certificate: Certificate) -> None:
    """Keep one more with its order: what lies outside the tables is not done yet."""
    keep_in(session, _KEPT, (*kept_in(session, _KEPT), _Kept(certificate, is_ended=False)))


def end(vault: Vault, after: Aftermath) -> None:
    """Say in those not ended what was done since; what the disk did not allow, or a stick away, leaves them so."""
    if not after.is_whole:
        return
    settings = InsideSettings(vault)
    found = settings.get(_KEPT)
    if not all(one.is_ended for one in found):
        settings.set(_KEPT, tuple(one.ended_by(after) for one in found))
