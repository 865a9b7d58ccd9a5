"""The appointments of a day: when, whom, where, and the one thing to do there; what to bring to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, or_, select

from app.domain.harm import Harm
from app.domain.instants import time_from_text
from app.domain.refusals import UnreadableValue
from app.domain.rules import shipped_rules
from app.services.access import is_confided
from app.services.facts.hours import hour_words
from app.services.lists.deriving import harm_of, is_sensitive, shown_between
from app.services.lists.figures import figures_and_dates, figures_of
from app.words import N_, _
from db.local import CaseAhead, Space
from db.models.aid import Aid, Piece, Procedure
from db.models.around import Action
from db.models.case_file import CaseFile
from db.models.contact import Appointment, Contact
from db.models.household import Household, Person
from db.models.lease import Dwelling, Lease
from db.models.organisation import Worker
from resources.labels import LABELS
from resources.vocabulary import ContactKind, ContactOutcome, DocumentKind, PieceState, SpaceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy.orm import Session

    from app.services.lists.deriving import Ahead
    from app.services.lists.figures import Figure

TO_SIGN = {
    DocumentKind.SUPPORT_CONTRACT: N_("Le contrat d’accompagnement attend des signatures."),
    DocumentKind.AMENDMENT: N_("Un avenant au contrat attend des signatures."),
    DocumentKind.MUTUAL_COMMITMENTS: N_("Les engagements réciproques attendent des signatures."),
}
BROUGHT_TO_SIGN = {
    DocumentKind.SUPPORT_CONTRACT: N_("Le contrat d’accompagnement, à signer."),
    DocumentKind.AMENDMENT: N_("L’avenant au contrat, à signer."),
    DocumentKind.MUTUAL_COMMITMENTS: N_("Les engagements réciproques, à signer."),
}
UNWRITTEN = dt.timedelta(days=31)
"""How long a meeting nobody wrote of stays in sight on Aujourd’hui; its case's thread keeps it."""
MOST_UNWRITTEN = 5
CALLED_OFF = frozenset(set(ContactOutcome) - {ContactOutcome.HELD})


@dataclass(frozen=True, slots=True)
class Visit:
    """One appointment of a day.

    Attributes:
        id: Of the appointment.
        case_id: The case.
        case_label: How the household is called.
        on: The day.
        at: The hour as written, ``10:30``; None when none was said.
        starts_at: The same as a time of day; None when it does not read as one.
        minutes: How long it lasts, when that was said.
        kind: A word of ``ContactKind``, when it was said.
        kind_label: The same in words.
        place: Where; None for one confided or at a protected address: the case says it.
        with_names: Who is there, as they are called.
        thing: The one thing to do there, as the worker reads it; None when nothing presses.
        thing_neutral: The same where somebody else may read.
        outcome: A word of ``ContactOutcome`` once something came of it.
        outcome_label: The same in words.
        is_guarded: Whether it says something of health, justice, violence or origin, or was confided.
    """

    id: str
    case_id: str
    case_label: str
    on: dt.date
    at: str | None
    starts_at: dt.time | None
    minutes: int | None
    kind: str | None
    kind_label: str
    place: str | None
    with_names: tuple[str, ...]
    thing: str | None
    thing_neutral: str | None
    outcome: str | None
    outcome_label: str | None
    is_guarded: bool


@dataclass(frozen=True, slots=True)
class PreparedVisit:
    """An appointment with what to bring and what to be careful of.

    Attributes:
        visit: The appointment.
        bring: Papers and pieces, one sentence each.
        careful: Contact rules, one sentence each.
        address: Where they live; None when the address is protected or not known.
    """

    visit: Visit
    bring: tuple[str, ...]
    careful: tuple[str, ...]
    address: str | None


