"""Attestations kept in the vault, so that one closed too soon is printed again; none holds what was forgotten.

One is kept with the order itself, in one transaction, and goes further as what lies outside the tables is done: an
order obeyed is attested, wherever the process was killed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.changes import Changes
from app.services.forgetting.attesting import ended, gone_further, left_over
from app.services.forgetting.values import Certificate, Motive
from app.services.keys.inside_settings import InsideSettings, SettingKey, keep_in, kept_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.forgetting.aftermath import Aftermath
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class _Kept:
    """An attestation.

    Attributes:
        certificate: What was reached so far, and what in the tables is out of reach.
        left: What is out of reach outside them, as the last try found it; None where ``certificate`` says all.
        is_due: Whether something will be tried again.
    """

    certificate: Certificate
    left: tuple[str, ...] | None = None
    is_due: bool = False

    def shown(self) -> Certificate:
        return self.certificate if self.left is None else ended(self.certificate, self.left)

    def after(self, after: Aftermath) -> _Kept:
        if not self.is_due:
            return self
        return _Kept(gone_further(self.certificate, after), left_over(after), is_due=not after.is_whole)


def _read(found: Any) -> tuple[_Kept, ...]:
    return tuple(
        _Kept(
            _certificate(one), None if one.get("left") is None else tuple(map(str, one["left"])), one.get("due") is True
        )
        for one in found
    )


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
            "left": None if each.left is None else list(each.left),
            "due": each.is_due,
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
    keep_in(session, _KEPT, (*kept_in(session, _KEPT), _Kept(certificate, left_over(None), is_due=True)))


def go_further(vault: Vault, after: Aftermath) -> None:
    """Say in those where something was due what was done since, and what is left."""
    settings = InsideSettings(vault)
    found = settings.get(_KEPT)
    if any(one.is_due for one in found):
        settings.set(_KEPT, tuple(one.after(after) for one in found))
