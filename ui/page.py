"""What every page is: a scrolled column that shows a destination, looks again when it must, and loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.autosave import Autosave
from ui.kit.collector import collector_held
from ui.kit.column import Column, Readable, lay_out_now
from ui.kit.focus import Held, first_stop, focus_in, put_caret
from ui.kit.sheets import scrolled
from ui.kit.tabs import Tabs
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.drafts import Typed
    from ui.destinations import Destination
    from ui.kit.fields import Line, Paragraphs
    from ui.workplace import Workplace

FIGURES = frozenset({"case_figure"})


@dataclass(frozen=True, slots=True)
class Left:
    """Where one was in a page that was taken down.

    Attributes:
        height: How far down, in pixels.
        held: What had the focus, if anything in it.
    """

    height: int
    held: Held | None


class Page(QWidget):
    """A place of the window.

    A page overrides :meth:`show_destination` (read and lay out), and :meth:`kinds` if it shows only some kinds.
    """

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.workplace = workplace
        self.destination: Destination | None = None
        self._autosaves: list[Autosave] = []
        self.outer = QVBoxLayout(self)  # a page with something that does not scroll lays it here
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled()
        self.outer.addWidget(self.area)
        self.column = Column()
        self.column.setObjectName("page")
        self.body = Readable(self.column)
        self.body.setContentsMargins(20, 16, 20, 24)
        self.body.setSpacing(16)
        self.area.setWidget(self.column)
        workplace.hub.changed.connect(self._look_again)
        workplace.hub.room_changed.connect(self._laid_otherwise)
        workplace.hub.sharing_changed.connect(self._laid_otherwise)

    def kinds(self) -> frozenset[str]:
        """Return the kinds of things (table names) whose change makes this page look again; empty for any.

        ``case_figure``, the lines of the lists made again, is told only to those that name it.
        """
        return frozenset()

    def show_destination(self, destination: Destination) -> None:
        """Read what the destination shows and lay it out."""
        raise NotImplementedError

    def arrive(self, destination: Destination) -> None:
        """Come to this page."""
        self.destination = destination
        self.column.setFocus(Qt.FocusReason.OtherFocusReason)  # nothing of where one was keeps it
        self.show_destination(destination)
        self.stand()

    def first(self) -> QWidget | None:
        """Return what to do first here, where the focus stands on arrival: the tab in sight, else the first control."""
        tabs = next((one for one in self.findChildren(Tabs) if one.isVisible()), None)
        return tabs.in_sight() if tabs is not None else first_stop(self)

    def stand(self) -> None:
        """Put the focus on what to do first, unless the page puts it elsewhere, once what is new can be seen."""
        QTimer.singleShot(0, self, self._stand)

    def retreat(self) -> bool:
        """Go one step back inside the page (Échap), losing nothing; returns whether there was one."""
        return False

    def again(self) -> None:
        """Show the same destination again: what is typed is kept first, the place in the page and the focus stay."""
        if self.destination is None or not self.isVisible():
            return
        self.flush()
        bar = self.area.verticalScrollBar()
        height = bar.value()
        held = Held.of(self)
        self.show_destination(self.destination)
        self.stay(height, held)

    def stay(self, height: int, held: Held | None) -> None:
        """Stay where one was before a new layout: as far down, and the focus on what had it, or on its successor."""
        self.area.verticalScrollBar().setValue(height)
        QTimer.singleShot(0, self, lambda: self.settled(height, held))

    def left(self) -> Left:
        """Return where one is in this page, about to be taken down."""
        return Left(self.area.verticalScrollBar().value(), Held.of(self))

    def come_back(self, left: Left) -> None:
        """Stand where one was before the page was taken down, not where one begins: the caret where it was too."""
        QTimer.singleShot(0, self, lambda: self._come_back(left))  # once the page stood by itself

    def _come_back(self, left: Left) -> None:
        if left.held is not None:
            self.column.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settled(left.height, left.held)

    def hold(self, held: Held | None) -> None:
        """Give the focus back to what had it before a new layout, or to its successor; never to the bar above."""
        if held is not None:  # once what is new can be seen: nothing hidden takes the focus
            QTimer.singleShot(0, self, lambda: self._hold(held))

    def flush(self) -> None:
        """Turn everything typed here into commands."""
        for one in self._autosaves:
            one.flush()

    def autosave(
        self,
        field: Line | Paragraphs,
        place: Typed,
        keep: Callable[[str], Changes],
        reads: Callable[[str], bool] = lambda _text: True,
    ) -> Autosave:
        """Keep a text zone of this page safe while it is typed in; a draft found again is taken up."""
        made = Autosave(self.workplace, field, place, keep, reads)
        self._autosaves.append(made)
        made.destroyed.connect(lambda _gone=None: self._forget(made))
        return made

    def take_up_drafts(self, case_id: str) -> None:
        """Put drafts whose command never ran back in their fields, the caret where it was."""
        fields = {one.draft_id: one for one in self._autosaves}
        for draft_id, typed in self.workplace.desk.drafts.found(case_id):
            if draft_id in fields:
                fields[draft_id].take_up(typed.text, typed.cursor)

    def clear(self) -> None:
        """Take everything off the page before it is laid out again."""
        self._autosaves.clear()
        empty(self.body)

    def settled(self, height: int, held: Held | None) -> None:
        """Stay there now that what is new has its room and can be seen."""
        if self.stands():
            return  # the page put it where it wants
        lay_out_now()
        self.area.verticalScrollBar().setValue(height)
        if held is not None:
            self._hold(held)

    def _hold(self, held: Held) -> None:
        if self.stands():
            return  # the page put it where it wants
        now = held.again(self) or self.column
        now.setFocus(Qt.FocusReason.OtherFocusReason)
        if type(now) is held.kind:
            put_caret(now, held.caret)

    def _stand(self) -> None:
        first = self.first() if self.isVisible() and not self.stands() else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def stands(self) -> bool:
        """Tell whether something of the page has the focus."""
        return focus_in(self) not in {None, self.column}

    def _laid_otherwise(self, _state: bool) -> None:
        self.again()

    def _forget(self, gone: Autosave) -> None:
        self._autosaves = [one for one in self._autosaves if one is not gone]

    def _look_again(self, changes: Changes) -> None:
        if self.destination is None or not self.isVisible():
            return
        concerned = not self.destination.case_id or not changes.cases or self.destination.case_id in changes.cases
        kinds = self.kinds()
        shown = changes.touches(*kinds) if kinds or changes.kinds == FIGURES else True
        if concerned and shown:
            self.refresh(changes)

    def refresh(self, _changes: Changes) -> None:
        """Look again after a command; a page that would lose the caret overrides this with less."""
        self.again()


def empty(layout: object) -> None:
    """Take everything out of a layout, and let Qt dispose of it."""
    take = getattr(layout, "takeAt", None)
    while take is not None and layout.count():  # type: ignore[attr-defined]
        item = take(0)
        if (widget := item.widget()) is not None:
            widget.hide()
            with collector_held():
                widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


def titled(title: str, about: str = "", *gestures: QWidget, private: bool = False) -> QWidget:
    """Return the head of a page: its title, a line about it, its gestures at the right."""
    head = QWidget()
    head.setObjectName("plain")
    line = QHBoxLayout(head)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Words(title, Role.HEADING, private=private))
    if about:
        words.addWidget(Words(about, Role.SECONDARY, private=private))
    line.addLayout(words, 1)
    for gesture in gestures:
        line.addWidget(gesture, 0, Qt.AlignmentFlag.AlignTop)
    return head
