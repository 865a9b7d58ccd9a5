"""Boxes and rows: at most two levels inside one another; a row that opens something is one button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.kit.buttons import Button
from ui.kit.discretion import discretion
from ui.kit.icons import pixmap
from ui.kit.texts import Pill, Role, Words
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

T = TypeVar("T")
SOME = 25  # rows shown at once: more than anybody reads, fewer than anybody waits for
_PRESS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Card(QFrame):
    """A white box with a title; a voice colours its upper edge."""

    def __init__(self, title: str = "", *, voice: str | None = None, tone: str | None = None) -> None:
        """Make a box.

        Args:
            title: What it holds; also its name for screen readers.
            voice: ``household``, ``operator`` or ``landlord``.
            tone: ``accent``, ``warning`` or ``danger``.
        """
        super().__init__()
        self.setObjectName("card")
        if voice is not None:
            self.setProperty("voice", voice)
        if tone is not None:
            self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        self.heading: QHBoxLayout | None = None
        if title:
            self.setAccessibleName(title)
            self.heading = QHBoxLayout()
            self.heading.addWidget(Words(title, Role.SUBTITLE, voice=voice), 1)
            self.body.addLayout(self.heading)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words wrapped

    def add(self, widget: QWidget) -> None:
        """Lay something in the box, below what is there."""
        self.body.addWidget(widget)

    def press(self, button: QWidget) -> None:
        """Lay a button in the box, as wide as its words."""
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def beside_title(self, widget: QWidget) -> None:
        """Lay something at the right of the title."""
        if self.heading is None:
            raise LookupError("a card without a title has nothing beside it")
        self.heading.addWidget(widget)


class Rows(Card):
    """A box of rows, a line between two of them."""

    def __init__(self, title: str = "", *, tone: str | None = None) -> None:
        super().__init__(title, tone=tone)
        self._count = 0
        self._more: Button | None = None
        self.body.setContentsMargins(2, 12 if title else 2, 2, 2)
        if self.heading is not None:
            self.heading.setContentsMargins(14, 0, 8, 4)
        self.body.setSpacing(0)

    @override
    def add(self, widget: QWidget) -> None:
        if self._count:
            self.body.addWidget(rule())
        self._count += 1
        if not isinstance(widget, Row | Empty):
            widget.setContentsMargins(14, 6, 14, 10)
        self.body.addWidget(widget)

    def fill(self, things: Sequence[T], row_of: Callable[[T], Row], most: int = SOME) -> None:
        """Add a row a thing, so many at a time: hundreds at once would keep a hand waiting.

        Args:
            things: All there is to show.
            row_of: Makes the row of one.
            most: How many before « Montrer la suite ».
        """
        for row in map(row_of, things[:most]):
            self.add(row)
        if rest := things[most:]:
            words = _("Montrer la suite ({count})").format(count=len(rest))
            self._more = Button(words, partial(self._go_on, rest, row_of, most), kind="quiet")
            self.add(self._more)

    def _go_on(self, rest: Sequence[T], row_of: Callable[[T], Row], most: int) -> None:
        if self._more is not None:
            self.body.removeWidget(self._more)
            self._more.hide()
            self._more.deleteLater()
            self._more = None
        first = row_of(rest[0])
        self._count = 0  # a rule stands there already
        self.add(first)
        self.fill(rest[1:], row_of, most - 1)
        first.show()  # what is added shows itself a turn later, and nothing hidden takes the focus
        first.setFocus(Qt.FocusReason.OtherFocusReason)


class Row(QFrame):
    """One thing of a list: what leads, what it says, what goes with it. With ``opens`` it is a button.

    Its name for screen readers is made of its words, and follows F9; its buttons, often alike from row to row, are
    described by it.
    """

    pressed = Signal()

    def __init__(self, opens: Callable[[], object] | None = None, *, tone: str | None = None) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setProperty("opens", opens is not None)
        if tone is not None:
            self.setProperty("tone", tone)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(14, 8, 14, 8)
        self._line.setSpacing(14)
        self.text = QVBoxLayout()
        self.text.setSpacing(2)
        self._line.addLayout(self.text, 1)
        self.setMinimumHeight(56)
        if opens is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.pressed.connect(opens)
        self._beside: list[Button] = []
        discretion().changed.connect(self._name)

    def lead(self, widget: QWidget) -> None:
        """Lay something first: an hour, a mark."""
        self._line.insertWidget(0, widget)
        self._name()

    def say(self, *texts: QWidget) -> None:
        """Lay texts one under the other."""
        for one in texts:
            if isinstance(one, Pill):  # never wider than its words, and at their left
                self.text.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self.text.addWidget(one)
        self._name()

    def trail(self, widget: QWidget) -> None:
        """Lay something last: a button, a pill."""
        self._line.addWidget(widget)
        if isinstance(widget, Button) and not widget.accessibleDescription():
            self._beside.append(widget)
        self._name()

    def _name(self, _covered: bool = False) -> None:
        said = [one.shown for one in self.findChildren(Words)]
        name = ", ".join(one for one in said if one)
        self.setAccessibleName(name)
        for button in self._beside:
            button.setAccessibleDescription(name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESS and self.property("opens"):
            if not event.isAutoRepeat():  # held, it would open what stands first on the page that comes
                self.pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
        super().mouseReleaseEvent(event)


class Empty(QWidget):
    """What a list says when it is empty: what will stand there, and what to do now."""

    def __init__(self, icon: str, sentence: str, button: Button | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        drawn = QLabel()
        drawn.setPixmap(pixmap(icon, current().colours["hint"], current().px(32), self.devicePixelRatioF()))
        drawn.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(drawn)
        self.sentence = Words(sentence, Role.SECONDARY)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.sentence)
        if button is not None:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)


def rule() -> QFrame:
    """Return a thin line between two things."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made
