"""The life of vaults: create, open, change the passphrase (review E2, F1)."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import Expected
from app.services.desk import Desk
from app.services.exchange.importing_matching import organisation_id, worker_id
from app.services.passphrases import offer, weigh
from app.services.troubles import told
from app.words import _
from db.changing_keys import change_secret
from db.models.organisation import Organisation, Worker
from db.spaces import space_for
from db.vault import Surroundings, check_folder, create_vault, open_vault
from resources.vocabulary import OrganisationKind, Profession, SpaceKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class NewWorker:
    """Who a new vault belongs to; what is not said is taken from the system or left to complete."""

    name: str | None = None
    profession: Profession = Profession.SOCIAL_WORKER
    organisation: str | None = None
    siret: str | None = None


@dataclass(frozen=True, slots=True)
class Vaults:
    """Opens the vaults of this device."""

    around: Surroundings
    system_name: Callable[[], str] = field(default=getpass.getuser)

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
            Expected: ``already_exists``.
        """
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
            return Desk(open_vault(folder, passphrase, self.around))

    def refuse_unopenable(self, folder: Path) -> None:
        """Refuse a folder that cannot be opened, before a passphrase is asked."""
        with told(folder):
            check_folder(folder)

    def change_passphrase(self, folder: Path, old: str, new: str, *, accept_weak: bool = False) -> None:
        """Change the passphrase; older copies of the keys file still open with the old one (review F2)."""
        refuse_weak(new, accept_weak=accept_weak)
        with told(folder):
            change_secret(folder, old, new, self.around)

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


def refuse_weak(passphrase: str, *, accept_weak: bool) -> None:
    """Refuse a passphrase that is guessed too easily (CNIL 2022-100: 80 bits).

    Raises:
        Expected: ``weak_passphrase``.
    """
    strength = weigh(passphrase)
    if passphrase.strip() and not strength.enough and not accept_weak:
        raise Expected(
            "weak_passphrase",
            _(
                "Cette phrase de passe se devine trop facilement : {reason} ({bits} bits, il en faut 80). "
                "Rien n’a changé ; prenez sept mots au hasard, ou gardez-la quand même avec --accept-weak."
            ).format(bits=strength.bits, reason=strength.reason),
        )
