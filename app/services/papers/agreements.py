"""The support contract and the mutual commitments, for those they bind (decisions 1 and 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import values
from app.domain import contracts
from app.domain.procedure import hearing
from app.domain.rules import shipped_rules
from app.errors import Expected
from app.services.facts import case_facts, household_facts, paper_facts
from app.services.papers import amendments, signers
from app.services.papers.common import PaperContext, axis_label, organisation, to_sign_on_screen, worker
from app.services.papers.diagnosis import landlord_of, last_approved
from app.services.papers.kept_form import kept_form
from app.services.papers.places import commitment_places, contract_signatories
from app.words import _, hour, long_day, speaking
from db.models.arrears import Arrears
from db.models.committee import CommitteeItem
from db.models.consent import Consent
from db.models.contract import Contract, Objective, Progress
from db.models.diagnosis import Diagnosis, DiagnosisPointEntry
from db.models.measure import Measure
from db.models.mutual_commitments import MutualCommitments
from resources.labels import LABELS
from resources.vocabulary import (
    CommitteeDecision,
    DiagnosisPoint,
    LandlordShare,
    MeasurePhase,
    MeasureType,
    ObjectiveStage,
    Recipient,
    Scheme,
    WorkAxis,
)

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.refusals import Refusal


def support_contract(context: PaperContext, row: Contract, *, final: bool = False) -> values.SupportContract:
    """Return a contract; ``final`` leaves the places to sign empty, as frozen before the first signature (review G2).

    Raises:
        Expected: ``not_for_landlord`` when the landlord does not, or may not, sign it.
    """
    if context.recipient is Recipient.LANDLORD:
        refuse_landlord(context, row)
    with speaking("fr"):
        return _support_contract(context, row, final=final)


def _support_contract(context: PaperContext, row: Contract, *, final: bool) -> values.SupportContract:
    state = contracts.contract_state(
        paper_facts.contract(context.rows, row, shipped_rules(), context.today), context.today
    )
    measure = context.rows.current(Measure)
    return values.SupportContract(
        heading=context.heading(
            "contrat",
            contract_version(context, row),
            draft=not final and state is contracts.ContractState.DRAFT,
            speaks=kept_form(context, "contract_id", row),
        ),
        legal=context.legal(row.legal_regime),
        household=context.person_lines(adults_only=True),
        objectives=tuple(
            objective(context, one, with_progress=False) for one in context.rows.under(Objective, "contract_id", row)
        ),
        dwelling=context.dwelling(),
        frame=_frame(measure),
        measure=_(LABELS[MeasureType(measure.measure_type)].text) if measure and measure.measure_type else "",
        phase=_(LABELS[MeasurePhase(measure.phase)].text) if measure and measure.phase else "",
        committee_on=_admitted_on(context),
        referent=worker(context.referent) if context.referent is not None else None,
        answer_delay=_("dans la demi-journée ou dans la journée"),
        rhythm=row.rhythm or "",
        effective_on=row.effective_on,
        review_on=row.review_on,
        handed_on=row.handed_on,
        talked_again_on=row.talked_again_on,
        landlord=organisation(landlord_of(context)) if row.landlord_signs else None,
        sharings=_sharings(context, row),
        originals=row.originals,
        signatories=contract_signatories(context, row, final=final),
        amendments=() if final else amendments.amendments(context, row),
    )


def _frame(measure: Measure | None) -> str:
    """Return what pays for the measure, by the public name of its scheme (decision 10)."""
    scheme = Scheme(measure.scheme) if measure is not None and measure.scheme else Scheme.OTHER
    return _("accompagnement vers et dans le logement") if scheme is Scheme.OTHER else _(LABELS[scheme].public)


def refuse_landlord(context: PaperContext, row: Contract) -> None:
    """Refuse a contract to a landlord who does not sign it, or of which a clause is not shared with them (review G1).

    Raises:
        Expected: ``not_for_landlord``.
    """
    refusal = landlord_refusal(context, row, landlord_signs=bool(row.landlord_signs))
    if refusal is None:
        return
    if refusal.code == "landlord_signs_commitments_only":
        raise Expected(
            "not_for_landlord",
            _(
                "Le contrat d’accompagnement lie le ménage et l’association : il n’a pas de version pour le bailleur. "
                "Le bailleur signe les engagements réciproques (mutual_commitments)."
            ),
        )
    raise Expected(
        "not_for_landlord",
        _(
            "Ce contrat contient des objectifs qui ne sont pas partagés avec le bailleur : il ne peut ni le lire ni le "
            "signer. Rien n’est parti ; le bailleur signe les engagements réciproques (mutual_commitments)."
        ),
    )


def landlord_refusal(context: PaperContext, row: Contract, *, landlord_signs: bool) -> Refusal | None:
    """Say why the landlord may not sign a contract, as it is or as a programme would have it (review G1)."""
    clauses = tuple(
        contracts.Clause(
            one.id, WorkAxis(one.axis) if one.axis else None, tuple(DiagnosisPoint(point) for point in one.points or ())
        )
        for one in context.rows.under(Objective, "contract_id", row)
    )
    return contracts.landlord_signature_refusal(clauses, shared_points(context), landlord_signs=landlord_signs)


def shared_points(context: PaperContext) -> frozenset[DiagnosisPoint]:
    """Return the points shared with the landlord: chosen in the version every adult approved, and not taken back since.

    Health is never among them.
    """
    approved, current = last_approved(context), context.rows.current(Diagnosis)
    return _chosen(context, approved) & _chosen(context, current) - {DiagnosisPoint.HEALTH_ISSUES}


def _chosen(context: PaperContext, row: Diagnosis | None) -> frozenset[DiagnosisPoint]:
    entries = context.rows.under(DiagnosisPointEntry, "diagnosis_id", row)
    return frozenset(DiagnosisPoint(one.point) for one in entries if one.share_with_landlord == LandlordShare.SENTENCE)


def contract_version(context: PaperContext, row: Contract) -> int:
    """Return the number shown of a contract: its place among those of the case."""
    return next(rank for rank, one in enumerate(context.rows.all(Contract), start=1) if one.id == row.id)


def _admitted_on(context: PaperContext) -> dt.date | None:
    held = [
        one.held_on
        for one in context.rows.all(CommitteeItem)
        if one.decision == CommitteeDecision.ADMIT and one.held_on is not None
    ]
    return max(held, default=None)


def objective(context: PaperContext, row: Objective, *, with_progress: bool) -> values.Objective:
    """Return an objective in the household's words first; its progress is a stage in words and what is counted."""
    return values.Objective(
        axis=axis_label(row.axis),
        household_words=row.household_words or "",
        expected_result=row.expected_result or "",
        indicator=row.indicator or "",
        baseline=row.baseline or "",
        target=row.target or "",
        due_on=row.due_on,
        means=row.means or "",
        partner=row.partner or "",
        commitments=values.Commitments(
            row.commitments_household or "", row.commitments_operator or "", row.commitments_landlord or ""
        ),
        progress=_progress(context, row) if with_progress else None,
        given_up=_progress(context, row) if given_up_on(context, row) else None,
    )


