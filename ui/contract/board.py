"""What each state of the contract is drawn on: a board that says things again in place, so that a caret never moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from app.services.drafts import Typed
from ui.contract.view_model import count_trouble, day_trouble
from ui.contract.view_model import place as place_of
from ui.kit.cards import Card
from ui.kit.column import FromTheTop
from ui.kit.fields import Labelled, Line, Paragraphs
from ui.kit.texts import Role, Words
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QResizeEvent

    from app.changes import Changes
    from app.services.contract.commitments_view import CommitmentsView
    from app.services.contract.view import ContractView
    from ui.autosave import Autosave
    from ui.page import Page

    Seen = ContractView | CommitmentsView

PLACE = "place"  # property of what may have the focus: where it is found again after a new layout


class Board(QWidget):
    """A column that shows one document of one case.

    Signals:
        asked: the board wants the page to be laid out again.
    """

    asked = Signal()

    def __init__(self, page: Page, case_id: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.page, self.case_id = page, case_id
        self.wanted: tuple[str, ...] = ()  # where the focus goes once what was asked for is there, best first
        self.body = FromTheTop(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)

    def fits(self, seen: Seen) -> bool:
        """Tell whether what stands here can say it, or whether it must be laid out anew."""
        raise NotImplementedError

    def say(self, seen: Seen) -> None:
        """Say it again in place: what is being typed and the caret stay."""
        raise NotImplementedError

    def command(self, work: Callable[[], Changes], said: str = "", wanted: tuple[str, ...] = ()) -> None:
        """Run a command, after what is typed was kept; the focus goes where it is wanted."""
        self.page.flush()
        self.wanted = wanted
        self.page.workplace.command(work, said=said)


@dataclass(frozen=True, slots=True)
class Zone:
    """One text zone: how it is kept, and how to say again what the vault holds."""

    field: Line | Paragraphs
    autosave: Autosave


class Zones:
    """The text zones of one row, named by places that no new version changes."""

    def __init__(self, board: Board, target: str, what: object) -> None:
        """Begin with none.

        Args:
            board: Where they stand.
            target: Table of the row.
            what: Which row, said so that it stays the same whatever version an edit opens.
        """
        self._board, self._target = board, target
        self._row = place_of(board.case_id, what)
        self._zones: dict[str, Zone] = {}

    def text(self, name: str, field: Line | Paragraphs, keep: Callable[[str], Changes]) -> Line | Paragraphs:
        """Keep a text zone safe."""
        return self._watch(name, field, keep, lambda _text: True)

    def day(self, name: str, label: str, text: str, keep: Callable[[str], Changes], hint: str = "") -> Labelled:
        """Return a day to be typed; what is no day is said under it and stays a draft."""
        today = self._board.page.workplace.today
        field = Line(label, text, placeholder="22/12, dans 3 mois, +30", private=False)
        return self._checked(name, Labelled(label, field, hint), keep, lambda typed: day_trouble(typed, today))

    def count(self, name: str, label: str, text: str, keep: Callable[[str], Changes]) -> Labelled:
        """Return a number to be typed."""
        return self._checked(name, Labelled(label, Line(label, text, private=False)), keep, count_trouble)

    def say(self, texts: Iterable[tuple[str, str]]) -> None:
        """Say again what the vault holds, by name of zone."""
        for name, text in texts:
            self._zones[name].autosave.show_text(text)

    def _checked(
        self, name: str, labelled: Labelled, keep: Callable[[str], Changes], trouble: Callable[[str], str]
    ) -> Labelled:
        if isinstance(labelled.field, Line):
            self._watch(name, labelled.field, keep, partial(_reads, labelled, trouble))
        return labelled

    def _watch(
        self, name: str, field: Line | Paragraphs, keep: Callable[[str], Changes], reads: Callable[[str], bool]
    ) -> Line | Paragraphs:
        board = self._board
        typed = Typed(board.case_id, self._target, name, "", row_id=self._row)
        field.setProperty(PLACE, f"{self._row}/{name}")
        self._zones[name] = Zone(field, board.page.autosave(field, typed, keep, reads))
        return field


def _reads(labelled: Labelled, trouble: Callable[[str], str], text: str) -> bool:
    found = trouble(text)
    labelled.complain(found)
    return not found


class SentencesCard(Card):
    """A card of sentences that may change while one works; without any it is not there."""

    def __init__(self, title: str, *, tone: str | None = None, private: bool = True) -> None:
        super().__init__(title, tone=tone)
        self._private = private
        self._said: tuple[str, ...] = ()
        self._lines: list[Words] = []
        self.hide()

    def say(self, sentences: tuple[str, ...]) -> None:
        """Say these instead."""
        for words in self._lines[len(sentences) :]:
            words.hide()
        for rank, sentence in enumerate(sentences):
            if rank == len(self._lines):
                self._lines.append(Words("", Role.SECONDARY, private=self._private))
                self.add(self._lines[rank])
            self._lines[rank].say(sentence)
            self._lines[rank].show()
        self.setVisible(bool(sentences))


class Abreast(QWidget):
    """Things of equal look side by side; one above the other where a line of words would be too short."""

    def __init__(self, shares: tuple[int, ...], least: int, spacing: int = 12) -> None:
        """Make room.

        Args:
            shares: How the width is shared.
            least: Width, at 100 % of text, under which they stand one above the other.
            spacing: Between two of them.
        """
        super().__init__()
        self.setObjectName("plain")
        self._least, self._shares = least, shares
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(spacing)

    def add(self, widget: QWidget) -> None:
        """Lay the next one."""
        top = Qt.AlignmentFlag.AlignTop
        alignment = top if isinstance(widget, Labelled) else Qt.AlignmentFlag(0)
        self._line.addWidget(widget, self._shares[self._line.count()], alignment)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._least * current().text_percent / 100
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != direction:
            self._line.setDirection(direction)
