"""The page of a case: who and where, five tabs; or, on the shared screen, what the person present may see."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from typing_extensions import override

from app.words import _
from ui.case.header import CaseHeader
from ui.case.home_tab import HomeTab
from ui.case.household import HouseholdSheet
from ui.case.papers_tab import PapersTab
from ui.case.procedures_tab import ProceduresTab
from ui.case.project_tab import ProjectTab
from ui.case.shared import SharedCase
from ui.case.thread_tab import ThreadTab
from ui.case.view_model import TABS
from ui.destinations import CaseTab, Destination, Place
from ui.kit.buttons import Button
from ui.kit.tabs import Tabs
from ui.page import Page

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtWidgets import QWidget

    from app.changes import Changes
    from app.services.case.overview import Header
    from ui.case.tab import Tab
    from ui.kit.focus import Held
    from ui.workplace import Workplace

_MADE = {
    CaseTab.THREAD: ThreadTab,
    CaseTab.PROJECT: ProjectTab,
    CaseTab.HOME_AND_MONEY: HomeTab,
    CaseTab.PROCEDURES: ProceduresTab,
    CaseTab.PAPERS: PapersTab,
}


class CasePage(Page):
    """One household's case."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._tab: Tab | None = None
        self._present: str | None = None  # who is before the shared screen
        self._head: tuple[str, dt.date, Header] | None = None  # of one tab, it is that of the next
        workplace.hub.changed.connect(self._read_head_again)

    @override
    def show_destination(self, destination: Destination) -> None:
        case_id = destination.case_id or ""
        if isinstance(self._tab, SharedCase):
            self._present = self._tab.person_id if self._tab.case_id == case_id else None
        self.clear()
        if self.workplace.shared:
            shared = SharedCase(self.workplace)
            shared.person_id = self._present
            self._place(shared)
            shared.show_case(case_id, destination.object_id)
            return
        chosen = _tab_of(destination)
        header = self._header(case_id)
        cramped = self.workplace.cramped
        self.body.addWidget(CaseHeader(header, self._gestures(cramped=cramped), cramped=cramped))
        tabs: Tabs[CaseTab] = Tabs([(tab, _(words)) for tab, words in TABS], chosen, _("Dossier"), cramped=cramped)
        tabs.chosen.connect(self._choose)
        self.body.addWidget(tabs)
        tab = _MADE[chosen](self.workplace)
        self._place(tab)
        tab.show_case_next(case_id, destination.object_id)  # taking down what stood here is enough for one turn

    def _header(self, case_id: str) -> Header:
        """Return the head of a case, read again only where something changed."""
        today = self.workplace.today
        if self._head is None or self._head[:2] != (case_id, today):
            self._head = case_id, today, self.workplace.desk.overview.header(case_id, today)
        return self._head[2]

    def _read_head_again(self, _changes: Changes) -> None:
        self._head = None

    @override
    def refresh(self, _changes: Changes) -> None:
        """Look again once what the command had to say is said."""
        QTimer.singleShot(0, self, self.again)

    @override
    def again(self) -> None:
        if self.destination is None or isinstance(self._tab, SharedCase) == self.workplace.shared:
            super().again()
        elif self.isVisible():  # another screen altogether: it begins at its beginning
            self.flush()
            self.arrive(self.destination)
            self.area.verticalScrollBar().setValue(0)

    @override
    def flush(self) -> None:
        super().flush()
        if self._tab is not None:
            self._tab.flush()

    @override
    def settled(self, height: int, held: Held | None) -> None:
        """Wait until the tab is whole: it would be less high, and what had the focus may not be there yet."""
        if self._tab is None or not self._tab.waits:
            super().settled(height, held)
            return
        if not self.stands():
            self.column.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tab.came.connect(partial(super().settled, height, held), Qt.ConnectionType.QueuedConnection)

    def _place(self, tab: Tab) -> None:
        self._tab = tab
        self.body.addWidget(tab)

    def _gestures(self, *, cramped: bool) -> list[QWidget]:
        people = Button("" if cramped else _("Ménage"), self._household, icon="users", name=_("Ménage"))
        request = Button(
            "" if cramped else _("Demande ou appel"), self._request, icon="phone", name=_("Demande ou appel")
        )
        return [people, request]

    def _household(self) -> None:
        if self.destination is not None and self.destination.case_id is not None:
            HouseholdSheet(self.workplace, self.workplace.shell.window(), self.destination.case_id).open()

    def _request(self) -> None:
        self.workplace.shell.take_request(self.destination.case_id if self.destination else None)

    def _choose(self, tab: CaseTab) -> None:
        if self.destination is not None:
            self.workplace.go(Destination(Place.CASE, self.destination.case_id, tab))


def _tab_of(destination: Destination) -> CaseTab:
    """Return the tab a destination names; the thread when it names none."""
    return CaseTab(destination.detail) if destination.detail in set(CaseTab) else CaseTab.THREAD
