"""From the diagnosis to objectives, with nothing retyped (decision 3): proposed, to be chosen, changed or left."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.clauses import LibraryClause, shipped_clauses, speaks_of
from app.domain.days import add_months
from app.domain.plans import plan_schedule
from app.domain.procedure import hearing
from app.domain.rules import shipped_rules
from app.domain.sentences import split_sentences
from app.services.access import is_confided
from app.services.diagnosis.view import state_of
from app.services.facts import case_facts, household_facts
from app.services.papers.diagnosis import POINTS, point_title
from app.words import _, amount, long_day, speaking
from db.models.aid import Procedure
from db.models.arrears import Arrears
from db.models.diagnosis import Diagnosis, DiagnosisPointEntry, Difficulty
from resources.labels import LABELS
from resources.vocabulary import DiagnosisPoint, PointState, ProcedureStatus, ProcedureStep, ProcedureTopic, WorkAxis

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from app.services.case_rows import CaseRows

AXES: Final = {
    DiagnosisPoint.FAMILY_SITUATION: WorkAxis.FAMILY_PARENTING,
    DiagnosisPoint.FAMILY_HISTORY: WorkAxis.HOUSING_OCCUPANCY,
    DiagnosisPoint.ADMINISTRATIVE_SITUATION: WorkAxis.RIGHTS_ADMIN,
    DiagnosisPoint.FINANCIAL_SITUATION: WorkAxis.BUDGET_RENT,
    DiagnosisPoint.PROFESSIONAL_SITUATION: WorkAxis.EMPLOYMENT,
    DiagnosisPoint.HEALTH_ISSUES: WorkAxis.HEALTH,
    DiagnosisPoint.RESIDENTIAL_PROJECT: WorkAxis.HOUSING_OCCUPANCY,
    DiagnosisPoint.ONGOING_PROCEDURES: WorkAxis.RIGHTS_ADMIN,
}
"""The domain of support a point leads to, where only the household's words are known."""
OVER: Final = frozenset({ProcedureStatus.DONE, ProcedureStatus.ABANDONED})
OF_HEALTH: Final = frozenset({ProcedureTopic.HEALTH_COVER, ProcedureTopic.DISABILITY})
THREATS: Final = (
    ProcedureStep.SUMMONS_TO_PAY,
    ProcedureStep.COURT_SUMMONS,
    ProcedureStep.HEARING,
    ProcedureStep.POSTPONEMENT,
    ProcedureStep.JUDGMENT,
    ProcedureStep.JUDGMENT_STAY,
    ProcedureStep.JUDGMENT_TERMINATION,
    ProcedureStep.ORDER_TO_LEAVE,
    ProcedureStep.POLICE_REQUEST,
)
"""Acts after which a procedure may be spoken of, until the landlord withdraws."""
TALKED: Final = frozenset({PointState.DISCUSSED, PointState.TO_REVISIT})


