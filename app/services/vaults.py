"""The life of vaults: create, open, change the passphrase, make and use a recovery kit (review E2, F1, F2)."""

from __future__ import annotations

import datetime as dt
import getpass
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import Expected
from app.ports import UNWATCHED
from app.services.backups.looking import backup_of, previewed
from app.services.backups.values import WentBack, told_of_going_back
from app.services.demonstration.example import example_document, example_worker
from app.services.demonstration.trial import fill, kept_passphrase, leave_passphrase
from app.services.desk import Desk
from app.services.exchange.importing_matching import organisation_id, worker_id
from app.services.keys.device_secrets import DeviceSecrets, rebound
from app.services.keys.escrows import key_of_typed_sheets
from app.services.keys.inside_settings import KIT_CHECKED_ON
from app.services.keys.passphrases import offer, refuse_weak
from app.services.keys.patience import NoKeyRing
from app.services.keys.recovery_kits import code_of_kit
from app.services.troubles import told
from app.words import _
from db import audit
from db.changing_keys import change_secret, day_of_kit, refuse_secret, vault_of
from db.copying import unlocked
from db.errors import StorageTrouble
from db.folder import VaultFolder
from db.models.organisation import Organisation, Worker
from db.opening import check_folder
from db.passphrase import normalised
from db.renewing import renew
from db.restoring import restore
from db.slots import BoundPassphrase
from db.spaces import space_for
from db.vault import Surroundings, create_vault, open_vault
from resources.vocabulary import OrganisationKind, SpaceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.ports import KeyRing, Progress
    from app.services.backups.values import Preview
    from app.services.keys.new_worker import NewWorker
    from app.services.keys.recovery_kits import Kit
    from db.slots import Secret
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Vaults:
    """Opens the vaults of this device."""

    around: Surroundings
    system_name: Callable[[], str] = field(default=getpass.getuser)
    key_ring: KeyRing = field(default_factory=NoKeyRing)

    def offered_passphrase(self) -> str:
        """Return seven words drawn at random."""
        return offer(self.around.ids)

    def create(self, folder: Path, passphrase: str, worker: NewWorker, *, accept_weak: bool = False) -> None:
        """Create a vault for one worker on this device.

        Raises:
            Expected: ``weak_passphrase``, or what storage could not do.
        """
        refuse_weak(passphrase, accept_weak=accept_weak)
        own = self._own_ids(worker)
        with told(folder):
            vault = create_vault(folder, passphrase, own.worker, self.around)
            try:
                vault.write(lambda session: self._introduce(session, own, worker))
            finally:
                vault.close()

    def refuse_folder(self, folder: Path) -> None:
        """Refuse early a folder that already holds a vault, before anything is asked.

        Raises:
            Expected: ``already_exists``; ``impossible_place``, ``synchronised_folder``.
        """
        with told(folder):
            VaultFolder(folder).check_place(self.around.mounts)
        if (folder / "palier.keys").exists() or (folder / "palier.db").exists():
            raise Expected(
                "already_exists",
                _(
                    "Il y a déjà un coffre dans {folder}. Il n’a pas été touché ; choisissez un autre emplacement."
                ).format(folder=folder),
            )

    def open(self, folder: Path, passphrase: str) -> Desk:
        """Open a vault; what was put right on the way is in ``notices``.

        Raises:
            Expected: what storage could not do, in one sentence.
        """
        with told(folder):
            self.refuse_unopenable(folder)
            return self._ready(open_vault(folder, self._secrets.completed(folder, passphrase), self.around))

    def open_with_kit(self, folder: Path, code: str) -> Desk:
        """Open a vault with its paper kit; then ask for a new passphrase (``desk.kits.new_passphrase``).

        Raises:
            Expected: ``kit_mistyped``, ``wrong_kit``, ``no_kit``, or what storage could not do.
        """
        self.refuse_unopenable(folder)
        read = code_of_kit(code)
        return self._opened_by(folder, read, "recovery_kit")

    def open_with_organisation(self, folder: Path, sheets: Sequence[str]) -> Desk:
        """Open a vault with two sheets of its organisation's key; then give it another passphrase (``desk.escrows``).

        Raises:
            Expected: ``kit_mistyped``, ``sheets_needed``, ``wrong_escrow``, ``no_escrow``, or what storage could not
                do.
        """
        self.refuse_unopenable(folder)
        key = key_of_typed_sheets(sheets)
        return self._opened_by(folder, key, "organisation")

    def make_kit(self, folder: Path, passphrase: str) -> Kit:
        """Make the kit of a vault that is closed; for an open one, ``desk.kits.make``."""
        with self.open(folder, passphrase) as desk:
            return desk.kits.make(passphrase)

    def kit_made_on(self, folder: Path) -> dt.date | None:
        """Return the day the kit of a vault was made, None when there is none; needs no secret."""
        with told(folder):
            day = day_of_kit(folder)
        return None if day is None else dt.date.fromisoformat(day)

    def refuse_unopenable(self, folder: Path) -> None:
        """Refuse a folder that cannot be opened, before a passphrase is asked."""
        with told(folder):
            check_folder(folder)

    def change_passphrase(self, folder: Path, old: str, new: str, *, accept_weak: bool = False) -> None:
        """Change the passphrase; older copies of the keys file still open with the old one (review F2)."""
        refuse_weak(new, accept_weak=accept_weak)
        with told(folder):
            former = self._secrets.completed(folder, old)
            change_secret(folder, former, rebound(former, new), self.around)

    def renew(self, folder: Path, old: str, new: str, *, accept_weak: bool = False) -> Desk:
        """Give a vault a new master key, since somebody knows its passphrase; return it open, to make its kit again.

        What was the vault is kept aside; it and older backups still open with the former passphrase
        (``desk.backups.opened_otherwise``).

        Raises:
            Expected: ``same_passphrase``, ``wrong_passphrase``, ``weak_passphrase``, ``in_use``, ``disk_full`` …:
                nothing changed. ``renewed_unfinished``: the new passphrase opens it, what follows could not be done.
        """
        refuse_weak(new, accept_weak=accept_weak)
        if normalised(new) == normalised(old):
            sentence = _("C’est la phrase que quelqu’un connaît. Rien n’a changé\u00a0; prenez-en une autre.")
            raise Expected("same_passphrase", sentence)
        with told(folder):
            check_folder(folder, self.around.mounts)
            former = self._secrets.completed(folder, old)
            later: str | BoundPassphrase = new
            if isinstance(former, BoundPassphrase):  # whoever knew the one may have read the other
                refuse_secret(folder, former, self.around)
                later = BoundPassphrase(new, self._secrets.draw(vault_of(folder), self.around.ids.random_bytes))
            renew(folder, former, later, self.around)
        try:
            return self._open_renewed(folder, new)
        except Expected as trouble:  # whoever was told « nothing changed » would type the former one
            with told(folder):
                raise StorageTrouble("renewed_unfinished", folder=str(folder)) from trouble

    def _open_renewed(self, folder: Path, passphrase: str) -> Desk:
        desk = self.open(folder, passphrase)
        try:
            desk.last_seen.begin_again()
            desk.settings.set(KIT_CHECKED_ON, None)
        except Expected:
            desk.close()
            raise
        return desk

    def preview_backup(
        self, path: Path, typed: str, *, with_kit: bool = False, progress: Progress = UNWATCHED
    ) -> Preview:
        """Say what a backup holds, and whether it is intact.

        Args:
            path: Its folder.
            typed: The passphrase of its moment, or the code of the kit of its moment.
            with_kit: Whether it is a kit's code.
            progress: Who waits.

        Raises:
            Cancelled: who waits stopped it.
            Expected: ``not_a_backup``, ``wrong_passphrase``, ``wrong_kit`` …
        """
        backup = backup_of(path)
        with told_of_going_back(path, backup.made_at.astimezone().date()):
            copies = unlocked(path, self._secret(path, typed, with_kit=with_kit), self.around)
            return previewed(copies, backup, progress=progress)

    def restore(self, folder: Path, path: Path, typed: str, *, with_kit: bool = False) -> WentBack:
        """Put a backup in the place of a vault that is closed, or where there is none; what was there is kept aside.

        Raises:
            Expected: ``not_a_backup``, ``wrong_passphrase``, ``other_vault``, ``copy_unsound``, ``in_use``,
                ``folder_not_empty``, ``disk_full`` …: nothing changed.
        """
        backup = backup_of(path)
        with told_of_going_back(folder, backup.made_at.astimezone().date()):
            done = restore(folder, path, self._secret(path, typed, with_kit=with_kit), self.around)
        return WentBack(backup.made_at, done.kept_in, done.missing_attachments)

    def create_demonstration(self, folder: Path) -> str:
        """Create « Essayer sans risque »: the example's worker, two fictional households, marked everywhere.

        It protects nothing: its passphrase is written inside its own folder, and the file says so.

        Returns:
            The passphrase.

        Raises:
            Expected: ``already_exists``, or what storage could not do; nothing is left behind.
        """
        self.refuse_folder(folder)
        passphrase = self.offered_passphrase()
        self.create(folder, passphrase, example_worker(example_document()))
        try:
            with self.open(folder, passphrase) as desk:
                fill(desk)
            leave_passphrase(folder, passphrase)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)  # made just above, and nobody wrote in it
            raise
        return passphrase

    def demonstration_passphrase(self, folder: Path) -> str | None:
        """Return the passphrase a demonstration left in its folder, so that it is not asked; None elsewhere."""
        return kept_passphrase(folder)

    @property
    def _secrets(self) -> DeviceSecrets:
        return DeviceSecrets(self.key_ring)

    def _opened_by(self, folder: Path, secret: Secret, what: str) -> Desk:
        """Open a vault by something else than its passphrase; its log says by what, or it stays closed."""
        with told(folder):
            vault = open_vault(folder, secret, self.around)
            try:
                vault.write(lambda session: audit.record(session, "open", "keys", None, {"with": what}))
            except BaseException:
                vault.close()
                raise
            return self._ready(vault)

    def _ready(self, vault: Vault) -> Desk:
        """Return the desk of a vault just opened, by whatever opened it: what an order to forget left due is done."""
        desk = Desk(vault, self.key_ring)
        try:
            desk.forgetting.go_on()  # what was cut short, or waited for a stick
        except BaseException:
            desk.close()
            raise
        return desk

    def _secret(self, folder: Path, typed: str, *, with_kit: bool) -> Secret:
        return code_of_kit(typed) if with_kit else self._secrets.completed(folder, typed)

    def _own_ids(self, worker: NewWorker) -> _OwnIds:
        """Return ids made from names, so that a colleague's import of a file naming us meets the same rows."""
        name = worker.organisation or _("Mon association")
        organisation = organisation_id(OrganisationKind.OPERATOR, worker.siret, name)
        return _OwnIds(organisation, worker_id(organisation, worker.name or self.system_name()))

    def _introduce(self, session: Session, own: _OwnIds, worker: NewWorker) -> None:
        """Write the worker whose vault it is and their organisation; importing never changes them."""
        now = self.around.clock.now()
        place = {
            "space_id": space_for(session, SpaceKind.ORGANISATION).id,
            "created_at": now,
            "created_by": own.worker,
        }
        name = worker.organisation or _("Mon association")
        session.add(
            Organisation(id=own.organisation, kind=OrganisationKind.OPERATOR, name=name, siret=worker.siret, **place)
        )
        session.add(
            Worker(
                id=own.worker,
                organisation_id=own.organisation,
                name=worker.name or self.system_name(),
                profession=worker.profession,
                **place,
            )
        )


@dataclass(frozen=True, slots=True)
class _OwnIds:
    organisation: str
    worker: str
