"""What the page of a case says of what services read; no widget here."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from app.services.case.thread import ThreadKind
from app.words import N_, _, amount, language, long_day
from resources.vocabulary import PassageKind
from ui.charts.budget_bars import MonthBudget
from ui.charts.rent_curve import Mark, RentAccount
from ui.destinations import CaseTab

if TYPE_CHECKING:
    from app.services.case.money_view import BudgetView, RentView
    from app.services.case.thread import ThreadItem

TABS = (
    (CaseTab.THREAD, N_("Fil")),
    (CaseTab.PROJECT, N_("Projet")),
    (CaseTab.HOME_AND_MONEY, N_("Logement et argent")),
    (CaseTab.PROCEDURES, N_("Démarches")),
    (CaseTab.PAPERS, N_("Papiers et accords")),
)
LONGEST = 600  # characters of a note in the thread
AHEAD = dt.timedelta(days=365)  # how much of a plan the curve shows: what was owed stays readable
_MARKS = {PassageKind.ANALYSIS: N_("hypothèse\u00a0: ")}


def day_of(item: ThreadItem, today: dt.date) -> str:
    """Return the day of a line: « Aujourd’hui », else the day; the year only when it is another."""
    if item.on == today:
        return _("Aujourd’hui")
    written = long_day(item.on)
    return written if item.on.year != today.year else written.rsplit(" ", 1)[0]


def dot_of(item: ThreadItem) -> str:
    """Return the colour token of a line: whose word it is."""
    return {"household": "household", "landlord": "landlord"}.get(item.voice.value, "accent")


def shown_text(item: ThreadItem) -> str:
    """Return what a line says; a note passage by passage, our hypotheses named; a long one is whole once open."""
    said = item.text
    if item.kind is ThreadKind.NOTE and item.passages:
        said = "\n".join(
            f"{_(_MARKS[one.kind])}{one.text}" if one.kind in _MARKS else one.text for one in item.passages
        )
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(maxsplit=1)[0]}\u00a0…"


def rent_account(view: RentView) -> RentAccount:
    """Return what the curve draws of a rent account."""
    last = view.owed[-1][0] + AHEAD if view.owed else None
    planned = tuple(one for one in view.planned if last is not None and one[0] <= last)
    return RentAccount(view.owed, planned, tuple(Mark(one.on, one.words) for one in view.marks))


def months(view: BudgetView) -> tuple[MonthBudget, ...]:
    """Return the two months a budget is drawn as; one whose resources are not known draws none."""
    return tuple(MonthBudget(one.name, one.resources or 0, one.parts) for one in (view.before, view.now))


def left_over(month: str, cents: int) -> str:
    """Return what a month leaves to live on, or what it lacks."""
    if cents < 0:
        return _("{month}\u00a0: il manque {lacking}").format(month=month, lacking=amount(-cents))
    return _("{month}\u00a0: il reste {left} pour vivre").format(month=month, left=amount(cents))


def effort(ratio: str) -> str:
    """Return what part of the resources the home takes, once the benefit is off: « 23,6 % »."""
    percent = f"{Decimal(ratio) * 100:.1f}"
    percent = percent.replace(".", ",") if language() == "fr" else percent
    return _("Taux d’effort\u00a0: {percent}\u00a0%, aide déduite").format(percent=percent)
