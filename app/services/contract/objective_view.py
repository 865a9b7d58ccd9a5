"""An objective as it is shown: the household's words, what each side does, a stage in words and what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.services.papers.common import axis_label
from app.services.papers.diagnosis import point_title
from app.words import _
from db.models.contract import Objective, Progress
from resources.labels import LABELS
from resources.vocabulary import DiagnosisPoint, ObjectiveStage, WorkAxis

if TYPE_CHECKING:
    import datetime as dt

    from app.services.case_rows import CaseRows

_UNIT: Final = re.compile(
    r"\b(mois|semaines?|jours?|échéances?|visites?|rendez-vous|démarches?|courriers?|étapes?|dettes?|travaux|rencontres?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ProgressView:
    """What was counted and said on a day; never a mark (decision 4)."""

    id: str
    on: dt.date
    measured: str
    counted: str
    stage: ObjectiveStage | None
    stage_label: str
    household_words: str


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """One objective.

    Attributes:
        id: Its row.
        number: From 1, in order.
        axis: Domain of support.
        axis_label: The same in words.
        title: The household's words, else the expected result.
        household_words: What the household wants, in its words.
        expected_result: What one could see.
        indicator: What is counted.
        baseline: Where it started.
        target: Where it goes.
        due_on: When to look at it again.
        means: With what.
        partner: With whom.
        household: What the household does.
        operator: What we do.
        landlord: What the landlord does.
        points: Points of the diagnosis it comes from, with their labels.
        stage: Said last; « pas commencé » when nothing was.
        stage_label: The same in words.
        counted: « 3 mois sur 6 »; empty unless both are numbers.
        ratio: The same between 0 and 1, to draw; ``None`` without numbers.
        achieved_on: Day it was reached.
        progress: All that was said, newest first.
        of_health: Whether it keeps the landlord from signing the contract whatever is shared.
    """

    id: str
    number: int
    axis: WorkAxis | None
    axis_label: str
    title: str
    household_words: str
    expected_result: str
    indicator: str
    baseline: str
    target: str
    due_on: dt.date | None
    means: str
    partner: str
    household: str
    operator: str
    landlord: str
    points: tuple[tuple[DiagnosisPoint, str], ...]
    stage: ObjectiveStage
    stage_label: str
    counted: str
    ratio: float | None
    achieved_on: dt.date | None
    progress: tuple[ProgressView, ...]
    of_health: bool


def objective_views(rows: CaseRows, contract: object | None, day: dt.date) -> tuple[ObjectiveView, ...]:
    """Return the objectives of a contract in order, with what was said of them up to a day."""
    found = [one for one in rows.all(Objective) if one.contract_id == getattr(contract, "id", None)]
    return tuple(_objective(rows, number, one, day) for number, one in enumerate(found, start=1))


def _objective(rows: CaseRows, number: int, row: Objective, day: dt.date) -> ObjectiveView:
    said = [one for one in rows.all(Progress) if one.objective_id == row.id and one.on_day <= day]
    progress = tuple(_progress(row, one) for one in sorted(said, key=lambda one: one.on_day, reverse=True))
    stage = next((one.stage for one in progress if one.stage is not None), ObjectiveStage.NOT_STARTED)
    measured = next((one.measured for one in progress if one.measured), "")
    points = tuple(DiagnosisPoint(point) for point in row.points or ())
    return ObjectiveView(
        id=row.id,
        number=number,
        axis=WorkAxis(row.axis) if row.axis else None,
        axis_label=axis_label(row.axis),
        title=row.household_words or row.expected_result or _("Objectif sans titre"),
        household_words=row.household_words or "",
        expected_result=row.expected_result or "",
        indicator=row.indicator or "",
        baseline=row.baseline or "",
        target=row.target or "",
        due_on=row.due_on,
        means=row.means or "",
        partner=row.partner or "",
        household=row.commitments_household or "",
        operator=row.commitments_operator or "",
        landlord=row.commitments_landlord or "",
        points=tuple((point, point_title(point)) for point in points),
        stage=stage,
        stage_label=_(LABELS[stage].text),
        counted=counted(measured, row.target, row.indicator),
        ratio=_ratio(measured, row.target),
        achieved_on=row.achieved_on,
        progress=progress,
        of_health=row.axis == WorkAxis.HEALTH or DiagnosisPoint.HEALTH_ISSUES in points,
    )


def _progress(objective: Objective, row: Progress) -> ProgressView:
    stage = ObjectiveStage(row.stage) if row.stage else None
    return ProgressView(
        row.id,
        row.on_day,
        row.measured or "",
        counted(row.measured, objective.target, objective.indicator),
        stage,
        _(LABELS[stage].text) if stage is not None else "",
        row.household_words or "",
    )


def counted(measured: str | None, target: str | None, indicator: str | None) -> str:
    """Return what is counted in words, « 3 mois sur 6 », with the unit the indicator names, if any."""
    if _ratio(measured, target) is None:
        return ""
    unit = _UNIT.search(indicator or "")
    facts = {"measured": measured, "target": target, "unit": unit[1].lower() if unit else ""}
    return (_("{measured} {unit} sur {target}") if unit else _("{measured} sur {target}")).format(**facts)


def _ratio(measured: str | None, target: str | None) -> float | None:
    if not (measured or "").isdecimal() or not (target or "").isdecimal() or not int(target or "0"):
        return None
    return min(1.0, int(measured or "0") / int(target or "1"))
