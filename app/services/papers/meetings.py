"""Visit reports and follow-up sheets: facts for the household, nothing somebody confided (decision 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import values
from app.domain.instants import time_from_text
from app.errors import Expected
from app.services.access import is_confided, shown_to_household
from app.services.papers.agreements import given_up_on, hearing_of, objective
from app.services.papers.common import PaperContext, axis_label, worker
from app.words import _, hour, speaking
from db.models.around import Action
from db.models.contact import Appointment, Contact, ContactPassage
from db.models.contract import Contract, Objective
from db.models.measure import Measure
from db.models.mutual_commitments import MutualCommitments
from resources.labels import LABELS
from resources.vocabulary import (
    ContactKind,
    ContactOutcome,
    PassageKind,
    Recipient,
    SignatureCapacity,
    WorkAxis,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

NOT_MEETINGS = frozenset({ContactKind.LANDLORD_EXCHANGE, ContactKind.THIRD_PARTY_CALL})
NOT_HELD = frozenset(set(ContactOutcome) - {ContactOutcome.HELD})


def readable(context: PaperContext, row: Contact) -> bool:
    """Tell whether a contact may stand on a paper all the adults of the household will read."""
    return shown_to_household(row, context.adult_ids)


def visits(context: PaperContext) -> list[Contact]:
    """Return the meetings with the household up to today, oldest first; for the household, those all may read."""
    found = [row for row in context.rows.all(Contact) if row.kind not in NOT_MEETINGS and row.on_day <= context.today]
    if context.recipient is not Recipient.OPERATOR:
        found = [row for row in found if readable(context, row)]
    return sorted(found, key=lambda row: (row.on_day, row.at_time or "", row.id))


def visit_report(context: PaperContext, row: Contact) -> values.VisitReport:
    """Return a visit: for the household facts and tasks only, for the operator the three voices.

    Raises:
        Expected: ``confided`` for the household when somebody confided it.
    """
    household = context.recipient is Recipient.HOUSEHOLD
    if household and not readable(context, row):
        raise Expected(
            "confided",
            _(
                "Cette note a été confiée : elle n’a pas d’exemplaire pour le ménage. Rien n’a été imprimé ; "
                "l’exemplaire de l’association (--for operator) la contient."
            ),
        )
    with speaking("fr"):
        return _visit_report(context, row, household=household)


def _visit_report(context: PaperContext, row: Contact, *, household: bool) -> values.VisitReport:
    passages = context.rows.under(ContactPassage, "contact_id", row)
    return values.VisitReport(
        heading=context.heading("visite", row.on_day.isoformat()),
        on=row.on_day,
        kind=_(LABELS[ContactKind(row.kind)].text),
        worker=worker(context.rows.worker(row.worker_id) or context.referent),
        household=context.person_lines(adults_only=True),
        at=_hour(row.at_time),
        minutes=None if household else row.minutes,
        place=row.place or "",
        outcome=_(LABELS[ContactOutcome(row.outcome)].text) if row.outcome in NOT_HELD else "",
        announced=row.announced,
        landlord_present=bool(row.landlord_present),
        present=tuple(context.name_of(one) for one in row.present_ids or ()),
        interpreter=row.interpreter or "",
        facts=_texts(passages, PassageKind.OBSERVED),
        said=() if household else _texts(passages, PassageKind.REPORTED),
        analysis=() if household else _texts(passages, PassageKind.ANALYSIS),
        objectives=_objectives(context, row),
        tasks=tasks(context, with_confided=not household),
        next_on=row.next_on or _next_meeting(context, row.on_day)[0],
    )


def _texts(passages: Iterable[ContactPassage], kind: PassageKind) -> tuple[str, ...]:
    return tuple(one.text for one in passages if one.kind == kind)


def _objectives(context: PaperContext, row: Contact) -> tuple[str, ...]:
    named = (context.rows.by_id(Objective, one) for one in row.objective_ids or ())
    return tuple((one.household_words or one.expected_result or "").rstrip(".") for one in named if one is not None)


def _hour(written: str | None) -> str:
    return hour(time_from_text(written)) if written else ""


def tasks(context: PaperContext, *, with_confided: bool = False) -> tuple[values.Task, ...]:
    """Return what is to be done, by whom, for when; what is done, or follows from a confided note, is left out."""
    kept = set() if with_confided else {one.id for one in context.rows.all(Contact) if not readable(context, one)}
    found = [row for row in context.rows.all(Action) if row.done_on is None and row.contact_id not in kept]
    return tuple(values.Task(row.what, context.name_of(row.by_id), row.due_on, row.done_on) for row in found)


def _next_meeting(context: PaperContext, after: dt.date) -> tuple[dt.date | None, str]:
    ahead = sorted(
        (row.on_day, row.at_time or "")
        for row in context.rows.all(Appointment)
        if row.on_day > after and row.outcome is None and not is_confided(row)
    )
    return (ahead[0][0], _hour(ahead[0][1])) if ahead else (None, "")


def followup_sheet(context: PaperContext, period: tuple[dt.date | None, dt.date | None]) -> values.FollowupSheet:
    """Return where we are over a period; one sheet lies on the table for both: nothing confided stands on it."""
    with speaking("fr"):
        return _followup_sheet(context, period)


def _followup_sheet(context: PaperContext, period: tuple[dt.date | None, dt.date | None]) -> values.FollowupSheet:
    measure, contract = context.rows.current(Measure), context.rows.current(Contract)
    started = (measure.started_on if measure is not None else None) or context.rows.case_file.opened_on
    first, last = period[0] or started, period[1] or context.today
    mutual = context.rows.current(MutualCommitments)
    next_on, next_at = _next_meeting(context, last)
    goals = context.rows.under(Objective, "contract_id", contract)
    return values.FollowupSheet(
        heading=context.heading("suivi", last.isoformat()),
        legal=context.legal(contract.legal_regime if contract is not None else None),
        household=context.person_lines(adults_only=True),
        from_on=first,
        to_on=last,
        referent=worker(context.referent) if context.referent is not None else None,
        rhythm=(contract.rhythm if contract is not None else None) or "",
        axes=_axes({row.axis for row in goals if row.axis and not given_up_on(context, row)}),
        objectives=tuple(objective(context, row, with_progress=True) for row in goals),
        meetings=_meetings(context, first, last),
        household_commitments=_promises(mutual.household if mutual is not None else None),
        operator_commitments=_promises(mutual.operator if mutual is not None else None),
        landlord_commitments=_promises(mutual.landlord if mutual is not None else None),
        tasks=tasks(context),
        next_on=next_on,
        next_at=next_at,
        hearing=hearing_of(context),
        signatories=_visas(context),
    )


def _meetings(context: PaperContext, first: dt.date, last: dt.date) -> tuple[values.Meeting, ...]:
    held = [row for row in visits(context) if first <= row.on_day <= last and _was_held(row) and readable(context, row)]
    return tuple(
        values.Meeting(
            row.on_day,
            _(LABELS[ContactKind(row.kind)].text),
            " ".join(_texts(context.rows.under(ContactPassage, "contact_id", row), PassageKind.OBSERVED)),
        )
        for row in held
    )


def _was_held(row: Contact) -> bool:
    return row.outcome not in NOT_HELD and row.kind != ContactKind.NO_SHOW


def _axes(chosen: set[str]) -> tuple[values.Axis, ...]:
    return tuple(values.Axis(axis_label(axis), axis.value in chosen) for axis in WorkAxis)


def _promises(lines: tuple[str, ...] | None) -> tuple[values.Commitment, ...]:
    return tuple(values.Commitment(line) for line in lines or ())


def _visas(context: PaperContext) -> tuple[values.Signatory, ...]:
    people = tuple(
        values.Signatory(f"household_{rank}", context.name_of(one), _(LABELS[SignatureCapacity.HOUSEHOLD].public))
        for rank, one in enumerate(context.adult_ids_in_order, start=1)
    )
    referent = worker(context.referent)
    return (*people, values.Signatory("operator_1", referent.name, referent.profession))
