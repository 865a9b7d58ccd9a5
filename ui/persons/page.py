"""Personnes: find a household, by a few letters or by what is asked of the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from app.words import _
from ui.destinations import Destination, Place
from ui.kit.buttons import Button
from ui.kit.cards import Empty
from ui.kit.fields import Line, Pick
from ui.kit.flow import FlowLayout
from ui.kit.texts import Role, Words
from ui.page import Page, titled
from ui.persons.delegate import CaseDelegate
from ui.persons.models import CaseList
from ui.persons.new_case import NewCaseSheet
from ui.persons.view_model import Asked, counted, nothing, order_options, state_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from app.changes import Changes
    from app.services.lists.listing import Programme
    from ui.workplace import Workplace

TYPED_MS = 120  # between a letter and the answer: shorter than anybody reads
LEAST_LIST_HEIGHT = 240
NEW_CASE = "new_case"  # the detail of a destination that begins a case at once


class PersonsPage(Page):
    """The list of cases and its questions."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._asked = Asked()
        self._model = CaseList(workplace.desk.listing, workplace.today)
        self._delegate = CaseDelegate(workplace.today)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPED_MS)
        self._timer.timeout.connect(self._ask)
        self.body.fills = True
        self.body.addWidget(
            titled(_("Personnes"), "", Button(_("Nouveau dossier"), self._new_case, kind="accent", icon="plus"))
        )
        self.search = Line(_("Chercher dans la liste"), placeholder=_("Nom, prénom ou numéro"), private=False)
        self.search.textChanged.connect(self._typed)
        self.search.installEventFilter(self)
        self.body.addWidget(self.search)
        self.body.addWidget(self._questions())
        self._count = Words("", Role.SECONDARY)
        self.body.addWidget(self._count)
        self._empty = self._nothing()
        self.body.addWidget(self._empty)
        self.list = self._listed()
        self.body.addWidget(self.list, 1)

    @override
    def arrive(self, destination: Destination) -> None:
        super().arrive(destination)
        if destination.detail == NEW_CASE:
            self._new_case()

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"case_figure", "case_file", "household", "person"})

    @override
    def show_destination(self, destination: Destination) -> None:
        self._ask()
        self.search.setFocus()
        self.workplace.tasks.fetch(self.workplace.desk.listing.programmes, self._offer, owner=self)

    @override
    def refresh(self, _changes: Changes) -> None:
        self._model.again()
        self._say_count()

    def open_row(self, row: int) -> None:
        """Open the case of a row."""
        line = self._model.line(row)
        if line is not None:
            self.workplace.go(Destination(Place.CASE, line.case_id))

    def _questions(self) -> QWidget:
        made = QWidget()
        made.setObjectName("plain")
        layout = FlowLayout(made, spacing=8)
        for field, words in (
            ("mine", _("Les miens")),
            ("soon", _("Une date dans 30 jours")),
            ("not_met", _("Pas vus depuis 30 jours")),
        ):
            layout.addWidget(self._switch(field, words))
        self._state = Pick(_("État"), state_options(), None)
        self._state.setCurrentIndex(0)
        self._state.picked.connect(lambda value: self._change(state=value))
        self._order = Pick(_("Ordre"), order_options(), self._asked.order)
        self._order.picked.connect(lambda value: self._change(order=value))
        layout.addWidget(self._state)
        self._programme: Pick[str | None] = Pick(_("Dispositif"), [])
        self._programme.picked.connect(lambda value: self._change(programme=value))
        layout.addWidget(self._programme)
        self._programme.hide()
        layout.addWidget(self._order)
        return made

    def _offer(self, programmes: Sequence[Programme]) -> None:
        options = [(None, _("tous les dispositifs")), *((one.name, one.label) for one in programmes)]
        self._programme.offer(options, self._asked.programme)
        self._programme.setVisible(bool(programmes))

    def _switch(self, field: str, words: str) -> Button:
        made = Button(words, kind="choice")
        made.setCheckable(True)
        made.toggled.connect(lambda on: self._change(**{field: on}))
        return made

    def _listed(self) -> QListView:
        made = QListView()
        made.setAccessibleName(_("Dossiers"))
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setMinimumHeight(LEAST_LIST_HEIGHT)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setModel(self._model)
        made.setItemDelegate(self._delegate)
        made.clicked.connect(self._pressed)
        made.installEventFilter(self)
        return made

    def _nothing(self) -> Empty:
        return Empty("users-round", "", Button(_("Nouveau dossier"), self._new_case, icon="plus"))

    def _pressed(self, index: QModelIndex) -> None:
        self.open_row(index.row())

    def _typed(self, text: str) -> None:
        self._asked = replace(self._asked, words=text)
        self._timer.start()

    def _change(self, **what: object) -> None:
        self._asked = replace(self._asked, **what)  # type: ignore[arg-type]
        self._ask()

    def _ask(self) -> None:
        self._timer.stop()
        self._delegate.today = self.workplace.today
        self._model.ask(self._asked.filter, self._asked.order, self.workplace.today)
        if self._model.total:
            self.list.setCurrentIndex(self._model.index(0))
        self._say_count()

    def _say_count(self) -> None:
        self._count.say(counted(self._model.total, self._model.old, self._model.near))
        self._empty.sentence.say(nothing(self._asked))
        self._empty.setVisible(not self._model.total)
        self.body.fills = bool(self._model.total)  # what is empty stands under the questions, without gaps
        self.list.setVisible(bool(self._model.total))

    def _new_case(self) -> None:
        sheet = NewCaseSheet(self.workplace, self.workplace.shell.window())
        sheet.opened.connect(lambda case_id: self.workplace.go(Destination(Place.CASE, case_id)))
        sheet.open()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Down goes from the letters to the list; Enter opens the line in sight, from either."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._timer.isActive():
                self._ask()
            self.open_row(max(self.list.currentIndex().row(), 0))
            return True
        if watched is self.search and event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        return False
