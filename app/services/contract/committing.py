"""The mutual commitments: begun from the contract and the rent account, three lists written alike (decision 1, C.2b).

The landlord reads this page: it holds rent, plan, procedure, works and interlocutors, and no line of it comes from
health or from a point that is not shared with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from app.domain.clauses import commitment_lines
from app.domain.contracts import PaperFacts, signing
from app.domain.rules import shipped_rules
from app.errors import Expected
from app.services.case_pen import Pen, change
from app.services.case_rows import rows_of
from app.services.contract.commitments_view import commitments_view
from app.services.contract.proposals import open_procedures, plan_fields
from app.services.contract.writing import commitments_to_edit, refuse_signed, withdrawn
from app.services.facts import paper_facts
from app.services.papers.agreements import hearing_of, shared_points
from app.services.papers.common import PaperContext
from app.services.troubles import told
from app.words import _, long_day, speaking
from db.models.arrears import Arrears
from db.models.contract import Contract, Objective
from db.models.mutual_commitments import MutualCommitments
from resources.vocabulary import DiagnosisPoint, ProcedureTopic, Recipient, WorkAxis

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from app.changes import Changes
    from app.services.contract.commitments_view import CommitmentsView
    from db.vault import Vault

Side = Literal["household", "operator", "landlord"]
CommitmentsField = Literal["on_day", "next_point_on", "originals"]
SIDES: Final[tuple[Side, ...]] = ("household", "operator", "landlord")
OF_THE_PAGE: Final = frozenset({WorkAxis.BUDGET_RENT, WorkAxis.HOUSING_OCCUPANCY})
"""Objectives whose promises may stand on the page."""
AFTER: Final = frozenset({"next_point_on", "originals"})


@dataclass(frozen=True, slots=True)
class Committing:
    """Reads and writes the mutual commitments of one vault."""

    vault: Vault

    def commitments(self, case_id: str, today: dt.date) -> CommitmentsView:
        """Return the current page; a case without one says so."""
        with told(self.vault.folder), self.vault.read() as session:
            context = PaperContext(rows_of(session, case_id), Recipient.OPERATOR, today, self.vault.context.worker_id)
            return commitments_view(context, context.rows.current(MutualCommitments))

    def create(self, case_id: str, today: dt.date) -> Changes:
        """Begin a page from the contract and the rent account; a signed one before it stays as it was signed."""

        def work(pen: Pen) -> None:
            context = PaperContext(pen.rows, Recipient.LANDLORD, today, self.vault.context.worker_id)
            before = pen.rows.current(MutualCommitments)
            lists = {side: tuple(dict.fromkeys(lines)) or None for side, lines in _lines(context).items()}
            if before is not None:
                pen.change(pen.row(MutualCommitments, before.id), earlier=True)
            pen.add(MutualCommitments, on_day=today, **lists)

        return change(self.vault, case_id, work)

    def set_lines(self, case_id: str, side: Side, lines: Sequence[str]) -> Changes:
        """Write one of the three lists, whole, in order; empty lines fall away.

        Raises:
            Expected: ``signed_document``.
        """
        kept = tuple(line.strip() for line in lines if line.strip()) or None
        return self._set(case_id, {side: kept})

    def set_field(self, case_id: str, field: CommitmentsField, value: Any) -> Changes:
        """Write a day or the number of originals; the next point may still be set once signed.

        Raises:
            Expected: ``signed_document``.
        """
        return self._set(case_id, {field: value})

    def _set(self, case_id: str, values: dict[str, Any]) -> Changes:
        def work(pen: Pen) -> None:
            row = pen.rows.current(MutualCommitments)
            if row is not None and all((getattr(row, key) or None) == (value or None) for key, value in values.items()):
                return
            later = row is not None and values.keys() <= AFTER
            target = pen.row(MutualCommitments, row.id) if later and row is not None else commitments_to_edit(pen)
            pen.change(target, **values)

        return change(self.vault, case_id, work)

    def hand(self, case_id: str, on: dt.date) -> Changes:
        """Note that the page was handed for reading; from then on an edit opens a second version.

        Raises:
            Expected: ``signed_document``, ``nothing_to_hand``.
        """

        def work(pen: Pen) -> None:
            row = pen.rows.current(MutualCommitments)
            if row is None:
                raise Expected("nothing_to_hand", _("Ce dossier n’a pas encore d’engagements réciproques."))
            refuse_signed(pen.rows, MutualCommitments, row)
            pen.change(pen.row(MutualCommitments, row.id), handed_on=on)

        return change(self.vault, case_id, work)

    def withdraw(self, case_id: str, today: dt.date) -> Changes:
        """Go back to writing a page only some signed: a second version opens, which everybody is asked to sign.

        Raises:
            Expected: ``nothing_to_withdraw``.
        """

        def work(pen: Pen) -> None:
            row = pen.rows.current(MutualCommitments)
            facts = paper_facts.commitments(pen.rows, row, shipped_rules(), today) if row is not None else None
            withdrawn(pen, MutualCommitments, signing(facts or PaperFacts(()), today))

        return change(self.vault, case_id, work)


def _lines(context: PaperContext) -> dict[Side, list[str]]:
    """Return the three lists a page begins with: the contract's own promises first."""
    found: dict[Side, list[str]] = {side: [] for side in SIDES}
    with speaking("fr"):  # it becomes text of the case, which is French
        for one in _sharable(context):
            for side in SIDES:
                said = getattr(one, f"commitments_{side}") or ""
                found[side] += [line.strip() for line in said.splitlines() if line.strip()]
        facts = dict(_facts(context))
        for line in commitment_lines():
            if line.fact in facts:
                for side in SIDES:
                    text = _filled(getattr(line, side), facts[line.fact])
                    found[side] += [text] if text else []
    return found


def _filled(text: str, fields: dict[str, str]) -> str:
    """Return a line with its fields; one that would say nothing says nothing."""
    names = [name for name in fields if f"{{{name}}}" in text]
    return "" if any(not fields[name] for name in names) else text.format(**fields)


def _sharable(context: PaperContext) -> Iterator[Objective]:
    """Return the objectives whose promises the landlord may read: of the page, never of health, of shared points."""
    shared = shared_points(context)
    for one in context.rows.under(Objective, "contract_id", context.rows.current(Contract)):
        points = {DiagnosisPoint(point) for point in one.points or ()}
        if one.axis in OF_THE_PAGE and points <= shared:
            yield one


def _facts(context: PaperContext) -> Iterator[tuple[str, dict[str, str]]]:
    rows = context.rows
    ledger = rows.current(Arrears)
    if ledger is not None:
        yield "rent", {}
        yield "hold", {"promise": ledger.hold_promise or ""}
    plan = plan_fields(rows, context.today)
    if plan is not None:
        yield "plan", plan
    hearing = hearing_of(context)
    if hearing is not None:
        yield "hearing", {"day": long_day(hearing.on)}
    works = [one.what or "" for one in open_procedures(rows) if one.topic == ProcedureTopic.WORKS]
    if works:
        yield "works", {"what": ", ".join(filter(None, works))}
    landlord, referent = context.landlord_worker, context.referent
    yield (
        "interlocutor",
        {
            "operator": referent.name if referent is not None else "",
            "landlord": landlord.name if landlord is not None else "",
        },
    )
