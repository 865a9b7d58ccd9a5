"""A paper over the page: read as each recipient will, printed for several in one go, or kept as a PDF."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.errors import Expected
from app.services.papers.service import NAMES, WHOM, recipients_of
from app.words import _, ngettext
from resources.vocabulary import Recipient
from ui.kit.buttons import Button
from ui.kit.going_on import GoingOn
from ui.kit.outside import warn_of_copy
from ui.kit.paper import PaperView
from ui.kit.printing import Copies, ask_printer, print_paper, save_copy
from ui.kit.sheets import MARGIN, Sheet
from ui.kit.texts import Role, Words
from ui.papers.copies import Counter
from ui.read_again import ReadAgain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.papers import Printed
    from resources.vocabulary import DocumentKind
    from ui.destinations import Destination
    from ui.workplace import Workplace

WIDE = 1120
WIDEST_CHOICE = 300


class PaperSheet(Sheet):
    """Shows and prints one kind of paper of a case, for each of its recipients."""

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget,
        case_id: str,
        kind: DocumentKind,
        recipient: Recipient,
        which: str | None = None,
    ) -> None:
        name = _(NAMES[kind])
        super().__init__(name[:1].upper() + name[1:], parent, width=WIDE)
        self.resize(self.width(), max(self.height(), parent.window().height() - 2 * MARGIN))
        self.ask_printer, self.ask_place = ask_printer, save_copy
        self._workplace, self._case_id, self._kind, self._which = workplace, case_id, kind, which
        self._made: dict[Recipient, Printed] = {}
        self._refused: dict[Recipient, str] = {}
        self.shown = recipient
        everyone = () if workplace.shared else recipients_of(kind)  # who looks on reads what is for them
        self.recipients = everyone if recipient in everyone else (*everyone, recipient)
        self.counters = {one: Counter(_(WHOM[one]), int(one == recipient)) for one in self.recipients}
        self.view = PaperView(workplace.tasks, self.accessibleName())
        sides = QWidget()
        sides.setObjectName("plain")
        line = QHBoxLayout(sides)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addLayout(self._make_choice())
        line.addWidget(self.view, 1)
        self.body.addWidget(sides, 1)
        self.going_on = GoingOn(workplace.tasks)
        self.going_on.hear()
        self.keep_in_sight(self.going_on)
        self._make_gestures()
        self.choose(recipient)
        self._group.button(self.recipients.index(recipient)).setFocus()  # whom it is for, not the first of them

    def _make_choice(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(Words(_("Pour qui, en combien d’exemplaires"), Role.STRONG))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        self._group = QButtonGroup(self)
        for rank, one in enumerate(self.recipients):
            whom = _(WHOM[one])
            button = Button(
                whom[:1].upper() + whom[1:], partial(self.choose, one), kind="choice",
                name=_("Voir l’exemplaire pour {whom}").format(whom=whom),
            )  # fmt: skip
            button.setCheckable(True)
            button.setChecked(one == self.shown)
            self._group.addButton(button, rank)
            self.counters[one].counted.connect(self._count)
            grid.addWidget(button, rank, 0)
            grid.addWidget(self.counters[one], rank, 1)
        column.addLayout(grid)
        self.notice = Words("", Role.BODY)
        self.notice.setMaximumWidth(WIDEST_CHOICE)
        self.notice.hide()
        column.addWidget(self.notice)
        again = self._workplace.desk.agreements.to_read_again(self._case_id, self._kind, self._workplace.today)
        self.read_again = ReadAgain(self._case_id, again, self._reread)
        self.read_again.setMaximumWidth(WIDEST_CHOICE)
        self.read_again.hide()
        self._warns = bool(again)
        column.addWidget(self.read_again)
        column.addStretch(1)
        return column

    def _make_gestures(self) -> None:
        self.save = self.gesture(_("Enregistrer le PDF…"), self._warn, kind="quiet")
        self.gesture(_("Fermer"), self.reject)
        self.print = self.gesture("", self._print, kind="accent")
        self.print.setShortcut(QKeySequence.StandardKey.Print)
        self._count()

    @property
    def copies(self) -> dict[Recipient, int]:
        """How many copies each recipient gets, those who get some."""
        return {one: counter.count for one, counter in self.counters.items() if counter.count}

    def choose(self, recipient: Recipient) -> None:
        """Show what one recipient gets."""
        self.shown = recipient
        self._say_again()
        if recipient in self._made or recipient in self._refused:
            self._show()
            return
        self._say(_("Le document se prépare…"))
        self._workplace.tasks.fetch(
            partial(self._make, recipient), partial(self._come, recipient), partial(self._miss, recipient), owner=self
        )

    def _make(self, recipient: Recipient) -> Printed:
        desk = self._workplace.desk
        return desk.papers.make(self._kind, self._case_id, recipient, today=desk.today(), which=self._which)

    def _come(self, recipient: Recipient, made: Printed) -> None:
        self._made[recipient] = made
        if recipient == self.shown:
            self._show()

    def _miss(self, recipient: Recipient, fault: BaseException) -> None:
        if not isinstance(fault, Expected):
            self._workplace.shell.present(fault)
            return
        self._refused[recipient] = fault.sentence
        self.counters[recipient].set_most(0)
        if recipient == self.shown:
            self._show()

    def _show(self) -> None:
        made = self._made.get(self.shown)
        self._say(self._refused.get(self.shown, ""))
        self.save.setEnabled(made is not None)
        if made is None:
            self.view.clear()
        else:
            self.view.show_pdf(made.pdf)

    def _say(self, sentence: str) -> None:
        self.notice.say(sentence)
        self.notice.setVisible(bool(sentence))

    def _say_again(self) -> None:
        """Warn as long as the landlord's copy is looked at or asked for; never in the way of printing."""
        self.read_again.setVisible(self._warns and Recipient.LANDLORD in {self.shown, *self.copies})

    def _reread(self, there: Destination) -> None:
        self.reject()
        self._workplace.go(there)

    def _count(self, _count: int = 0) -> None:
        self._say_again()
        count = sum(self.copies.values())
        words = ngettext("Imprimer {count} exemplaire", "Imprimer {count} exemplaires", count).format(count=count)
        self.print.setText(words if count else _("Imprimer"))
        self.print.setAccessibleName(self.print.text())
        self.print.setEnabled(count > 0)
        self.print.setShortcut(QKeySequence.StandardKey.Print)  # new words take the shortcut away

    def _print(self) -> None:
        """Make what is not made yet, then print all in one go."""
        missing = [one for one in self.copies if one not in self._made]
        if not missing:
            self._send()
            return

        def all_made(made: list[Printed]) -> None:
            self._made.update(zip(missing, made, strict=True))
            self._send()

        self._say(_("Le document se prépare…"))
        self._workplace.tasks.fetch(lambda: [self._make(one) for one in missing], all_made, self._stopped, owner=self)

    def _stopped(self, fault: BaseException) -> None:
        self._say(fault.sentence if isinstance(fault, Expected) else "")
        if not isinstance(fault, Expected):
            self._workplace.shell.present(fault)

    def _send(self) -> None:
        self._say(self._refused.get(self.shown, ""))
        wanted = [(self._made[one], count) for one, count in self.copies.items()]
        papers = [Copies(made.pdf, count) for made, count in wanted]
        workplace, said = self._workplace, _("C’est parti à l’imprimante")

        def printed() -> None:  # told even when the sheet is closed meanwhile: the register must know
            workplace.command(lambda: _recorded(workplace, wanted), said=said)

        try:
            print_paper(self, workplace.tasks, papers, printed, self.ask_printer)
        except Expected as refused:
            self._say(refused.sentence)

    def _warn(self) -> None:
        """Say once, before the place is chosen, what a copy outside means."""
        made = self._made.get(self.shown)
        if made is None:
            return
        warn_of_copy(self, partial(self._save, made))

    def _save(self, made: Printed) -> None:
        try:
            written = self.ask_place(self, made.pdf)
        except Expected as refused:
            self._say(refused.sentence)
            return
        if written:
            workplace = self._workplace
            workplace.command(lambda: _recorded(workplace, [(made, 1)]), said=_("PDF enregistré hors du coffre"))


def _recorded(workplace: Workplace, printed: Iterable[tuple[Printed, int]]) -> Changes:
    """Write in the log and in the register what was printed; a command."""
    kinds: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    for made, count in printed:
        changes = workplace.desk.papers.record_print(made, copies=count)
        kinds, cases = kinds | changes.kinds, cases | changes.cases
    return Changes(kinds, cases)
