"""What stands beside the paper: the questions, the other ways to answer, and the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.documents.evidence import IdentityKnown
from app.words import _
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Row, Rows
from ui.kit.fields import Labelled, Line
from ui.kit.flow import FlowLayout
from ui.kit.focus import first_stop
from ui.kit.texts import Role, Words
from ui.page import empty
from ui.signing.view_model import COPY, IDENTITY, MINUTES, NOT_TODAY, READING, Begun, NotToday, Told, answer_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.signature.kept_papers import Answered

T = TypeVar("T")


class Panel(QWidget):
    """A column beside the paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    @property
    def first(self) -> QWidget:
        """Where the focus stands when the panel comes in sight."""
        raise NotImplementedError

    def flow(self, *widgets: QWidget) -> FlowLayout:
        """Lay widgets side by side, below what is there."""
        made = QWidget()
        made.setObjectName("plain")
        line = FlowLayout(made)
        for one in widgets:
            line.addWidget(one)
        self.column.addWidget(made)
        return line


class Questions(Panel):
    """What is asked once for everybody: nothing is chosen beforehand, nothing has to be answered.

    Signals:
        changed: :class:`Told`, at each answer.
        over: One may go on to sign.
    """

    changed = Signal(object)
    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told = Told()
        self._advance = True  # the answer that completes goes on by itself, the first time only
        self.column.addWidget(Words(_("Avant de signer"), Role.TITLE))
        self.who = Words("", Role.SECONDARY, private=True)
        self.column.addWidget(self.who)
        self.reading = self._ask(_("Comment le document a-t-il été lu\u00a0?"), READING)
        self.minutes = self._ask(
            _("En combien de temps, si vous le savez\u00a0?"), [(one, f"{one}\u00a0min") for one in MINUTES]
        )
        self.copy = self._ask(_("Un exemplaire est-il déjà remis\u00a0?"), COPY)
        self.identity = self._ask(_("Comment savons-nous qui signe\u00a0?"), IDENTITY)
        self.words = Line(_("Comment, en quelques mots"))
        self._other = Labelled(
            _("Comment, en quelques mots"), self.words, _("Jamais le numéro d’une pièce d’identité.")
        )
        self._other.hide()
        self.words.textChanged.connect(self._read)
        self.column.addWidget(self._other)
        self.go_on = Button(_("Passer à la signature"), self.over.emit, icon="signature")
        self.flow(self.go_on)
        self.column.addStretch(1)

    @property
    @override
    def first(self) -> QWidget:
        """The answer to give, or the way on where both questions have theirs."""
        return self.go_on if self._told.enough else first_stop(self.reading) or self.go_on

    def resume(self, told: Told) -> None:
        """Show what was told before about the same paper."""
        _choose(self.reading, told.reading)
        _choose(self.minutes, told.minutes)
        _choose(self.copy, told.copy)
        _choose(self.identity, told.identity)
        blocked = self.words.blockSignals(True)
        self.words.setText(told.identity_words)
        self.words.blockSignals(blocked)
        self._told, self._advance = told, not told.enough
        self._other.setVisible(told.identity is IdentityKnown.OTHER)

    def _ask(self, question: str, options: Iterable[tuple[T, str]]) -> Choice[T]:
        self.column.addWidget(Words(question, Role.STRONG))
        made: Choice[T] = Choice([(value, _(words)) for value, words in options], question)
        # As high as its rows at the width it has, not as in one column: the page would scroll over nothing.
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        made.chosen.connect(self._read)
        self.column.addWidget(made)
        return made

    def _read(self, _said: object = None) -> None:
        self._told = replace(
            self._told,
            reading=self.reading.value,
            minutes=self.minutes.value,
            identity=self.identity.value,
            identity_words=self.words.text().strip() if self.identity.value is IdentityKnown.OTHER else "",
            copy=self.copy.value,
        )
        self._other.setVisible(self._told.identity is IdentityKnown.OTHER)
        self.changed.emit(self._told)
        if self._told.enough and self._advance:
            self._advance = False
            self.over.emit()


