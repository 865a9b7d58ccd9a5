"""Sheets: a short task over the page. Esc and « Fermer » leave; what was typed stays a draft, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.kit.buttons import Button
from ui.kit.column import Column, lay_out_now
from ui.kit.discretion import discretion
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QShowEvent

WIDTH, MARGIN = 680, 24
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
OF_THE_WINDOW = ("Ctrl+L", "Ctrl+Shift+L")  # pause and lock work from a sheet too


class Sheet(QDialog):
    """A sheet of the house: title, what it holds (scrolled when it must), its gestures at the bottom."""

    def __init__(self, title: str, parent: QWidget | None, *, width: int = WIDTH) -> None:
        """Make a sheet over a window; it is never wider nor higher than that window."""
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setWindowTitle("Palier")  # never a name in a title (ux.md 6)
        self.setAccessibleName(title)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, 20, MARGIN, 20)
        outer.setSpacing(16)
        self.heading = Words(title, Role.TITLE)
        outer.addWidget(self.heading)
        self.area = scrolled()
        inside = Column()
        inside.setObjectName("plain")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.area.setWidget(inside)
        outer.addWidget(self.area, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        outer.addLayout(self.foot)
        self._accent: Button | None = None
        self.finished.connect(self.deleteLater)  # kept, it would hold private words, and be rejected again by a pause
        self._fit(width)
        hear_the_window(self)

    def add(self, widget: QWidget) -> None:
        """Lay something in the sheet, below what is there."""
        self.body.addWidget(widget)

    def keep_in_sight(self, widget: QWidget) -> None:
        """Lay something between what scrolls and the gestures: it is seen however far one scrolled."""
        self._outer.insertWidget(self._outer.count() - 1, widget)

    def feet_last(self) -> None:
        """Let Tab come to the gestures after all that was laid in the sheet since."""
        items = (self.foot.itemAt(rank) for rank in range(self.foot.count()))
        feet = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        stops = [one for one in self.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        laid = [one for one in stops if one not in feet and one.window() is self]  # a list that unfolds is a window
        last = laid[-1] if laid else None
        for one in feet:
            if last is not None:
                self.setTabOrder(last, one)
            last = one

    def gesture(self, text: str, pressed: Callable[[], object], *, kind: str = "plain") -> Button:
        """Add a gesture at the bottom; the accent one is also Ctrl+Entrée's."""
        made = Button(text, pressed, kind=kind)
        if kind == "accent":
            made.setShortcut("Ctrl+Return")
            self._accent = made
        self.foot.addWidget(made)
        return made

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self.show_focus)  # once everything is there

    def show_focus(self) -> None:
        """Bring in sight what has the focus: what came above may have pushed it away."""
        here = cast("QWidget | None", self.focusWidget())
        lay_out_now()
        if here is not None and self.area.isAncestorOf(here):
            self.area.ensureWidgetVisible(here)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in ENTER
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self._accent is not None
        ):
            self._accent.click()
        elif event.key() not in ENTER:  # Enter alone never ends a sheet by accident
            super().keyPressEvent(event)

    def _fit(self, width: int) -> None:
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else None
        most_wide = room.width() - 2 * MARGIN if room is not None else width
        most_high = room.height() - 2 * MARGIN if room is not None else width
        self.resize(min(width, most_wide), min(560, most_high))
        self.setMaximumHeight(max(most_high, 300))


def hear_the_window(dialog: QDialog) -> None:
    """Let a dialog answer F9, pause and lock as the window does: its own keys are silent under a dialog."""
    QShortcut(QKeySequence("F9"), dialog).activated.connect(_cover)
    parent = dialog.parentWidget()
    if parent is None:
        return
    for one in parent.window().findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if one.key() in [QKeySequence(keys) for keys in OF_THE_WINDOW]:
            QShortcut(one.key(), dialog).activated.connect(one.activated)


def _cover() -> None:
    discretion().cover(not discretion().covered)


class Scrolled(QScrollArea):
    """An area that scrolls down, never sideways, and is no stop of the Tab key; what takes the focus comes in sight.

    Qt does so only for Tab pressed inside: from the head of a page or the foot of a sheet, it would lead out of sight.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now is self.widget() or not self.isAncestorOf(now):
            return
        if not QApplication.mouseButtons():  # what is being pressed must not move under the pointer
            self.ensureWidgetVisible(now)


def scrolled() -> QScrollArea:
    """Return an area that scrolls."""
    return Scrolled()
