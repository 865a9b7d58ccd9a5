"""Attestations kept in the vault, so that one closed too soon is printed again; none holds what was forgotten."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.changes import Changes
from app.services.forgetting.values import Certificate, Motive
from app.services.keys.inside_settings import InsideSettings, SettingKey

if TYPE_CHECKING:
    from db.vault import Vault


def _read(found: Any) -> tuple[Certificate, ...]:
    return tuple(
        Certificate(
            str(one["order"]),
            dt.date.fromisoformat(one["day"]),
            str(one["what"]),
            Motive(str(one["asked_by"]), str(one["agreed_by"]), str(one["reason"])),
            tuple(map(str, one["reached"])),
            tuple(map(str, one["out_of_reach"])),
            Changes(),
        )
        for one in found
    )


def _written(kept: tuple[Certificate, ...]) -> list[dict[str, Any]]:
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
        }
        for one in kept
    ]


_KEPT: SettingKey[tuple[Certificate, ...]] = SettingKey("forgetting_attestations", (), _read, _written)
"""What was attested in this vault, the oldest first; other vaults attest what they do themselves."""


def kept(vault: Vault) -> tuple[Certificate, ...]:
    """Return the attestations kept, the newest first."""
    found = InsideSettings(vault).get(_KEPT)
    return found[::-1]


def keep(vault: Vault, certificate: Certificate) -> None:
    """Keep one more."""
    settings = InsideSettings(vault)
    settings.set(_KEPT, (*settings.get(_KEPT), certificate))
