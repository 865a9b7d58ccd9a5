"""The vault's own key and certificate, and whose certificates this vault knows (review G3)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.troubles import told
from app.words import _
from db.local import Setting
from db.models.organisation import Organisation, Worker
from db.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.documents.certificates import SealingKey
    from db.vault import Vault

KEY_SETTING = "sealing_key"


@dataclass(frozen=True, slots=True)
class SealingKeys:
    """The keys one vault seals with."""

    vault: Vault

    def own(self) -> SealingKey:
        """Return the vault's own key and certificate, made at the first signature and kept inside the vault."""
        with self.vault.read() as session:
            kept = session.get(Setting, KEY_SETTING)
            if kept is not None:
                return _key_from(kept.value)
        return self.vault.write(self._make)

    def _make(self, session: Session) -> SealingKey:
        from app.documents.certificates import new_sealing_key  # noqa: PLC0415 -- once in the life of a vault

        context = self.vault.context
        worker = session.get(Worker, context.worker_id)
        organisation = session.get(Organisation, worker.organisation_id) if worker is not None else None
        key = new_sealing_key(
            device=_("Appareil de {name}").format(name=worker.name if worker is not None else context.device_id[:8]),
            organisation=organisation.name if organisation is not None else _("Association"),
            now=context.clock.now(),
        )
        session.add(Setting(name=KEY_SETTING, value=_written(key)))
        session.flush()
        return key

    def known(self) -> Mapping[str, str]:
        """Return the certificates this vault knows, by fingerprint, and whose they are: its own."""
        with told(self.vault.folder), self.vault.read() as session:
            kept = session.get(Setting, KEY_SETTING)
            worker = session.get(Worker, self.vault.context.worker_id)
        if kept is None:
            return {}
        name = worker.name if worker is not None else ""
        return {_key_from(kept.value).sha256: _("l’appareil de {name}").format(name=name)}


def _written(key: SealingKey) -> str:
    parts = {"private_key": key.private_key, "certificate": key.certificate}
    return canonical_json({name: base64.b64encode(value).decode("ascii") for name, value in parts.items()})


def _key_from(text: str) -> SealingKey:
    from app.documents.certificates import SealingKey  # noqa: PLC0415 -- 2 MB, and a vault opens without sealing

    parts = json.loads(text)
    return SealingKey(base64.b64decode(parts["private_key"]), base64.b64decode(parts["certificate"]))
