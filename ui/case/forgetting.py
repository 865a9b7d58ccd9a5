"""« Effacer définitivement » : what goes, who asks, who agrees, why; confirmed once, with no way back (decision 9)."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import Expected
from app.services.forgetting.values import Motive
from app.words import _
from ui.case.forgetting_places import PlacesChoice
from ui.case.forgetting_view_model import (
    NO_WAY_BACK,
    OUT_OF_REACH,
    REACHED,
    REPEATS,
    WHATS,
    WHOLE,
    What,
    confirmation,
    confirms,
    given_before,
    repeats,
)
from ui.destinations import Destination
from ui.destinations import Place as Where
from ui.kit.banner import Banner
from ui.kit.buttons import Choice
from ui.kit.cards import Card
from ui.kit.fields import Labelled, Line
from ui.kit.sheets import MARGIN, Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.forgetting.values import Certificate, GivenOrder, Place
    from ui.tasks import Progress
    from ui.workplace import Workplace

WIDE = 760


class ForgettingSheet(Sheet):
    """Says what cannot be undone before it asks anything; the order is given off the thread, then attested."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str, places: Sequence[Place] = ()) -> None:
        """Open the sheet.

        Args:
            workplace: Where the order is given.
            parent: The window.
            case_id: The case.
            places: What is to go, known already; else words are looked for, or the whole case goes.
        """
        super().__init__(_("Effacer définitivement"), parent, width=WIDE)
        self.resize(self.width(), parent.window().height() - 2 * MARGIN)
        self.workplace, self._case_id = workplace, case_id
        self._number = workplace.desk.overview.header(case_id, workplace.today).number
        self._progress: Progress | None = None
        self.add(_warning())
        self._before = Words("", Role.SECONDARY, private=True)
        self._before.hide()
        self.add(self._before)
        self._what: Choice[What] | None = None if places else self._ask_what()
        self._places = PlacesChoice(workplace, case_id, places)
        self.add(self._places)
        self._whole = Words(_(WHOLE))
        self._whole.hide()
        self.add(self._whole)
        self._lay_out_motive()
        self.banner = Banner("warning")
        self.keep_in_sight(self.banner)
        self._waiting = _Waiting()
        self.keep_in_sight(self._waiting)
        self._leave = self.gesture(_("Annuler"), self.reject)
        self.erase = self.gesture(_("Effacer définitivement"), self._erase, kind="danger")
        self._places.laid.connect(self._order_tabs)
        self._order_tabs()
        workplace.tasks.progressed.connect(self._went_on)
        # After the commands already given: what was typed just before is looked for, and reached, too.
        forgetting = workplace.desk.forgetting
        workplace.tasks.command(lambda: forgetting.orders(case_id), self._tell_before, owner=self)

    def _ask_what(self) -> Choice[What]:
        self.add(Words(_("Quoi effacer"), Role.STRONG))
        made = Choice([(one, _(words)) for one, words in WHATS], _("Quoi effacer"), What.WORDS)
        made.chosen.connect(self._choose)
        self.add(made)
        return made

    def _lay_out_motive(self) -> None:
        self.add(Words(_("Qui et pourquoi"), Role.STRONG))
        self.asked_by, self.agreed_by, self.reason, self.confirm = (
            Labelled(label, Line(label, private=private), hint)
            for label, hint, private in (
                (_("Qui le demande"), "", True),
                (
                    _("Qui l’accepte"),
                    _("Le délégué à la protection des données, sinon le responsable. Vide si vous travaillez seul."),
                    True,
                ),
                (
                    _("Pourquoi"),
                    _("En quelques mots, sans redire ce qui est effacé\u00a0: le motif reste au dossier."),
                    True,
                ),
                (_("Pour confirmer, tapez\u00a0: {word}").format(word=confirmation(self._number)), "", False),
            )
        )
        for one in (self.asked_by, self.agreed_by, self.reason, self.confirm):
            self.add(one)
        _line(self.reason).left.connect(self._look_at_reason)
        self.body.addStretch(1)

    def _tell_before(self, orders: Sequence[GivenOrder]) -> None:
        said = given_before(orders)
        self._before.say(said)
        self._before.setVisible(bool(said))

    def _choose(self, what: What) -> None:
        self._places.setVisible(what is What.WORDS)
        self._whole.setVisible(what is What.CASE)
        self.banner.say("")

    def _look_at_reason(self) -> None:
        said = repeats(_line(self.reason).text(), self._places.words)
        self.reason.complain(_(REPEATS) if said else "")

    def _order_tabs(self) -> None:
        """Let Tab go through what was laid out since, as it stands in the sheet."""
        first = self._what.buttons() if self._what is not None else []
        last = [_line(one) for one in (self.asked_by, self.agreed_by, self.reason, self.confirm)]
        for one, other in pairwise([*first, *self._places.stops(), *last, self._leave, self.erase]):
            self.setTabOrder(one, other)

    def _erase(self) -> None:
        confirmed = confirms(_line(self.confirm).text(), self._number)
        self.confirm.complain("" if confirmed else _("Ce n’est pas ce qui est demandé. Rien n’a changé."))
        if not confirmed:
            self.confirm.field.setFocus()
            return
        self.banner.say("")
        tasks, whole = self.workplace.tasks, self._what is not None and self._what.value is What.CASE
        self._progress = tasks.telling()
        self._wait(busy=True)
        if whole:
            self.workplace.go(Destination(Where.PERSONS))  # so that nothing reads the case while it goes
        forgetting, case_id, tell = self.workplace.desk.forgetting, self._case_id, self._progress.tell
        places, keep = self._places.chosen, self._places.keeps_shown
        motive = Motive(*(_line(one).text().strip() for one in (self.asked_by, self.agreed_by, self.reason)))

        def work() -> Certificate:
            if whole:
                return forgetting.forget_case(case_id, motive, tell=tell)
            return forgetting.forget_places(case_id, places, motive, keep_shown=keep, tell=tell)

        # No owner: what was erased is attested even when a pause took this sheet down meanwhile.
        tasks.command(work, partial(self.workplace.shell.forgotten, whole=whole), partial(_missed, self, whole=whole))

    def missed(self, fault: BaseException) -> None:
        """Say why nothing was erased; what was typed stays."""
        self._progress = None
        self._wait(busy=False)
        self.banner.say(fault.sentence if isinstance(fault, Expected) else "")
        self.erase.setFocus()

    def _wait(self, *, busy: bool) -> None:
        self.area.setEnabled(not busy)
        self._leave.setEnabled(not busy)
        self.erase.setEnabled(not busy)
        self._waiting.setVisible(busy)

    def _went_on(self, told: tuple[Progress, int, int]) -> None:
        progress, done, whole = told
        if progress is self._progress:
            self._waiting.tell(done, whole)

    @override
    def reject(self) -> None:
        """Leave, but for an erasure that has begun: it ends, and its attestation is shown."""
        if self._progress is None:
            super().reject()


class _Waiting(QWidget):
    """How far an erasure is."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(
            Words(_("Effacement en cours\u00a0: le coffre est écrit de nouveau en entier. N’éteignez pas."))
        )
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("Effacement en cours"))
        self._bar.setRange(0, 0)
        layout.addWidget(self._bar)
        self.hide()

    def tell(self, done: int, whole: int) -> None:
        """Say how many steps are done."""
        self._bar.setRange(0, whole)
        self._bar.setValue(done)


def _warning() -> Card:
    card = Card(tone="warning")
    card.add(Words(_(NO_WAY_BACK), Role.STRONG))
    card.add(Words(_(REACHED)))
    card.add(Words(_(OUT_OF_REACH)))
    return card


def _line(labelled: Labelled) -> Line:
    assert isinstance(labelled.field, Line)  # noqa: S101 -- made so, above
    return labelled.field


def _missed(sheet: ForgettingSheet, fault: BaseException, *, whole: bool) -> None:
    """Say a refusal: by the presenter of errors, and in the sheet that stands before it."""
    shell = sheet.workplace.shell
    if whole:
        shell.back()
    shell.present(fault)
    if shiboken6.isValid(sheet):
        sheet.missed(fault)
