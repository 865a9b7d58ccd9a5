"""« Le loyer est-il passé ? »: each month still to be told has its buttons, one gesture each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import Expected
from app.services.case.thread import capital
from app.services.rent import Came
from app.services.typed import cents_from_typed
from app.words import _, amount, month_name
from ui.kit.buttons import Button
from ui.kit.cards import Row, Rows
from ui.kit.fields import Labelled, Line
from ui.kit.flow import FlowLayout
from ui.kit.texts import Role, Words
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.rent_months import RentMonth
    from ui.workplace import Workplace

SHOWN = 3
WIDE = 160  # logical pixels: room for an amount


class Months(Rows):
    """The months of rent to tell; the oldest first, a few at a time."""

    def __init__(self, workplace: Workplace, case_id: str) -> None:
        super().__init__(_("Le loyer est-il passé\u00a0?"))
        self._workplace, self._case_id = workplace, case_id
        self.months = workplace.desk.rent.months(case_id, workplace.today)[:SHOWN]
        for month in self.months:
            self.add(_MonthRow(month, self._tell))

    def _tell(self, month: RentMonth, came: Came, cents: int = 0) -> None:
        rent, case_id, today = self._workplace.desk.rent, self._case_id, self._workplace.today
        self._workplace.command(
            lambda: rent.tell(case_id, month.term_on, came, today, cents), said=_("Noté sur le compte locatif.")
        )


class _MonthRow(Row):
    """One month: what is known of it, and what can be told."""

    def __init__(self, month: RentMonth, tell: Callable[..., None]) -> None:
        super().__init__()
        self._month, self._tell = month, tell
        self._called = capital(month_name(month.term_on))
        self.say(Words(self._called, Role.STRONG), *(Words(one, Role.SECONDARY, private=True) for one in _said(month)))
        self._amount = Line(_("Montant payé, {month}").format(month=self._called), placeholder=_("60,50"))
        self._amount.setFixedWidth(current().px(WIDE))
        self._amount.returnPressed.connect(self._note)
        self._asked = Labelled(_("Montant payé"), _line(self._amount, self._button(_("Noter"), self._note)))
        buttons = tuple(self._buttons())
        if buttons:
            self.text.addSpacing(6)
            self.say(_line(*buttons), self._asked)
        self._asked.hide()

    def _buttons(self) -> Iterator[Button]:
        if self._month.left:
            yield self._button(_("Payé"), partial(self._tell, self._month, Came.PAID))
            self._other = self._button(_("Autre montant…"), self._ask_amount, kind="quiet")
            yield self._other
            if not self._month.told:
                yield self._button(_("Pas payé"), partial(self._tell, self._month, Came.NOTHING), kind="quiet")
        if self._month.benefit:
            yield self._button(_("Aide versée"), partial(self._tell, self._month, Came.BENEFIT), kind="quiet")

    def _button(self, words: str, pressed: Callable[[], object], *, kind: str = "plain") -> Button:
        return Button(words, pressed, kind=kind, name=f"{self._called}\u00a0: {words}")

    def _ask_amount(self) -> None:
        self._asked.show()
        self._amount.setFocus(Qt.FocusReason.TabFocusReason)

    def _note(self) -> None:
        try:
            cents = cents_from_typed(self._amount.text())
        except Expected as trouble:
            self._complain(trouble.sentence)
            return
        if cents <= 0:
            self._complain(_("Notez ce qui a été payé, au-dessus de zéro\u00a0; sinon, «\u00a0Pas payé\u00a0»."))
            return
        self._other.setFocus(Qt.FocusReason.OtherFocusReason)  # the field goes: one stays at this month
        self._tell(self._month, Came.AMOUNT, cents)

    def _complain(self, sentence: str) -> None:
        self._asked.complain(sentence)
        self._amount.setAccessibleDescription(sentence)


def _line(*widgets: QWidget) -> QWidget:
    """Return things side by side, on several lines where the room lacks."""
    made = QWidget()
    made.setObjectName("plain")
    line = FlowLayout(made)
    for one in widgets:
        line.addWidget(one)
    return made


def _said(month: RentMonth) -> Iterator[str]:
    """Yield what is known of a month, in words."""
    if not month.told:
        yield _("Loyer et charges\u00a0: {due}. À payer\u00a0: {left}.").format(
            due=amount(month.due), left=amount(month.left)
        )
    elif not month.left:
        yield _("Payé.")
    elif month.paid > 0:
        yield _("Payé en partie\u00a0: {paid}. Reste {left}.").format(paid=amount(month.paid), left=amount(month.left))
    else:
        yield _("Pas payé\u00a0: {left}.").format(left=amount(month.left))
    if month.benefit:
        yield _("Aide au logement attendue\u00a0: {benefit}.").format(benefit=amount(month.benefit))
