"""The thread of a case: everything that happened, and what is planned, as one list, newest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.domain.instants import DEFAULT_ZONE, instant_from_text, time_from_text, time_zone
from app.services.facts.household_facts import person_name
from app.services.visit.meetings import is_ours_to_move
from app.words import N_, _, hour, long_day
from db.models.aid import Aid, Procedure
from db.models.around import Letter
from db.models.arrears import ArrearsStep
from db.models.committee import CommitteeItem
from db.models.contact import Appointment, Contact, ContactPassage
from db.models.contract import Amendment, Contract, Signature
from db.models.household import Person
from db.models.mutual_commitments import MutualCommitments
from db.models.request import Request
from resources.labels import LABELS
from resources.vocabulary import (
    AidKind,
    AidStatus,
    AmendmentMotive,
    Channel,
    CommitteeDecision,
    ContactKind,
    ContactOutcome,
    PassageKind,
    ProcedureStatus,
    ProcedureStep,
    ProcedureTopic,
    Scheme,
    SignatureOutcome,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from app.services.case_rows import CaseRows


class ThreadKind(StrEnum):
    """What a line of the thread is."""

    NOTE = "note"
    REQUEST = "request"
    APPOINTMENT = "appointment"
    COMMITTEE = "committee"
    AGREEMENT = "agreement"
    STEP = "step"
    PROCEDURE = "procedure"
    LETTER = "letter"
    AID = "aid"


class Voice(StrEnum):
    """Whose word a line mostly is."""

    HOUSEHOLD = "household"
    OPERATOR = "operator"
    LANDLORD = "landlord"


_OF_LANDLORD: Final = frozenset({ContactKind.LANDLORD_EXCHANGE})
_CALLED_OFF_TO_MOVE: Final = {
    ContactOutcome.CANCELLED_BY_HOUSEHOLD: N_("reporté par le ménage"),
    ContactOutcome.CANCELLED_BY_WORKER: N_("reporté par nous"),
}
_ANSWERS: Final = {
    SignatureOutcome.SIGNED: N_("{what} : signé par {who}"),
    SignatureOutcome.NOT_TODAY: N_("{what} : pas signé aujourd’hui par {who}"),
    SignatureOutcome.DECLINED: N_("{what} : {who} ne souhaite pas signer"),
}


@dataclass(frozen=True, slots=True)
class ThreadPassage:
    """One paragraph of a note, and what it is."""

    kind: PassageKind
    text: str


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """One line of the thread.

    Attributes:
        kind: What it is.
        on: Its day.
        at: Its hour in words, when one is known.
        title: What happened, in words.
        text: What was said of it; for a note its passages, one under the other.
        object_id: The row it opens.
        voice: Whose word it mostly is.
        tag: Where it stands, in words (« annulé par le ménage », « réglée »).
        passages: Paragraphs of a note, in the order written.
        ahead: Whether it is planned and has not happened.
        ours: Whether it is ours to move.
        to_write: Whether its day is behind, and nothing says what came of it.
        confided_by: Name of the person who confided it.
        hidden_from: Names of the persons of the household who must not see it.
        by: Name of the worker who wrote or received it.
    """

    kind: ThreadKind
    on: dt.date
    at: str
    title: str
    text: str
    object_id: str
    voice: Voice = Voice.OPERATOR
    tag: str = ""
    passages: tuple[ThreadPassage, ...] = ()
    ahead: bool = False
    ours: bool = True
    to_write: bool = False
    confided_by: str = ""
    hidden_from: tuple[str, ...] = ()
    by: str = ""


def thread_of(rows: CaseRows, today: dt.date) -> list[ThreadItem]:
    """Return the whole thread, newest first: what is ahead stands at the top."""
    found = [
        *_notes(rows),
        *_requests(rows),
        *_appointments(rows, today),
        *_committee(rows, today),
        *_handed(rows),
        *_answered(rows),
        *_amendments(rows),
        *_steps(rows),
        *_procedures(rows),
        *_letters(rows),
        *_aids(rows),
    ]
    found.sort(key=lambda one: (one.on, one.ahead, len(one.at), one.at, one.object_id), reverse=True)
    return found


def hour_of(written: str | None) -> str:
    """Return an hour of the file in words, or nothing."""
    return hour(time_from_text(written)) if written else ""


def capital(words: str) -> str:
    """Return words with a capital."""
    return words[:1].upper() + words[1:]


def names_of(rows: CaseRows, ids: Iterable[str] | None) -> tuple[str, ...]:
    """Return the names of persons and workers, those that are known."""
    found = (_name(rows, one) for one in ids or ())
    return tuple(name for name in found if name)


def _name(rows: CaseRows, someone_id: str | None) -> str:
    person = rows.by_id(Person, someone_id)
    if person is not None:
        return person_name(person)
    worker = rows.worker(someone_id)
    return worker.name if worker is not None else ""


def _notes(rows: CaseRows) -> Iterator[ThreadItem]:
    passages: dict[str, list[ThreadPassage]] = defaultdict(list)
    for one in rows.all(ContactPassage):
        passages[one.contact_id].append(ThreadPassage(PassageKind(one.kind), one.text or ""))
    for row in rows.all(Contact):
        kind = ContactKind(row.kind)
        said = tuple(passages[row.id])
        yield ThreadItem(
            ThreadKind.NOTE,
            row.on_day,
            hour_of(row.at_time),
            capital(_(LABELS[kind].text)),
            "\n".join(one.text for one in said),
            row.id,
            Voice.LANDLORD if kind in _OF_LANDLORD else Voice.OPERATOR,
            _(LABELS[ContactOutcome(row.outcome)].text) if row.outcome not in {None, ContactOutcome.HELD} else "",
            said,
            confided_by=_name(rows, row.confided_by_id),
            hidden_from=names_of(rows, row.hide_from_ids),
            by=_name(rows, row.worker_id),
        )


def _requests(rows: CaseRows) -> Iterator[ThreadItem]:
    operator = rows.operator()
    zone = time_zone((operator.time_zone if operator is not None else None) or DEFAULT_ZONE)
    for row in rows.all(Request):
        asked = instant_from_text(row.requested_at, zone)
        who, way = _name(rows, row.person_id), _(LABELS[Channel(row.channel)].text)
        yield ThreadItem(
            ThreadKind.REQUEST,
            asked.date(),
            hour(asked.time()),
            _("Demande de {who}, {way}").format(who=who, way=way) if who else _("Demande, {way}").format(way=way),
            row.text or "",
            row.id,
            Voice.HOUSEHOLD,
            _("réglée") if row.settled_at else _("répondue") if row.first_response_at else _("à rappeler"),
            confided_by=_name(rows, row.confided_by_id),
            hidden_from=names_of(rows, row.hide_from_ids),
            by=_name(rows, row.worker_id),
        )


def _appointments(rows: CaseRows, today: dt.date) -> Iterator[ThreadItem]:
    """Return what is planned, and what is behind and untold; what was held is a note, what came to nothing is said so.

    A closed door is a note too, written when we came: it is not said twice. A day with a note is told, and a closed
    case waits for none.
    """
    notes, closed = rows.all(Contact), rows.case_file.closed_on is not None
    told = {(one.on_day, one.at_time) for one in notes if one.outcome == ContactOutcome.CLOSED_DOOR}
    written, moved = {one.on_day for one in notes}, {one.moved_from for one in rows.all(Appointment)}
    for row in rows.all(Appointment):
        if row.outcome == ContactOutcome.CLOSED_DOOR and (row.on_day, row.at_time) in told:
            continue
        ahead = row.on_day >= today and row.outcome is None
        told_of = row.outcome == ContactOutcome.HELD or (row.outcome is None and (closed or row.on_day in written))
        if not ahead and told_of:
            continue
        kind = _(LABELS[ContactKind(row.kind)].text) if row.kind else _("rendez-vous")
        yield ThreadItem(
            ThreadKind.APPOINTMENT,
            row.on_day,
            hour_of(row.at_time),
            capital(kind),
            ", ".join(part for part in (row.place or "", ", ".join(names_of(rows, row.with_ids))) if part),
            row.id,
            tag=_came_to(row, today, moved=row.on_day in moved),
            ahead=ahead,
            ours=is_ours_to_move(row.kind),
            to_write=not ahead and row.outcome is None,
            confided_by=_name(rows, row.confided_by_id),
            hidden_from=names_of(rows, row.hide_from_ids),
            by=_name(rows, row.worker_id),
        )


def _came_to(row: Appointment, today: dt.date, *, moved: bool) -> str:
    """Return what came of an appointment, in words; nothing of one that is ahead."""
    if row.outcome is None:
        return to_write_since(row.on_day, today) if row.on_day < today else ""
    if moved and row.outcome in _CALLED_OFF_TO_MOVE:
        return _(_CALLED_OFF_TO_MOVE[ContactOutcome(row.outcome)])
    return _(LABELS[ContactOutcome(row.outcome)].text)


def to_write_since(on: dt.date, today: dt.date) -> str:
    """Return how long a meeting waits for its note, neutral: « à écrire · 3 j » (practice 3)."""
    return _("à écrire · {days}\u00a0j").format(days=(today - on).days)


def _committee(rows: CaseRows, today: dt.date) -> Iterator[ThreadItem]:
    for row in rows.all(CommitteeItem):
        on = row.held_on or row.planned_on
        if on is None:
            continue
        decision = _(LABELS[CommitteeDecision(row.decision)].text) if row.decision else ""
        to_tell = row.decision is not None and row.told_to_household_on is None
        yield ThreadItem(
            ThreadKind.COMMITTEE,
            on,
            "",
            _("Comité : {decision}").format(decision=decision) if decision else _("Comité"),
            row.motive or "",
            row.id,
            tag=_("à dire de vive voix") if to_tell else "",
            ahead=row.held_on is None and on >= today,
        )


def _agreements(rows: CaseRows) -> Iterator[tuple[str, str, Contract | MutualCommitments]]:
    yield from (("contract_id", _("Contrat"), one) for one in rows.all(Contract))
    yield from (("mutual_commitments_id", _("Engagements réciproques"), one) for one in rows.all(MutualCommitments))


def _handed(rows: CaseRows) -> Iterator[ThreadItem]:
    for _key, what, row in _agreements(rows):
        if row.handed_on is not None:
            title = _("{what} : remis pour lecture").format(what=what)
            yield ThreadItem(ThreadKind.AGREEMENT, row.handed_on, "", title, "", row.id)
        ended_on = getattr(row, "ended_on", None)
        if ended_on is not None:
            yield ThreadItem(ThreadKind.AGREEMENT, ended_on, "", _("{what} : terminé").format(what=what), "", row.id)


def _answered(rows: CaseRows) -> Iterator[ThreadItem]:
    """Return the answers to a signature: one line a document, a day and an answer, with the names."""
    amended = (("amendment_id", _("Avenant"), one) for one in rows.all(Amendment))
    for key, what, row in (*_agreements(rows), *amended):
        said: dict[tuple[dt.date, SignatureOutcome], list[str]] = defaultdict(list)
        for one in rows.all(Signature):
            if getattr(one, key) == row.id:
                outcome = SignatureOutcome(one.outcome) if one.outcome else SignatureOutcome.SIGNED
                said[one.on_day, outcome].append(_name(rows, one.signatory_id))
        for (on, outcome), names in said.items():
            who = ", ".join(name for name in names if name)
            title = _(_ANSWERS[outcome]).format(what=what, who=who)
            yield ThreadItem(ThreadKind.AGREEMENT, on, "", title, "", row.id)


def _amendments(rows: CaseRows) -> Iterator[ThreadItem]:
    for row in rows.all(Amendment):
        on = row.effective_on or row.handed_on
        if on is not None:
            title = _("Avenant : {motive}").format(motive=_(LABELS[AmendmentMotive(row.motive)].text))
            yield ThreadItem(ThreadKind.AGREEMENT, on, "", title, row.changes or "", row.id)


def _steps(rows: CaseRows) -> Iterator[ThreadItem]:
    for row in rows.all(ArrearsStep):
        hearing = _("Audience le {day}.").format(day=long_day(row.hearing_on)) if row.hearing_on else ""
        yield ThreadItem(
            ThreadKind.STEP,
            row.on_day,
            "",
            capital(_(LABELS[ProcedureStep(row.step)].text)),
            " ".join(part for part in (hearing, row.text or "") if part),
            row.id,
            Voice.LANDLORD,
        )


def _procedures(rows: CaseRows) -> Iterator[ThreadItem]:
    for row in rows.all(Procedure):
        if row.on_day is None:
            continue
        topic = _(LABELS[ProcedureTopic(row.topic)].text)
        yield ThreadItem(
            ThreadKind.PROCEDURE,
            row.on_day,
            "",
            _("Démarche : {what}").format(what=row.what or topic),
            row.body or "",
            row.id,
            tag=_(LABELS[ProcedureStatus(row.status)].text) if row.status else "",
            confided_by=_name(rows, row.confided_by_id),
            hidden_from=names_of(rows, row.hide_from_ids),
        )


def _letters(rows: CaseRows) -> Iterator[ThreadItem]:
    for row in rows.all(Letter):
        sent = _("envoyé le {day}").format(day=long_day(row.sent_on)) if row.sent_on else _("à envoyer")
        organisation = rows.organisation(row.organisation_id)
        whom = row.to_whom or (organisation.name if organisation is not None else "")
        yield ThreadItem(
            ThreadKind.LETTER,
            row.on_day,
            "",
            _("Courrier à {whom}").format(whom=whom) if whom else _("Courrier"),
            row.subject or "",
            row.id,
            tag=_("réponse reçue le {day}").format(day=long_day(row.acknowledged_on)) if row.acknowledged_on else sent,
            confided_by=_name(rows, row.confided_by_id),
            hidden_from=names_of(rows, row.hide_from_ids),
        )


def _aids(rows: CaseRows) -> Iterator[ThreadItem]:
    for row in rows.all(Aid):
        kind = _(LABELS[AidKind(row.kind)].text) if row.kind else ""
        yield ThreadItem(
            ThreadKind.AID,
            row.on_day,
            "",
            _("Aide demandée : {scheme}").format(scheme=_(LABELS[Scheme(row.scheme)].text)),
            kind,
            row.id,
            tag=_(LABELS[AidStatus(row.status)].text) if row.status else "",
        )
