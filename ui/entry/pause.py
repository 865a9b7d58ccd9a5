"""A pause: a neutral screen without a name; six digits come back, three wrong tries lock (review F6)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.keys.pausing import PIN_LENGTH, Presence
from app.words import _, ngettext
from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from app.services.keys.pausing import Pausing

LOOK_MS = 20_000  # between two looks at the hour: a pause too long becomes a lock, after a sleep too
ROOMY = 150  # per cent of text, above which the keys need the room between the words
SAID_WIDE = 400  # logical pixels: what is said of a wrong code stands on one line, and the keys do not move
_DONE, _TO_COME = "●", "○"


class PauseScreen(QWidget):
    """Stands in the place of everything while nobody is there.

    Signals:
        resumed: the six digits were right.
        lock_asked: « Verrouiller », three wrong tries, or sixty minutes.
    """

    resumed = Signal()
    lock_asked = Signal()

    def __init__(self, pausing: Pausing, now: Callable[[], float]) -> None:
        """Take the place of the desk.

        Args:
            pausing: Where the window stands; it knows the PIN, counts tries and time.
            now: The instant now, in seconds.
        """
        super().__init__()
        self.setObjectName("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("En pause"))
        self._pausing, self._now = pausing, now
        self._typed = ""
        self._dots = Words("", Role.TITLE, wrap=False)
        self._said = Words("", Role.SECONDARY)
        self._lay_out()
        self._show_typed()
        hour = QTimer(self)
        hour.timeout.connect(self.look_at_the_hour)
        hour.start(LOOK_MS)

    def look_at_the_hour(self) -> None:
        """Lock when the pause has lasted too long."""
        if self._pausing.passed(self._now()) is Presence.LOCKED:
            self.lock_asked.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12 if theme.current().text_percent <= ROOMY else 4)
        centre = Qt.AlignmentFlag.AlignHCenter
        title = Words(_("En pause"), Role.TITLE, wrap=False)
        column.addWidget(title, 0, centre)
        about = Words(_("Tapez votre code à six chiffres pour reprendre."), wrap=False)
        column.addWidget(about, 0, centre)
        column.addWidget(self._dots, 0, centre)
        self._said.setAlignment(centre)
        self._said.setMinimumSize(theme.current().px(SAID_WIDE), theme.current().px(20))
        column.addWidget(self._said)
        pad = QHBoxLayout()
        pad.addStretch(1)
        pad.addLayout(self._pad())
        pad.addStretch(1)
        column.addLayout(pad)
        lock = Button(_("Verrouiller"), self.lock_asked.emit, kind="quiet", icon="lock")
        column.addWidget(lock, 0, centre)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    def _pad(self) -> QGridLayout:
        pad = QGridLayout()
        pad.setSpacing(8)
        for rank, digit in enumerate("123456789"):
            pad.addWidget(self._key(digit), rank // 3, rank % 3)
        pad.addWidget(self._key("0"), 3, 1)
        pad.addWidget(Button(_("Effacer"), self._take_back), 3, 2)
        return pad

    def _key(self, digit: str) -> Button:
        made = Button(digit, partial(self._type, digit))
        made.setMinimumWidth(theme.current().target * 2)
        return made

    def _type(self, digit: str) -> None:
        if len(self._typed) >= PIN_LENGTH:
            return
        self._typed += digit
        self._show_typed()
        if len(self._typed) == PIN_LENGTH:
            QTimer.singleShot(0, self, self._try)  # the sixth mark is seen before the try, which takes its time

    def _take_back(self) -> None:
        self._typed = self._typed[:-1]
        self._show_typed()

    def _try(self) -> None:
        typed, self._typed = self._typed, ""
        presence = self._pausing.resume(typed, self._now())
        self._show_typed()
        if presence is Presence.OPEN:
            self.resumed.emit()
        elif presence is Presence.LOCKED:
            self.lock_asked.emit()
        else:
            self._say_missed(self._pausing.tries_left)

    def _say_missed(self, left: int) -> None:
        self._said.say(
            ngettext(
                "Ce n’est pas ce code. Encore {count} essai, puis la phrase de passe.",
                "Ce n’est pas ce code. Encore {count} essais, puis la phrase de passe.",
                left,
            ).format(count=left)
        )

    def _show_typed(self) -> None:
        count = len(self._typed)
        self._dots.say(" ".join(_DONE * count + _TO_COME * (PIN_LENGTH - count)))
        self._dots.setAccessibleName(
            ngettext("{count} chiffre tapé sur six", "{count} chiffres tapés sur six", count).format(count=count)
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if len(digit) == 1 and digit.isascii() and digit.isdigit():
            self._type(digit)
        elif event.key() == Qt.Key.Key_Backspace:
            self._take_back()
        else:
            super().keyPressEvent(event)
