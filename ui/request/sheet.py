"""A request or a call (Ctrl+D): who in a few letters, one line, what comes of it; a call and its note are one thing."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import Expected
from app.services.drafts import Typed
from app.services.procedures.requests import Follow, NewRequest
from app.words import _
from resources.labels import LABELS
from resources.vocabulary import Channel
from ui.begun_text import BegunText
from ui.choosing.confided import Confided
from ui.choosing.households import Household, HouseholdChooser, named_household
from ui.choosing.one_of import OneOf
from ui.kit.banner import Banner
from ui.kit.buttons import Button, Choice
from ui.kit.fields import Labelled, Paragraphs
from ui.kit.flow import FlowLayout
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words
from ui.page import empty
from ui.request.view_model import (
    CHANNELS,
    ENDS,
    FIELD,
    NEITHER_YES_NOR_NO,
    NEW,
    TARGET,
    Beside,
    found_beside,
    kept_beside,
    named,
)

if TYPE_CHECKING:
    from app.changes import Changes
    from ui.workplace import Workplace

LINES, HIGHEST = 2, 660


class RequestSheet(Sheet):
    """Keeps what a household asks, or what somebody says of it on the telephone."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str | None) -> None:
        """Open a request; a draft of the same household is taken up.

        Args:
            workplace: Where commands run.
            parent: The window.
            case_id: The case; None while it is to be chosen.
        """
        super().__init__(_("Demande ou appel"), parent)
        self.resize(self.width(), min(HIGHEST, self.maximumHeight()))
        self._workplace, self._case_id = workplace, case_id
        draft_id, draft = _found(workplace, case_id)
        self._draft = BegunText(self, workplace, draft_id, self._typed, kept=draft is not None)
        self._draft.missed = self._say
        self._begun = found_beside(draft.base if draft is not None else None)
        self._is_ending = False
        self._chooser: HouseholdChooser | None = None
        self._persons: OneOf | None = None
        self._confided: Confided | None = None
        self._channel = self._begun.channel
        self._end_buttons: list[QWidget] = []
        self._who = QVBoxLayout()
        self._below = QVBoxLayout()
        self.text = Paragraphs(_("Ce qui est demandé"), placeholder=_("Une ligne suffit, avec leurs mots"), lines=LINES)
        self._labelled = Labelled(_("Ce qui est demandé"), self.text)
        self._lay_out()
        self._begin(draft)

    @override
    def reject(self) -> None:
        """Leave: what is typed stays a draft, and it is said; what the disk refuses stays in sight."""
        if self._draft.leave(self.accept):
            super().reject()

    def _lay_out(self) -> None:
        self.body.addLayout(self._who)
        self.add(self._labelled)
        self.body.addLayout(self._below)
        self._below.addWidget(Words(_("Comment"), Role.SECONDARY))
        self._below.addWidget(self._channels())
        self._third = Banner("accent")
        self.keep_in_sight(self._third)
        self.keep_in_sight(self._ends())
        for before, after in pairwise((self.text, *self._end_buttons)):
            self.setTabOrder(before, after)  # the line, then at once what comes of it
        self._folded = QVBoxLayout()
        self._below.addLayout(self._folded)
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        self._choose_channel(self._channel)

    def _begin(self, draft: Typed | None) -> None:
        if draft is not None:
            self.text.show_text(draft.text)
            caret = self.text.textCursor()
            caret.setPosition(min(draft.cursor, self.text.document().characterCount() - 1))
            self.text.setTextCursor(caret)
        self.text.textChanged.connect(self._changed)
        self.text.finished.connect(self._call_back)
        if self._case_id is None:
            self._ask()
            if self._chooser is not None:
                self._chooser.setFocus()
        else:
            self.text.setFocus()
        QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        """Read who may ask, once something can be typed."""
        if self._chooser is not None:
            self._chooser.ask()
        elif self._case_id is not None:
            label = self._workplace.desk.overview.label(self._case_id)
            self._show_household(Household(self._case_id, label), changeable=False)
        QTimer.singleShot(0, self, self.show_focus)

    def _ends(self) -> QWidget:
        made = QWidget()
        made.setObjectName("plain")
        row = FlowLayout(made, spacing=8)
        for follow, words, icon, _said in ENDS:
            usual = follow is Follow.TO_CALL_BACK
            button = Button(
                _(words),
                partial(self._end, follow),
                kind="accent" if usual else "plain",
                icon=icon,
                hint=_("Ctrl+Entrée") if usual else "",
            )
            if usual:
                button.setShortcut("Ctrl+Return")
            row.addWidget(button)
            self._end_buttons.append(button)
        return made

    def _channels(self) -> Choice[Channel]:
        shown = [(one, _(LABELS[one].text)) for one in (*CHANNELS, Channel.THIRD_PARTY, Channel.OTHER)]
        made: Choice[Channel] = Choice(shown, _("Comment"), self._channel)
        made.chosen.connect(self._choose_channel)
        return made

    def _choose_channel(self, channel: Channel) -> None:
        """Keep how it came; a third party is answered neither yes nor no (practice D-22)."""
        self._channel = channel
        third = channel is Channel.THIRD_PARTY
        self._third.say(
            _("À répondre\u00a0: «\u00a0{answer}\u00a0»").format(answer=_(NEITHER_YES_NOR_NO)) if third else ""
        )
        self._changed()

    def _ask(self) -> None:
        empty(self._who)
        empty(self._folded)
        self._persons = self._confided = None
        self._chooser = HouseholdChooser(self._workplace, _("Qui demande\u00a0?"))
        self._chooser.chosen.connect(self._choose)
        self._who.addWidget(self._chooser)

    def _choose(self, household: Household) -> None:
        self._workplace.read(household.case_id)
        self._show_household(household, changeable=True)
        self.text.setFocus()
        self._changed()

    def _show_household(self, household: Household, *, changeable: bool) -> None:
        """Show whose request it is, its members, and what may be confided."""
        self._case_id, self._chooser = household.case_id, None
        empty(self._who)
        empty(self._folded)
        self._who.addWidget(named_household(household.label, self._change if changeable else None))
        choices = self._workplace.desk.editing.choices(household.case_id, TARGET, "person_id")
        persons = [(one.value, one.text) for one in choices]
        if not persons:
            return
        begun = self._begun.person or named(persons, household.asked)
        self._persons = OneOf(persons, _("Qui demande"), begun)
        self._persons.chosen.connect(self._changed)
        self._who.addWidget(self._persons)
        self._fold(persons)

    def _fold(self, persons: list[tuple[str, str]]) -> None:
        self._confided = Confided(persons)
        self._confided.choose(self._begun.confided_by, self._begun.hide_from)
        self._confided.chosen.connect(self._changed)
        fold = Button(_("Confié par quelqu’un"), kind="choice", icon="shield")
        fold.setCheckable(True)
        fold.setChecked(self._confided.by is not None)
        self._confided.setVisible(self._confided.by is not None)
        fold.toggled.connect(self._confided.setVisible)
        row = QHBoxLayout()
        row.addWidget(fold)
        row.addStretch(1)
        self._folded.addLayout(row)
        self._folded.addWidget(self._confided)

    def _change(self) -> None:
        self._case_id, self._begun = None, Beside(self._channel)
        self._ask()
        if self._chooser is not None:
            self._chooser.ask()
            self._chooser.setFocus()

    def _call_back(self) -> None:
        self._end(Follow.TO_CALL_BACK)

    def _end(self, follow: Follow) -> None:
        """Keep the request with what comes of it, and forget its draft."""
        if self._case_id is None:
            if self._chooser is not None:
                self._chooser.complain(
                    _("Choisissez qui demande\u00a0: la ligne est gardée en brouillon en attendant.")
                )
            return
        if self._is_ending:
            return
        self._is_ending = True
        self._draft.rest()
        beside, desk, case_id, draft_id = self._beside(), self._workplace.desk, self._case_id, self._draft.id
        new = NewRequest(
            text=self.text.typed,
            channel=beside.channel,
            follow=follow,
            person=beside.person,
            confided_by=beside.confided_by,
            hide_from=beside.hide_from,
        )

        def work() -> Changes:
            changes = desk.requests.ask(case_id, new)[1]
            desk.drafts.drop(draft_id)
            return changes

        said = next(_(words) for one, _words, _icon, words in ENDS if one is follow)
        self._workplace.command(work, said=said, done=self.accept, failed=self._missed, owner=self)

    def _missed(self, fault: BaseException) -> None:
        self._is_ending = False
        self._say(fault)
        self._draft.save()  # its clock was stopped

    def _say(self, fault: BaseException) -> None:
        if isinstance(fault, Expected):
            self._labelled.complain(fault.sentence)
            self.text.setFocus()
        else:
            self._workplace.shell.present(fault)

    def _beside(self) -> Beside:
        confided = self._confided
        return Beside(
            self._channel,
            self._persons.value if self._persons is not None else None,
            confided.by if confided is not None else None,
            confided.hidden_from if confided is not None else (),
        )

    def _changed(self) -> None:
        self._labelled.complain("")
        self._draft.touched()

    def _typed(self) -> Typed:
        caret, beside = self.text.textCursor().position(), kept_beside(self._beside())
        return Typed(self._case_id, TARGET, FIELD, self.text.typed, caret, None, beside)


def _found(workplace: Workplace, case_id: str | None) -> tuple[str, Typed | None]:
    """Return the draft of a request of this household (of none, when it was not chosen), or the id of a new one."""
    for draft_id, typed in reversed(workplace.desk.drafts.found(case_id)):
        if typed.target == TARGET and typed.field == FIELD and typed.row_id is None:
            return draft_id, typed
    return NEW + workplace.desk.new_id(), None
