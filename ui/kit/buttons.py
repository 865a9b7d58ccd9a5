"""What is pressed: never under 44 px, always named, by mouse, finger and keyboard alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)
from typing_extensions import override

from ui.kit.discretion import discretion
from ui.kit.flow import FlowLayout
from ui.kit.icons import BESIDE_WORDS, side
from ui.kit.icons import icon as tinted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QPaintEvent

T = TypeVar("T")
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_GO_ALONG = {"choice", "tab", "place"}  # where arrows go along, and only Space or Enter chooses
_TOKENS = {"accent": "on_accent", "quiet": "accent", "danger": "danger"}


class Button(QPushButton):
    """A button of the house.

    Kinds: ``plain``, ``accent`` (one a screen: what to do next), ``quiet``, ``danger``, ``place``, ``tab``, ``choice``.
    """

    def __init__(
        self,
        text: str,
        pressed: Callable[[], object] | None = None,
        *,
        kind: str = "plain",
        icon: str | None = None,
        hint: str = "",
        name: str = "",
    ) -> None:
        """Make a button.

        Args:
            text: What it does, a verb.
            pressed: Called when it is pressed.
            kind: Its look.
            icon: Name of an icon before the words.
            hint: A sentence shown when the pointer rests on it (its key, if it has one).
            name: What a screen reader says when the words alone would not do.
        """
        super().__init__(text.replace("&", "&&"))
        self._icon = icon
        self._kind = kind
        self.setProperty("kind", kind)
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if hint:
            self.setToolTip(hint)
            self.setAccessibleDescription(hint)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())
        self._wraps = kind == "choice" and icon is None
        if self._wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.dress()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press as Space does; among choices, tabs and places arrows go along."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if not event.isAutoRepeat():
                self.click()
        elif self._kind in _GO_ALONG and event.key() in _ARROWS and len(self._beside()) > 1:
            self._go_along(_ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _go_along(self, step: int) -> None:
        beside = self._beside()
        beside[(beside.index(self) + step) % len(beside)].setFocus(Qt.FocusReason.TabFocusReason)

    def _beside(self) -> list[QAbstractButton]:
        """Return those among which one is chosen, itself among them."""
        group, parent = cast("QButtonGroup | None", self.group()), self.parentWidget()  # the stub forgets None
        if group is not None:
            all_of_them = group.buttons()
        elif self.autoExclusive() and parent is not None:
            all_of_them = [one for one in parent.findChildren(QAbstractButton) if one.autoExclusive()]
        else:
            return []
        return [one for one in all_of_them if one.isVisible() and one.isEnabled()]

    @override
    def sizeHint(self) -> QSize:
        """Leave room for the heavier letters of one that is chosen: the style sheet changes them, not the widget."""
        hint = super().sizeHint()
        if not self.isCheckable():
            return hint
        words = self.text()
        more = self._heavier().horizontalAdvance(words) - QFontMetrics(self.font()).horizontalAdvance(words)
        beside = (
            self._icon is not None and self._kind == "choice"
        )  # Qt centres an icon and its words by lighter letters
        return QSize(hint.width() + max(0, more) * (2 if beside else 1) + 2, hint.height())

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said, line by line: a choice too long for its room goes on below."""
        return self._lines(self.width())

    @override
    def minimumSizeHint(self) -> QSize:
        if not self._wraps:
            return super().minimumSizeHint()
        longest = max((self._heavier().horizontalAdvance(word) for word in self.text().split(" ")), default=0)
        return QSize(self._frame() + longest, self.sizeHint().height())

    @override
    def heightForWidth(self, width: int) -> int:
        more = len(self._lines(width)) - 1 if self._wraps else 0
        return self.sizeHint().height() + more * QFontMetrics(self.font()).lineSpacing()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self.lines
        if len(lines) == 1:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(lines)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def _heavier(self) -> QFontMetrics:
        """Return how wide the letters of one that is chosen are."""
        heavier = QFont(self.font())
        heavier.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(heavier)

    def _frame(self) -> int:
        """Return how much width goes to what is around the words, in pixels."""
        return self.sizeHint().width() - self._heavier().horizontalAdvance(self.text())

    def _lines(self, width: int) -> tuple[str, ...]:
        if not self._wraps or width >= self.sizeHint().width():
            return (self.text(),)
        room, letters = width - self._frame(), self._heavier()
        lines: list[str] = []
        for word in self.text().split(" "):  # a no-break space stays one
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and letters.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)

    def say(self, text: str, name: str = "") -> None:
        """Change the words; with none, the icon stands alone and ``name`` says what it does."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(name or text)
        self.dress()

    def draw(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self.dress()

    def stand(self, *, kind: str) -> None:
        """Take another look: what is next becomes, or ceases to be, the accent."""
        self._kind = kind
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.dress()

    def dress(self) -> None:
        """Take the colours of the look in force."""
        if self._icon is not None:
            after = BESIDE_WORDS if self.text() else 0
            self.setIcon(tinted(self._icon, _TOKENS.get(self._kind, "text"), after))
            self.setIconSize(QSize(side() + after, side()))


class Choice(QWidget, Generic[T]):
    """One choice among a few, all in sight: nothing is hidden in a list, nothing is chosen beforehand unless said."""

    chosen = Signal(object)

    def __init__(
        self, options: Iterable[tuple[T, str]], name: str, value: T | None = None, *, private: bool = False
    ) -> None:
        """Offer options.

        Args:
            options: (value, words) in the order shown.
            name: What the choice is about, for screen readers.
            value: The one chosen now; None for none.
            private: Whether the words name somebody: F9 covers them.
        """
        super().__init__()
        self.setAccessibleName(name)
        self._words: list[str] = []
        layout = FlowLayout(self, spacing=8)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values: list[T] = []
        for rank, (one, words) in enumerate(options):
            made = Button(words, kind="choice", name=f"{name}\u00a0: {words}")
            made.setCheckable(True)
            made.setChecked(one == value)
            self._group.addButton(made, rank)
            self._values.append(one)
            self._words.append(words)
            layout.addWidget(made)
        self._group.idClicked.connect(lambda rank: self.chosen.emit(self._values[rank]))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if private:
            discretion().changed.connect(self._cover)
            self._cover(discretion().covered)

    @property
    def value(self) -> T | None:
        """What is chosen, or None."""
        rank = self._group.checkedId()
        return self._values[rank] if rank >= 0 else None

    def choose(self, value: T) -> None:
        """Choose without telling anybody."""
        self._group.button(self._values.index(value)).setChecked(True)

    def buttons(self) -> list[QPushButton]:
        """Return the buttons, in order."""
        return [button for button in self._group.buttons() if isinstance(button, QPushButton)]

    def _cover(self, _covered: bool) -> None:
        for rank, words in enumerate(self._words):
            shown, button = discretion().shown(words), cast("Button", self._group.button(rank))
            button.say(shown, f"{self.accessibleName()}\u00a0: {shown}")
