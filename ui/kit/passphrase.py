"""Choosing a passphrase: seven words offered, or one's own, weighed while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.kit import theme
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Card
from ui.kit.secret import SecretLine
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from app.services.keys.passphrases import Strength

QUIET_MS = 150  # weighed once the fingers rest
Offer = Callable[[Callable[[str], None]], None]
Weigh = Callable[[str, Callable[["Strength"], None]], None]


class NewPassphrase(QWidget):
    """Offers seven words; or takes a passphrase of one's own and says how easily it is guessed, and why.

    Whoever shows it asks :meth:`judged` before going on: a weak one is kept only when the worker says so.
    """

    def __init__(self, offer: Offer, weigh: Weigh) -> None:
        """Make the two ways.

        Args:
            offer: Draws seven words and hands them to what it is given, on the UI thread, now or later.
            weigh: Weighs a passphrase and hands its strength the same way.
        """
        super().__init__()
        self._offer, self._weigh = offer, weigh
        self._words = ""
        self.way = Choice(
            [("offered", _("Sept mots tirés au hasard")), ("own", _("Une phrase à moi"))],
            _("Comment choisir la phrase de passe"),
            "offered",
        )
        self.way.chosen.connect(self._turn)
        self._offered = self._offered_words()
        self.own = SecretLine(_("Ma phrase de passe"))
        self._said = Words("", Role.SECONDARY)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for one in (self.way, self._offered, self.own, self._said):
            layout.addWidget(one)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(QUIET_MS)
        self._rest.timeout.connect(self._weigh_now)
        self.own.changed.connect(lambda _text: self._rest.start())
        self._turn("offered")
        self.draw()

    @property
    def passphrase(self) -> str:
        """What is chosen; empty while nothing is."""
        return self._words if self.way.value == "offered" else self.own.typed

    def draw(self) -> None:
        """Offer seven other words."""
        self._offer(self._show_words)

    def judged(self, sound: Callable[[], object], weak: Callable[[Strength], object]) -> None:
        """Say whether what is chosen is hard enough to guess; words drawn at random always are."""
        if self.way.value == "offered":
            sound()
            return

        typed = self.own.typed

        def judge(strength: Strength) -> None:
            self._say(typed, strength)
            if strength.enough:
                sound()
            else:
                weak(strength)

        self._weigh(typed, judge)

    def arrive(self) -> None:
        """Put the caret where one types, or on the way chosen."""
        if self.way.value == "own":
            self.own.setFocus()
        else:
            self.way.buttons()[0].setFocus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()  # nobody is there to be told
        super().hideEvent(event)

    def _offered_words(self) -> QWidget:
        box = Card(tone="accent")
        self.shown = Words("", Role.HEADING)
        self.shown.setMinimumHeight(theme.current().px(72))  # two lines: nothing jumps when the words come
        box.add(self.shown)
        others = Button(_("En proposer d’autres"), self.draw, icon="rotate-ccw")
        box.body.addWidget(others, 0, Qt.AlignmentFlag.AlignLeft)
        box.add(
            Words(
                _("Écrivez ces mots sur un papier que vous gardez sur vous. Personne ne peut les retrouver pour vous."),
                Role.SECONDARY,
            )
        )
        return box

    def _show_words(self, words: str) -> None:
        self._words = words
        self.shown.say(words)

    def _turn(self, way: object) -> None:
        self._offered.setVisible(way == "offered")
        self.own.setVisible(way == "own")
        self._said.setVisible(way == "own")
        if way == "own":
            self.own.setFocus()
            self._weigh_now()

    def _weigh_now(self) -> None:
        typed = self.own.typed
        if not typed:
            self._said.say(_("Plusieurs mots sans lien entre eux valent mieux qu’un mot compliqué."))
            return
        self._weigh(typed, lambda strength: self._say(typed, strength))

    def _say(self, typed: str, strength: Strength) -> None:
        if typed == self.own.typed:  # an answer that comes late is about another text
            self._said.say(weight_said(strength))


def weight_said(strength: Strength) -> str:
    """Return how hard a passphrase is to guess, and why."""
    said = _("Difficile à deviner\u00a0: {reason}.") if strength.enough else _("Facile à deviner\u00a0: {reason}.")
    return said.format(reason=strength.reason)


def same_passphrase(one: str, other: str) -> bool:
    """Tell whether two passphrases typed are the same but for spaces, which count for nothing."""
    return one.split() == other.split()
