"""An organisation that may open a vault: its key made and given, added, seen, taken away, used (review F7)."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.changes import Changes
from app.documents.escrow_sheet import EscrowSheetPaper, draw_escrow_sheet
from app.domain.instants import DEFAULT_ZONE, time_zone
from app.errors import Expected
from app.services.case_rows import local_now
from app.services.keys.passphrases import refuse_weak
from app.services.troubles import told
from app.words import _
from db import audit
from db.changing_keys import end_escrow, escrow_of
from db.errors import StorageTrouble
from db.escrow import EscrowPublicKey, key_of_sheets, new_key, read_public_key, sheets_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.ports import Clock, Ids
    from app.services.keys.device_secrets import DeviceSecrets
    from db.escrow import EscrowKey
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class OrganisationKey:
    """The key of an organisation, as those see it whose vaults it may open.

    Attributes:
        organisation: Its name.
        made_on: Day it was made.
        fingerprint: Four groups of four signs, to compare by voice with who made it.
        file: The bytes that are handed over.
    """

    organisation: str
    made_on: dt.date
    fingerprint: str
    file: bytes


@dataclass(frozen=True, slots=True, repr=False)
class KeyCeremony:
    """A key just made: the only time its sheets are known.

    Attributes:
        key: Its public half.
        sheets: Three pages to print, each a PDF.
    """

    key: OrganisationKey
    sheets: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """The organisation that may open a vault.

    Attributes:
        organisation: Its name.
        made_on: Day its key was made.
        added_on: Day it was added here.
        fingerprint: As of its key.
    """

    organisation: str
    made_on: dt.date
    added_on: dt.date
    fingerprint: str


def make_organisation_key(organisation: str, ids: Ids, clock: Clock) -> KeyCeremony:
    """Make the key of an organisation: what is given, and three sheets two of which open.

    Raises:
        Expected: ``no_name``.
    """
    if not organisation.strip():
        raise Expected("no_name", _("Il faut le nom de l’organisation. Rien n’a été fait\u00a0; donnez-le."))
    key, today = new_key(ids.random_bytes), clock.now().astimezone(time_zone(DEFAULT_ZONE)).date()
    public = EscrowPublicKey(" ".join(organisation.split()), today.isoformat(), key.public)
    shown = _shown(public)
    drawn = (
        draw_escrow_sheet(EscrowSheetPaper(number, sheet.groups(), today, shown.organisation, shown.fingerprint)).pdf
        for number, sheet in enumerate(sheets_of(key, ids.random_bytes), 1)
    )
    return KeyCeremony(shown, tuple(drawn))


def read_organisation_key(untrusted: bytes) -> OrganisationKey:
    """Read the file an organisation gave.

    Raises:
        Expected: ``not_an_escrow_key``.
    """
    try:
        return _shown(read_public_key(untrusted))
    except StorageTrouble as trouble:
        sentence = _(
            "Ce fichier n’est pas une clé d’organisation, ou il a été modifié. Rien n’a changé\u00a0; "
            "redemandez-le à qui l’a fait."
        )
        raise Expected(trouble.code, sentence) from trouble


def key_of_typed_sheets(sheets: Sequence[str]) -> EscrowKey:
    """Put the organisation's key together from two sheets.

    Raises:
        Expected: ``kit_mistyped``, which names the sheet and the group; ``sheets_needed``.
    """
    try:
        return key_of_sheets(sheets)
    except StorageTrouble as trouble:
        raise Expected(trouble.code, _refused(trouble)) from trouble


def _refused(trouble: StorageTrouble) -> str:
    if trouble.code == "sheets_needed":
        return _(
            "Il faut deux feuilles différentes de la clé de l’organisation. Rien n’a changé\u00a0; prenez-en une autre."
        )
    if trouble.facts["group"] is None:
        return _(
            "La feuille tapée en {sheet} a {signs} signes, il en faut {expected}. Rien n’a changé\u00a0; relisez-la."
        ).format(**trouble.facts)
    return _(
        "Le groupe {group} de la feuille tapée en {sheet} contient une faute. Rien n’a changé\u00a0; relisez-le."
    ).format(**trouble.facts)


def holder_of(folder: Path) -> Holder | None:
    """Return which organisation may open a vault, None when none may; no secret is needed."""
    with told(folder):
        found = escrow_of(folder)
    if found is None:
        return None
    key, added_on = found
    shown = _shown(key)
    return Holder(shown.organisation, shown.made_on, dt.date.fromisoformat(added_on), shown.fingerprint)


@dataclass(frozen=True, slots=True)
class Escrows:
    """The organisation that may open an open vault."""

    vault: Vault
    secrets: DeviceSecrets

    def holder(self) -> Holder | None:
        """Return which organisation may open it, None when none may."""
        return holder_of(self.vault.folder)

    def add(self, passphrase: str, key: OrganisationKey) -> Changes:
        """Let an organisation open the vault; the one before no longer may.

        Raises:
            Expected: ``wrong_passphrase``: an open vault does not hold what must be sealed.
        """
        with told(self.vault.folder):
            old = self.secrets.completed(self.vault.folder, passphrase)
            with self.vault.read() as session:
                day = local_now(session, self.vault.context).date()
            self.vault.change_secret(old, read_public_key(key.file), day.isoformat())
        return self._noted({"what": "organisation", "key": key.fingerprint})

    def remove(self) -> Changes:
        """Let no organisation open the vault any more; older copies of the keys file still let it."""
        with told(self.vault.folder):
            end_escrow(self.vault.folder)
        return self._noted({"what": "organisation", "key": None})

    def new_passphrase(self, sheets: Sequence[str], new: str, *, accept_weak: bool = False) -> Changes:
        """Give the vault another passphrase by the organisation's key; the former passphrase opens it no more.

        Raises:
            Expected: ``kit_mistyped``, ``sheets_needed``, ``wrong_escrow``, ``no_escrow``, ``weak_passphrase`` …
        """
        refuse_weak(new, accept_weak=accept_weak)
        key = key_of_typed_sheets(sheets)
        with told(self.vault.folder):
            self.vault.change_secret(key, new)
        return self._noted({"what": "passphrase", "with": "organisation"})

    def _noted(self, facts: dict[str, str | None]) -> Changes:
        with suppress(StorageTrouble):  # on a full disk the change holds all the same
            self.vault.write(lambda session: audit.record(session, "change", "keys", None, facts))
        return Changes(frozenset({"setting"}))


def _shown(key: EscrowPublicKey) -> OrganisationKey:
    return OrganisationKey(
        key.organisation, dt.date.fromisoformat(key.made_on), " ".join(key.fingerprint()), key.written()
    )