class NotTodayPanel(Panel):
    """« Je ne signe pas aujourd’hui »: three answers, words if they want, and the support goes on.

    Signals:
        answered: (:class:`NotToday`, words).
        back: To sign after all.
    """

    answered = Signal(object, str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(Words(_("Je ne signe pas aujourd’hui"), Role.TITLE))
        self.name = Words("", Role.SECONDARY, private=True)
        self.column.addWidget(self.name)
        self.column.addWidget(Words(_("L’accompagnement continue, que vous signiez ou non."), Role.STRONG))
        self._place = QVBoxLayout()
        self.column.addLayout(self._place)
        self.words = Line(_("Vos mots, si vous voulez"))
        self.column.addWidget(Labelled(_("Vos mots, si vous voulez"), self.words))
        self.keep = Button(_("Noter ma réponse"), self._answer, kind="accent")
        self.flow(Button(_("Revenir à la signature"), self.back.emit), self.keep)
        self.column.addStretch(1)

    @property
    @override
    def first(self) -> QWidget:
        return first_stop(self.choice) or self.words

    @property
    def begun(self) -> Begun:
        """What is chosen and written, not kept yet."""
        return Begun(self.choice.value, self.words.text())

    def begin(self, name: str, begun: Begun) -> None:
        """Ask one signatory; nothing is chosen beforehand but what they began themselves."""
        empty(self._place)
        self.name.say(name)
        self.words.setText(begun.words)
        self.keep.setEnabled(begun.answer is not None)
        self.choice: Choice[NotToday] = Choice(
            [(value, _(words)) for value, words in NOT_TODAY], _("Ce que vous préférez"), begun.answer
        )
        self.choice.chosen.connect(self._may_keep)
        self._place.addWidget(self.choice)

    def _may_keep(self, _value: object) -> None:
        self.keep.setEnabled(True)

    def _answer(self) -> None:
        if self.choice.value is not None:
            self.answered.emit(self.choice.value, self.words.text())


class OnPaper(Panel):
    """Signing by hand: the same bytes printed, then one tap to say it is done.

    Signals:
        print_asked: To print it.
        signed: It is signed by hand.
        back: To sign on the screen after all.
    """

    print_asked = Signal()
    signed = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(Words(_("Signer sur papier"), Role.TITLE))
        self.name = Words("", Role.SECONDARY, private=True)
        self.column.addWidget(self.name)
        self.column.addWidget(
            Words(
                _("Le document imprimé est exactement celui qui est à l’écran. Signez-le à la main, dans votre cadre.")
            )
        )
        self.printing = Button(_("Imprimer le document"), self.print_asked.emit, icon="printer")
        self.flow(self.printing)
        self.done = Button(_("C’est signé sur papier"), self.signed.emit, kind="accent")
        self.flow(Button(_("Revenir à la signature à l’écran"), self.back.emit), self.done)
        self.column.addStretch(1)

    @property
    @override
    def first(self) -> QWidget:
        return self.printing

    def begin(self, name: str) -> None:
        """Ask one signatory."""
        self.name.say(name)


class End(Panel):
    """Who signed, who is awaited, and the copies to take home.

    Signals:
        print_asked: To print the copies.
        again: Somebody who had not signed wants to after all.
    """

    print_asked = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Words("", Role.TITLE)
        self.column.addWidget(self.title)
        self._list = QVBoxLayout()
        self.column.addLayout(self._list)
        self.checked = Words("", Role.SECONDARY)
        self.column.addWidget(self.checked)
        self.copies = Button(_("Imprimer les exemplaires"), self.print_asked.emit, kind="accent", icon="printer")
        self.later = Button(_("Signer finalement"), self.again.emit, icon="signature")
        self.flow(self.copies, self.later)
        self.column.addStretch(1)

    @property
    @override
    def first(self) -> QWidget:
        return self.copies

    def show_answers(self, answers: Iterable[Answered], standing: str) -> None:
        """Show how the paper stands, and what each answered."""
        self.title.say(standing)
        empty(self._list)
        rows = Rows()
        for one in answers:
            row = Row()
            row.say(Words(one.name, Role.STRONG, private=True), Words(answer_sentence(one), Role.SECONDARY))
            rows.add(row)
        self._list.addWidget(rows)


def _choose(choice: Choice[T], value: T | None) -> None:
    if value is not None:
        choice.choose(value)
