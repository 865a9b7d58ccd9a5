"""The contract, from the diagnosis to the end, with nothing retyped (decisions 1, 3, 4 and 7).

What was handed for reading stays as it was read; what is signed no longer changes; nothing blocks on an empty field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from app.domain.contracts import PaperFacts, signing
from app.domain.days import add_months
from app.domain.rules import shipped_rules
from app.errors import Expected
from app.services.case_pen import Pen, change
from app.services.case_rows import rows_of
from app.services.contract.changes import changes_since_signed
from app.services.contract.proposals import proposals
from app.services.contract.view import REFUSALS, contract_view, no_contract
from app.services.contract.writing import (
    contract_to_edit,
    is_signed,
    objective_to_edit,
    opened_contract,
    refuse_signed,
    standing_objective,
    was_read,
    withdrawn,
)
from app.services.facts import paper_facts
from app.services.facts.measure_words import rhythm_words
from app.services.papers import Papers
from app.services.papers.agreements import landlord_refusal
from app.services.papers.common import PaperContext
from app.services.troubles import told
from app.words import _, speaking
from db.models.contract import Amendment, Contract, Objective, Progress
from resources.vocabulary import AmendmentMotive, ContractEnd, DocumentKind, ObjectiveStage, Recipient, WorkAxis

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.changes import Changes
    from app.services.contract.proposals import ProposedObjective
    from app.services.contract.view import ContractView
    from db.vault import Vault

MONTHS_TO_REVIEW: Final = 6
ContractField = Literal["legal_regime", "rhythm", "effective_on", "review_on", "originals", "landlord_signs"]
ObjectiveField = Literal[
    "axis",
    "household_words",
    "expected_result",
    "indicator",
    "baseline",
    "target",
    "due_on",
    "means",
    "partner",
    "commitments_household",
    "commitments_operator",
    "commitments_landlord",
    "points",
]


@dataclass(frozen=True, slots=True)
class Said:
    """What is counted of an objective on a day, and the stage said by the household; never a mark."""

    on: dt.date
    measured: str = ""
    stage: ObjectiveStage | None = None
    household_words: str = ""


@dataclass(frozen=True, slots=True)
class Amending:
    """What an amendment changes, in words, and why."""

    motive: AmendmentMotive
    changes: str = ""
    handed_on: dt.date | None = None
    effective_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Contracting:
    """Reads and writes the contracts of one vault."""

    vault: Vault

    def contract(self, case_id: str, today: dt.date, contract_id: str | None = None) -> ContractView:
        """Return the current contract, or a version asked for; a case without one says so."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            row = rows.by_id(Contract, contract_id) if contract_id is not None else rows.current(Contract)
            if row is None:
                return no_contract(case_id)
            return contract_view(PaperContext(rows, Recipient.OPERATOR, today, self.vault.context.worker_id), row)

    def propose(self, case_id: str, today: dt.date) -> tuple[ProposedObjective, ...]:
        """Return what the diagnosis and the facts of the case may become, each with why."""
        with told(self.vault.folder), self.vault.read() as session:
            return proposals(rows_of(session, case_id), today)

    def create_from_diagnosis(self, case_id: str, chosen: Sequence[ProposedObjective], today: dt.date) -> Changes:
        """Begin a contract with chosen objectives, or add them to the one being written.

        Raises:
            Expected: ``signed_document`` while a signed contract runs.
        """

        def work(pen: Pen) -> None:
            current = pen.rows.current(Contract)
            if current is None or current.ended_on is not None:
                contract = self._begun(pen, current, today)
            else:
                contract = contract_to_edit(pen)[0]
            for one in chosen:
                pen.add(Objective, contract_id=contract.id, **_columns(one))

        return change(self.vault, case_id, work)

    def _begun(self, pen: Pen, ended: Contract | None, today: dt.date) -> Contract:
        if ended is not None:
            pen.change(pen.row(Contract, ended.id), earlier=True)
        with speaking("fr"):
            rhythm = rhythm_words(pen.rows, today)
        return pen.add(
            Contract,
            legal_regime=ended.legal_regime if ended is not None else None,
            rhythm=rhythm or None,
            review_on=add_months(today, MONTHS_TO_REVIEW),
        )

    def add_objective(self, case_id: str, household_words: str = "", axis: WorkAxis | None = None) -> Changes:
        """Add an objective after the others, in the household's words.

        Raises:
            Expected: ``signed_document``.
        """

        def work(pen: Pen) -> None:
            contract = contract_to_edit(pen)[0]
            words = household_words.strip() or None
            pen.add(Objective, contract_id=contract.id, household_words=words, axis=axis.value if axis else None)

        return change(self.vault, case_id, work)

    def edit_objective(self, case_id: str, objective_id: str, field: ObjectiveField, value: Any) -> Changes:
        """Write one field of an objective: a text, a day, a domain, or the points it comes from.

        Raises:
            Expected: ``signed_document``.
        """
        kept = value.strip() if isinstance(value, str) else value

        def work(pen: Pen) -> None:
            if (getattr(pen.row(Objective, objective_id), field) or None) != (kept or None):
                pen.change(objective_to_edit(pen, objective_id), **{field: _plain(kept)})

        return change(self.vault, case_id, work)

    def remove_objective(self, case_id: str, objective_id: str) -> Changes:
        """Take an objective out of the contract being written.

        Raises:
            Expected: ``signed_document``.
        """
        return change(self.vault, case_id, lambda pen: pen.set_aside(objective_to_edit(pen, objective_id)))

    def order_objectives(self, case_id: str, objective_ids: Sequence[str]) -> Changes:
        """Put the objectives in this order.

        Raises:
            Expected: ``signed_document``.
        """

        def work(pen: Pen) -> None:
            contract, same = contract_to_edit(pen)
            pen.put_in_order([standing_objective(pen, contract, same, one) for one in objective_ids])

        return change(self.vault, case_id, work)

    def set_field(self, case_id: str, field: ContractField, value: Any) -> Changes:
        """Write one field of the contract; ``landlord_signs`` adds the landlord where the programme says so.

        Raises:
            Expected: ``signed_document``; ``not_for_landlord`` when a clause is not for the landlord (review G1).
        """

        def work(pen: Pen) -> None:
            row = pen.rows.current(Contract)
            if (getattr(row, field, None) or None) == (value or None):
                return
            if field == "landlord_signs" and value and row is not None:
                self._refuse_landlord(pen, row)
            later = field == "originals" and row is not None
            target = pen.row(Contract, row.id) if later and row is not None else contract_to_edit(pen)[0]
            pen.change(target, **{field: _plain(value)})

        return change(self.vault, case_id, work)

    def _refuse_landlord(self, pen: Pen, row: Contract) -> None:
        day = pen.act.local_now().date()
        context = PaperContext(pen.rows, Recipient.OPERATOR, day, self.vault.context.worker_id)
        refusal = landlord_refusal(context, row, landlord_signs=True)
        if refusal is not None:
            raise Expected("not_for_landlord", _(REFUSALS[refusal.code]))

    def hand(self, case_id: str, on: dt.date) -> Changes:
        """Note that the contract was handed for reading; from then on an edit opens a second version.

        Raises:
            Expected: ``signed_document``, ``nothing_to_hand``.
        """

        def work(pen: Pen) -> None:
            pen.change(pen.row(Contract, _unsigned(pen).id), handed_on=on)

        return change(self.vault, case_id, work)

    def talk_again(self, case_id: str, on: dt.date) -> Changes:
        """Note the day it was talked about again.

        Raises:
            Expected: ``signed_document``, ``nothing_to_hand``.
        """

        def work(pen: Pen) -> None:
            pen.change(pen.row(Contract, _unsigned(pen).id), talked_again_on=on)

        return change(self.vault, case_id, work)

    def to_modify(self, case_id: str, on: dt.date) -> Changes:
        """Keep « à modifier »: talked about again that day, and a second version is open.

        Raises:
            Expected: ``signed_document``, ``nothing_to_hand``.
        """

        def work(pen: Pen) -> None:
            row = _unsigned(pen)
            pen.change(pen.row(Contract, row.id), talked_again_on=on)
            if was_read(pen.rows, Contract, row):
                opened_contract(pen, row)

        return change(self.vault, case_id, work)

    def withdraw(self, case_id: str, today: dt.date) -> Changes:
        """Go back to writing a contract only some signed: a second version opens, which everybody is asked to sign.

        Raises:
            Expected: ``nothing_to_withdraw``.
        """

        def work(pen: Pen) -> None:
            row = pen.rows.current(Contract)
            facts = paper_facts.contract(pen.rows, row, shipped_rules(), today) if row is not None else None
            withdrawn(pen, Contract, signing(facts or PaperFacts(()), today))

        return change(self.vault, case_id, work)

    def record_progress(self, case_id: str, objective_id: str, said: Said) -> Changes:
        """Keep what is counted on a day and the stage in the household's words; said again that day, it replaces."""

        def work(pen: Pen) -> None:
            objective = pen.row(Objective, objective_id)
            values = {
                "measured": said.measured.strip() or None,
                "stage": said.stage.value if said.stage is not None else None,
                "household_words": said.household_words.strip() or None,
            }
            known = [one for one in pen.rows.all(Progress) if one.objective_id == objective_id]
            same_day = next((one for one in known if one.on_day == said.on), None)
            if same_day is not None:
                pen.change(pen.row(Progress, same_day.id), **values)
            else:
                pen.add(Progress, objective_id=objective_id, on_day=said.on, **values)
            if said.stage is not None and all(one.on_day <= said.on for one in known):
                reached = said.stage is ObjectiveStage.REACHED
                pen.change(objective, achieved_on=(objective.achieved_on or said.on) if reached else None)

        return change(self.vault, case_id, work)

    def begun_amendment(self, case_id: str, today: dt.date) -> str:
        """Return what an amendment may begin with: what is otherwise in the case than in the signed contract."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            row = rows.current(Contract)
            return "\n".join(changes_since_signed(rows, row, today)) if row is not None else ""

    def amend(self, case_id: str, amending: Amending) -> Changes:
        """Change a signed contract by another document: what it says stays as it was signed.

        Raises:
            Expected: ``nothing_to_amend`` before anybody signed: the contract itself can still be changed.
        """

        def work(pen: Pen) -> None:
            row = pen.rows.current(Contract)
            if row is None or not is_signed(pen.rows, Contract, row):
                raise Expected(
                    "nothing_to_amend",
                    _("Ce contrat n’est pas encore signé : il peut être changé sans avenant. Rien n’a été ajouté."),
                )
            pen.add(
                Amendment,
                contract_id=row.id,
                number=len(pen.rows.under(Amendment, "contract_id", row)) + 1,
                motive=amending.motive.value,
                changes=amending.changes.strip() or None,
                handed_on=amending.handed_on,
                effective_on=amending.effective_on,
            )

        return change(self.vault, case_id, work)

    def end(self, case_id: str, on: dt.date, reason: ContractEnd) -> Changes:
        """End the contract from a day on, with how, in words said to the household.

        Raises:
            Expected: ``nothing_to_hand``.
        """

        def work(pen: Pen) -> None:
            row = pen.rows.current(Contract)
            if row is None:
                raise _nothing()
            pen.change(pen.row(Contract, row.id), ended_on=on, end_reason=reason.value)

        return change(self.vault, case_id, work)

    def preview(self, case_id: str, kind: DocumentKind, recipient: Recipient, today: dt.date) -> bytes:
        """Return the paper as it would be printed now, never kept nor logged: what stands in the fields is in it.

        Raises:
            Expected: what the paper itself refuses.
        """
        return Papers(self.vault).make(kind, case_id, recipient, today=today).pdf


def _unsigned(pen: Pen) -> Contract:
    row = pen.rows.current(Contract)
    if row is None:
        raise _nothing()
    refuse_signed(pen.rows, Contract, row)
    return row


def _nothing() -> Expected:
    return Expected("nothing_to_hand", _("Ce dossier n’a pas encore de contrat : choisissez d’abord des objectifs."))


def _plain(value: Any) -> Any:
    """Return a value as a column holds it: words of the vocabulary as texts, nothing for what is empty."""
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value) or None
    if isinstance(value, bool):
        return value
    return (str(value) if isinstance(value, str) else value) or None


def _columns(one: ProposedObjective) -> dict[str, Any]:
    return {
        "axis": one.axis.value,
        "household_words": one.household_words or None,
        "expected_result": one.expected_result or None,
        "indicator": one.indicator or None,
        "baseline": one.baseline or None,
        "target": one.target or None,
        "due_on": one.due_on,
        "commitments_household": one.household or None,
        "commitments_operator": one.operator or None,
        "commitments_landlord": one.landlord or None,
        "points": tuple(point.value for point in one.points),
    }
