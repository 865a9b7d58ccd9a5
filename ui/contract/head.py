"""The head of both documents: which one, where it stands in words, what may be done with it now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.contracts import ContractState
from app.words import _
from resources.vocabulary import DocumentKind
from ui.contract.view_model import ICONS, Gesture, gestures, state_words
from ui.kit.buttons import Button
from ui.kit.fields import Pick
from ui.kit.flow import FlowLayout
from ui.kit.tabs import Tabs
from ui.kit.texts import Pill, Role, Words
from ui.kit.theme import current
from ui.page import empty

if TYPE_CHECKING:
    from ui.contract.board import Seen
    from ui.contract.view_model import Offered
    from ui.workplace import Workplace

LONGEST_NAME = 21  # letters of the list of documents
LONGEST_STATE = 90  # characters: of a version, its day and who is missing; where room is short it is not here
LARGE_TEXT = 150  # per cent, over which gestures that are not the next one are icons


class Head(QWidget):
    """Always in sight.

    Signals:
        left: back to the case.
        chosen: the other document.
        done: a gesture was pressed.
        turned: the paper is wanted in sight, or the words again.
    """

    left = Signal()
    chosen = Signal(object)
    done = Signal(object)
    turned = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("page")
        self._workplace = workplace
        self._said: object = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 8, 16, 0)
        self._layout = FlowLayout(spacing=8)
        outer.addLayout(self._layout)
        self._who = Words("", Role.SECONDARY, private=True)
        outer.addWidget(self._who)

    def name(self, household: str) -> None:
        """Say whose document it is, under its title."""
        self._who.say(household)

    def say(self, view: Seen, kind: DocumentKind, *, turns: bool, reading: bool) -> None:
        """Say where a document stands.

        Args:
            view: The document.
            kind: Which one.
            turns: Whether there is room for one of both, words or paper.
            reading: Whether the paper is in sight then.
        """
        cramped, shared = self._workplace.cramped, self._workplace.shared
        offered, state = gestures(view), state_words(view, shared=shared)
        names = view.state is ContractState.PARTLY_SIGNED  # who is missing
        said = (kind, state, offered, cramped, shared, turns, reading, current().text_percent)
        if said == self._said:
            return
        self._said = said
        here = cast("QWidget | None", self.window().focusWidget())
        held = here is not None and self.isAncestorOf(here)
        empty(self._layout)
        self._layout.addWidget(
            Button("" if cramped else _("Dossier"), self.left.emit, kind="quiet", icon="arrow-left", name=_("Dossier"))
        )
        self._layout.addWidget(self._tabs(kind, cramped=cramped))
        if not cramped:  # else it stands above the words, and scrolls with them
            self._layout.addWidget(_in_line(Pill(state, tone="accent", private=names, longest=LONGEST_STATE)))
        buttons = [self._gesture(one) for one in offered]
        if turns and view.state is not None:
            words, name = (_("Texte"), _("Revenir au texte")) if reading else (_("Aperçu"), _("Aperçu du document"))
            buttons.append(Button(words, self.turned.emit, icon="pen-line" if reading else "file-text", name=name))
        for item in buttons if current().text_percent > LARGE_TEXT else [_together(buttons)]:
            self._layout.addWidget(item)
        if held and buttons:
            buttons[0].setFocus()

    def _tabs(self, kind: DocumentKind, *, cramped: bool) -> QWidget:
        both = (
            (DocumentKind.SUPPORT_CONTRACT, _("Contrat d’accompagnement")),
            (DocumentKind.MUTUAL_COMMITMENTS, _("Engagements réciproques")),
        )
        tabs: Tabs[DocumentKind] = Tabs(both, kind, _("Document"), cramped=cramped)
        tabs.chosen.connect(self.chosen)
        for pick in tabs.findChildren(Pick):
            pick.setMinimumContentsLength(LONGEST_NAME)
        return tabs

    def _gesture(self, one: Offered) -> Button:
        large = current().text_percent > LARGE_TEXT and not one.next and one.gesture in ICONS
        small = large or (self._workplace.cramped and one.gesture is Gesture.PRINT)
        made = Button(
            "" if small else one.words,
            partial(self.done.emit, one.gesture),
            kind="accent" if one.next else "plain",
            icon=ICONS.get(one.gesture),
            name=one.words,
        )
        if small:
            made.setToolTip(one.words)
        return made


def _in_line(pill: Pill) -> QWidget:
    """Return a pill as high as the buttons beside it, so that it stands in their middle."""
    made = QWidget()
    made.setObjectName("plain")
    made.setFixedHeight(current().target)
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 8, 0)
    line.addWidget(pill)
    return made


def _together(buttons: list[Button]) -> QWidget:
    """Return buttons that go to the next line together."""
    made = QWidget()
    made.setObjectName("plain")
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for button in buttons:
        line.addWidget(button)
    return made