def visits_of(session: Session, day: dt.date, today: dt.date, worker_id: str) -> tuple[Visit, ...]:
    """Return the worker's appointments of a day, by hour; those without an hour come last."""
    query = (
        select(Appointment, Space.case_id)
        .join(Space, Space.id == Appointment.space_id)
        .where(Appointment.on_day == day, Appointment.archived_at.is_(None), Space.case_id.is_not(None))
    )
    found = [(row, case_id) for row, case_id in session.execute(query) if case_id and _is_of(row, worker_id)]
    reader = _Reader(session, found, today)
    visits = (reader.visit(row, case_id) for row, case_id in found)
    return tuple(sorted(visits, key=lambda one: (one.starts_at is None, one.starts_at or dt.time.min, one.case_label)))


def unwritten_of(session: Session, today: dt.date, worker_id: str) -> tuple[tuple[Visit, ...], int]:
    """Return the worker's last appointments nothing says the outcome of, newest first, and how many more there are.

    A note of that day in the case says it, as an outcome does; a closed case waits for nothing.
    """
    told = select(Contact.id).where(
        Contact.space_id == Appointment.space_id,
        Contact.on_day == Appointment.on_day,
        Contact.archived_at.is_(None),
    )
    closed = select(CaseFile.id).where(CaseFile.id == Space.case_id, CaseFile.closed_on.is_not(None))
    query = (
        select(Appointment, Space.case_id)
        .join(Space, Space.id == Appointment.space_id)
        .where(
            Appointment.on_day < today,
            Appointment.on_day >= today - UNWRITTEN,
            Appointment.outcome.is_(None),
            Appointment.archived_at.is_(None),
            Space.case_id.is_not(None),
            ~told.exists(),
            ~closed.exists(),
        )
        .order_by(Appointment.on_day.desc(), Appointment.at_time.desc(), Appointment.id)
    )
    found = [(row, case_id) for row, case_id in session.execute(query) if case_id and _is_of(row, worker_id)]
    shown = found[:MOST_UNWRITTEN]
    reader = _Reader(session, shown, today)
    return tuple(reader.visit(row, case_id) for row, case_id in shown), len(found) - len(shown)


def case_of_the_hour(visits: Sequence[Visit], now: dt.datetime) -> str | None:
    """Return the case of the appointment going on, from a little before; the last begun of several.

    Args:
        visits: Appointments of the day.
        now: Local moment, aware.
    """
    here, rules = now.replace(tzinfo=None), shipped_rules()
    early = dt.timedelta(minutes=rules.on("meeting_shown_early", now.date()).number)
    usual = rules.on("meeting_usual_minutes", now.date()).number
    going = [
        (start, one.case_id)
        for one in visits
        if one.starts_at is not None
        and one.outcome not in CALLED_OFF
        and (start := dt.datetime.combine(one.on, one.starts_at)) - early
        <= here
        < start + dt.timedelta(minutes=one.minutes or usual)
    ]
    return max(going)[1] if going else None


def prepared(session: Session, visits: Sequence[Visit], today: dt.date) -> tuple[PreparedVisit, ...]:
    """Return what to bring to appointments, and what to be careful of."""
    spaces = _spaces(session, {one.case_id for one in visits})
    living = tuple(one for one in visits if one.outcome not in CALLED_OFF)
    figures = {one.case_id: one for one in figures_of(session, sorted(spaces), today)}
    return tuple(_prepared(session, one, spaces[one.case_id], figures.get(one.case_id)) for one in living)


def _is_of(row: Appointment, worker_id: str) -> bool:
    return row.worker_id in {None, worker_id} or worker_id in (row.with_ids or ())


