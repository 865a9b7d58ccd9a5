"""One quiet screen of the entrance: one thing, said in a sentence, its gestures below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.entry.waiting import Waiting
from ui.kit import theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.column import Column
from ui.kit.flow import FlowLayout
from ui.kit.sheets import scrolled
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

ABOVE = 2  # parts of the empty room above the card, of five
WIDTH = 560  # at 100 %: a line is read without moving the head
MARGIN, SPACING = 16, 14
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Step(QWidget):
    """A centred card that scrolls when it must. Entrée does what is next, Échap goes back."""

    def __init__(self, title: str, about: str = "", *, width: int = WIDTH) -> None:
        super().__init__()
        self._next: Button | None = None
        self._back: Callable[[], object] | None = None
        self._stop: Callable[[], object] | None = None
        self._waiting = False
        card = Card()
        card.setAccessibleName(title)
        self._width = width
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(SPACING)
        brand = Words("Palier", wrap=False)
        brand.setObjectName("brand")
        card.add(brand)
        self.heading = Words(title, Role.TITLE)
        card.add(self.heading)
        self.about = Words(about, Role.BODY)
        card.add(self.about)
        self.about.setVisible(bool(about))
        self.banner = Banner("warning")
        card.add(self.banner)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACING)
        card.body.addLayout(self.body)
        self._lay_out_foot(card)
        self._centre(card)

    def _lay_out_foot(self, card: Card) -> None:
        self.state = Words("", Role.SECONDARY)
        self.state.hide()
        card.add(self.state)
        self.going_on = Waiting()
        card.add(self.going_on)
        self._gestures: list[Button] = []
        self._foot = FlowLayout(spacing=8)
        card.body.addLayout(self._foot)
        self._quiet_foot = FlowLayout(spacing=8)
        card.body.addLayout(self._quiet_foot)

    def add(self, widget: QWidget) -> None:
        """Lay something in the card, below what is there."""
        self.body.addWidget(widget)

    def gesture(self, text: str, pressed: Callable[[], object], *, kind: str = "plain") -> Button:
        """Add a gesture; the accent one is also Entrée's, quiet ones stand below the others."""
        made = Button(text, pressed, kind=kind)
        if kind == "accent":
            self._next = made
        self._gestures.append(made)
        (self._quiet_foot if kind == "quiet" else self._foot).addWidget(made)
        return made

    def back_by(self, text: str, pressed: Callable[[], object]) -> Button:
        """Add the gesture that goes back; it is also Échap's."""
        self._back = pressed
        return self.gesture(text, pressed)

    def next_is(self, gesture: Button) -> None:
        """Make a gesture what is next: the accent, Entrée's, and where the focus is."""
        if self._next is not None:
            self._next.stand(kind="plain")
        gesture.stand(kind="accent")
        self._next = gesture
        gesture.setFocus()

    @property
    def too_high(self) -> int:
        """How many pixels of the card lie out of sight; negative where there is room left."""
        return self._card.heightForWidth(self._card.width()) + 2 * MARGIN - self.height()

    def arrive(self) -> None:
        """Come to this step: the caret goes where one types, else to what is next."""
        self.banner.say("")
        if self._next is not None:
            self._next.setFocus()

    def wait(self, sentence: str, *, to_its_end: str = "", stop: Callable[[], object] | None = None) -> None:
        """Say what is being done; nothing else is pressed meanwhile (empty sentence: it is done).

        Args:
            sentence: What is being done.
            to_its_end: Why it is not stopped, of what takes long.
            stop: Stops it; also Échap's.
        """
        self._stop = stop
        self._waiting = bool(sentence)
        self.going_on.follow(sentence, to_its_end, stop)
        self.state.say(sentence)
        self.state.setVisible(bool(sentence))
        for one in self._gestures:
            one.setEnabled(not sentence)

    def _centre(self, card: Card) -> None:
        area = scrolled()
        column = Column()
        column.setObjectName("page")
        down = QVBoxLayout(column)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.addStretch(ABOVE)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 1000)
        across.addStretch(1)
        down.addLayout(across)
        down.addStretch(3)
        area.setWidget(column)
        self._card, self._down = card, down
        self.dress()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def stand_closer(self, *, close: bool) -> None:
        """Leave less space around things, or as much as usual."""
        self._card.body.setContentsMargins(28, 12 if close else 24, 28, 12 if close else 24)
        for layout in (self._card.body, self.body):
            layout.setSpacing(8 if close else SPACING)

    def dress(self) -> None:
        """Be as wide as lines of the look in force want."""
        self._card.setMaximumWidth(theme.current().px(self._width))

    def _give_way(self) -> None:
        """Let the card begin at the top where it is higher than the window."""
        high = self._card.heightForWidth(self._card.width()) + 2 * MARGIN
        self._down.setStretch(0, 0 if high > self.height() else ABOVE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_way()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if event.key() in _ENTER and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in _ENTER and self._next is not None:
            self._next.click()
        elif event.key() == Qt.Key.Key_Escape and (leave := self._leaving()) is not None:
            leave()
        else:
            super().keyPressEvent(event)

    def _leaving(self) -> Callable[[], object] | None:
        """Return what Échap does: it stops what is waited for, if that may be, and never leaves it behind."""
        return self._stop if self._waiting else self._back
