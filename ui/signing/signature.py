"""Where one signs: who signs, the pad that has all the room there is, the other ways to answer one tap away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.words import _
from ui.kit.buttons import Button
from ui.kit.flow import FlowLayout
from ui.kit.texts import Pill, Role, Words
from ui.kit.theme import current
from ui.page import empty
from ui.signing.pad import Pad
from ui.signing.panels import Panel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.services.papers.common import Place
    from ui.signing.view_model import Told

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
GAP = 8  # pixels between what stands side by side
LONGEST_CAPACITY = 80  # characters, at 100 % of text: a profession and whom somebody stands for, whole


class Signature(Panel):
    """The pad, and the other ways to answer one tap away.

    Signals:
        signed: « C’est signé ».
        paper: « Signer plutôt sur papier ».
        not_today: « Je ne signe pas aujourd’hui ».
        change: What was told before is to be changed.
    """

    signed = Signal()
    paper = Signal()
    not_today = Signal()
    change = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column.setSpacing(6)
        self.rank = Words("", Role.SECONDARY, wrap=False)
        self.name = Words("", Role.HEADING, private=True)
        self._head = QGridLayout()
        self._head.setHorizontalSpacing(2 * GAP)
        self._head.setColumnStretch(1, 1)
        self._head.addWidget(self.name, 0, 0)
        self._head.addWidget(self.rank, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(self._head)
        self._about = QWidget()
        self._about.setObjectName("plain")
        self._said = FlowLayout(self._about)
        self._parts: tuple[QWidget, ...] = ()
        self.column.addWidget(self._about)
        self.pad = Pad()
        self.column.addWidget(self.pad, 1)
        self.notice = Words("", Role.BODY)
        self.notice.hide()
        self.column.addWidget(self.notice)
        self.on_paper = Button(_("Signer plutôt sur papier"), self.paper.emit)
        self.later = Button(_("Je ne signe pas aujourd’hui"), self.not_today.emit)
        self.done = Button(_("C’est signé, au suivant"), self.signed.emit, kind="accent")
        self._means = Words(_("Signer ici vaut signature. Vous gardez un exemplaire papier."), Role.SECONDARY)
        self._others, self._gestures = QBoxLayout(ACROSS), QBoxLayout(ACROSS)
        self._lay_gestures()
        self.pad.inked.connect(self._quiet)

    def _lay_gestures(self) -> None:
        self._others.addWidget(self.on_paper)
        self._others.addWidget(self.later)
        self._gestures.addLayout(self._others)
        self._gestures.addStretch()
        self._gestures.addWidget(self.done)
        self.column.addLayout(self._gestures)
        self.column.addWidget(self._means)

    @property
    @override
    def first(self) -> QWidget:
        return self.pad

    def ask(self, place: Place, rank: int, count: int, *, last: bool, told: Told) -> None:
        """Ask one signatory."""
        self.rank.say(_("Signature {rank} sur {count}").format(rank=rank, count=count))
        self.name.say(place.shown.name)
        self.done.setText(_("C’est signé, terminer") if last else _("C’est signé, au suivant"))
        self.done.setAccessibleName(self.done.text())
        empty(self._said)
        capacity = place.shown.capacity
        longest = LONGEST_CAPACITY * 100 // current().text_percent
        said = " · ".join(told.sentences()) or _("Dire comment il a été lu")
        self._parts = (
            Pill(capacity[:1].upper() + capacity[1:], longest=longest),
            Button(said, self.change.emit, kind="quiet", icon="pen-line", hint=_("Changer ces réponses")),
        )
        for one in self._parts:
            self._said.addWidget(one)
        self._make_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Lay side by side what may stand so, above and below: the pad has all the rest."""
        others, done = _beside(self.on_paper, self.later), _beside(self.done)
        self._others.setDirection(ACROSS if self.width() >= others else DOWN)
        across = self.width() >= others + done
        self._gestures.setDirection(ACROSS if across else DOWN)
        if across and self.width() - others - done >= _as_one_line(self._means) + 2 * GAP:
            self._gestures.insertWidget(1, self._means, 1)
        else:
            self.column.addWidget(self._means)
        if self.width() >= _as_one_line(self.name) + _beside(*self._parts, self.rank) + 4 * GAP:
            self._about.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # in line with the name
            self._head.addWidget(self._about, 0, 1)
        else:
            self._about.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            self.column.insertWidget(1, self._about)

    def say(self, sentence: str) -> None:
        """Say something under the pad, or nothing any more."""
        self.notice.say(sentence)
        self.notice.setVisible(bool(sentence))

    def wait(self, *, sealing: bool) -> None:
        """Hold the buttons while the paper is being sealed."""
        for button in (self.on_paper, self.later, self.done):
            button.setEnabled(not sealing)
        self.pad.setEnabled(not sealing)
        if sealing:
            self.say(_("Le document se referme avec cette signature…"))
            self.notice.setFocus()  # all else is disabled meanwhile, and the bar above would have it

    def _quiet(self, _inked: bool) -> None:
        self.say("")


def _beside(*widgets: QWidget) -> int:
    """Return how wide widgets are side by side."""
    return sum(one.sizeHint().width() + GAP for one in widgets)


def _as_one_line(words: Words) -> int:
    """Return how wide words are that do not wrap."""
    words.ensurePolished()
    return words.fontMetrics().horizontalAdvance(words.text())