@dataclass(frozen=True, slots=True)
class ProposedObjective:
    """An objective that may be taken as it is; whatever it says can be changed.

    Attributes:
        id: Where it comes from: a clause, a démarche, a point.
        axis: Domain of support.
        axis_label: The same in words.
        household_words: The household's own sentence where one was said, else nothing: nobody speaks in their place.
        expected_result: What one could see, in our words.
        indicator: What is counted.
        baseline: Where it starts.
        target: Where it goes.
        due_on: When to look at it again.
        household: What the household does.
        operator: What we do.
        landlord: What the landlord does.
        points: Points of the diagnosis it comes from.
        points_label: The same in words.
        because: What made it worth proposing, as written in the case.
    """

    id: str
    axis: WorkAxis
    axis_label: str
    household_words: str
    expected_result: str
    indicator: str
    baseline: str
    target: str
    due_on: dt.date | None
    household: str
    operator: str
    landlord: str
    points: tuple[DiagnosisPoint, ...]
    points_label: str
    because: tuple[str, ...]

    @property
    def own_words(self) -> bool:
        """Whether the household said it; else it is proposed by us."""
        return bool(self.household_words)

    @property
    def title(self) -> str:
        """What it is called, as the objective will be."""
        return self.household_words or self.expected_result


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of the diagnosis; ``point`` is ``None`` for a difficulty, which belongs to none."""

    text: str
    point: DiagnosisPoint | None
    own: bool = False


def proposals(rows: CaseRows, day: dt.date) -> tuple[ProposedObjective, ...]:
    """Return what may become objectives: clauses the case speaks of, its plan, its démarches, then bare own words.

    A point the household does not wish to talk about, or not yet talked about, proposes nothing.
    """
    said = tuple(_said(rows))
    with speaking("fr"):  # it becomes text of the case, which is French
        found = _with_procedures(
            [*_from_clauses(said, threat(rows, day), day), *_from_plan(rows, day)], _from_procedures(rows, day)
        )
        spoken = {point for one in found for point in one.points}
        return (*found, *_from_own_words(said, spoken))


def _said(rows: CaseRows) -> Iterator[_Said]:
    diagnosis = rows.current(Diagnosis)
    for one in rows.under(Difficulty, "diagnosis_id", diagnosis):
        yield _Said(" – ".join(part for part in (one.what, one.cause, one.consequence) if part), None)
    entries = {one.point: one for one in rows.under(DiagnosisPointEntry, "diagnosis_id", diagnosis)}
    for point in POINTS:
        entry = entries.get(point)
        if entry is not None and state_of(entry) in TALKED:
            yield from (_Said(text, point, own=True) for text in split_sentences(entry.reported or ""))
            yield from (_Said(text, point) for text in split_sentences(entry.observed or ""))
            yield from (_Said(text, point) for text in entry.strengths or ())


def threat(rows: CaseRows, day: dt.date) -> str:
    """Return how threatened the home is: ``hearing`` when one is ahead, ``procedure`` once begun, else ``calm``."""
    rules = shipped_rules()
    facts = case_facts.case_facts(rows, rules, day).procedure(rules, day)
    found = hearing(facts, day)
    if found is not None and found.on >= day and found.called_off_on is None:
        return "hearing"
    withdrawn = max((act.on for act in facts.of(ProcedureStep.WITHDRAWAL)), default=None)
    begun = any(withdrawn is None or act.on > withdrawn for act in facts.of(*THREATS))
    return "procedure" if begun else "calm"


def _from_clauses(said: tuple[_Said, ...], threatened: str, day: dt.date) -> Iterator[ProposedObjective]:
    for clause in shipped_clauses():
        if clause.when not in {"", threatened}:
            continue
        about = [
            one
            for one in said
            if (one.point is None or one.point in clause.points) and speaks_of(clause.about, one.text)
        ]
        if about:
            found = proposed(clause, day)
            own = next((_unquoted(one.text) for one in about if one.own and _is_a_wish(one.text)), None)
            points = tuple(dict.fromkeys(one.point for one in about if one.point is not None)) or clause.points
            yield dataclasses.replace(
                found,
                household_words=own or "",
                points=points,
                points_label=_points_label(points),
                because=tuple(dict.fromkeys(one.text for one in about)),
            )


def _is_a_wish(sentence: str) -> bool:
    """Tell whether a sentence says what somebody wants, and not only what is."""
    wishes = ("veut", "veux", "voul", "voudr", "souhait", "aimer", "espère", "espere", "besoin", "envie")
    return speaks_of(wishes, sentence)


def _unquoted(sentence: str) -> str:
    """Return words without the marks of speech around all of them: an objective is theirs already."""
    inside = sentence[1:-1].strip()
    return inside if sentence.startswith("«") and sentence.endswith("»") and "«" not in inside else sentence


def proposed(clause: LibraryClause, day: dt.date, fields: Mapping[str, str] | None = None) -> ProposedObjective:
    """Return a clause as an objective, its fields filled."""
    filled = fields or {}

    def text(written: str) -> str:
        return written.format(**filled) if filled else written

    return ProposedObjective(
        id=f"clause:{clause.id}",
        axis=clause.axis,
        axis_label=_(LABELS[clause.axis].text),
        household_words="",
        expected_result=_capital(text(clause.expected_result or clause.household_words)),
        indicator=clause.indicator,
        baseline=clause.baseline,
        target=text(clause.target),
        due_on=add_months(day, clause.months) if clause.months else None,
        household=text(clause.household),
        operator=text(clause.operator),
        landlord=text(clause.landlord),
        points=clause.points,
        points_label=_points_label(clause.points),
        because=(),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of_fact(fact: str) -> LibraryClause:
    return next(clause for clause in shipped_clauses() if clause.fact == fact)


def plan_fields(rows: CaseRows, day: dt.date) -> dict[str, str] | None:
    """Return what the texts of a plan that runs or will run are filled with, or nothing."""
    ledger = rows.current(Arrears)
    agreed = household_facts.plan(ledger)
    if agreed is None or (agreed.ended_on is not None and agreed.ended_on <= day):
        return None
    schedule = plan_schedule(household_facts.account(rows, ledger), agreed, day)
    return {
        "monthly": amount(agreed.monthly),
        "day": long_day(agreed.starts_on),
        "count": str(schedule.count) if schedule is not None else "",
    }


def _from_plan(rows: CaseRows, day: dt.date) -> Iterator[ProposedObjective]:
    fields = plan_fields(rows, day)
    if fields is not None:
        because = _("Plan de {monthly} par mois à partir du {day}").format(**fields)
        yield dataclasses.replace(proposed(_of_fact("plan"), day, fields), because=(because,))


def open_procedures(rows: CaseRows) -> list[Procedure]:
    """Return the démarches that are neither done nor given up and that nobody confided."""
    return [
        one
        for one in rows.all(Procedure)
        if (one.status is None or ProcedureStatus(one.status) not in OVER) and not is_confided(one)
    ]


def _from_procedures(rows: CaseRows, day: dt.date) -> Iterator[ProposedObjective]:
    for row in open_procedures(rows):
        topic = ProcedureTopic(row.topic)
        what = row.what or _(LABELS[topic].text)
        of_health = topic in OF_HEALTH
        found = proposed(_of_fact("procedure"), day, {"what": what})
        points = (DiagnosisPoint.HEALTH_ISSUES,) if of_health else found.points
        axis = WorkAxis.HEALTH if of_health else found.axis
        yield dataclasses.replace(
            found,
            id=f"procedure:{row.id}",
            axis=axis,
            axis_label=_(LABELS[axis].text),
            points=points,
            points_label=_points_label(points),
            because=(f"{row.body} – {what}" if row.body else what,),
        )


def _with_procedures(
    found: list[ProposedObjective], procedures: Iterable[ProposedObjective]
) -> list[ProposedObjective]:
    """Return all of them, a démarche a clause already speaks of as one more reason for that clause."""
    about = {f"clause:{clause.id}": clause.about for clause in shipped_clauses()}
    whole = list(found)
    for one in procedures:
        told = next((rank for rank, clause in enumerate(whole) if _tells(clause, about.get(clause.id, ()), one)), None)
        if told is None:
            whole.append(one)
        else:
            whole[told] = dataclasses.replace(whole[told], because=(*whole[told].because, *one.because))
    return whole


def _tells(clause: ProposedObjective, about: Iterable[str], procedure: ProposedObjective) -> bool:
    same = clause.axis is procedure.axis and set(procedure.points) <= set(clause.points)
    return same and speaks_of(about, " ".join(procedure.because))


def _from_own_words(said: Iterable[_Said], spoken: set[DiagnosisPoint]) -> Iterator[ProposedObjective]:
    """Propose the household's first words on a point nothing else speaks of; the rest is to be written together."""
    for one in said:
        if not one.own or one.point is None or one.point in spoken:
            continue
        spoken.add(one.point)
        axis = AXES[one.point]
        yield ProposedObjective(
            id=f"point:{one.point.value}",
            axis=axis,
            axis_label=_(LABELS[axis].text),
            household_words=_unquoted(one.text),
            expected_result="",
            indicator="",
            baseline="",
            target="",
            due_on=None,
            household="",
            operator="",
            landlord="",
            points=(one.point,),
            points_label=point_title(one.point),
            because=(one.text,),
        )


def _points_label(points: Iterable[DiagnosisPoint]) -> str:
    return ", ".join(point_title(point) for point in points)