class _Reader:
    """Reads what several appointments need, one query a table."""

    def __init__(self, session: Session, found: Sequence[tuple[Appointment, str]], today: dt.date) -> None:
        cases = {case_id for _row, case_id in found}
        ids = {row_id for row, _case_id in found for row_id in row.with_ids or ()}
        figures, dates = figures_and_dates(session, sorted(cases), today)  # a day's households: all of them are sure
        self._figures = {one.case_id: one for one in figures}
        self._things = _kept_things(session, cases - set(dates), today) | _things_now(dates, today)
        self._pieces = _missing_pieces(session, {row.space_id for row, _case_id in found})
        self._names = _names(session, ids)
        self._protected = _protected(session, {row.space_id for row, _case_id in found})

    def visit(self, row: Appointment, case_id: str) -> Visit:
        """Return one appointment."""
        figure, confided = self._figures[case_id], is_confided(row)
        thing, neutral = self._thing(figure, row)
        label = _(LABELS[ContactKind(row.kind)].text) if row.kind and not confided else _("rendez-vous")
        return Visit(
            id=row.id,
            case_id=case_id,
            case_label=figure.label,
            on=row.on_day,
            at=row.at_time,
            starts_at=_time(row.at_time),
            minutes=row.minutes,
            kind=None if confided else row.kind,
            kind_label=label,
            place=None if confided or row.space_id in self._protected else row.place,
            with_names=tuple(self._names[one] for one in row.with_ids or () if one in self._names),
            thing=thing,
            thing_neutral=neutral,
            outcome=row.outcome,
            outcome_label=_(LABELS[ContactOutcome(row.outcome)].text) if row.outcome else None,
            is_guarded=confided or is_sensitive(row),
        )

    def _thing(self, figure: Figure, row: Appointment) -> tuple[str | None, str | None]:
        """Return the one thing to do: a paper to sign, then what presses most, then a piece to bring."""
        paper = _paper(figure, TO_SIGN)
        if paper is not None:
            return paper, paper
        if figure.case_id in self._things:
            return self._things[figure.case_id]
        for guarded, name in self._pieces.get(row.space_id, ()):
            said = _("Pièce à demander\u00a0: {name}.").format(name=name)
            return said, _("Une pièce est à demander.") if guarded else said
        return None, None


def _things_now(dates: dict[str, tuple[Ahead, ...]], today: dt.date) -> dict[str, tuple[str, str]]:
    """Return the same for cases derived now."""
    found = {}
    for case_id, ahead in dates.items():
        ranked = [
            (harm_of(one), one.due_on, one.sentence, one.neutral)
            for one in ahead
            if harm_of(one) < Harm.CADENCE and shown_between(one)[0] <= today <= shown_between(one)[1]
        ]
        if ranked:
            _harm, _due_on, sentence, neutral = min(ranked)
            found[case_id] = (sentence, neutral)
    return found


def _kept_things(session: Session, cases: Collection[str], today: dt.date) -> dict[str, tuple[str, str]]:
    """Return, for each case, the sentence of what harms most if ignored, and its neutral one."""
    query = (
        select(CaseAhead.case_id, CaseAhead.sentence, CaseAhead.neutral)
        .where(
            CaseAhead.case_id.in_(cases),
            CaseAhead.shown_from <= today,
            CaseAhead.hidden_after >= today,
            CaseAhead.harm < int(Harm.CADENCE),
        )
        .order_by(CaseAhead.harm, CaseAhead.due_on, CaseAhead.id)
    )
    found: dict[str, tuple[str, str]] = {}
    for case_id, sentence, neutral in session.execute(query):
        found.setdefault(case_id, (sentence, neutral))
    return found


def _paper(figure: Figure | None, words: dict[DocumentKind, str]) -> str | None:
    if figure is None or figure.to_sign is None:
        return None
    return _(words[DocumentKind(figure.to_sign)])


def _time(written: str | None) -> dt.time | None:
    try:
        return time_from_text(written) if written else None
    except UnreadableValue:  # an hour written some other way is shown as it is
        return None


def _names(session: Session, ids: Collection[str]) -> dict[str, str]:
    persons = session.execute(select(Person.id, Person.first_name, Person.called).where(Person.id.in_(ids)))
    names = {row.id: row.called or row.first_name or "" for row in persons}
    workers = session.execute(select(Worker.id, Worker.name).where(Worker.id.in_(ids)))
    return names | {row.id: row.name for row in workers}


def _spaces(session: Session, cases: Collection[str]) -> dict[str, str]:
    here = (Space.kind == SpaceKind.CASE_OPERATOR.value, Space.case_id.in_(cases))
    return {
        row.case_id: row.id
        for row in session.execute(select(Space.case_id, Space.id).where(*here).order_by(Space.id.desc()))
    }


