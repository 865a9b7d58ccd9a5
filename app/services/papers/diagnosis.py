"""The shared diagnosis for household and operator; its sentences for the landlord and the committee."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from app.documents import values
from app.domain import sharing
from app.domain.budget import read_budget
from app.domain.contracts import Party
from app.domain.rules import shipped_rules
from app.errors import Expected
from app.services.facts import household_facts, paper_facts
from app.services.facts.computing import line_label
from app.services.papers.common import axis_label, organisation, worker
from app.words import N_, _, amount, long_day, speaking
from db.models.budget import Budget
from db.models.case_file import CaseOrganisation
from db.models.consent import Consent
from db.models.diagnosis import Approval, Diagnosis, DiagnosisPointEntry, Difficulty
from db.models.measure import Measure
from resources.labels import LABELS
from resources.vocabulary import (
    ApprovalStatus,
    ChargeType,
    DiagnosisPoint,
    LandlordShare,
    MeasureType,
    OrganisationKind,
    PointState,
    Recipient,
    SignatureCapacity,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.domain.diagnosis import Agreement
    from app.services.papers.common import PaperContext
    from db.models.organisation import Organisation

POINTS = tuple(DiagnosisPoint)
TITLES = {
    DiagnosisPoint.FAMILY_SITUATION: N_("La situation familiale"),
    DiagnosisPoint.FAMILY_HISTORY: N_("Le parcours de la famille"),
    DiagnosisPoint.ADMINISTRATIVE_SITUATION: N_("La situation administrative"),
    DiagnosisPoint.FINANCIAL_SITUATION: N_("La situation financière"),
    DiagnosisPoint.PROFESSIONAL_SITUATION: N_("La situation professionnelle"),
    DiagnosisPoint.HEALTH_ISSUES: N_("La santé"),
    DiagnosisPoint.RESIDENTIAL_PROJECT: N_("Le projet résidentiel"),
    DiagnosisPoint.ONGOING_PROCEDURES: N_("Les démarches en cours"),
}


def diagnosis_form(context: PaperContext, row: Diagnosis) -> values.DiagnosisForm:
    """Return the diagnosis for its recipient; a committee reads the sentences only, without the names (decision 2)."""
    agreed = paper_facts.agreement(context.rows, row, shipped_rules(), context.today)
    if context.recipient is Recipient.COMMITTEE:
        _refuse_not_approved(context, agreed)
    with speaking("fr"):
        for_committee = context.recipient is Recipient.COMMITTEE
        return _for_committee(context, row) if for_committee else _whole(context, row, agreed)


def _whole(context: PaperContext, row: Diagnosis, agreed: Agreement) -> values.DiagnosisForm:
    adults = [Party(SignatureCapacity.HOUSEHOLD, one) for one in context.adult_ids_in_order]
    places = context.places([*adults, Party(SignatureCapacity.OPERATOR)], "contract_id", None)
    opened = context.rows.case_file
    sender = context.rows.organisation(opened.referral_organisation_id)
    return values.DiagnosisForm(
        heading=context.heading("diagnostic", version_of(context, row), draft=not agreed.complete),
        legal=context.legal(),
        household=context.person_lines(),
        points=_whole_points(context, row),
        dwelling=context.dwelling(),
        interviews=tuple(type(context.today).fromisoformat(day) for day in row.interviews or ()),
        place=row.place or "",
        present=tuple(context.name_of(one) for one in row.present_ids or ()),
        authors=tuple(worker(context.rows.worker(one)) for one in row.author_ids or ()),
        referred_by=_referred(sender, opened.referral_received_on),
        difficulties=tuple(
            values.Difficulty(one.what, one.cause or "", one.consequence or "")
            for one in context.rows.under(Difficulty, "diagnosis_id", row)
        ),
        work_axes=tuple(axis_label(one) for one in row.work_axes or ()),
        operator_means=row.operator_means or "",
        partners=tuple(row.partners_to_mobilise or ()),
        estimated_months=row.estimated_duration_months,
        proposed_measure=_(LABELS[MeasureType(row.proposed_measure)].text) if row.proposed_measure else "",
        household_opinion=row.household_opinion or "",
        disagreements=row.disagreements or "",
        landlord_opinion=row.landlord_opinion or "",
        budget=_budget(context),
        approvals=_approvals(context, row),
        signatories=tuple(place.shown for place in places),
    )


def _for_committee(context: PaperContext, row: Diagnosis) -> values.DiagnosisForm:
    found = leaving(context, row, landlord_of(context))
    return values.DiagnosisForm(
        heading=context.heading("diagnostic", version_of(context, row)),
        legal=context.legal(),
        household=(),
        points=tuple(
            values.Point(POINTS.index(one.point) + 1, point_title(one.point), PointState.DISCUSSED, leaves=one.sentence)
            for one in found.shared
        ),
        estimated_months=row.estimated_duration_months,
        proposed_measure=_(LABELS[MeasureType(row.proposed_measure)].public) if row.proposed_measure else "",
        approvals=tuple(dataclasses.replace(one, name="") for one in _approvals(context, row)),
    )


def landlord_sentences(context: PaperContext, row: Diagnosis) -> values.LandlordSentences:
    """Return what the landlord receives of the diagnosis, or for the household « ce qui part » (decision 10).

    Raises:
        Expected: ``no_landlord``, ``diagnosis_not_approved`` (hard refusal), ``nothing_to_share`` (no authorisation).
    """
    _refuse_not_approved(context, paper_facts.agreement(context.rows, row, shipped_rules(), context.today))
    landlord = landlord_of(context)
    found = leaving(context, row, landlord)
    if not found.shared:
        raise Expected(
            "nothing_to_share",
            _(
                "Rien ne part chez le bailleur : aucune phrase relue par le ménage n’a d’accord de partage "
                "valable ce jour. Relisez les phrases ensemble et recueillez l’accord."
            ),
        )
    with speaking("fr"):
        return _landlord_sentences(context, row, landlord, found)


def _landlord_sentences(
    context: PaperContext, row: Diagnosis, landlord: Organisation, found: sharing.LandlordSentences
) -> values.LandlordSentences:
    used = {ref for one in found.shared for ref in one.consents}
    consents = [one for one in context.rows.all(Consent) if one.id in used]
    read = {one.point: one.household_read_on for one in context.rows.under(DiagnosisPointEntry, "diagnosis_id", row)}
    return values.LandlordSentences(
        heading=context.heading("phrases", version_of(context, row)),
        legal=context.legal(),
        landlord=organisation(landlord),
        household=context.tenants(),
        sentences=tuple(
            values.SharedSentence(point_title(one.point), one.sentence, read.get(one.point)) for one in found.shared
        ),
        dwelling=context.dwelling(),
        purpose=_purpose(context, consents),
        given_on=max((one.given_on for one in consents), default=None),
        until=min((one.until for one in consents if one.until is not None), default=None),
    )


def _purpose(context: PaperContext, consents: Sequence[Consent]) -> str:
    """Return what it is for: to the household in the words of its authorisation, to the landlord in ours (P-03)."""
    if context.recipient is not Recipient.HOUSEHOLD:
        return _("l’accompagnement du ménage dans son logement")
    return next((one.purpose for one in consents if one.purpose), "")


def landlord_of(context: PaperContext) -> Organisation:
    """Return the landlord authorisations name, else the one that referred the case, else one the case names.

    Raises:
        Expected: ``no_landlord``.
    """
    employee = context.landlord_worker
    named = (
        *(one.recipient_id for one in context.rows.all(Consent)),
        context.rows.case_file.referral_organisation_id,
        employee.organisation_id if employee is not None else None,
        *(one.organisation_id for one in context.rows.all(CaseOrganisation)),
    )
    for found in named:
        row = context.rows.organisation(found)
        if row is not None and row.kind == OrganisationKind.LANDLORD:
            return row
    raise Expected(
        "no_landlord", _("Ce dossier ne nomme aucun bailleur\u00a0: il n’y a personne à qui faire ce document.")
    )


def leaving(context: PaperContext, row: Diagnosis, landlord: Organisation) -> sharing.LandlordSentences:
    """Return what of a version leaves for a landlord on the day of the paper, and why the rest stays."""
    measure = context.rows.current(Measure)
    sentences = {
        DiagnosisPoint(one.point): sharing.Sentence(
            LandlordShare(one.share_with_landlord or LandlordShare.NONE), one.landlord_sentence, one.household_read_on
        )
        for one in context.rows.under(DiagnosisPointEntry, "diagnosis_id", row)
    }
    asked = sharing.Audience(landlord.id, context.today, measure.ended_on if measure is not None else None)
    return sharing.landlord_sentences(sentences, paper_facts.consents(context.rows), asked)


def _refuse_not_approved(context: PaperContext, agreed: Agreement) -> None:
    if agreed.complete:
        return
    missing = ", ".join(context.name_of(one) for one in (*agreed.disputed, *agreed.missing))
    raise Expected(
        "diagnosis_not_approved",
        _(
            "Le diagnostic n’est pas approuvé par chaque adulte ({names}) : il ne va ni au bailleur ni au comité. "
            "Rien n’est parti ; relisez-le ensemble."
        ).format(names=missing or "–"),
    )


def last_approved(context: PaperContext) -> Diagnosis | None:
    """Return the last version each adult concerned approved."""
    rules, versions = shipped_rules(), context.rows.all(Diagnosis)
    approved = [row for row in versions if paper_facts.agreement(context.rows, row, rules, context.today).complete]
    current = [row for row in approved if not row.earlier]
    return next(reversed(current or approved), None)


def version_of(context: PaperContext, row: Diagnosis) -> int:
    """Return the number shown of a version: its place among those of the case."""
    every = context.rows.all(Diagnosis)
    return next((rank for rank, one in enumerate(every, start=1) if one.id == row.id), len(every))


def point_title(point: DiagnosisPoint) -> str:
    """Return the printed title of a point (domain A.1.2)."""
    return _(TITLES[point])


def _whole_points(context: PaperContext, row: Diagnosis) -> tuple[values.Point, ...]:
    written = {one.point: one for one in context.rows.under(DiagnosisPointEntry, "diagnosis_id", row)}
    return tuple(_point(context, number, point, written.get(point)) for number, point in enumerate(POINTS, start=1))


def _point(
    context: PaperContext, number: int, point: DiagnosisPoint, entry: DiagnosisPointEntry | None
) -> values.Point:
    if entry is None:
        return values.Point(number, point_title(point), PointState.NOT_YET)
    shared = entry.share_with_landlord == LandlordShare.SENTENCE and point is not DiagnosisPoint.HEALTH_ISSUES
    said = entry.landlord_said_text
    return values.Point(
        number=number,
        title=point_title(point),
        state=PointState(entry.state) if entry.state else PointState.DISCUSSED,
        reported=entry.reported or "",
        observed=entry.observed or "",
        analysis=entry.analysis or "",
        strengths=tuple(entry.strengths or ()),
        landlord=values.LandlordWord(said, context.name_of(entry.landlord_said_by_id), entry.landlord_said_on_day)
        if said
        else None,
        leaves=(entry.landlord_sentence or "") if shared else "",
        read_on=entry.household_read_on,
    )


def _approvals(context: PaperContext, row: Diagnosis) -> tuple[values.Approval, ...]:
    said = {one.person_id: one for one in context.rows.under(Approval, "diagnosis_id", row)}
    return tuple(_approval(context.name_of(one), said.get(one)) for one in context.adult_ids_in_order)


def _approval(name: str, said: Approval | None) -> values.Approval:
    if said is None:
        return values.Approval(name)
    return values.Approval(name, ApprovalStatus(said.status), said.on_day, said.reservations or "")


def _referred(sender: Organisation | None, day: dt.date | None) -> str:
    if sender is None:
        return ""
    return _("{name}, le {day}").format(name=sender.name, day=long_day(day)) if day is not None else sender.name


def _budget(context: PaperContext) -> values.Budget | None:
    found = household_facts.budget_of(context.rows, context.rows.current(Budget))
    if found is None:
        return None
    reading = read_budget(found, household_facts.persons(context.rows), shipped_rules())
    net = reading.current.net_housing_cost
    return values.Budget(
        on=found.on,
        resources=tuple(
            values.MoneyLine(_(LABELS[one.type].text), one.current or 0, _proof(one.proof)) for one in found.resources
        ),
        housing=tuple(values.MoneyLine(line_label(line), int(line.amount * 100)) for line in net.lines),
        charges=tuple(
            values.MoneyLine(one.label or _(LABELS[ChargeType(one.type)].text), one.monthly) for one in found.charges
        ),
        debts=tuple(
            values.MoneyLine(one.creditor or _("Dette"), one.balance or 0, _instalment(one.monthly))
            for one in found.debts
        ),
        facts=_ratios(reading.current.housing_cost_ratio_net.value, reading.current.residual_income_day_per_unit.value),
    )


def _proof(proof: bool | None) -> str:  # noqa: FBT001 -- three values: seen, declared, not said
    return {True: _("justifié"), False: _("déclaré"), None: ""}[proof]


def _instalment(cents: int | None) -> str:
    return _("{amount} par mois").format(amount=amount(cents)) if cents else ""


def _ratios(ratio: object, left: object) -> tuple[tuple[str, str], ...]:
    found = []
    if ratio is not None:
        found.append((_("Taux d’effort"), _("{percent} %, aide déduite").format(percent=_percent(str(ratio)))))
    if left is not None:
        shown = str(left).replace(".", ",")
        found.append((_("Reste à vivre"), _("{euros} € par jour et par unité de consommation").format(euros=shown)))
    return tuple(found)


def _percent(ratio: str) -> str:
    return f"{float(ratio) * 100:.1f}".replace(".", ",")
