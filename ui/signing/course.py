"""The course of one sitting: questions once, then the pad for each, the other ways to answer, and the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.changes import Changes
from app.documents.ink import fault_sentence, judge
from app.errors import Expected
from app.services.signature.verification import sentences
from app.words import _
from ui.kit.printing import Copies, print_paper
from ui.signing.panels import End, NotTodayPanel, OnPaper, Panel, Questions
from ui.signing.signature import Signature
from ui.signing.view_model import Begun, NotToday, Sitting, Told, circumstances, reason_of, standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from app.services.papers.common import Place
    from app.services.signature.kept_papers import ToSign
    from app.services.signature.signing import Circumstances
    from resources.vocabulary import DocumentKind
    from ui.kit.paper import PaperView
    from ui.workplace import Workplace

    Record = Callable[[Place, Circumstances], object]

KINDS = frozenset({"document", "signature", "signature_evidence"})


class Course(QWidget):
    """What stands beside the paper, from the first question to the copies.

    Signals:
        turned: Another panel is in sight.
    """

    turned = Signal()

    def __init__(
        self,
        workplace: Workplace,
        paper: PaperView,
        kind: DocumentKind,
        sitting: Sitting,
        ask: Callable[[QWidget], QPrinter | None],
    ) -> None:
        """Begin a sitting; ``ask`` is how a printer is chosen."""
        super().__init__()
        self.setObjectName("plain")
        self._workplace, self._paper, self._kind, self._ask = workplace, paper, kind, ask
        self.sitting = sitting
        self._came_to_pad = False
        self.questions, self.signature = Questions(), Signature()
        self.not_today, self.on_paper, self.end = NotTodayPanel(), OnPaper(), End()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for panel in self._panels():
            panel.hide()
            column.addWidget(panel)
        self._connect()

    def begin(self) -> None:
        """Ask the questions, or end at once where everybody signed."""
        if self.sitting.now is None:
            self._finish()
            return
        names = ", ".join(place.shown.name for place in self.sitting.left)
        self.questions.who.say(_("Signent\u00a0: {names}").format(names=names))
        self.questions.resume(self.sitting.told)
        self._show(self.questions)

    @property
    def at_pad(self) -> bool:
        """Whether one signs now: the paper was read or handed, and the pad takes the room."""
        return not self.signature.isHidden()

    @property
    def inked(self) -> bool:
        """Whether something is drawn on the pad."""
        return not self.signature.pad.blank

    def retreat(self) -> bool:
        """Come back to the pad from another way to answer, keeping what was begun; returns whether one was there."""
        now = self.sitting.now
        asked_again = self.questions.isVisible() and self._came_to_pad
        if now is None or not (asked_again or self.not_today.isVisible() or self.on_paper.isVisible()):
            return False
        self.keep_begun()
        self._to_pad()
        return True

    def keep_begun(self) -> None:
        """Hold what is being answered instead of signing: whoever comes back finds it."""
        if self.sitting.now is not None and self.not_today.isVisible():
            self.sitting.begun[self.sitting.now.signatory_id] = self.not_today.begun

    def drop_ink(self) -> bool:
        """Forget what is drawn on the pad; returns whether something was."""
        drawn = not self.signature.pad.blank
        self.signature.pad.wipe()
        return drawn

    def _panels(self) -> tuple[Panel, ...]:
        return self.questions, self.signature, self.not_today, self.on_paper, self.end

    def _show(self, wanted: Panel) -> None:
        for panel in self._panels():
            panel.setVisible(panel is wanted)
        self.turned.emit()
        wanted.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.questions.changed.connect(self._hear)
        self.questions.over.connect(self._to_pad)
        self.signature.signed.connect(self._sign)
        self.signature.change.connect(partial(self._show, self.questions))
        self.signature.paper.connect(partial(self._turn_to, self.on_paper))
        self.signature.not_today.connect(partial(self._turn_to, self.not_today))
        self.not_today.answered.connect(self._put_off)
        self.not_today.back.connect(self.retreat)
        self.on_paper.print_asked.connect(self._print_final)
        self.on_paper.signed.connect(self._signed_on_paper)
        self.on_paper.back.connect(self._to_pad)
        self.end.print_asked.connect(self._print_copies)
        self.end.again.connect(self._ask_again)

    def _hear(self, told: Told) -> None:
        self.sitting.told = told

    def _to_pad(self) -> None:
        """Ask the one whose turn it is, or end."""
        sitting, now = self.sitting, self.sitting.now
        if now is None:
            self._finish()
            return
        self.signature.ask(now, sitting.rank, len(sitting.places), last=sitting.last, told=sitting.told)
        self._came_to_pad = True
        self._show(self.signature)

    def _ask_again(self) -> None:
        """Ask those who had answered otherwise: nobody is held to « pas aujourd’hui »."""
        self.sitting.passed.clear()
        self.begin()

    def _turn_to(self, panel: NotTodayPanel | OnPaper) -> None:
        """Let the one whose turn it is answer otherwise than on the pad."""
        now = self.sitting.now
        if now is None:
            return
        if isinstance(panel, NotTodayPanel):
            panel.begin(now.shown.name, self.sitting.begun.get(now.signatory_id, Begun()))
        else:
            panel.begin(now.shown.name)
        self._show(panel)

    def _sign(self) -> None:
        """Seal the paper with what is drawn, unless it is a slip of the pen."""
        ink = self.signature.pad.ink()
        fault = judge(ink)
        if fault is not None:
            self.signature.say(fault_sentence(fault))
            return
        signing, frozen = self._workplace.desk.signing, self.sitting.paper.frozen
        self.signature.wait(sealing=True)
        self._answer(lambda place, how: signing.sign_on_screen(frozen, place, ink, how))

    def _signed_on_paper(self) -> None:
        signing, frozen = self._workplace.desk.signing, self.sitting.paper.frozen
        self._answer(lambda place, how: signing.record_on_paper(frozen, place, how))

    def _put_off(self, answer: NotToday, words: str) -> None:
        signing, frozen = self._workplace.desk.signing, self.sitting.paper.frozen
        record = signing.record_declined if answer is NotToday.DECLINE else signing.record_not_today
        self._answer(partial(record, frozen), reason=reason_of(answer, words), passes=True)

    def _answer(self, record: Record, *, reason: str = "", passes: bool = False) -> None:
        """Record what somebody answers, off the thread, then ask the next one.

        Args:
            record: The command.
            reason: What they said.
            passes: Whether they are not asked again in this sitting.
        """
        paper, place = self.sitting.paper, self.sitting.now
        if place is None:
            return
        try:
            how = circumstances(self.sitting.told, paper, place, reason)
        except Expected as refused:
            self._missed(refused)
            return
        kept = self._workplace.desk.kept_papers
        after: list[ToSign] = []

        def work() -> Changes:
            record(place, how)
            after.append(kept.standing(paper.frozen))
            return Changes(KINDS, frozenset({paper.frozen.case_id}))

        def done() -> None:
            self.sitting.begun.pop(place.signatory_id, None)
            if passes:
                self.sitting.passed.add(place.signatory_id)
            self._advance(after[0])

        self._workplace.command(work, done=done, failed=self._missed, owner=self)

    def _missed(self, fault: BaseException) -> None:
        self.signature.wait(sealing=False)
        self.signature.say("")
        if self.signature.isVisible():
            self.signature.pad.setFocus()
        self._workplace.shell.present(fault)

    def _advance(self, paper: ToSign) -> None:
        if paper.pdf != self.sitting.paper.pdf:
            self._paper.show_pdf(paper.pdf, same_place=True)
        self.sitting.paper = paper
        self.drop_ink()
        self.signature.wait(sealing=False)
        self.signature.say("")
        self._to_pad()

    def _finish(self) -> None:
        """Say who signed, who is awaited, and what the paper proves."""
        frozen, desk = self.sitting.paper.frozen, self._workplace.desk
        kept = desk.kept_papers.of_case(frozen.case_id, self._workplace.today)
        answers = next((one.answers for one in kept if one.document_id == frozen.document_id), ())
        self.end.show_answers(answers, standing(self._kind, self.sitting.paper))
        self.end.later.setVisible(bool(self.sitting.paper.awaited))
        self._show(self.end)
        pdf = self.sitting.paper.pdf
        if pdf != frozen.pdf:
            self._workplace.tasks.fetch(
                lambda: sentences(desk.signing.verify(pdf)[0])[0], self.end.checked.say, owner=self.end
            )

    def _print_final(self) -> None:
        self._print(self.sitting.paper.frozen.pdf)

    def _print_copies(self) -> None:
        self._print(self.sitting.paper.pdf)

    def _print(self, pdf: bytes) -> None:
        """Print one copy for each of those who sign."""
        frozen, count = self.sitting.paper.frozen, len(self.sitting.places)
        kept = self._workplace.desk.kept_papers

        def printed() -> None:
            self._workplace.command(lambda: kept.record_print(frozen.case_id, frozen.document_id, copies=count))

        try:
            print_paper(self, self._workplace.tasks, [Copies(pdf, count)], printed, self._ask)
        except Expected as refused:
            self._workplace.shell.present(refused)
