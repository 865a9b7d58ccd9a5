"""What the lists show of one case, derived from its rows: where it stands, and the dates ahead with their sentences."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from app.domain import agenda, followup, harm
from app.domain.cases import case_state
from app.domain.confidentiality import SENSITIVE
from app.domain.contracts import ContractState, commitments_state, contract_state
from app.domain.deadlines import DeadlineId, DeadlineState, state_on
from app.domain.harm import AheadKind
from app.domain.measures import referent_on
from app.domain.procedure import earliest_eviction
from app.domain.rules import shipped_rules
from app.services.access import is_confided
from app.services.facts import case_facts, paper_facts
from app.services.facts.deadline_sentences import sentence
from app.services.facts.hours import hour_words
from app.words import N_, _, language, long_day
from db.models.aid import Procedure
from db.models.around import Action
from db.models.arrears import Arrears, ArrearsStep
from db.models.contact import Appointment, Confided, Contact
from db.models.contract import Contract
from db.models.household import Household, Person
from db.models.measure import IntensityPeriod, Measure
from db.models.mutual_commitments import MutualCommitments
from db.searchable import words_of
from resources.labels import LABELS
from resources.vocabulary import (
    Confidentiality,
    ContactKind,
    ContactOutcome,
    DocumentKind,
    ProcedureStep,
    ProcedureTopic,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.deadlines import Deadline
    from app.domain.measures import MeasureFacts
    from app.domain.rules import Rules
    from app.services.case_rows import CaseRows

_AT_A_DISTANCE = frozenset({ContactKind.PHONE, ContactKind.SMS, ContactKind.EMAIL, ContactKind.LETTER})
FACE_TO_FACE = case_facts.WITH_THE_HOUSEHOLD - _AT_A_DISTANCE - {ContactKind.OUTREACH_ATTEMPT}
TO_SIGN = frozenset({ContractState.HANDED_FOR_READING, ContractState.TALKED_AGAIN, ContractState.PARTLY_SIGNED})
ORDER_SETTLED = frozenset({ProcedureStep.EVICTION, ProcedureStep.WITHDRAWAL, ProcedureStep.JUDGMENT_STAY})
# Said where somebody of another household, or of this one, may read over the shoulder.
NEUTRAL = {
    DeadlineId.OBJECTIVE: N_("Un point est prévu le {day}."),
    DeadlineId.RESIDENCE_PERMIT: N_("Un papier est à renouveler avant le {day}."),
    DeadlineId.PROCEDURE_CHASE: N_("Une démarche est à relancer le {day}."),
    DeadlineId.HEARING: N_("Un rendez-vous important a lieu le {day}."),
    DeadlineId.ASSESSMENT_TO_JUDGE: N_("Un document est à remettre au plus tard le {day}."),
    AheadKind.EVICTION: N_("Une date importante du logement approche\u00a0: le {day}."),
    AheadKind.ACTION: N_("Une chose est à faire pour le {day}."),
    AheadKind.APPOINTMENT: N_("Rendez-vous le {day}."),
}
_TOPIC_SAYS = {topic.value: frozenset(LABELS[topic].confidentiality) for topic in ProcedureTopic}
HEARING_STANDS = N_("L’audience a toujours lieu tant que le tribunal n’a pas confirmé un renvoi ou un désistement.")


@dataclasses.dataclass(frozen=True, slots=True)
class Ahead:
    """One date ahead of a case.

    Attributes:
        kind: ``DeadlineId`` or ``AheadKind``.
        due_on: Nominal day.
        extended_to: Where the calendar moves it.
        object: What it is about; None for what is confided.
        sentence: What the worker reads.
        neutral: What stands there when somebody else may read; the same for what hides nothing.
        state: Where it stood on the day it was computed.
    """

    kind: str
    due_on: dt.date
    extended_to: dt.date | None
    object: str | None
    sentence: str
    neutral: str
    state: DeadlineState


@dataclasses.dataclass(frozen=True, slots=True)
class Derived:
    """What is kept of a case: the columns of its line, and the dates ahead."""

    columns: dict[str, Any]
    ahead: tuple[Ahead, ...]


def derive(rows: CaseRows, today: dt.date) -> Derived:
    """Derive all that the lists show of a case on a day, in the language spoken now."""
    rules = shipped_rules()
    facts = case_facts.case_facts(rows, rules, today)
    dated = tuple(_dated(rows, facts, rules, today))
    coming = [one for one in dated if one.state in {DeadlineState.TODAY, DeadlineState.UPCOMING}]
    first = min(coming, key=lambda one: one.due_on, default=None)
    referent = rows.worker(referent_on(facts.measure, today) or facts.measure.referent)
    met_on, every = _last_met(rows, today), _meet_every(rows, facts.measure, today)
    columns = _household(rows) | {
        "referent_id": referent.id if referent is not None else None,
        "referent": referent.name if referent is not None else None,
        "state": case_state(case_facts.history(rows, rules, today), rules, today).value,
        "next_on": first.due_on if first is not None else None,
        "next_what": first.sentence if first is not None else None,
        "next_neutral": first.neutral if first is not None else None,
        "last_met_on": met_on,
        "meet_every": every,
        "to_sign": _to_sign(rows, rules, today),
        "computed_on": today,
        "language": language(),
        "stale": False,
    }
    ours = (*_actions(rows, today), *_evictions(rows, facts, rules, today), *_meeting(met_on, every))
    return Derived(columns, tuple(one for one in (*dated, *ours) if shown_between(one)[1] >= today))


def is_sensitive(row: Confided, topic: str | None = None) -> bool:
    """Tell whether a thing, or the word it is filed under, says something of health, justice, violence or origin."""
    levels = {Confidentiality(level) for level in row.confidentiality or ()}
    return not (levels | _TOPIC_SAYS.get(topic or "", frozenset())).isdisjoint(SENSITIVE)


def shown_between(one: Ahead) -> tuple[dt.date, dt.date]:
    """Return the first and last day on which a date belongs to the lines of a day."""
    return harm.shown_between(harm.kind_of(one.kind), one.due_on, one.extended_to, shipped_rules())


def harm_of(one: Ahead) -> harm.Harm:
    """Return what is lost if a date is ignored."""
    return harm.HARMS[harm.kind_of(one.kind)]


def _household(rows: CaseRows) -> dict[str, Any]:
    household, number = rows.one(Household), rows.case_file.number or ""
    label = household.label if household is not None else None
    persons = rows.all(Person)
    called = tuple(one.called or one.first_name for one in persons if one.called or one.first_name)
    names = [part for one in persons for part in (one.first_name, one.called, one.last_name, one.birth_name) if part]
    found = dict.fromkeys(word for part in (label or "", number, *names) for word in words_of(part))
    return {
        "number": number,
        "label": label,
        "sort_key": (household.sort_key if household is not None else None) or number.lower(),
        "words": f" {' '.join(found)} ",
        "first_names": called,
        "programme": rows.case_file.programme,
    }


def _last_met(rows: CaseRows, today: dt.date) -> dt.date | None:
    met = (
        one.on_day
        for one in rows.all(Contact)
        if one.kind in FACE_TO_FACE and one.outcome in {None, ContactOutcome.HELD} and one.on_day <= today
    )
    return max(met, default=None)


def _meet_every(rows: CaseRows, measure: MeasureFacts, today: dt.date) -> int | None:
    """Return how many days two meetings are apart, None while the measure does not run or pauses."""
    if not measure.runs_on(today) or measure.paused_on(today):
        return None
    periods = rows.under(IntensityPeriod, "measure_id", rows.current(Measure))
    begun = sorted((one for one in periods if one.from_day <= today), key=lambda one: one.from_day)
    return begun[-1].visit_every_days if begun else None


def _to_sign(rows: CaseRows, rules: Rules, today: dt.date) -> str | None:
    contract, mutual = rows.current(Contract), rows.current(MutualCommitments)
    if contract is not None and contract_state(paper_facts.contract(rows, contract, rules, today), today) in TO_SIGN:
        return DocumentKind.SUPPORT_CONTRACT.value
    if contract is not None and _amendment_waits(rows, contract, rules, today):
        return DocumentKind.AMENDMENT.value
    if mutual is not None and commitments_state(paper_facts.commitments(rows, mutual, rules, today), today) in TO_SIGN:
        return DocumentKind.MUTUAL_COMMITMENTS.value
    return None


def _amendment_waits(rows: CaseRows, contract: Contract, rules: Rules, today: dt.date) -> bool:
    """Tell whether an amendment was handed over and not signed by all yet."""
    facts = paper_facts.contract(rows, contract, rules, today)
    return any(contract_state(one, today) in TO_SIGN for one in facts.amendments)


def _dated(rows: CaseRows, facts: agenda.CaseFacts, rules: Rules, today: dt.date) -> Iterator[Ahead]:
    # Démarches are taken one by one: what their sentence may say depends on the row, which a deadline does not name.
    for entry in agenda.case_deadlines(dataclasses.replace(facts, procedures=()), rules, today):
        if _is_alive(entry.state):
            yield _deadline(entry)
    for row, procedure in zip(rows.all(Procedure), facts.procedures, strict=True):
        for entry in followup.procedure_chases((procedure,), rules, today):
            if _is_alive(entry.state):
                yield _deadline(entry, sensitive=is_sensitive(row, row.topic), confided=is_confided(row))
    for one in rows.all(Appointment):
        if one.outcome is None and one.on_day >= today:
            yield _appointment(one, today)


def _is_alive(state: DeadlineState) -> bool:
    return state not in {DeadlineState.DONE, DeadlineState.NOT_APPLICABLE}


def _deadline(entry: Deadline, *, sensitive: bool = True, confided: bool = False) -> Ahead:
    said = sentence(entry)
    if entry.id is DeadlineId.HEARING and entry.under is None and entry.state is not DeadlineState.PASSED:
        said = f"{said} {_(HEARING_STANDS)}"
    neutral = _neutral(entry.id, entry.due_on) if sensitive or confided else said
    return Ahead(
        entry.id.value,
        entry.due_on,
        entry.extended_to,
        None if confided else entry.object,
        neutral if confided else said,
        neutral or said,
        entry.state,
    )


def _neutral(kind: DeadlineId | AheadKind, day: dt.date) -> str:
    words = NEUTRAL.get(kind)
    return _(words).format(day=long_day(day)) if words is not None else ""


def _appointment(row: Appointment, today: dt.date) -> Ahead:
    neutral = _neutral(AheadKind.APPOINTMENT, row.on_day)
    said = neutral
    if row.kind and not is_confided(row):
        words = _("{kind} le {day} à {at}.") if row.at_time else _("{kind} le {day}.")
        label = _(LABELS[ContactKind(row.kind)].text)
        at = hour_words(row.at_time) if row.at_time else ""
        said = words.format(kind=label[:1].upper() + label[1:], day=long_day(row.on_day), at=at)
    state = state_on(row.on_day, today)
    return Ahead(AheadKind.APPOINTMENT.value, row.on_day, None, None, said, neutral, state)


def _actions(rows: CaseRows, today: dt.date) -> Iterator[Ahead]:
    household = {one.id for one in rows.all(Person)}
    for one in rows.all(Action):
        if one.due_on is None or one.done_on is not None or one.by_id in household:
            continue
        said = _("À faire pour le {day}\u00a0: {what}.").format(
            day=long_day(one.due_on), what=(one.what or "").rstrip(".")
        )
        neutral = _neutral(AheadKind.ACTION, one.due_on)
        state = state_on(one.due_on, today)
        yield Ahead(AheadKind.ACTION.value, one.due_on, None, one.what, said, neutral, state)


def _evictions(rows: CaseRows, facts: agenda.CaseFacts, rules: Rules, today: dt.date) -> Iterator[Ahead]:
    """Give the first day the law allows after an order to leave that nothing settled since."""
    steps = rows.under(ArrearsStep, "arrears_id", rows.current(Arrears))
    orders = [one.on_day for one in steps if one.step == ProcedureStep.ORDER_TO_LEAVE and one.on_day <= today]
    served_on = max(orders, default=None)
    if served_on is None or any(one.step in ORDER_SETTLED and one.on_day >= served_on for one in steps):
        return
    due_on = earliest_eviction(served_on, rules, facts.zone)
    said = _(
        "Un commandement de quitter les lieux a été remis le {served}\u00a0: pas d’expulsion avant le {day}, "
        "à vérifier avec un juriste."
    ).format(served=long_day(served_on), day=long_day(due_on))
    neutral = _neutral(AheadKind.EVICTION, due_on)
    yield Ahead(AheadKind.EVICTION.value, due_on, None, None, said, neutral, state_on(due_on, today))


def _meeting(met_on: dt.date | None, every: int | None) -> Iterator[Ahead]:
    """Give our own cadence; its sentence counts days, so it is made when it is shown."""
    if met_on is not None and every is not None:
        due_on = met_on + dt.timedelta(days=every)
        yield Ahead(AheadKind.MEETING.value, due_on, None, None, "", "", DeadlineState.UPCOMING)
