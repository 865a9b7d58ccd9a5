"""What the screen of the diagnosis shows: the eight points, the versions, what each adult said, « ce qui part »."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import diagnosis
from app.domain.rules import shipped_rules
from app.domain.sharing import LeftOut
from app.errors import Expected
from app.services.diagnosis.reading_again import leaks_by_point, texts_of
from app.services.facts import paper_facts
from app.services.papers.diagnosis import POINTS, landlord_of, last_approved, leaving, point_title
from app.words import N_, _
from db.models.diagnosis import Approval, Diagnosis, DiagnosisPointEntry, Difficulty
from db.models.household import Person
from resources.labels import LABELS
from resources.vocabulary import ApprovalStatus, DiagnosisPoint, LandlordShare, MeasureType, PointState, WorkAxis

if TYPE_CHECKING:
    import datetime as dt

    from app.services.diagnosis.leak_warnings import Leak
    from app.services.papers.common import PaperContext
    from db.models.organisation import Organisation

LANDLORD_SPEAKS = frozenset(
    {DiagnosisPoint.FINANCIAL_SITUATION, DiagnosisPoint.RESIDENTIAL_PROJECT, DiagnosisPoint.ONGOING_PROCEDURES}
)
"""The points on which a landlord has facts of their own (decision 4, practice S-08)."""
STATES = {
    diagnosis.DiagnosisState.DRAFT: N_("en cours d’écriture"),
    diagnosis.DiagnosisState.PARTLY_APPROVED: N_("approuvé par une partie des adultes"),
    diagnosis.DiagnosisState.APPROVED: N_("approuvé"),
    diagnosis.DiagnosisState.APPROVED_WITH_RESERVATIONS: N_("approuvé avec des réserves"),
    diagnosis.DiagnosisState.DISPUTED: N_("pas d’accord pour l’instant"),
    diagnosis.DiagnosisState.PRESENTED: N_("approuvé et présenté au comité"),
}
REASONS = {
    LeftOut.HEALTH: N_("La santé ne part jamais chez le bailleur."),
    LeftOut.NOT_SHARED: N_("Rien n’est dit au bailleur sur ce point."),
    LeftOut.NO_SENTENCE: N_("La phrase n’est pas encore écrite."),
    LeftOut.NOT_READ: N_("La phrase n’a pas encore été lue par le ménage."),
    LeftOut.CHANGED_SINCE_READ: N_("La phrase a changé depuis que le ménage l’a lue."),
    LeftOut.NO_VALID_CONSENT: N_("Pas d’accord valable pour ce point."),
    LeftOut.NOT_ALL_AGREE: N_("Pas d’accord valable de chaque personne pour ce point."),
}
NOT_APPROVED = N_("Rien ne part : le diagnostic n’est pas encore approuvé par chaque adulte.")
NO_LANDLORD = N_("Ce dossier ne nomme aucun bailleur.")


@dataclass(frozen=True, slots=True)
class LandlordSaid:
    """What the landlord said of a point at stage 2."""

    text: str
    by: str
    by_id: str | None
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class PointView:
    """One of the eight points.

    Attributes:
        key: Which one.
        number: From 1 to 8.
        label: Its title.
        state: How far it was talked about; ``prefers_not_to`` is a complete answer, like ``discussed``.
        state_label: The same in words.
        reported: What the household says.
        observed: What we observe.
        analysis: Our analysis.
        strengths: What helps.
        landlord_speaks: Whether the landlord has facts of their own on it; elsewhere there are two columns.
        landlord_said: What they said.
        may_be_shared: False for health.
        shares: Whether the household chose that a sentence leaves.
        landlord_sentence: The sentence written for the landlord.
        read_on: Day the household read it; ``None`` again once it changed.
        leaks: Warnings of neighbouring leaks.
    """

    key: DiagnosisPoint
    number: int
    label: str
    state: PointState
    state_label: str
    reported: str
    observed: str
    analysis: str
    strengths: tuple[str, ...]
    landlord_speaks: bool
    landlord_said: LandlordSaid | None
    may_be_shared: bool
    shares: bool
    landlord_sentence: str
    read_on: dt.date | None
    leaks: tuple[Leak, ...]


@dataclass(frozen=True, slots=True)
class DifficultyView:
    """A difficulty, where it comes from and what it leads to."""

    id: str
    what: str
    cause: str
    consequence: str


@dataclass(frozen=True, slots=True)
class WholeView:
    """What is written once for the whole diagnosis; words of the vocabulary with their labels."""

    interviews: tuple[dt.date, ...] = ()
    place: str = ""
    present: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    work_axes: tuple[tuple[WorkAxis, str], ...] = ()
    operator_means: str = ""
    partners_to_mobilise: tuple[str, ...] = ()
    estimated_duration_months: int | None = None
    proposed_measure: MeasureType | None = None
    household_opinion: str = ""
    disagreements: str = ""
    landlord_opinion: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """What one adult says of the version shown; ``status`` is ``None`` while they said nothing."""

    person_id: str
    name: str
    status: ApprovalStatus | None = None
    label: str = ""
    on: dt.date | None = None
    reservations: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One line of « ce qui part »: the sentence, or why nothing leaves of this point."""

    point: DiagnosisPoint | None
    label: str
    sentence: str
    leaves: bool
    reason: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of the diagnosis, oldest first; the ones before stay readable (review E4)."""

    id: str
    number: int
    current: bool
    state: diagnosis.DiagnosisState
    state_label: str
    approved_on: dt.date | None


@dataclass(frozen=True, slots=True)
class DiagnosisView:
    """The diagnosis of a case.

    Attributes:
        case_id: The case.
        diagnosis_id: The version shown; ``None`` when no diagnosis was begun.
        number: Its number; 0 without one.
        state: Where it stands.
        state_label: The same in words.
        being_written: Whether an edit changes this version; otherwise it opens a new one to be approved.
        approved_on: Day the last adult approved it.
        changed_since_approval: What differs from the version approved before, in words; empty when none was.
        points: All eight, in order.
        difficulties: In order.
        whole: What is written for the whole.
        approvals: One line an adult.
        versions: All of them.
        landlord: Name of the landlord.
        landlord_sees: « Ce qui part » today: from the last approved version, exactly what the paper holds.
        landlord_would_see: The same of the version shown, were it approved.
    """

    case_id: str
    diagnosis_id: str | None
    number: int
    state: diagnosis.DiagnosisState | None
    state_label: str
    being_written: bool
    approved_on: dt.date | None
    changed_since_approval: tuple[str, ...]
    points: tuple[PointView, ...]
    difficulties: tuple[DifficultyView, ...]
    whole: WholeView
    approvals: tuple[ApprovalView, ...]
    versions: tuple[VersionView, ...]
    landlord: str
    landlord_sees: tuple[Leaving, ...]
    landlord_would_see: tuple[Leaving, ...]


def diagnosis_view(context: PaperContext, row: Diagnosis | None) -> DiagnosisView:
    """Return what the screen shows of a version, or of a diagnosis nobody began."""
    rows, day = context.rows, context.today
    versions = tuple(_version(context, number, one) for number, one in enumerate(rows.all(Diagnosis), start=1))
    shown = next((one for one in versions if row is not None and one.id == row.id), None)
    landlord = _landlord(context)
    approved = last_approved(context)
    agreed = paper_facts.agreement(rows, row, shipped_rules(), day) if row is not None else None
    return DiagnosisView(
        case_id=rows.case_id,
        diagnosis_id=row.id if row is not None else None,
        number=shown.number if shown is not None else 0,
        state=shown.state if shown is not None else None,
        state_label=shown.state_label if shown is not None else _("pas encore commencé"),
        being_written=not rows.under(Approval, "diagnosis_id", row),
        approved_on=agreed.complete_on if agreed is not None else None,
        changed_since_approval=_changes(context, approved, row),
        points=_points(context, row),
        difficulties=tuple(
            DifficultyView(one.id, one.what, one.cause or "", one.consequence or "")
            for one in rows.under(Difficulty, "diagnosis_id", row)
        ),
        whole=_whole(context, row),
        approvals=_approvals(context, row, agreed),
        versions=versions,
        landlord=landlord.name if landlord is not None else "",
        landlord_sees=_leaving(context, approved, landlord),
        landlord_would_see=_leaving(context, row, landlord),
    )


def _version(context: PaperContext, number: int, row: Diagnosis) -> VersionView:
    agreed = paper_facts.agreement(context.rows, row, shipped_rules(), context.today)
    state = diagnosis.diagnosis_state(agreed, None, context.today)
    return VersionView(row.id, number, not row.earlier, state, _(STATES[state]), agreed.complete_on)


def _points(context: PaperContext, row: Diagnosis | None) -> tuple[PointView, ...]:
    entries = context.rows.under(DiagnosisPointEntry, "diagnosis_id", row)
    written = {DiagnosisPoint(one.point): one for one in entries}
    leaks = leaks_by_point(written)
    return tuple(
        _point(context, (number, point), written.get(point), leaks.get(point, ()))
        for number, point in enumerate(POINTS, start=1)
    )


def state_of(entry: DiagnosisPointEntry | None) -> PointState:
    """Return how far a point was talked about; one with a text was, unless it says otherwise."""
    if entry is not None and entry.state:
        return PointState(entry.state)
    return PointState.DISCUSSED if texts_of(entry) else PointState.NOT_YET


def _point(
    context: PaperContext,
    place: tuple[int, DiagnosisPoint],
    entry: DiagnosisPointEntry | None,
    leaks: tuple[Leak, ...],
) -> PointView:
    number, point = place
    state = state_of(entry)
    said = entry.landlord_said_text if entry is not None else None
    return PointView(
        key=point,
        number=number,
        label=point_title(point),
        state=state,
        state_label=_(LABELS[state].text),
        reported=(entry.reported if entry else None) or "",
        observed=(entry.observed if entry else None) or "",
        analysis=(entry.analysis if entry else None) or "",
        strengths=tuple((entry.strengths if entry else None) or ()),
        landlord_speaks=point in LANDLORD_SPEAKS,
        landlord_said=LandlordSaid(
            said, context.name_of(entry.landlord_said_by_id), entry.landlord_said_by_id, entry.landlord_said_on_day
        )
        if entry is not None and said
        else None,
        may_be_shared=point is not DiagnosisPoint.HEALTH_ISSUES,
        shares=entry is not None and entry.share_with_landlord == LandlordShare.SENTENCE,
        landlord_sentence=(entry.landlord_sentence if entry else None) or "",
        read_on=entry.household_read_on if entry else None,
        leaks=leaks,
    )


def _whole(context: PaperContext, row: Diagnosis | None) -> WholeView:
    if row is None:
        return WholeView()
    return WholeView(
        interviews=tuple(type(context.today).fromisoformat(day) for day in row.interviews or ()),
        place=row.place or "",
        present=tuple((one, context.name_of(one)) for one in row.present_ids or ()),
        authors=tuple((one, context.name_of(one)) for one in row.author_ids or ()),
        work_axes=tuple((WorkAxis(one), _(LABELS[WorkAxis(one)].text)) for one in row.work_axes or ()),
        operator_means=row.operator_means or "",
        partners_to_mobilise=tuple(row.partners_to_mobilise or ()),
        estimated_duration_months=row.estimated_duration_months,
        proposed_measure=MeasureType(row.proposed_measure) if row.proposed_measure else None,
        household_opinion=row.household_opinion or "",
        disagreements=row.disagreements or "",
        landlord_opinion=row.landlord_opinion or "",
    )


def _approvals(
    context: PaperContext, row: Diagnosis | None, agreed: diagnosis.Agreement | None
) -> tuple[ApprovalView, ...]:
    if agreed is None:
        return tuple(ApprovalView(one, context.name_of(one)) for one in context.adult_ids_in_order)
    concerned = {*agreed.approved, *agreed.disputed, *agreed.missing}
    said = {one.person_id: one for one in _of_this_version(context, row)}
    found = []
    for person in context.rows.all(Person):
        one = said.get(person.id)
        if person.id not in concerned:
            continue
        if one is None:
            found.append(ApprovalView(person.id, context.name_of(person.id)))
            continue
        status = ApprovalStatus(one.status)
        label = _(LABELS[status].text)
        found.append(
            ApprovalView(person.id, context.name_of(person.id), status, label, one.on_day, one.reservations or "")
        )
    return tuple(found)


def _of_this_version(context: PaperContext, row: Diagnosis | None) -> list[Approval]:
    """Return what was said of exactly this content, the last of each person last."""
    if row is None:
        return []
    version = diagnosis.content_hash(paper_facts.diagnosis_content(context.rows, row))
    said = context.rows.under(Approval, "diagnosis_id", row)
    return sorted(
        (one for one in said if one.version_hash == version and one.on_day <= context.today), key=lambda one: one.on_day
    )


def _changes(context: PaperContext, approved: Diagnosis | None, row: Diagnosis | None) -> tuple[str, ...]:
    """Return in words what differs from the approved version."""
    if approved is None or row is None or approved.id == row.id:
        return ()
    before = paper_facts.diagnosis_content(context.rows, approved)
    after = paper_facts.diagnosis_content(context.rows, row)
    empty = diagnosis.Point()
    found = [point_title(one) for one in POINTS if before.points.get(one, empty) != after.points.get(one, empty)]
    if before.difficulties != after.difficulties:
        found.append(_("Les difficultés"))
    bare = diagnosis.DiagnosisContent()
    left = [dataclasses.replace(one, points=bare.points, difficulties=()) for one in (before, after)]
    if left[0] != left[1]:
        found.append(_("La conclusion et les avis"))
    return tuple(found)


def _landlord(context: PaperContext) -> Organisation | None:
    try:
        return landlord_of(context)
    except Expected:
        return None


def _leaving(context: PaperContext, row: Diagnosis | None, landlord: Organisation | None) -> tuple[Leaving, ...]:
    if landlord is None or row is None:
        return (Leaving(None, "", "", False, _(NO_LANDLORD if landlord is None else NOT_APPROVED)),)  # noqa: FBT003 -- its name is beside it
    found = leaving(context, row, landlord)
    sent = {one.point: one.sentence for one in found.shared}
    kept = {point: _(REASONS[reason]) for point, reason in found.left_out}
    return tuple(
        Leaving(point, point_title(point), sent.get(point, ""), point in sent, kept.get(point, "")) for point in POINTS
    )
