"""The paper as it would be printed now, beside what is typed: made off the thread, drawn again once a command ran."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import Expected
from app.words import _
from resources.vocabulary import DocumentKind, Recipient
from ui.contract.view_model import recipients
from ui.kit.buttons import Choice
from ui.kit.paper import PaperView
from ui.kit.texts import Role, Words
from ui.page import empty

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from ui.workplace import Workplace

AFTER_MS = 400  # several commands that follow one another are drawn once


class Preview(QWidget):
    """A paper of one case, kept true while it is in sight.

    Signals:
        drawn: what stands in the vault is in sight.
    """

    drawn = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._workplace = workplace
        self._case_id = ""
        self._kind = DocumentKind.SUPPORT_CONTRACT
        self.recipient = Recipient.HOUSEHOLD
        self._landlord_signs = False  # whether the landlord has a copy of the contract
        self._asked = 0  # papers asked for: only the last one is shown
        self._due = False  # whether something changed while it was out of sight
        self._same = False  # whether the paper in sight is the one being made again
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 16, 8)  # never against the scroll bar beside it
        layout.setSpacing(8)
        self._head = QVBoxLayout()
        layout.addLayout(self._head)
        self._sentence = Words("", Role.SECONDARY)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.hide()
        layout.addWidget(self._sentence)
        self.paper = PaperView(workplace.tasks, _("Aperçu du document"))
        layout.addWidget(self.paper, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_MS)
        self._later.timeout.connect(self._make)

    def show_paper(self, case_id: str, kind: DocumentKind, *, landlord_signs: bool = False) -> None:
        """Show a paper of a case; the same one again stays where one was reading."""
        self._same = self._same and (case_id, kind) == (self._case_id, self._kind)
        self._case_id, self._kind = case_id, kind
        offered = recipients(kind, shared=self._workplace.shared, landlord_signs=landlord_signs)
        self._landlord_signs = landlord_signs
        if self.recipient not in dict(offered):
            self.recipient = Recipient.HOUSEHOLD
        empty(self._head)
        if len(offered) > 1:
            self._head.addWidget(self._choice(offered))
        self._ask(at_once=not self._same)

    def _choice(self, offered: tuple[tuple[Recipient, str], ...]) -> QWidget:
        choice: Choice[Recipient] = Choice(offered, _("Aperçu pour"), self.recipient)
        choice.chosen.connect(self._choose)
        return choice

    def look_again(self, *, landlord_signs: bool = False) -> None:
        """Draw it again, soon: something of the case changed."""
        if self._case_id and landlord_signs != self._landlord_signs:
            self.show_paper(self._case_id, self._kind, landlord_signs=landlord_signs)
        elif self._case_id:
            self._ask(at_once=False)

    def put_away(self) -> None:
        """Show nothing, and keep nothing."""
        self._case_id, self._due, self._same = "", False, False
        self._asked += 1
        self._later.stop()
        self.paper.clear()

    def _choose(self, recipient: Recipient) -> None:
        self.recipient, self._same = recipient, False
        self._ask(at_once=True)

    def _ask(self, *, at_once: bool) -> None:
        self._due = not self.isVisible()
        if self._due:
            return
        if at_once:
            self._make()
        else:
            self._later.start()

    def _make(self) -> None:
        self._later.stop()
        if not self._case_id:
            return
        self._asked += 1
        contracting, today = self._workplace.desk.contracting, self._workplace.today
        case_id, kind, recipient = self._case_id, self._kind, self.recipient
        self._workplace.tasks.fetch(
            lambda: contracting.preview(case_id, kind, recipient, today),
            partial(self._come, self._asked),
            partial(self._refuse, self._asked),
            owner=self,
        )

    def _come(self, asked: int, pdf: bytes) -> None:
        if asked == self._asked:
            self._sentence.hide()
            self.paper.show()
            self.paper.show_pdf(pdf, same_place=self._same)
            self._same = True
            self.drawn.emit()

    def _refuse(self, asked: int, fault: BaseException) -> None:
        if not isinstance(fault, Expected):
            self._workplace.shell.present(fault)
        elif asked == self._asked:
            self._same = False
            self.paper.hide()
            self._sentence.say(fault.sentence)
            self._sentence.show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._due:
            self._due = False
            self._make()
