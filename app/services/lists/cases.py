"""The cases of a vault: list them, find one, show it with what is derived from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.domain.cases import CaseState
from app.services.case_rows import find_case, rows_of
from app.services.exchange.exporting import export_case
from app.services.exchange.shapes_rows import Rows
from app.services.facts import derived
from app.services.lists.figures import figures_of
from app.services.troubles import told
from app.words import N_, _, amount
from db import audit
from db.models.case_file import CaseFile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.facts.computing import Computing
    from app.services.lists.figures import Figure
    from db.vault import Vault

PAGE = 100
STATES = {
    CaseState.PROSPECT: N_("premier contact"),
    CaseState.REFERRED: N_("signalé"),
    CaseState.IN_DIAGNOSIS: N_("diagnostic en cours"),
    CaseState.PENDING_COMMITTEE: N_("en attente du comité"),
    CaseState.REJECTED: N_("non retenu"),
    CaseState.ACTIVE: N_("accompagnement en cours"),
    CaseState.SUSPENDED: N_("en pause"),
    CaseState.CLOSING: N_("fin en préparation"),
    CaseState.WATCH: N_("veille"),
    CaseState.CLOSED: N_("clos"),
    CaseState.ARCHIVED: N_("archivé"),
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the list; ``next_on`` is the next day something happens or falls due."""

    number: str
    id: str
    label: str
    state: str
    state_label: str
    referent: str | None
    next_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Cases:
    """Reads the cases of one vault."""

    vault: Vault
    computing: Computing

    def find(self, asked: str) -> str:
        """Return the id of a case by its number or the beginning of its id.

        Raises:
            Expected: ``no_case``, ``two_cases``.
        """
        with told(self.vault.folder), self.vault.read() as session:
            return find_case(session, asked)

    def page(self, today: dt.date, first: int = 0, count: int = PAGE) -> tuple[CaseLine, ...]:
        """Return a page of the list, by number then id; figures that hold for the day are read, the others derived."""
        query = select(CaseFile.id).where(CaseFile.archived_at.is_(None)).order_by(CaseFile.number, CaseFile.id)
        with told(self.vault.folder), self.vault.read() as session:
            ids = session.scalars(query.offset(first).limit(count)).all()
            return tuple(_line(figure) for figure in figures_of(session, ids, today))

    def all(self, today: dt.date) -> tuple[CaseLine, ...]:
        """Return all the cases, read page by page."""
        return tuple(line for page in self._pages(today) for line in page)

    def _pages(self, today: dt.date) -> Iterator[tuple[CaseLine, ...]]:
        first = 0
        while page := self.page(today, first):
            yield page
            first += PAGE

    def show(self, case_id: str, today: dt.date) -> dict[str, Any]:
        """Return a case with what is derived from it (review N1); the reading is written in the log (invariant 11)."""
        self.note_read(case_id)
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            whole = Rows(session, rows.space_id)  # every table once, for both
            rows.hold(whole.tables)
            document = export_case(session, case_id, today=today, rows=whole)
            computed = derived.computed(rows, today)
        return {"today": today.isoformat(), "case": document, "computed": computed}

    def note_read(self, case_id: str) -> None:
        """Write in the log that a case was opened, which ``show`` does by itself (invariant 11)."""
        self.vault.expect(case_id)
        with told(self.vault.folder):
            self.vault.write(lambda session: audit.record(session, "read", "case", case_id))

    def summary(self, document: dict[str, Any]) -> list[str]:
        """Return what is shown of a case as lines to read."""
        case, computed = document["case"], document["computed"]
        state = _(STATES[CaseState(computed["state"])])
        lines = [f"{case['case']['number']}  {case.get('household', {}).get('label') or ''}  ({state})"]
        ledger = computed["rent_account"]
        if ledger is not None:
            lines.append(
                _("Compte locatif : {balance} restent dus.").format(
                    balance=amount(int(ledger["balance"].replace(".", "")))
                )
            )
        lines += [f"{entry['due_on']}  {entry['sentence']}" for entry in computed["next"]]
        return lines


def _line(figure: Figure) -> CaseLine:
    state = CaseState(figure.state) if figure.state is not None else CaseState.PROSPECT
    return CaseLine(
        figure.number,
        figure.case_id,
        figure.label,
        state.value,
        _(STATES[state]),
        figure.referent,
        figure.next_on,
    )
