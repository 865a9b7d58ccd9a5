"""The shared diagnosis: eight points in free order, talking first, what leaves, reading together (decisions 4, 20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.destinations import CaseTab, Destination, Place
from ui.diagnosis import view_model
from ui.diagnosis.afterwards import AfterwardsPanel
from ui.diagnosis.approval import ApprovalPanel, VersionPanel
from ui.diagnosis.overview import PointsPanel
from ui.diagnosis.point import PointPanel
from ui.diagnosis.sharing import SharingPanel
from ui.diagnosis.talk import TalkPanel
from ui.diagnosis.view_model import Screen, Sight
from ui.kit.buttons import Button
from ui.kit.fields import Pick
from ui.kit.focus import Held
from ui.kit.tabs import Tabs
from ui.kit.texts import Role, Words
from ui.page import Page

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.diagnosis.view import DiagnosisView
    from resources.vocabulary import DiagnosisPoint
    from ui.diagnosis.panel import Panel
    from ui.workplace import Workplace

KINDS = frozenset({"diagnosis", "diagnosis_point", "difficulty", "approval", "consent", "person", "measure"})
_MADE = {
    Screen.POINTS: PointsPanel,
    Screen.TALK: TalkPanel,
    Screen.AFTERWARDS: AfterwardsPanel,
    Screen.SHARING: SharingPanel,
    Screen.APPROVAL: ApprovalPanel,
}


class DiagnosisPage(Page):
    """The diagnosis of one case; ``detail`` of the destination says which screen or which point."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._case_id = ""
        self._sight = Sight(Screen.POINTS)
        self._panel: Panel | None = None
        self._changed: Words | None = None
        workplace.hub.changed.connect(self._read_again)
        self._known: tuple[tuple[object, ...], DiagnosisView] | None = None  # of one screen, it is that of the next

    @override
    def kinds(self) -> frozenset[str]:
        return KINDS

    @override
    def arrive(self, destination: Destination) -> None:
        super().arrive(destination)
        self.area.verticalScrollBar().setValue(0)
        if self._panel is not None:
            self._panel.begin()

    @override
    def show_destination(self, destination: Destination) -> None:
        self._case_id = destination.case_id or ""
        self._sight = view_model.sight_of(destination)
        view = self._read()
        self.clear()
        self._lay_head(view)
        self._changed = Words("", Role.SECONDARY)
        self.body.addWidget(self._changed)
        self._say_changed(view)
        self._panel = self._made(view)
        self.body.addWidget(self._panel)
        self.take_up_drafts(self._case_id)

    @override
    def refresh(self, _changes: Changes) -> None:
        view, held = self._read(), Held.of(self)
        self._say_changed(view)
        if self._panel is not None:
            self._panel.take(view)
        self.hold(held)

    @override
    def retreat(self) -> bool:
        return self._panel is not None and self._panel.retreat()

    @override
    def flush(self) -> None:
        super().flush()
        if self._panel is not None:
            self._panel.flush()

    @override
    def clear(self) -> None:
        self._panel = self._changed = None
        super().clear()

    def _read(self) -> DiagnosisView:
        """Return the diagnosis, read again only where something was written since, here or of an organisation."""
        desk, asked = self.workplace.desk, (self._case_id, self.workplace.today, self._sight.version_id)
        since = *asked, desk.overview.times_written(self._case_id)
        if self._known is None or self._known[0] != since:
            self._known = since, desk.diagnosing.diagnosis(*asked)
        return self._known[1]

    def _read_again(self, _changes: Changes) -> None:
        self._known = None

    def _made(self, view: DiagnosisView) -> Panel:
        if self._sight.point is not None:
            return PointPanel(self, view, self._sight.point)
        if self._sight.version_id is not None:
            return VersionPanel(self, view)
        return _MADE[self._sight.screen](self, view)

    def _say_changed(self, view: DiagnosisView) -> None:
        """Say quietly that a version changed since it was approved is to be read together again (review E4)."""
        if self._changed is not None:
            said = view_model.read_again(view) if self._sight.version_id is None else ""
            self._changed.say(said)
            self._changed.setVisible(bool(said))

    def _lay_head(self, view: DiagnosisView) -> None:
        enough = Button(_("Assez pour aujourd’hui"), self._leave, kind="accent")
        if self.workplace.cramped:
            self._lay_list(view, enough)
            return
        label = self.workplace.desk.overview.label(self._case_id)
        line = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(_("Diagnostic partagé"), Role.HEADING))
        words.addWidget(Words(label, Role.SECONDARY, private=True))
        line.addLayout(words, 1)
        line.addWidget(enough, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        choices = QWidget()
        choices.setObjectName("plain")
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        here = Screen.POINTS if self._sight.screen is Screen.POINT else self._sight.screen
        screens: Tabs[Screen] = Tabs(
            [(screen, _(words)) for screen, words in view_model.SCREENS], here, _("Diagnostic partagé"), cramped=False
        )
        screens.chosen.connect(self._go_screen)
        column.addWidget(screens)
        if here is Screen.POINTS:
            column.addWidget(self._points(view))
        self.body.addWidget(choices)

    def _points(self, view: DiagnosisView) -> Tabs[DiagnosisPoint | None]:
        options = [(one.key, f"{one.number} {_(view_model.SHORT[one.key])}") for one in view.points]
        points: Tabs[DiagnosisPoint | None] = Tabs(options, self._sight.point, _("Les huit points"), cramped=False)
        points.chosen.connect(self._go)
        return points

    def _lay_list(self, view: DiagnosisView, enough: Button) -> None:
        screens = [(screen.value, _(words)) for screen, words in view_model.SCREENS]
        points = [(one.key.value, f"{one.number}. {one.label} · {self._state(view, one.key)}") for one in view.points]
        here = self._sight.detail or Screen.POINTS.value
        pick: Pick[str] = Pick(_("Diagnostic partagé"), [screens[0], *points, *screens[1:]], here)
        pick.picked.connect(self._go)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(pick, 1)
        line.addWidget(enough, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def _state(self, view: DiagnosisView, key: DiagnosisPoint) -> str:
        state = view_model.point_of(view, key).state
        return view_model.state_words(state, addressed=self.workplace.shared)

    def _go_screen(self, screen: Screen) -> None:
        self._go(None if screen is Screen.POINTS else screen.value)

    def _go(self, detail: str | None) -> None:
        detail = None if detail == Screen.POINTS.value else detail
        self.workplace.go(Destination(Place.DIAGNOSIS, self._case_id, detail))

    def _leave(self) -> None:
        self.workplace.go(Destination(Place.CASE, self._case_id, CaseTab.PROJECT))
