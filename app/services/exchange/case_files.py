"""Case files come in and go out (exchange format ``palier.case/1``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import Expected, Several
from app.ports import UNWATCHED
from app.services.case_rows import rows_of
from app.services.exchange.checking import problems_of
from app.services.exchange.exporting import export_case
from app.services.exchange.importing import ImportContext, import_case
from app.services.exchange.reading import read_case_bytes
from app.services.exchange.remarks import remarks_of
from app.services.facts.paper_facts import bind_approvals
from app.services.keys.inside_settings import DEMONSTRATION, InsideSettings
from app.services.troubles import told
from app.words import _
from db import audit

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from app.ports import Progress
    from app.services.exchange.importing import ImportOutcome
    from db.vault import Vault

IMPORTING = 4  # steps: read, checked, waited for its turn to be written, written


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        case_id: The case.
        number: Its number.
        label: How the household is called.
        created: Whether the case was not there before.
        added: Rows added.
        updated: Rows changed.
        left_alone: Paths of what the case holds and the file does not.
        remarks: Sentences to say that refuse nothing.
    """

    case_id: str
    number: str
    label: str
    created: bool
    added: int
    updated: int
    left_alone: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """Imports and exports cases of one vault."""

    vault: Vault

    def import_bytes(self, untrusted: bytes, progress: Progress = UNWATCHED) -> ImportReport:
        """Read, check and write one case file: all of it in one transaction, or nothing.

        Args:
            untrusted: What the file holds.
            progress: Who waits; it is decided just before the disk keeps it.

        Raises:
            Cancelled: who waits stopped it: nothing came in.
            Expected: the bytes are no case file at all; ``demonstration``: nothing real comes into this vault.
            Several: every problem of the file.
        """
        with told(self.vault.folder):
            refused = InsideSettings(self.vault).get(DEMONSTRATION)
        if refused:
            raise Expected(
                "demonstration",
                _(
                    "Rien n’est entré\u00a0: ce coffre est une démonstration, sa phrase de passe est à côté de lui. "
                    "Créez votre coffre, puis importez-y ce dossier."
                ),
            )
        progress.tell(0, IMPORTING)
        return self.import_document(read_case_bytes(untrusted), progress)

    def import_document(self, document: dict[str, Any], progress: Progress = UNWATCHED) -> ImportReport:
        """Check and write one case already read.

        Raises:
            Cancelled: who waits stopped it: nothing came in.
            Several: every problem of the file.
        """
        progress.tell(1, IMPORTING)
        problems = problems_of(document)
        if problems:
            raise Several(problems)
        context = ImportContext(self.vault.context.worker_id)
        progress.tell(2, IMPORTING)
        with told(self.vault.folder):
            outcome = self.vault.write(lambda session: _imported(session, document, context, progress))
        return ImportReport(
            outcome.case_id,
            outcome.number,
            outcome.label,
            outcome.created,
            outcome.added,
            outcome.changed,
            tuple(left.path for left in outcome.left),
            remarks_of(document),
        )

    def export(self, case_id: str, *, today: dt.date) -> dict[str, Any]:
        """Return a case as it is exchanged; the export is written in the log."""
        with told(self.vault.folder):
            self.vault.write(lambda session: audit.record(session, "export", "case", case_id))
            with self.vault.read() as session:
                return export_case(session, case_id, today=today)


def _imported(session: Session, document: dict[str, Any], context: ImportContext, progress: Progress) -> ImportOutcome:
    progress.tell(3, IMPORTING)
    outcome = import_case(session, document, context=context)
    audit.record(session, "import", "case", outcome.case_id)
    session.flush()
    bind_approvals(rows_of(session, outcome.case_id))
    session.flush()
    progress.decide()  # the commit follows
    return outcome
