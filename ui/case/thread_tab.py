"""Fil: what happened and what is planned, newest first; beside it the debt, the objectives, what is to be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.services.case.thread import ThreadKind
from app.words import _, amount, ngettext
from ui.case.cards import actions_card, objectives_card
from ui.case.tab import Tab
from ui.case.versions_card import versions_card
from ui.case.view_model import day_of, dot_of, rent_account, shown_text
from ui.charts.rent_curve import rent_curve
from ui.destinations import CaseTab, Destination, Place
from ui.forms.lists import open_row
from ui.forms.sheet import Asked
from ui.kit.buttons import Button
from ui.kit.cards import Card, Empty, Row, Rows
from ui.kit.columns import Columns
from ui.kit.dot import Dot
from ui.kit.texts import Pill, Role, Words
from ui.kit.theme import current
from ui.workplace import NoteAsked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.case.overview import ThreadPage, ThreadView
    from app.services.case.thread import ThreadItem

IN_SIGHT = 8  # lines a window of ordinary height shows first; those under them come a turn later
DAY_WIDTH = 96  # pixels at 100 % of text
NAMES_SOMEBODY = {
    ThreadKind.REQUEST,
    ThreadKind.AGREEMENT,
    ThreadKind.PROCEDURE,
    ThreadKind.LETTER,
    ThreadKind.AID,
}
# What each line opens: its table, or a tab of the case.
_ROWS = {
    ThreadKind.NOTE: "contact",
    ThreadKind.REQUEST: "request",
    ThreadKind.APPOINTMENT: "appointment",
    ThreadKind.COMMITTEE: "committee_item",
    ThreadKind.STEP: "arrears_step",
    ThreadKind.PROCEDURE: "procedure",
    ThreadKind.LETTER: "letter",
    ThreadKind.AID: "aid",
}


class ThreadTab(Tab):
    """The thread of a case."""

    @override
    def lay_out(self, object_id: str | None) -> None:
        view = self.workplace.desk.overview.latest(self.case_id, self.workplace.today)
        waiting = versions_card(self.workplace, self.case_id)
        if waiting is not None:
            self.body.addWidget(waiting)
        columns = Columns()
        self._rows = Rows()
        self._rows.setAccessibleName(_("Fil"))
        columns.left.addWidget(self._rows)
        self._lines(view.thread.items[:IN_SIGHT], object_id)
        if not view.thread.total:
            write = Button(_("Écrire une note"), self._note, kind="accent", icon="pen-line")
            self._rows.add(
                Empty("notebook-pen", _("Rien n’est encore écrit. La première rencontre commence ici."), write)
            )
        self.body.addWidget(columns)
        self.lay_out_next(partial(self._lay_rest, columns.right, view, object_id))

    def _lay_rest(self, column: QVBoxLayout, view: ThreadView, object_id: str | None) -> None:
        self._lines(view.thread.items[IN_SIGHT:], object_id)
        self._offer_more(view.thread)
        self._beside(column, view)

    def _beside(self, column: QVBoxLayout, view: ThreadView) -> None:
        if view.rent is not None and view.rent.owed:
            card = Card(_("Dette de loyer"))
            plan = view.rent.plan
            if plan is not None:
                card.beside_title(
                    Words(
                        _("plan\u00a0: {monthly} par mois").format(monthly=amount(plan.monthly)),
                        Role.SECONDARY,
                        private=True,
                        wrap=False,
                    )
                )
            card.add(rent_curve(rent_account(view.rent)))
            column.addWidget(card)
        if view.objectives:
            column.addWidget(objectives_card(view.objectives))
        column.addWidget(actions_card(self.workplace, self.case_id, view.actions))

    def _lines(self, items: Sequence[ThreadItem], object_id: str | None = None) -> None:
        for item in items:
            row = self._line(item)
            self._rows.add(row)
            if item.object_id == object_id:
                row.setFocus()

    def _offer_more(self, page: ThreadPage) -> None:
        if page.more:
            left = page.total - page.first - len(page.items)
            words = ngettext("Voir {count} ligne plus ancienne", "Voir {count} lignes plus anciennes", left)
            more = Button(words.format(count=left), kind="quiet")
            more.clicked.connect(partial(self._more, page, more))
            self._rows.add(more)

    def _more(self, page: ThreadPage, button: Button) -> None:
        button.hide()
        first = page.first + len(page.items)
        older = self.workplace.desk.overview.thread(self.case_id, self.workplace.today, first)
        self._lines(older.items)
        self._offer_more(older)

    def _line(self, item: ThreadItem) -> Row:
        row = Row(partial(self._open, item))
        when = QWidget()
        when.setFixedWidth(current().px(DAY_WIDTH))
        column = QVBoxLayout(when)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)  # the hour stays under its day in a row of any height
        column.addWidget(Words(day_of(item, self.workplace.today), Role.SECONDARY))
        if item.at:
            column.addWidget(Words(item.at, Role.SECONDARY))
        column.addStretch(1)
        row.lead(Dot(dot_of(item), hollow=item.ahead))
        row.lead(when)
        texts = [Words(item.title, Role.STRONG, private=item.kind in NAMES_SOMEBODY)]
        if said := shown_text(item):
            texts.append(Words(said, Role.SECONDARY, private=True))
        row.say(*texts)
        self._trail(row, item)
        return row

    def _trail(self, row: Row, item: ThreadItem) -> None:
        if item.ahead and item.kind is ThreadKind.APPOINTMENT:
            begin = partial(self.workplace.shell.write_note, NoteAsked(self.case_id, item.object_id))
            postpone = partial(self.workplace.shell.postpone, self.case_id, item.object_id)
            if item.ours:
                row.trail(Button(_("Reporter"), postpone, kind="quiet"))
            row.trail(Button(_("Commencer"), begin))
        elif item.to_write:
            begin = partial(self.workplace.shell.write_note, NoteAsked(self.case_id, item.object_id))
            postpone = partial(self.workplace.shell.postpone, self.case_id, item.object_id)
            row.trail(Pill(item.tag))
            if item.ours:
                row.trail(Button(_("Reporter"), postpone, kind="quiet"))
            row.trail(Button(_("Écrire la note"), begin))
        elif item.confided_by:
            row.trail(Pill(_("confié par {name}").format(name=item.confided_by), private=True))
        elif item.tag:
            row.trail(Pill(item.tag))

    def _open(self, item: ThreadItem) -> None:
        kind = _ROWS.get(item.kind)
        if kind is None:
            self.workplace.go(Destination(Place.CASE, self.case_id, CaseTab.PAPERS, item.object_id))
            return
        if item.kind is ThreadKind.NOTE:
            self.workplace.shell.write_note(NoteAsked(self.case_id, contact_id=item.object_id))
            return
        row = self.workplace.desk.editing.row(self.case_id, kind, item.object_id)
        open_row(self.workplace, self.case_id, Asked(kind), row)

    def _note(self) -> None:
        self.workplace.shell.write_note(NoteAsked(self.case_id))