def _progress(context: PaperContext, row: Objective) -> values.ProgressLine | None:
    last = _last_said(context, row)
    if last is None:
        return None
    return values.ProgressLine(
        stage=_(LABELS[ObjectiveStage(last.stage)].text) if last.stage else "",
        counted=_counted(last.measured, row),
        on=last.on_day,
        household_words=last.household_words or "",
    )


def given_up_on(context: PaperContext, row: Objective) -> bool:
    """Tell whether the last that was said of an objective is that it is left."""
    last = _last_said(context, row)
    return last is not None and last.stage == ObjectiveStage.DROPPED


def _last_said(context: PaperContext, row: Objective) -> Progress | None:
    said = [one for one in context.rows.under(Progress, "objective_id", row) if one.on_day <= context.today]
    return max(said, key=lambda one: one.on_day, default=None)


def _counted(measured: str | None, row: Objective) -> str:
    """Return what is counted against the target (« 2 sur 6 »), only where both are numbers."""
    if not measured or not measured.isdigit() or not (row.target or "").isdigit():
        return ""
    shown = _("{measured} sur {target}").format(measured=measured, target=row.target)
    return f"{shown} ({row.indicator})" if row.indicator else shown


def _may_stand(context: PaperContext, row: Contract, consent: Consent) -> bool:
    """Tell whether an authorisation may stand on a contract: all who sign it read it (practice P-02, D-07).

    Where the landlord signs, only what concerns them; for the household, what all its adults gave together: whom one of
    them alone confides in is not for the other to read.
    """
    if row.landlord_signs and consent.recipient_id != landlord_of(context).id:
        return False
    return context.recipient is Recipient.OPERATOR or context.adult_ids <= set(consent.person_ids or ())


