"""Sentences as rows, the eight points beside them: a key, a press or a drag puts one to a point."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.diagnosis import view_model
from ui.diagnosis.sorting import POINTS, Sorting
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.columns import Columns
from ui.kit.texts import Pill, Role, Words

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent

    from ui.diagnosis.sorting import Sentence

MIME = "application/x-palier-sentence"
_BACK = {one.value for one in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_0)}
_KNOWN = _BACK | {one.value for one in (Qt.Key.Key_O, Qt.Key.Key_Up, Qt.Key.Key_Down)}
_FRENCH = {ord(sign.upper()): Qt.Key.Key_0.value + digit for digit, sign in enumerate("à&é\"'(-è_")} | {
    ord("§"): Qt.Key.Key_6.value,
    ord("!"): Qt.Key.Key_8.value,
}  # what the keys of digits say without Maj, on a PC and on a Mac


class SentenceRow(Row):
    """One sentence: whose it is, where it goes.

    Signals:
        taken: it is the one in hand.
        keyed: a key that says something of it.
    """

    taken = Signal()
    keyed = Signal(int)

    def __init__(self, rank: int, sentence: Sentence, *, addressed: bool) -> None:
        super().__init__()
        self._rank, self._addressed = rank, addressed
        self._from: QPointF | None = None
        self.setProperty("opens", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say(Words(sentence.text, private=True))
        self._voice = Button("", kind="quiet")
        self._voice.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key O does it
        self._voice.clicked.connect(self._turned)
        self._place = Pill("")
        self.trail(self._voice)
        self.trail(self._place)
        self.show_sentence(sentence)

    def show_sentence(self, sentence: Sentence) -> None:
        """Show whose it is and where it goes."""
        whose = view_model.voice_words(sentence.voice, addressed=self._addressed)
        self._voice.say(whose)
        point = sentence.point
        words = _("à ranger")
        if point is not None:
            words = f"{POINTS.index(point) + 1} · {_(view_model.SHORT[point])}"
        self._place.say(words)
        self.setProperty("tone", None if point is None else "accent")
        self.style().unpolish(self)
        self.style().polish(self)
        self._name()
        self.setAccessibleDescription(whose)

    def _turned(self) -> None:
        self.setFocus()
        self.keyed.emit(Qt.Key.Key_O.value)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.taken.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = meant(event.key())
        if key is not None:
            self.keyed.emit(key)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position()
        self.setFocus()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None or (event.position() - self._from).manhattanLength() < QApplication.startDragDistance():
            return
        self._from = None
        drag = QDrag(self)
        carried = QMimeData()
        carried.setData(MIME, str(self._rank).encode())  # the rank only: no word of a case leaves the window
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.MoveAction)


class PointButton(Button):
    """A point one may drop a sentence on.

    Signals:
        dropped: the rank of a sentence.
    """

    dropped = Signal(int)

    def __init__(self, number: int, words: str) -> None:
        super().__init__(f"{number} · {words}", kind="choice")
        self.setAcceptDrops(True)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(int(bytes(event.mimeData().data(MIME).data()).decode()))
        event.acceptProposedAction()


class SortingTable(QWidget):
    """The sentences and the points.

    Signals:
        done: one goes back to the page of notes.
    """

    done = Signal()

    def __init__(self, sorting: Sorting, *, addressed: bool) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.sorting, self._addressed = sorting, addressed
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        columns = Columns(11, 4)
        rows = Rows(_("Ranger les phrases"))
        rows.body.addLayout(self._above())
        self._rows = [self._row(rank, one) for rank, one in enumerate(sorting.sentences)]
        for row in self._rows:
            rows.add(row)
        columns.left.addWidget(rows)
        columns.right.addWidget(self._points())
        layout.addWidget(columns)

    def begin(self) -> None:
        """Take the first sentence in hand."""
        self._hold()

    def _points(self) -> Card:
        card = Card(_("Les huit points"))
        card.body.setSpacing(4)
        for number, point in enumerate(POINTS, start=1):
            button = PointButton(number, _(view_model.SHORT[point]))
            button.clicked.connect(partial(self._key, Qt.Key.Key_0.value + number))
            button.dropped.connect(partial(self._drop, number))
            card.add(button)
        return card

    def _above(self) -> QHBoxLayout:
        """Return what the keys do and, away from the points so that neither is pressed for the other, the way out."""
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 8)
        line.setSpacing(12)
        line.addWidget(Words(_keys(), Role.SECONDARY), 1)
        self.put_away = Button(_("C’est rangé"), self.done.emit, icon="check")
        line.addWidget(self.put_away)
        return line

    def _row(self, rank: int, sentence: Sentence) -> SentenceRow:
        row = SentenceRow(rank, sentence, addressed=self._addressed)
        row.taken.connect(partial(self.sorting.take, rank))
        row.keyed.connect(partial(self._key_on, rank))
        return row

    def _key_on(self, rank: int, key: int) -> None:
        self.sorting.take(rank)
        self._key(key)

    def _drop(self, number: int, rank: int) -> None:
        self._key_on(rank, Qt.Key.Key_0.value + number)

    def _key(self, key: int, _checked: bool = False) -> None:
        rank, sorting = self.sorting.current, self.sorting
        if not sorting.sentences:
            return
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            sorting.take(rank + (1 if key == Qt.Key.Key_Down else -1))
        elif key == Qt.Key.Key_O:
            sorting.turn()
        elif key in _BACK:
            sorting.take_back()
        else:
            sorting.put(POINTS[key - Qt.Key.Key_1.value])
        self._rows[rank].show_sentence(sorting.sentences[rank])
        self._hold()

    def _hold(self) -> None:
        if self._rows:
            self._rows[self.sorting.current].setFocus()


def meant(key: int) -> int | None:
    """Return which key that says something of a sentence was meant, or None.

    On a French keyboard the digits are the upper signs of their keys: nobody should have to hold Maj.
    """
    key = _FRENCH.get(key, key)
    number = key - Qt.Key.Key_1.value
    return key if 0 <= number < len(POINTS) or key in _KNOWN else None


def _keys() -> str:
    return _(
        "Les touches 1 à 8 mettent la phrase à un point\u00a0; O change qui parle\u00a0; 0 la laisse dans les notes."
    )
