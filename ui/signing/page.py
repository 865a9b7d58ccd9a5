"""Signing on the spot, the whole screen for it: the paper beside the questions, then the pad, one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.errors import Expected
from app.words import _
from resources.vocabulary import DocumentKind
from ui.destinations import CaseTab, Destination, Place
from ui.kit.buttons import Button
from ui.kit.cards import Empty
from ui.kit.masking import MaskButton
from ui.kit.paper import PaperView
from ui.kit.printing import ask_printer
from ui.kit.texts import Role, Words
from ui.kit.theme import current
from ui.page import Page, empty
from ui.signing.course import KINDS, Course
from ui.signing.leaving import LeavingSheet
from ui.signing.view_model import Sitting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtPrintSupport import QPrinter

    from app.services.signature.kept_papers import ToSign
    from ui.workplace import Workplace

ROOM = 760  # logical pixels under which the paper gives way to the pad, at 100 % text
EACH_PERCENT = 2  # what each per cent of larger text adds to that


class SigningPage(Page):
    """Signs the contract or the mutual commitments of a case; ``detail`` of the destination says which."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.ask_printer = ask_printer
        self.course: Course | None = None
        self._case, self._kind = "", DocumentKind.SUPPORT_CONTRACT
        self._sat: tuple[dt.date | None, Sitting | None] = (None, None)  # the day and the sitting one left
        self._reading = False  # whether the paper is in sight where it gives way
        self.body.setContentsMargins(16, 8, 16, 8)
        self.body.fills, self.body.bounded = True, False
        room = QWidget()
        room.setObjectName("plain")
        sides = QHBoxLayout(room)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(20)
        self.paper = PaperView(workplace.tasks, _("Le document à signer"))
        sides.addWidget(self.paper, 5)
        self._beside = QWidget()
        self._beside.setObjectName("plain")
        self._side = QVBoxLayout(self._beside)
        self._side.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(self._beside, 9)
        self.body.setSpacing(8)
        self.body.addLayout(self._make_head())
        self.body.addWidget(room, 1)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(Button(_("Revenir au dossier"), self._leave, kind="quiet", icon="arrow-left"))
        head.addStretch(1)
        self._turn = Button(_("Relire le document"), self._turn_over, kind="quiet", icon="file-text")
        self._mask = MaskButton(self.workplace.shell.mask)
        self._pause = Button(_("Pause"), self.workplace.shell.pause, icon="lock", hint=_("Pause (Ctrl+L)"))
        for made in (self._turn, self._mask, self._pause):
            head.addWidget(made)
        return head

    @override
    def show_destination(self, destination: Destination) -> None:
        if destination.case_id is None:
            raise LookupError("signing needs a case")
        case_id, kind = destination.case_id, DocumentKind(destination.detail or DocumentKind.SUPPORT_CONTRACT)
        self._case, self._kind, self._reading = case_id, kind, False
        self._empty()
        self._side.addWidget(Words(_("Le document se prépare…"), Role.SECONDARY))
        self._side.addStretch(1)
        self._arrange()
        kept, today = self.workplace.desk.kept_papers, self.workplace.today
        found: list[ToSign] = []

        def work() -> Changes:
            found.append(kept.to_sign(kind, case_id, today=today))
            return Changes(KINDS, frozenset({case_id}))

        self.workplace.command(
            work, done=lambda: self._begin(destination, found[0]), failed=partial(self._refuse, destination), owner=self
        )

    @override
    def refresh(self, _changes: Changes) -> None:
        """Do nothing: what is drawn on the pad would be lost, and this page follows its own commands."""

    @override
    def again(self) -> None:
        self._arrange()

    @override
    def retreat(self) -> bool:
        """Turn the paper over, come back to the pad, or ask before ink that is begun goes."""
        if self._reading and not self._turn.isHidden():
            self._turn_over()
            return True
        back = self.workplace.shell.back
        return self.course is not None and (self.course.retreat() or self._asks_first(back))

    def _asks_first(self, leave: Callable[[], object]) -> bool:
        """Ask before ink that is begun goes; returns whether there is any."""
        course = self.course
        if course is None or not course.inked:
            return False

        def leave_it() -> None:
            course.drop_ink()
            leave()

        LeavingSheet(self.workplace.shell.window(), leave_it).open()
        return True

    @override
    def flush(self) -> None:
        super().flush()
        if self.course is not None:
            self.course.keep_begun()
            self._sat = (self.workplace.today, self.course.sitting)
        if self.course is not None and self.course.drop_ink():
            self.workplace.said_on_return = _(
                "Ce qui était dessiné dans le cadre n’a pas été gardé\u00a0: "
                "rien n’est signé avant «\u00a0C’est signé\u00a0»."
            )
            self.workplace.shell.toast(self.workplace.said_on_return)

    def _begin(self, destination: Destination, paper: ToSign) -> None:
        if destination != self.destination:  # somebody went to another paper meanwhile
            return
        empty(self._side)
        self.paper.show_pdf(paper.pdf)
        on, before = self._sat
        sitting = before.resumed(paper) if before is not None and on == self.workplace.today else Sitting(paper)
        self.course = Course(self.workplace, self.paper, self._kind, sitting, self._ask)
        self.course.turned.connect(self._turned)
        self._side.addWidget(self.course)
        self.course.show()  # nothing hidden takes the focus
        self.course.begin()
        if self.workplace.said_on_return:
            self.workplace.shell.toast(self.workplace.said_on_return)
            self.workplace.said_on_return = ""

    def _ask(self, parent: QWidget) -> QPrinter | None:
        return self.ask_printer(parent)

    def _refuse(self, destination: Destination, fault: BaseException) -> None:
        if not isinstance(fault, Expected):
            self.workplace.shell.present(fault)
        elif destination == self.destination:
            self._empty()
            self._side.addWidget(Empty("scroll-text", fault.sentence))
            self._side.addStretch(1)
            self._arrange()

    def _empty(self) -> None:
        self.course = None
        self.paper.clear()
        empty(self._side)

    def _leave(self) -> None:
        if not self._asks_first(self._go_to_case):
            self._go_to_case()

    def _go_to_case(self) -> None:
        self.workplace.go(Destination(Place.CASE, self._case, CaseTab.PAPERS))

    def _turn_over(self) -> None:
        self._reading = not self._reading
        self._arrange()

    def _turned(self) -> None:
        self._reading = False
        self._arrange()

    def _arrange(self) -> None:
        """Lay both side by side; the paper gives way to the pad, and to all else where there is no room for two."""
        larger = current().text_percent - 100
        narrow = self.width() < ROOM + EACH_PERCENT * larger
        gives_way = narrow or (self.course is not None and self.course.at_pad)
        self._turn.setVisible(gives_way)
        self._turn.say(_("Revenir à la signature") if self._reading else _("Relire le document"))
        self.paper.setVisible(not gives_way or self._reading)
        self._beside.setVisible(not (narrow and self._reading))
        self._mask.shorten(short=self.workplace.cramped)
        self._pause.say("" if self.workplace.cramped else _("Pause"), _("Pause"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
