"""What Aujourd’hui says of each thing, and where pressing it leads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app import words
from app.domain.deadlines import DeadlineId
from app.services.case.thread import to_write_since
from app.words import N_, _, long_day, ngettext
from ui.destinations import CaseTab, Destination, Place

if TYPE_CHECKING:
    import datetime as dt

    from app.services.day.today import DayLine, DayView
    from app.services.day.visits import Visit
    from app.services.drafts import FoundDraft
    from app.services.procedures.open_requests import OpenRequest

WEEK = (N_("Lundi"), N_("Mardi"), N_("Mercredi"), N_("Jeudi"), N_("Vendredi"), N_("Samedi"), N_("Dimanche"))
NOTE, REQUEST = ("contact", "note"), ("request", "text")
NEW_CASE = ("case_file", "new_case")  # the table of a case still to open, and the detail that begins one
DRAFTS = {
    "contact": N_("Note"),
    "request": N_("Demande ou appel"),
    "case_file": N_("Nouveau dossier"),
    "diagnosis": N_("Diagnostic"),
    "diagnosis_point": N_("Diagnostic"),
    "difficulty": N_("Diagnostic"),
    "contract": N_("Contrat"),
    "objective": N_("Contrat"),
    "amendment": N_("Avenant"),
    "mutual_commitments": N_("Engagements réciproques"),
    "case_worker": N_("Bailleur"),
    "appointment_move": N_("Rendez-vous à reporter"),
}
_PAGES = {
    "diagnosis": Place.DIAGNOSIS,
    "diagnosis_point": Place.DIAGNOSIS,
    "difficulty": Place.DIAGNOSIS,
    "contract": Place.CONTRACT,
    "objective": Place.CONTRACT,
    "amendment": Place.CONTRACT,
    "mutual_commitments": Place.CONTRACT,
}
_PROJECT = {DeadlineId.CONTRACT_REVIEW, DeadlineId.OBJECTIVE, DeadlineId.COMMITTEE_REVIEW}
_PROCEDURES = {DeadlineId.PROCEDURE_CHASE, DeadlineId.RESIDENCE_PERMIT, DeadlineId.SCHEME_END}
_HOME = set(DeadlineId) - _PROJECT - _PROCEDURES - {DeadlineId.CONSENT_END, DeadlineId.LANDLORD_EXCHANGE}


def heading(day: dt.date) -> str:
    """Return the day as people say it: « Vendredi 20 novembre »."""
    return f"{_(WEEK[day.weekday()])} {long_day(day).rsplit(' ', 1)[0]}"


def summary(view: DayView) -> str:
    """Return the day in one line."""
    meetings, requests = len(view.appointments), len(view.requests)
    said = (
        ngettext("{count} rendez-vous", "{count} rendez-vous", meetings) if meetings else _("Aucun rendez-vous"),
        ngettext("{count} demande en attente", "{count} demandes en attente", requests)
        if requests
        else _("aucune demande en attente"),
    )
    return " · ".join((said[0].format(count=meetings), said[1].format(count=requests)))


def date_to_check(view: DayView) -> str:
    """Return what is said of a computer whose date is before what was written last; empty for any other."""
    if view.last_written_on is None:
        return ""
    return _(
        "La date de l’ordinateur ({day}) est avant votre dernière note ({last})\u00a0: vérifiez-la. Rien n’est perdu."
    ).format(day=long_day(view.day), last=long_day(view.last_written_on))


def hour(visit: Visit) -> str:
    """Return the hour of an appointment, as its column shows it."""
    return words.hour(visit.starts_at) if visit.starts_at is not None else (visit.at or "–")


def waits_for_its_note(visit: Visit, today: dt.date) -> str:
    """Return the day of a meeting nobody wrote of, and since when it waits: « 17 novembre · à écrire · 3 j »."""
    return f"{long_day(visit.on).rsplit(' ', 1)[0]} · {to_write_since(visit.on, today)}"


def second_line(visit: Visit) -> str:
    """Return what stands under an appointment: the one thing to do while it lies ahead, else where."""
    ahead = visit.thing if not visit.outcome_label else None
    return ahead or visit.place or ""


def is_over(visit: Visit, now: dt.datetime) -> bool:
    """Tell whether an appointment lies behind."""
    return visit.on < now.date() or (
        visit.on == now.date() and visit.starts_at is not None and visit.starts_at < now.time()
    )


def destination_of(line: DayLine) -> Destination:
    """Return where a line leads: the tab of the case that shows it."""
    if line.kind in _HOME:
        tab = CaseTab.HOME_AND_MONEY
    elif line.kind in _PROJECT:
        tab = CaseTab.PROJECT
    elif line.kind in _PROCEDURES:
        tab = CaseTab.PROCEDURES
    else:
        tab = CaseTab.PAPERS if line.kind == DeadlineId.CONSENT_END else CaseTab.THREAD
    return Destination(Place.CASE, line.case_id, tab)


def when(line: DayLine, today: dt.date) -> str:
    """Return when a line falls due, near days in words."""
    days = ((line.extended_to or line.due_on) - today).days
    near = {0: _("aujourd’hui"), 1: _("demain"), -1: _("hier")}
    if days in near:
        return near[days]
    if days < 0:
        return long_day(line.due_on)
    return _("dans {days} jours").format(days=days) if days <= 14 else long_day(line.due_on)  # noqa: PLR2004 -- 2 weeks


def asked(request: OpenRequest) -> str:
    """Return what a request asks, who by and how."""
    who = f"{request.who} · " if request.who else ""
    return f"{who}{request.text or _('demande confiée')}"


def draft_title(draft: FoundDraft) -> str:
    """Return what a draft is, and whose."""
    kind = _(DRAFTS.get(draft.typed.target, N_("Texte commencé")))
    return f"{kind} · {draft.case_label}" if draft.case_label else kind


def draft_beginning(draft: FoundDraft) -> str:
    """Return the first words of a draft; those of a form, value by value."""
    if draft.typed.field != "form":
        return draft.beginning
    try:
        values = json.loads(draft.typed.text)
    except ValueError:
        return ""
    return ", ".join(str(value) for value in values.values() if value) if isinstance(values, dict) else ""


def draft_saved(draft: FoundDraft, zone: dt.tzinfo) -> str:
    """Return when a draft was kept last."""
    local = draft.saved_at.astimezone(zone)
    return _("tapé le {day} à {hour}").format(day=long_day(local.date()), hour=words.hour(local.time()))


def draft_destination(draft: FoundDraft) -> Destination | None:
    """Return the page that takes a draft up; None for a note or a request, which open over any page."""
    typed = draft.typed
    if typed.target == NEW_CASE[0] and typed.case_id is None:
        return Destination(Place.PERSONS, detail=NEW_CASE[1])
    if typed.target in {NOTE[0], REQUEST[0]} or typed.case_id is None:
        return None
    return Destination(_PAGES.get(typed.target, Place.CASE), typed.case_id, object_id=typed.row_id)