def _sharings(context: PaperContext, row: Contract) -> tuple[values.Sharing, ...]:
    found = []
    for one in context.rows.all(Consent):
        if not _may_stand(context, row, one):
            continue
        recipient = context.rows.organisation(one.recipient_id)
        topics = ", ".join(_(LABELS[DiagnosisPoint(topic)].text) for topic in one.topics or ())
        state = _("donné le {day}").format(day=long_day(one.given_on))
        if one.withdrawn_on is not None:
            state = _("retiré le {day}").format(day=long_day(one.withdrawn_on))
        found.append(values.Sharing(recipient.name if recipient else "", topics, _purpose(row, one), state))
    return tuple(found)


def _purpose(row: Contract, consent: Consent) -> str:
    return "" if row.landlord_signs else consent.purpose or ""


def mutual_commitments(
    context: PaperContext, row: MutualCommitments, *, final: bool = False
) -> values.MutualCommitments:
    """Return the one page all three sign: rent, plan, procedure, works, interlocutors, and nothing else (C.2b)."""
    with speaking("fr"):
        return _mutual_commitments(context, row, final=final)


def _mutual_commitments(context: PaperContext, row: MutualCommitments, *, final: bool) -> values.MutualCommitments:
    places = commitment_places(context, row)
    shown = tuple(place.shown for place in places)
    others = signers.recorded(context, "mutual_commitments_id", row, places)
    every = context.rows.all(MutualCommitments)
    landlord_worker = context.landlord_worker
    return values.MutualCommitments(
        heading=context.heading(
            "engagements",
            1 + [one.id for one in every].index(row.id),
            speaks=kept_form(context, "mutual_commitments_id", row),
        ),
        legal=context.legal(),
        household_persons=context.tenants(),
        landlord_organisation=organisation(landlord_of(context)),
        household=_promises(row.household),
        operator=_promises(row.operator),
        landlord=_promises(row.landlord),
        dwelling=context.dwelling(),
        agreed_on=row.on_day,
        next_point_on=row.next_point_on,
        operator_contact=_contact(worker(context.referent), organisation(context.rows.operator()).phone),
        landlord_contact=_contact(worker(landlord_worker), organisation(landlord_of(context)).phone)
        if landlord_worker is not None
        else "",
        plan=_plan(context),
        hearing=hearing_of(context),
        originals=row.originals,
        signatories=to_sign_on_screen(shown) if final else (*shown, *(signers.answer(context, one) for one in others)),
    )


def _promises(lines: tuple[str, ...] | None) -> tuple[values.Commitment, ...]:
    return tuple(values.Commitment(line) for line in lines or ())


def _contact(who: values.Worker, phone: str) -> str:
    return ", ".join(part for part in (who.name, who.phone or phone) if part)


def _plan(context: PaperContext) -> values.RepaymentPlan | None:
    ledger = context.rows.current(Arrears)
    agreed = household_facts.plan(ledger)
    if agreed is None:
        return None
    balance = household_facts.account(context.rows, ledger).until(context.today).balance_on(context.today)
    return values.RepaymentPlan(agreed.starts_on, agreed.monthly, balance, context.today)


def hearing_of(context: PaperContext) -> values.Hearing | None:
    """Return the hearing to come, which no promise moves (decision 14)."""
    facts = case_facts.case_facts(context.rows, shipped_rules(), context.today).procedure(
        shipped_rules(), context.today
    )
    found = hearing(facts, context.today)
    if found is None or found.on < context.today or found.called_off_on is not None:
        return None
    at = hour(found.act.hearing_at) if found.act.hearing_at is not None else ""
    return values.Hearing(found.on, at, found.act.place or "")
