"""The cases of a vault: list them, find one, show it with what is derived from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.domain import agenda
from app.domain.cases import CaseState, case_state
from app.domain.measures import referent_on
from app.domain.rules import shipped_rules
from app.services import case_facts, derived
from app.services.case_rows import find_case, rows_of, rows_of_cases
from app.services.exchange.exporting import export_case
from app.services.exchange.shapes_rows import Rows
from app.services.troubles import told
from app.words import N_, _, amount
from db import audit
from db.models.case_file import CaseFile
from db.models.contact import Appointment
from db.models.household import Household

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.case_rows import CaseRows
    from app.services.computing import Computing
    from db.vault import Vault

PAGE = 100
STATES = {
    CaseState.PROSPECT: N_("aller-vers"),
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
        """Return a page of the list, by number then id."""
        query = select(CaseFile.id).where(CaseFile.archived_at.is_(None)).order_by(CaseFile.number, CaseFile.id)
        with told(self.vault.folder), self.vault.read() as session:
            ids = session.scalars(query.offset(first).limit(count)).all()
            return tuple(_line(rows, today) for rows in rows_of_cases(session, ids))

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
        with told(self.vault.folder):
            self.vault.write(lambda session: audit.record(session, "read", "case", case_id))

    def summary(self, document: dict[str, Any]) -> list[str]:
        """Return what is shown of a case as lines to read."""
        case, computed = document["case"], document["computed"]
        state = _(STATES[CaseState(computed["state"])])
        lines = [f"{case['case']['number']}  {case['household'].get('label') or ''}  ({state})"]
        ledger = computed["rent_account"]
        if ledger is not None:
            lines.append(
                _("Compte locatif : {balance} restent dus.").format(
                    balance=amount(int(ledger["balance"].replace(".", "")))
                )
            )
        lines += [f"{entry['due_on']}  {entry['sentence']}" for entry in computed["next"]]
        return lines


def _line(rows: CaseRows, today: dt.date) -> CaseLine:
    rules = shipped_rules()
    facts = case_facts.case_facts(rows, rules, today)
    state = case_state(case_facts.history(rows, rules, today), rules, today)
    household = rows.one(Household)
    referent = rows.worker(referent_on(facts.measure, today) or facts.measure.referent)
    ahead = [entry.due_on for entry in agenda.still_open(agenda.case_deadlines(facts, rules, today))]
    ahead += [one.on_day for one in rows.all(Appointment) if one.on_day >= today and one.outcome is None]
    return CaseLine(
        rows.case_file.number,
        rows.case_id,
        (household.label if household is not None else None)
        or _("Dossier {number}").format(number=rows.case_file.number),
        state.value,
        _(STATES[state]),
        referent.name if referent is not None else None,
        min(ahead, default=None),
    )
