"""What one adult says of a version: three answers of one size, one place for words whatever the answer (practice 3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QButtonGroup, QSizePolicy
from typing_extensions import override

from app.services.diagnosis.diagnosing import Answer
from app.words import _
from ui.diagnosis import view_model
from ui.diagnosis.abreast import Abreast
from ui.diagnosis.kept_draft import KeptDraft
from ui.diagnosis.panel import Spot
from ui.diagnosis.view_model import Screen
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.discretion import discretion
from ui.kit.fields import Labelled, Paragraphs
from ui.kit.texts import Role, Words
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.diagnosis.view import ApprovalView
    from resources.vocabulary import ApprovalStatus
    from ui.diagnosis.panel import Panel

EACH = 270  # logical pixels one of the three answers needs, at 100 % of text


class AdultCard(Card):
    """One adult and their answer."""

    def __init__(self, panel: Panel, approval: ApprovalView) -> None:
        super().__init__()
        self._panel, self._approval = panel, approval
        self._version = panel.view.diagnosis_id
        self._sent = approval.reservations  # the words the vault holds
        self.add(Words(approval.name, Role.SUBTITLE, private=True))
        self._answers = Answers(self._answer, approval.name, addressed=panel.shared)
        self.add(self._answers)
        self._words = Paragraphs(_("Les mots à ajouter"), approval.reservations, lines=1)
        spot = Spot("diagnosis", "words", (Screen.APPROVAL.value, approval.person_id))
        self._kept = KeptDraft(panel.workplace, self._words, panel.typed(spot))
        self._words.left.connect(self.flush)
        self._words.finished.connect(self.flush)
        self.add(
            Labelled(
                _("Des mots à ajouter, quelle que soit la réponse\u00a0: ils sont gardés avec la réponse"), self._words
            )
        )
        self._said = Words("", Role.SECONDARY)
        self.add(self._said)
        self._name()
        discretion().changed.connect(self._name)
        self._show(approval)

    def take(self, approval: ApprovalView) -> None:
        """Show what the vault holds; words being typed stay."""
        taken_back = self._approval.status is not None and approval.status is None
        another = self._version != self._panel.view.diagnosis_id
        typing = self._words.typed.strip() != self._sent.strip()
        self._approval, self._version = approval, self._panel.view.diagnosis_id
        self._sent = approval.reservations
        if taken_back and not another:
            self._kept.owed()
        elif not typing:
            self._words.show_text(approval.reservations)
            self._kept.given()
        self._show(approval)

    def _name(self, _covered: bool = False) -> None:
        """Say whose words the zone is for: two adults have one each."""
        whose = discretion().shown(self._approval.name)
        self._words.setAccessibleName(f"{whose}\u00a0: {_('Les mots à ajouter')}")

    def flush(self) -> None:
        """Keep words changed after an answer with that answer; before one they are a draft."""
        words, answer = self._words.typed.strip(), self._approval
        if answer.status is None or answer.on is None:
            self._kept.keep()
        elif words != self._sent.strip():
            self._send(Answer(answer.status, answer.on, words))

    def _answer(self, status: ApprovalStatus) -> None:
        self._panel.page.flush()
        self._send(Answer(status, self._panel.workplace.today, self._words.typed.strip()), said=_("C’est noté."))

    def _send(self, answer: Answer, *, said: str = "") -> None:
        diagnosing, case_id = self._panel.workplace.desk.diagnosing, self._panel.case_id
        person_id, draft = self._approval.person_id, self._kept.draft
        self._kept.given()
        before, self._sent = self._sent, answer.words

        def work() -> Changes:
            changes = diagnosing.approve(case_id, person_id, answer)
            draft.write("")
            return changes

        self._panel.workplace.command(work, said=said, failed=partial(self._missed, before), owner=self)

    def _missed(self, before: str, fault: BaseException) -> None:
        self._sent = before
        self._show(self._approval)
        self._kept.owed()
        self._panel.workplace.shell.present(fault)

    def _show(self, approval: ApprovalView) -> None:
        self._answers.choose(approval.status)
        self._said.say(view_model.answered(approval))


class AnswerButton(Button):
    """An answer: as high as one that is chosen, whose border is wider, so that the three stay of one size."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().target + 2)


class Answers(Abreast):
    """The three answers, of one size; none is chosen beforehand. A screen reader says whose they are, but under F9."""

    def __init__(self, pressed: Callable[[ApprovalStatus], None], whose: str, *, addressed: bool) -> None:
        super().__init__(EACH, gap=8)
        self._whose = whose
        self._group = QButtonGroup(self)
        self._values: list[ApprovalStatus] = []
        for rank, (status, words) in enumerate(view_model.answer_options(addressed=addressed)):
            made = AnswerButton(words, partial(pressed, status), kind="choice")
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(made, rank)
            self._values.append(status)
            self.add(made, top=False)
        self._name()
        discretion().changed.connect(self._name)

    def _name(self, _covered: bool = False) -> None:
        whose = discretion().shown(self._whose)
        for one in self._group.buttons():
            one.setAccessibleName(f"{whose}\u00a0: {one.text()}")

    def choose(self, status: ApprovalStatus | None) -> None:
        """Show an answer, or none."""
        self._group.setExclusive(False)
        for rank, one in enumerate(self._values):
            self._group.button(rank).setChecked(one is status)
        self._group.setExclusive(True)
