"""The contract and the mutual commitments: words at the left, the paper they make at the right, kept true."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.services.contract.commitments_view import CommitmentsView
from app.services.contract.view import ContractView
from app.words import _
from resources.vocabulary import DocumentKind
from ui.autosave import typed_in
from ui.contract.board import PLACE
from ui.contract.commitments import BeginCommitmentsBoard, CommitmentsBoard
from ui.contract.draft import DraftBoard
from ui.contract.ending import EndSheet
from ui.contract.head import Head
from ui.contract.preview import Preview
from ui.contract.proposals import BeginBoard
from ui.contract.signed import SignedBoard, amending
from ui.contract.view_model import COMMITMENTS, Gesture, kind_of, landlord_signs, state_words
from ui.contract.withdrawing import WithdrawSheet
from ui.destinations import CaseTab, Destination, Place
from ui.forms.sheet import RowSheet
from ui.kit.fields import Line, Paragraphs
from ui.kit.focus import caret_of
from ui.kit.texts import Pill
from ui.kit.theme import current
from ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.changes import Changes
    from ui.contract.board import Board, Seen
    from ui.workplace import Workplace

ROOM = 1100  # logical pixels of window under which words and paper take turns, at 100 % of text
WORDS, PAPER = 3, 2  # how both share the width
OBJECTIVE = "objective:"  # how the draft of an objective begins: its rank may be another's once one was added


class ContractPage(Page):
    """Writes the contract of a case, or the page of commitments; ``detail`` of the destination says which."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.board: Board | None = None
        self._view: Seen | None = None
        self._state: Pill | None = None  # where it stands, when the head has no room for it
        self._kind = DocumentKind.SUPPORT_CONTRACT
        self._beginning = False  # whether another contract is prepared after one that ended
        self._reading = False  # whether the paper is in sight where there is room for one of both
        self.head = Head(workplace)
        self.head.left.connect(self._leave)
        self.head.chosen.connect(self._choose)
        self.head.done.connect(self._do)
        self.head.turned.connect(self._turn)
        self.preview = Preview(workplace)
        self.outer.removeWidget(self.area)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.area, WORDS)
        both.addWidget(self.preview, PAPER)
        self.outer.addWidget(self.head)
        self.outer.addLayout(both, 1)

    @override
    def show_destination(self, destination: Destination) -> None:
        self._kind, self._beginning, self._reading = kind_of(destination), False, False
        self._lay_out(self._read(), {})
        self._point_at_draft(destination)

    @override
    def again(self) -> None:
        if self.destination is None or not self.isVisible():
            return
        bar = self.area.verticalScrollBar()
        height, here, typed = bar.value(), self._place_of_focus(), self._unsaved()
        chosen = self.board.proposals.kept if isinstance(self.board, BeginBoard) else ()
        self._lay_out(self._read(), typed)
        if isinstance(self.board, BeginBoard):
            self.board.proposals.keep(chosen)
        self._focus((here,))
        bar.setValue(height)

    @override
    def refresh(self, changes: Changes) -> None:
        view, board = self._read(), self.board
        if board is None or not board.fits(view) or (self._beginning and "contract" in changes.kinds):
            self._beginning = False
            self._anew(view)
        else:
            board.say(view)
            self._focus(board.wanted)
            board.wanted = ()
        self._say_head(view)
        self.preview.look_again(landlord_signs=landlord_signs(view))

    def _anew(self, view: Seen) -> None:
        """Lay out what has another shape now; the focus goes where it was wanted, else stays."""
        wanted = self.board.wanted if self.board is not None else ()
        bar = self.area.verticalScrollBar()
        height, here = bar.value(), self._place_of_focus()
        typed = {one: text for one, text in self._unsaved().items() if not one.startswith(OBJECTIVE)}
        self.flush()
        self._lay_out(view, typed)
        bar.setValue(height)
        self._focus((*wanted, here))

    def _read(self) -> Seen:
        desk, today, case_id = self.workplace.desk, self.workplace.today, self._case_id
        if self._kind is DocumentKind.MUTUAL_COMMITMENTS:
            return desk.commitments.commitments(case_id, today)
        return desk.contracting.contract(case_id, today)

    @property
    def _case_id(self) -> str:
        return (self.destination.case_id if self.destination is not None else None) or ""

    def _lay_out(self, view: Seen, typed: dict[str, tuple[str, int]]) -> None:
        self.board, self._state = None, None
        self.clear()
        self.head.name(self.workplace.desk.overview.label(view.case_id))
        if self.workplace.cramped:
            self._state = Pill("", tone="accent", private=True)
            self.body.addWidget(self._state)
        self.board = self._board(view)
        self.body.addWidget(self.board)
        self.take_up_drafts(view.case_id)
        for autosave in self._autosaves:
            if autosave.draft_id in typed:
                autosave.take_up(*typed[autosave.draft_id])
        self._say_head(view)
        self._arrange()
        if view.state is None or self._beginning:
            self.preview.put_away()
        else:
            self.preview.show_paper(view.case_id, self._kind, landlord_signs=landlord_signs(view))

    def _board(self, view: Seen) -> Board:
        if isinstance(view, CommitmentsView):
            return (BeginCommitmentsBoard if view.commitments_id is None else CommitmentsBoard)(self, view)
        if view.contract_id is None or self._beginning:
            return BeginBoard(self, view)
        return DraftBoard(self, view) if view.may_change else SignedBoard(self, view)

    def _say_head(self, view: Seen) -> None:
        self._view = view
        if self._state is not None:
            self._state.say(state_words(view, shared=self.workplace.shared))
        self.head.say(view, self._kind, turns=self._narrow and not self._beginning, reading=self._reading)

    @property
    def _narrow(self) -> bool:
        return self.window().width() < ROOM * current().text_percent / 100

    def _arrange(self) -> None:
        """Lay both side by side, or one of them where there is no room for two."""
        paper = self._view is not None and self._view.state is not None and not self._beginning
        self.preview.setVisible(paper and (self._reading or not self._narrow))
        self.area.setVisible(not (paper and self._reading and self._narrow))
        if self._view is not None:
            self._say_head(self._view)

    def _turn(self) -> None:
        self._reading = not self._reading
        self.flush()
        self._arrange()

    def _unsaved(self) -> dict[str, tuple[str, int]]:
        """Return what is typed and not kept yet, by draft, with the caret."""
        found = {}
        for one in self._autosaves:
            field = one.parent()
            if one.pending and isinstance(field, Line | Paragraphs):
                found[one.draft_id] = (typed_in(field), caret_of(field))
        return found

    def _focus(self, places: tuple[str, ...]) -> None:
        """Give the focus to the first of these places that is there and may have it."""
        for place in filter(None, places):
            for widget in self.column.findChildren(QWidget):
                if widget.property(PLACE) == place and widget.isEnabled():
                    widget.setFocus()
                    self.area.ensureWidgetVisible(widget)
                    return

    def _point_at_draft(self, destination: Destination) -> None:
        """Put the caret in the draft that is taken up, when one is."""
        if destination.object_id is None:
            return
        for one in self._autosaves:
            field = one.parent()
            if one.pending and isinstance(field, QWidget) and destination.object_id in one.draft_id:
                self._focus((str(field.property(PLACE)),))
                return

    def _place_of_focus(self) -> str:
        """Return the place of what has the focus in the window, nothing for what has none."""
        here = cast("QWidget | None", self.window().focusWidget())
        return str(here.property(PLACE) or "") if here is not None else ""

    def _leave(self) -> None:
        self.workplace.go(Destination(Place.CASE, self._case_id, CaseTab.PROJECT))

    def _choose(self, kind: DocumentKind) -> None:
        detail = COMMITMENTS if kind is DocumentKind.MUTUAL_COMMITMENTS else None
        self.workplace.go(Destination(Place.CONTRACT, self._case_id, detail))

    def _do(self, gesture: Gesture) -> None:
        acts: dict[Gesture, Callable[[], None]] = {
            Gesture.HAND: self._hand,
            Gesture.TALK: self._talk,
            Gesture.MODIFY: self._modify,
            Gesture.WITHDRAW: self._withdraw,
            Gesture.SIGN: self._sign,
            Gesture.AMEND: self._amend,
            Gesture.END: self._end,
            Gesture.ANOTHER: self._another,
            Gesture.PRINT: self._print,
        }
        acts[gesture]()

    def _hand(self) -> None:
        desk, case_id, today = self.workplace.desk, self._case_id, self.workplace.today
        page = self._kind is DocumentKind.MUTUAL_COMMITMENTS
        hand = desk.commitments.hand if page else desk.contracting.hand
        self._run(lambda: hand(case_id, today), _("Noté\u00a0: remis pour lecture aujourd’hui."))

    def _talk(self) -> None:
        contracting, case_id, today = self.workplace.desk.contracting, self._case_id, self.workplace.today
        self._run(lambda: contracting.talk_again(case_id, today), _("Noté\u00a0: reparlé ensemble aujourd’hui."))

    def _modify(self) -> None:
        contracting, case_id, today = self.workplace.desk.contracting, self._case_id, self.workplace.today
        said = _("Vous pouvez le modifier\u00a0; la version remise reste comme elle a été lue.")
        self._run(lambda: contracting.to_modify(case_id, today), said)

    def _withdraw(self) -> None:
        if self._view is None:
            return
        desk, case_id, today = self.workplace.desk, self._case_id, self.workplace.today
        page = self._kind is DocumentKind.MUTUAL_COMMITMENTS
        withdraw = desk.commitments.withdraw if page else desk.contracting.withdraw
        window = self.workplace.shell.window()
        WithdrawSheet(self.workplace, window, self._view.signatories, lambda: withdraw(case_id, today)).open()

    def _run(self, work: Callable[[], Changes], said: str) -> None:
        self.flush()
        self.workplace.command(work, said=said)

    def _sign(self) -> None:
        self.workplace.go(Destination(Place.SIGNING, self._case_id, self._kind.value))

    def _amend(self) -> None:
        """Begin an amendment, or go on with the one nobody signed yet: one text at a time."""
        view, work = self._view, self.workplace
        if not isinstance(view, ContractView):
            return
        begun = next((one for one in view.amendments if one.may_change), None)
        if begun is not None and isinstance(self.board, SignedBoard):
            self.board.open_amendment(begun.id)
            return
        asked = amending(view, work.desk.contracting.begun_amendment(self._case_id, work.today))
        RowSheet(work, work.shell.window(), self._case_id, asked).open()

    def _end(self) -> None:
        EndSheet(self.workplace, self.workplace.shell.window(), self._case_id).open()

    def _another(self) -> None:
        if self._kind is DocumentKind.MUTUAL_COMMITMENTS:
            commitments, case_id, today = self.workplace.desk.commitments, self._case_id, self.workplace.today
            self._run(lambda: commitments.create(case_id, today), _("Une nouvelle page est prête à écrire."))
            return
        self._beginning = True
        self._lay_out(self._read(), {})

    def _print(self) -> None:
        self.flush()
        self.workplace.shell.show_paper(self._case_id, self._kind, self.preview.recipient)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
