"""Fields: a label above, a sentence below when something is off; nothing typed is ever taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.kit.discretion import COVER, discretion
from ui.kit.focus import first_stop
from ui.kit.texts import Role, Words
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
FEWEST_LINES, MOST_LINES = 3, 18
_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
COVER_INSET = 15  # pixels: where the text of a line begins, as the style sheet pads it


class Line(QLineEdit):
    """One line of text; private unless said: F9 covers it while it keeps what it holds."""

    left = Signal()

    def __init__(self, name: str, text: str = "", *, placeholder: str = "", private: bool = True) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if private:
            discretion().changed.connect(self._cover)
            self._cover(covered=discretion().covered)
        self.editingFinished.connect(self.left)

    def _cover(self, covered: bool) -> None:
        # Echoing nothing tells a screen reader nothing, not even how long the text is.
        self.setEchoMode(QLineEdit.EchoMode.NoEcho if covered else QLineEdit.EchoMode.Normal)
        self.setReadOnly(covered)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.echoMode() == QLineEdit.EchoMode.NoEcho and self.text():
            painter = QPainter(self)
            painter.setPen(current().colour("text"))
            place = self.rect().adjusted(COVER_INSET, 0, -COVER_INSET, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, COVER)


class Paragraphs(QPlainTextEdit):
    """A text of several lines that grows with what is typed; Tab leaves it, F9 covers it."""

    left = Signal()
    finished = Signal()  # Ctrl+Entrée

    def __init__(self, name: str, text: str = "", *, placeholder: str = "", lines: int = FEWEST_LINES) -> None:
        """Make a text zone of at least ``lines`` lines."""
        super().__init__()
        self._lines = lines
        self._held: str | None = None  # what is typed, while it is covered
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlainText(text)
        self.textChanged.connect(self._grow)
        discretion().changed.connect(self._cover)
        if discretion().covered:
            self._cover(covered=True)
        self._grow()

    @property
    def typed(self) -> str:
        """What is typed, covered or not."""
        return self._written() if self._held is None else self._held

    def _written(self) -> str:
        """Return what stands in the zone as it was typed: ``toPlainText`` turns no-break spaces into spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Show another text, without telling anybody that it was typed."""
        blocked = self.blockSignals(True)
        if self._held is None:
            self.setPlainText(text)
        else:
            self._held = text
        self.blockSignals(blocked)
        self._grow()

    def _cover(self, covered: bool) -> None:
        blocked = self.blockSignals(True)
        if covered and self._held is None:
            self._held = self._written()
            self.setPlainText(COVER if self._held else "")
        elif not covered and self._held is not None:
            self.setPlainText(self._held)
            self._held = None
        self.setReadOnly(covered)
        self.blockSignals(blocked)

    def _grow(self) -> None:
        lines = max(self._lines, min(MOST_LINES, int(self.document().size().height()) + 1))
        self.setFixedHeight(lines * QFontMetrics(self.font()).lineSpacing() + 26)

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._grow()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finished.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Pick(QComboBox, Generic[T]):
    """One value among many, in a list; neither the wheel nor an arrow changes it by accident."""

    picked = Signal(object)

    def __init__(
        self, name: str, options: Iterable[tuple[T, str]], value: T | None = None, *, private: bool = False
    ) -> None:
        """Offer options; ``private`` ones name somebody, and F9 covers them."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[T] = []
        self.offer(options, value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(lambda rank: self.picked.emit(self._values[rank]))
        if private:
            self._words = [self.itemText(rank) for rank in range(self.count())]
            discretion().changed.connect(self._cover)
            self._cover(covered=discretion().covered)

    def _cover(self, covered: bool) -> None:
        for rank, words in enumerate(self._words):
            self.setItemText(rank, COVER if covered and words else words)

    def offer(self, options: Iterable[tuple[T, str]], value: T | None) -> None:
        """Offer these options and no other, telling nobody; none of them private."""
        self.clear()
        self._values.clear()
        for one, words in options:
            self._values.append(one)
            self.addItem(words)
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    @property
    def value(self) -> T | None:
        """What is picked, or None."""
        rank = self.currentIndex()
        return self._values[rank] if rank >= 0 else None

    def pick(self, value: T) -> None:
        """Pick without telling anybody."""
        self.setCurrentIndex(self._values.index(value))

    @override
    def showPopup(self) -> None:
        """Open the list on what is picked: Qt opens it where an arrow left it the time before."""
        super().showPopup()
        self.view().setCurrentIndex(self.model().index(self.currentIndex(), self.modelColumn()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list for an arrow or a letter, which then move in it: only Enter chooses, Échap keeps what was."""
        moves = event.key() in _MOVES or (event.text().strip().isalnum() and not event.modifiers() & ~_SHIFT)
        if not moves or self.count() == 0:
            super().keyPressEvent(event)
            return
        self.showPopup()
        if event.key() not in _MOVES:
            self.view().keyboardSearch(event.text())

    @override
    def wheelEvent(self, event: object) -> None:
        ignored = getattr(event, "ignore", None)
        if ignored is not None:
            ignored()


class Labelled(QWidget):
    """A field under its label; a hint, then a sentence when something is off."""

    def __init__(self, label: str, field: QWidget, hint: str = "") -> None:
        super().__init__()
        self.field = field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        words = Words(label, Role.SECONDARY)
        words.setBuddy(field)
        layout.addWidget(words)
        layout.addWidget(field)
        self._hint = Words(hint, Role.HINT)
        layout.addWidget(self._hint)
        self._hint.setVisible(bool(hint))  # once it has a parent: shown before, it would be a window of its own
        self._trouble = Words("", Role.SECONDARY, tone="danger")
        self._trouble.hide()
        layout.addWidget(self._trouble)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def complain(self, sentence: str) -> None:
        """Say what is off with what was typed, or nothing any more (empty sentence)."""
        self._trouble.say(sentence)
        self._trouble.setVisible(bool(sentence))
        for one in (self.field, *self.field.findChildren(QAbstractButton)):  # a choice has the focus in its buttons
            one.setAccessibleDescription(sentence)

    def take_focus(self) -> None:
        """Put the focus in the field, and bring it in sight with its label and what is said below."""
        target = self.field if self.field.focusPolicy() & Qt.FocusPolicy.TabFocus else first_stop(self.field)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: come_in_sight(self))  # once what is said has its place


def come_in_sight(widget: QWidget) -> None:
    """Bring a widget in sight, with all that stands in it, in the area that scrolls around it."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget)


def is_activation(event: QEvent) -> bool:
    """Tell whether an event is Enter pressed."""
    return isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
