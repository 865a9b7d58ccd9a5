"""What frames a contract: rhythm, days, originals, the text it stands on, how papers speak to the household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import Expected
from app.words import _
from resources.labels import LABELS
from resources.vocabulary import AddressForm, LegalRegime
from ui.contract.board import Abreast, Zones
from ui.contract.view_model import count_typed, day_text, day_typed, landlord_notice
from ui.kit.buttons import Choice
from ui.kit.cards import Card
from ui.kit.fields import Labelled, Line, Pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.contract.contracting import ContractField
    from app.services.contract.view import ContractView
    from app.services.editing.views import RowView
    from ui.contract.board import Board

LEAST_ABREAST = 420  # pixels for three fields side by side, at 100 % of text


class TermsCard(Card):
    """The frame of a contract being written."""

    def __init__(self, board: Board, view: ContractView) -> None:
        super().__init__(_("Comment nous travaillons ensemble"))
        self._board = board
        self.zones = Zones(board, "contract", "contract")
        today = board.page.workplace.today
        label = _("Nous nous voyons")
        rhythm = Line(label, view.rhythm, placeholder=_("une visite tous les quinze jours, le mardi"))
        self.zones.text("rhythm", rhythm, self._keep("rhythm"))
        self.add(Labelled(label, rhythm))
        days = Abreast((3, 3, 2), LEAST_ABREAST)
        read = self._reading(lambda text: day_typed(text, today))
        days.add(self.zones.day("effective_on", _("Commence le"), day_text(view.effective_on), read("effective_on")))
        days.add(self.zones.day("review_on", _("À relire ensemble le"), day_text(view.review_on), read("review_on")))
        count = self._reading(count_typed)
        days.add(self.zones.count("originals", _("Originaux"), _count(view), count("originals")))
        self.add(days)
        self._add_regime(view)
        self._add_address_form()
        self._add_landlord(view)

    def say(self, view: ContractView) -> None:
        """Say what the vault holds now."""
        self.zones.say(
            (
                ("rhythm", view.rhythm),
                ("effective_on", day_text(view.effective_on)),
                ("review_on", day_text(view.review_on)),
                ("originals", _count(view)),
            )
        )
        if view.legal_regime is not None and view.legal_regime is not self._regime.value:
            self._regime.pick(view.legal_regime)
        self._say_form()
        self._say_landlord(view)

    def _add_regime(self, view: ContractView) -> None:
        options = [(one, _(LABELS[one].text)) for one in LegalRegime]
        self._regime: Pick[LegalRegime] = Pick(_("Cadre"), options, view.legal_regime)
        self._regime.picked.connect(self._pick_regime)
        self.add(Labelled(_("Cadre"), self._regime))

    def _add_address_form(self) -> None:
        row = self._household()
        options = [(one.value, _(LABELS[one].text)) for one in AddressForm]
        chosen = (row.values["address_form"] if row is not None else None) or AddressForm.VOUS.value
        self._form: Choice[str] = Choice(options, _("Les papiers disent"), chosen)
        self._form.chosen.connect(self._choose_form)
        self.add(Labelled(_("Les papiers disent"), self._form))

    def _add_landlord(self, view: ContractView) -> None:
        label = _("Le bailleur signe ce contrat")
        options = ((False, _("Non")), (True, _("Oui, le programme le demande")))
        self._landlord: Choice[bool] = Choice(options, label, view.landlord_signs)
        self._landlord.chosen.connect(self._choose_landlord)
        self._about_landlord = Labelled(
            label, self._landlord, _("Il lit alors tout le contrat. Sinon il signe les engagements réciproques.")
        )
        self.add(self._about_landlord)
        self._say_landlord(view)

    def _say_landlord(self, view: ContractView) -> None:
        if view.landlord_signs != self._landlord.value:
            self._landlord.choose(view.landlord_signs)
        self._about_landlord.complain(landlord_notice(view))

    def _choose_landlord(self, signs: bool) -> None:
        page = self._board.page
        contracting, case_id = page.workplace.desk.contracting, self._board.case_id
        page.flush()
        page.workplace.command(
            lambda: contracting.set_field(case_id, "landlord_signs", signs), failed=self._keep_landlord_out, owner=self
        )

    def _keep_landlord_out(self, fault: BaseException) -> None:
        """Say beside the choice why it cannot be; it goes back to what it was."""
        self._landlord.choose(False)
        if isinstance(fault, Expected):
            self._about_landlord.complain(fault.sentence)
        else:
            self._board.page.workplace.shell.present(fault)

    def _household(self) -> RowView | None:
        return self._board.page.workplace.desk.editing.current(self._board.case_id, "household")

    def _say_form(self) -> None:
        row = self._household()
        chosen = row.values["address_form"] if row is not None else None
        if chosen is not None and chosen != self._form.value:
            self._form.choose(chosen)

    def _choose_form(self, form: str) -> None:
        row = self._household()
        if row is None:
            return
        editing, case_id, seen = self._board.page.workplace.desk.editing, self._board.case_id, row.values
        self._board.command(
            lambda: editing.change(
                case_id, "household", row.id, {"address_form": form}, {"address_form": seen["address_form"]}
            )
        )

    def _pick_regime(self, regime: LegalRegime) -> None:
        contracting, case_id = self._board.page.workplace.desk.contracting, self._board.case_id
        self._board.command(lambda: contracting.set_field(case_id, "legal_regime", regime.value))

    def _keep(self, field: ContractField, read: Callable[[str], Any] = str.strip) -> Callable[[str], Changes]:
        contracting, case_id = self._board.page.workplace.desk.contracting, self._board.case_id
        return lambda text: contracting.set_field(case_id, field, read(text))

    def _reading(self, read: Callable[[str], Any]) -> Callable[[ContractField], Callable[[str], Changes]]:
        return lambda field: self._keep(field, read)


def _count(view: ContractView) -> str:
    return str(view.originals) if view.originals is not None else ""