def _protected(session: Session, spaces: Collection[str]) -> set[str]:
    query = select(Household.space_id).where(Household.space_id.in_(spaces), Household.protected_address.is_(True))
    return set(session.scalars(query))


def _missing_pieces(session: Session, spaces: Collection[str]) -> dict[str, list[tuple[bool, str]]]:
    """Return, by space, the pieces still to find: whether their name is for the worker alone, and their name.

    A piece of a confided démarche is named nowhere outside its case.
    """
    query = (
        select(Piece, Procedure)
        .outerjoin(Procedure, Procedure.id == Piece.procedure_id)
        .outerjoin(Aid, Aid.id == Piece.aid_id)
        .where(
            Piece.space_id.in_(spaces),
            Piece.archived_at.is_(None),
            Piece.state.in_((PieceState.MISSING.value, PieceState.ASKED.value)),
        )
        .order_by(case((Piece.position.is_(None), 1), else_=0), Piece.position, Piece.id)
    )
    found: dict[str, list[tuple[bool, str]]] = {}
    for row in session.execute(query):
        piece: Piece = row[0]
        procedure: Procedure | None = row[1]  # an outer join: what the types of the query do not say
        if procedure is not None and is_confided(procedure):
            continue
        guarded = procedure is not None and is_sensitive(procedure, procedure.topic)
        found.setdefault(piece.space_id, []).append((guarded, piece.name or ""))
    return found


def _prepared(session: Session, visit: Visit, space_id: str, figure: Figure | None) -> PreparedVisit:
    household = session.scalars(select(Household).where(Household.space_id == space_id)).first()
    protected = household is not None and bool(household.protected_address)
    return PreparedVisit(
        visit,
        tuple(_to_bring(session, space_id, figure)),
        tuple(_careful(session, space_id, household)),
        None if protected else _address(session, space_id),
    )


def _to_bring(session: Session, space_id: str, figure: Figure | None) -> Iterator[str]:
    paper = _paper(figure, BROUGHT_TO_SIGN)
    if paper is not None:
        yield paper
    for _guarded, name in _missing_pieces(session, {space_id}).get(space_id, ()):
        yield _("Pièce à demander\u00a0: {name}.").format(name=name)
    theirs = select(Person.id).where(Person.space_id == space_id)
    ours = select(Action.what).where(
        Action.space_id == space_id,
        Action.archived_at.is_(None),
        Action.done_on.is_(None),
        Action.due_on.is_not(None),
        or_(Action.by_id.is_(None), Action.by_id.not_in(theirs)),
    )
    for what in session.scalars(ours.order_by(Action.due_on, Action.id)):
        yield _("À faire avant\u00a0: {what}.").format(what=(what or "").rstrip("."))


def _careful(session: Session, space_id: str, household: Household | None) -> Iterator[str]:
    if household is not None and household.protected_address:
        yield _("Adresse protégée\u00a0: elle ne s’écrit sur aucune feuille.")
    if household is not None and household.interpreter_language:
        yield _("Prévoir un interprète.")
    query = select(Person).where(Person.space_id == space_id, Person.archived_at.is_(None)).order_by(Person.position)
    for one in session.scalars(query):
        name = one.called or one.first_name or ""
        if one.contact_leave_message is False:
            yield _("Ne laisser aucun message à {name}.").format(name=name)
        if one.contact_hours:
            yield _("Joindre {name} entre {hours}.").format(name=name, hours=_hours(one.contact_hours))


def _hours(written: str) -> str:
    first, dash, last = written.partition("-")
    said = _("{first} et {last}").format(first=hour_words(first.strip()), last=hour_words(last.strip()))
    return said if dash else written


def _address(session: Session, space_id: str) -> str | None:
    query = (
        select(Dwelling.address)
        .join(Lease, Lease.id == Dwelling.lease_id)
        .where(Dwelling.space_id == space_id, Dwelling.archived_at.is_(None), Lease.earlier.is_not(True))
        .order_by(Lease.position.desc(), Lease.id.desc())
    )
    return session.scalars(query).first()
