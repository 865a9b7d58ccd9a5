"""Aujourd’hui: the day's appointments, at most seven lines, requests with their half-day, drafts found again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from app.domain.instants import time_zone
from app.services.visit.meetings import is_ours_to_move
from app.words import _, long_day, ngettext
from ui.destinations import CaseTab, Destination, Place
from ui.forms.resuming import is_form, take_up
from ui.kit.buttons import Button
from ui.kit.cards import Empty, Row, Rows
from ui.kit.columns import Columns
from ui.kit.focus import Held, stops
from ui.kit.texts import Pill, Role, Words
from ui.page import Page, titled
from ui.today import view_model
from ui.today.prepared import PreparedSheet
from ui.workplace import NoteAsked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from app.changes import Changes
    from app.services.day.today import DayLine, DayView
    from app.services.day.visits import Visit
    from app.services.drafts import FoundDraft
    from app.services.procedures.chases import Chase
    from app.services.procedures.open_requests import OpenRequest

HOUR_WIDTH = 64
SOME = 20  # requests, chases: the column is narrow and the eye stops before


@dataclass(frozen=True, slots=True)
class _Day:
    """All that the page shows of a day.

    Attributes:
        view: The day.
        over: Of each of its appointments, whether it is over.
        figures_left: How many households are still to be read: nothing pressing is said only after them.
        without_cases: Whether there is no household at all.
    """

    view: DayView
    over: tuple[bool, ...]
    figures_left: int
    without_cases: bool


class TodayPage(Page):
    """The worker's day."""

    _laid: _Day | None = None

    @override
    def again(self) -> None:
        self._laid = None  # what letters, colours or a command changed is laid out anew
        super().again()

    @override
    def show_destination(self, destination: Destination) -> None:
        if self._laid is None:
            self._lay_out(self._read())
            return
        self.area.verticalScrollBar().setValue(0)  # what stands here is shown at once, and read again beside
        self._read_beside()

    @override
    def refresh(self, _changes: Changes) -> None:
        self._read_beside()

    def _read_beside(self) -> None:
        """Read while the hand waits for nothing: with 5,000 cases it takes as long as the layout."""
        self.workplace.tasks.fetch(self._read, self._renew, owner=self)

    def _read(self) -> _Day:
        desk, today = self.workplace.desk, self.workplace.today
        view, now = desk.day.view(today), desk.local_now()
        over = tuple(view_model.is_over(visit, now) for visit in view.appointments)
        return _Day(view, over, desk.figures.left(today), desk.listing.is_empty())

    def _renew(self, read: _Day) -> None:
        """Lay out what was read when it is not what stands here: half of the wait was the same rows again."""
        if read != self._laid:
            height, held = self.area.verticalScrollBar().value(), Held.of(self)
            self._lay_out(read)
            self.stay(height, held)

    def _lay_out(self, read: _Day) -> None:
        self._laid, view, today = read, read.view, read.view.day
        self.clear()
        prepare = Button(_("Préparer demain"), self._prepare, icon="calendar-clock")
        request = Button(_("Demande ou appel"), self._take_request, icon="phone", hint=_("Ctrl+D"))
        self.body.addWidget(titled(view_model.heading(today), view_model.summary(view), request, prepare))
        if sentence := view_model.date_to_check(view):
            self.body.addWidget(Words(sentence, Role.SECONDARY, tone="warning"))
        columns = Columns()
        self._appointments(columns.left, read)
        self._lines(columns.left, read)
        self._unwritten(columns.left, view)
        self._drafts(columns.right, view)
        self._requests(columns.right, view)
        self._chases(columns.right, view)
        self.body.addWidget(columns)

    @override
    def first(self) -> QWidget | None:
        """Return the visit of the hour, else the first line of the day."""
        found = stops(self.column)
        now = next((one for one in found if one.property("kind") == "accent"), None)
        return now or next((one for one in found if isinstance(one, Row)), None) or super().first()

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset(
            {"case_figure", "appointment", "request", "contact", "procedure", "letter", "action", "case_file"}
        )

    def _appointments(self, column: QVBoxLayout, read: _Day) -> None:
        column.addWidget(Words(_("Rendez-vous"), Role.TITLE))
        rows, visits = Rows(), read.view.appointments
        for visit, over in zip(visits, read.over, strict=True):
            rows.add(self._appointment(visit, over=over, current=visit.case_id == read.view.now_case_id))
        if not visits:
            rows.add(self._no_appointment(without_cases=read.without_cases))
        column.addWidget(rows)

    def _unwritten(self, column: QVBoxLayout, view: DayView) -> None:
        """Show the meetings of before that nothing says the outcome of; nothing when each is told."""
        if not view.unwritten:
            return
        column.addWidget(Words(_("Encore à écrire"), Role.TITLE))
        rows = Rows()
        for visit in view.unwritten:
            rows.add(self._behind(visit))
        column.addWidget(rows)
        if view.unwritten_more:
            more = ngettext("{count} autre attend sa note", "{count} autres attendent leur note", view.unwritten_more)
            column.addWidget(Words(more.format(count=view.unwritten_more), Role.SECONDARY))

    def _behind(self, visit: Visit) -> Row:
        row = Row(partial(self.workplace.go, Destination(Place.CASE, visit.case_id)))
        row.say(
            Words(f"{visit.case_label} · {visit.kind_label}", Role.STRONG, private=True),
            Words(view_model.waits_for_its_note(visit, self.workplace.today), Role.SECONDARY),
        )
        if is_ours_to_move(visit.kind):
            postpone = partial(self._postpone, visit)
            row.trail(Button(_("Reporter"), postpone, kind="quiet", name=_of_day(_("Reporter"), visit)))
        words = _("Écrire la note")
        row.trail(Button(words, partial(self._begin, visit), name=_of_day(words, visit)))
        return row

    def _no_appointment(self, *, without_cases: bool) -> Empty:
        if not without_cases:
            return Empty("calendar", _("Aucun rendez-vous noté aujourd’hui. Une note peut en prévoir un."))
        new = Button(_("Nouveau dossier"), self._open_case, kind="accent", icon="plus")
        return Empty("users-round", _("Aucun dossier encore. Le premier s’ouvre avec un prénom."), new)

    def _appointment(self, visit: Visit, *, over: bool, current: bool) -> Row:
        row = Row(
            partial(self.workplace.go, Destination(Place.CASE, visit.case_id)), tone="accent" if current else None
        )
        hour = Words(view_model.hour(visit), Role.STRONG, wrap=False)
        hour.setMinimumWidth(HOUR_WIDTH)
        row.lead(hour)
        row.say(Words(f"{visit.case_label} · {visit.kind_label}", Role.STRONG, private=True))
        if second := view_model.second_line(visit):
            row.say(Words(second, Role.SECONDARY, private=True))
        if visit.outcome_label:
            row.trail(Pill(visit.outcome_label))
            return row
        words = _("Écrire la note") if over else _("Commencer")
        if is_ours_to_move(visit.kind):
            postpone = partial(self._postpone, visit)
            row.trail(Button(_("Reporter"), postpone, kind="quiet", name=_named("Reporter", visit)))
        row.trail(Button(words, partial(self._begin, visit), kind="accent" if current else "plain"))
        return row

    def _lines(self, column: QVBoxLayout, read: _Day) -> None:
        column.addWidget(Words(_("À ne pas laisser passer"), Role.TITLE))
        rows, view = Rows(), read.view
        for line in view.lines:
            rows.add(self._line(line))
        if not view.lines:
            is_read = read.figures_left == 0
            rows.add(Empty("check", _("Rien ne presse aujourd’hui.")) if is_read else _being_read())
        column.addWidget(rows)
        if view.more:
            more = ngettext("{count} autre foyer a une date", "{count} autres foyers ont une date", view.more)
            column.addWidget(
                Button(
                    more.format(count=view.more), lambda: self.workplace.go(Destination(Place.PERSONS)), kind="quiet"
                )
            )

    def _line(self, line: DayLine) -> Row:
        row = Row(partial(self.workplace.go, view_model.destination_of(line)))
        row.say(
            Words(line.case_label, Role.STRONG, private=True),
            Words(line.sentence, Role.SECONDARY, private=True),
        )
        row.trail(Words(view_model.when(line, self.workplace.today), Role.SECONDARY, wrap=False))
        return row

    def _requests(self, column: QVBoxLayout, view: DayView) -> None:
        column.addWidget(Words(_("Demandes des ménages"), Role.TITLE))
        rows = Rows()
        rows.fill(view.requests, self._request, SOME)
        if not view.requests:
            rows.add(Empty("phone", _("Aucune demande en attente. «\u00a0Demande ou appel\u00a0» en note une.")))
        column.addWidget(rows)

    def _request(self, request: OpenRequest) -> Row:
        row = Row(partial(self.workplace.go, Destination(Place.CASE, request.case_id, CaseTab.THREAD, request.id)))
        row.say(
            Words(request.case_label, Role.STRONG, private=True),
            Words(view_model.asked(request), Role.SECONDARY, private=True),
            Pill(request.when, tone="warning"),
        )
        return row

    def _drafts(self, column: QVBoxLayout, view: DayView) -> None:
        if not view.drafts:
            return
        column.addWidget(Words(_("Brouillon retrouvé"), Role.TITLE))
        rows = Rows(tone="warning")
        for draft in view.drafts:
            rows.add(self._draft(draft))
        column.addWidget(rows)

    def _draft(self, draft: FoundDraft) -> Row:
        row = Row(partial(self._take_up, draft))
        row.say(
            Words(view_model.draft_title(draft), Role.STRONG, private=True),
            Words(view_model.draft_beginning(draft), Role.BODY, private=True),
            Words(view_model.draft_saved(draft, time_zone(self.workplace.desk.zone)), Role.SECONDARY),
        )
        row.trail(Button(_("Reprendre"), partial(self._take_up, draft)))
        return row

    def _chases(self, column: QVBoxLayout, view: DayView) -> None:
        if not view.chases:
            return
        column.addWidget(Words(_("Mes relances de la semaine"), Role.TITLE))
        rows = Rows()
        rows.fill(view.chases, self._chase, SOME)
        column.addWidget(rows)

    def _chase(self, chase: Chase) -> Row:
        row = Row(partial(self.workplace.go, Destination(Place.CASE, chase.case_id, CaseTab.PROCEDURES, chase.id)))
        about = " · ".join(part for part in (chase.whom, chase.what) if part)
        row.say(Words(chase.case_label, Role.STRONG, private=True), Words(about, Role.SECONDARY, private=True))
        return row

    def _take_request(self) -> None:
        self.workplace.shell.take_request(None)

    def _open_case(self) -> None:
        self.workplace.go(Destination(Place.PERSONS, detail=view_model.NEW_CASE[1]))

    def _begin(self, visit: Visit) -> None:
        self.workplace.shell.write_note(NoteAsked(visit.case_id, visit.id))

    def _postpone(self, visit: Visit) -> None:
        self.workplace.shell.postpone(visit.case_id, visit.id)

    def _take_up(self, draft: FoundDraft) -> None:
        destination = view_model.draft_destination(draft)
        if is_form(draft):
            self.workplace.go(destination or Destination(Place.CASE, draft.typed.case_id))
            take_up(self.workplace, draft)
        elif destination is not None:
            self.workplace.go(destination)
        elif draft.typed.target == view_model.REQUEST[0]:
            self.workplace.shell.take_request(draft.typed.case_id)
        else:
            self.workplace.shell.write_note(NoteAsked(draft.typed.case_id, draft_id=draft.id))

    def _prepare(self) -> None:
        PreparedSheet(self.workplace, self.workplace.shell.window()).open()


def _being_read() -> Empty:
    """Return what stands there while the dates of every case are read for a new day: nothing is said too soon."""
    return Empty("clock", _("Les dates de vos dossiers sont en cours de lecture."))


def _named(what: str, visit: Visit) -> str:
    return f"{_(what)}\u00a0: {view_model.hour(visit)}"


def _of_day(what: str, visit: Visit) -> str:
    return f"{what}\u00a0: {long_day(visit.on)}"
