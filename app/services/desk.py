"""An open vault and what can be done with it: the same services for the command line, the window and the tests."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.instants import time_zone
from app.domain.names import initials
from app.services.agreements import Agreements
from app.services.backups.backups import Backups
from app.services.care import Care
from app.services.case.overview import Overviews
from app.services.case_rows import zone_of_worker
from app.services.contract.committing import Committing
from app.services.contract.contracting import Contracting
from app.services.day.today import Today
from app.services.diagnosis.diagnosing import Diagnosing
from app.services.directory import Directory
from app.services.drafts import Drafts
from app.services.editing import Editing
from app.services.exchange.case_files import CaseFiles
from app.services.facts.computing import Computing
from app.services.forgetting.service import Forgetting
from app.services.households import Households
from app.services.keys.device_secrets import DeviceBond, DeviceSecrets
from app.services.keys.escrows import Escrows
from app.services.keys.inside_settings import DEMONSTRATION, DEMONSTRATION_DAY, InsideSettings
from app.services.keys.last_seen import LastSeen
from app.services.keys.patience import NoKeyRing
from app.services.keys.recovery_kits import RecoveryKits
from app.services.lists.cases import Cases
from app.services.lists.figures import Figures
from app.services.lists.listing import Listing
from app.services.merging.carrying import Carrying
from app.services.merging.settling import Settling
from app.services.merging.versions import Versions
from app.services.papers import Papers
from app.services.past.desk import Past
from app.services.procedures.procedures import Procedures
from app.services.procedures.requests import Requests
from app.services.rent import Rent
from app.services.search.answers import Facts
from app.services.search.finding import Finding, Found
from app.services.signature.kept_papers import KeptPapers
from app.services.signature.signing import Signing
from app.services.soundness import Soundness
from app.services.undoing import Undoing
from app.services.visit.appointments import Appointments
from app.services.visit.notes import Notes
from db.models.organisation import Worker

if TYPE_CHECKING:
    import datetime as dt
    from types import TracebackType
    from typing import Self

    from app.ports import KeyRing
    from db.vault import Vault


class Desk:
    """What a worker has on their desk once the vault is open. Close it, or use it in a ``with``."""

    def __init__(self, vault: Vault, key_ring: KeyRing | None = None) -> None:  # noqa: PLR0915 -- the list of services, a line each
        self.vault = vault
        self.settings = InsideSettings(vault)
        ring = key_ring or NoKeyRing()
        self.secrets = DeviceSecrets(ring)
        self.kits = RecoveryKits(vault, self.secrets)
        self.bond = DeviceBond(vault, self.secrets)
        self.escrows = Escrows(vault, self.secrets)
        self.last_seen = LastSeen(vault, ring)
        self.computing = Computing(vault)
        self.cases = Cases(vault, self.computing)
        self.exchange = CaseFiles(vault)
        self.care = Care(vault)
        self.carrying = Carrying(vault)
        self.versions = Versions(vault)
        self.settling = Settling(vault)
        self.papers = Papers(vault)
        self.signing = Signing(vault)
        self.kept_papers = KeptPapers(vault)
        self.agreements = Agreements(vault)
        self.notes = Notes(vault)
        self.drafts = Drafts(vault)
        self.editing = Editing(vault)
        self.undoing = Undoing(vault)
        self.households = Households(vault)
        self.directory = Directory(vault)
        self.requests = Requests(vault)
        self.appointments = Appointments(vault)
        self.procedures = Procedures(vault)
        self.figures = Figures(vault)
        self.listing = Listing(vault)
        self.day = Today(vault)
        self.facts = Facts(vault)
        self.diagnosing = Diagnosing(vault)
        self.contracting = Contracting(vault)
        self.commitments = Committing(vault)
        self.overview = Overviews(vault)
        self.rent = Rent(vault)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish what is being written and close the vault."""
        self.vault.close()

    def lock_down(self) -> None:
        """Let the vault go at once: drafts are saved already, and the process is about to be replaced (review B6)."""
        self.vault.close(quick=True)

    @property
    def notices(self) -> tuple[str, ...]:
        """Codes of what was put right while opening."""
        return self.vault.notices

    @cached_property
    def forgetting(self) -> Forgetting:
        """Orders to forget for good."""
        return Forgetting(self.vault)

    @cached_property
    def past(self) -> Past:
        """What was put away, what rows said before, who did what."""
        return Past(self.vault)

    @cached_property
    def soundness(self) -> Soundness:
        """The look taken at the vault since it was opened."""
        return Soundness(self.vault)

    @cached_property
    def backups(self) -> Backups:
        """Its backups: made, looked at, gone back to."""
        return Backups(self.vault, self.soundness, self.secrets)

    @cached_property
    def initials(self) -> str:
        """Whose vault it is, as a lock screen may show it."""
        with self.vault.read() as session:
            worker = session.get(Worker, self.vault.context.worker_id)
        return initials(worker.name if worker is not None else "")

    @cached_property
    def demonstration(self) -> bool:
        """Whether this vault is « Essayer sans risque »: every screen says so."""
        return self.settings.get(DEMONSTRATION)

    @cached_property
    def demonstration_day(self) -> dt.date | None:
        """The day a demonstration lives on, None in a vault of real people."""
        return self.settings.get(DEMONSTRATION_DAY) if self.demonstration else None

    @cached_property
    def zone(self) -> str:
        """The time zone of the worker's organisation (review D7)."""
        with self.vault.read() as session:
            return zone_of_worker(session, self.vault.context.worker_id)

    def now(self) -> dt.datetime:
        """Return the instant now, aware, in UTC."""
        return self.vault.context.clock.now()

    def local_now(self) -> dt.datetime:
        """Return the instant now where the worker works, aware."""
        return self.now().astimezone(time_zone(self.zone))

    def new_id(self) -> str:
        """Return an id for something the window begins: a draft, a note."""
        return self.vault.context.ids.new()

    def today(self) -> dt.date:
        """Return the day it is where the worker works; in a demonstration, the day of its example."""
        return self.demonstration_day or self.vault.context.clock.now().astimezone(time_zone(self.zone)).date()

    def search(self, words: str) -> tuple[Found, ...]:
        """Return what words are found in: households and persons, then texts, newest first."""
        return Finding(self.vault).search(words)
