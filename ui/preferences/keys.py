"""Who can open this vault: the passphrase, the kit, an organisation; each seen, given and taken away here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Expected
from app.services.keys.escrows import read_organisation_key
from app.words import _
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.files import ask_file
from ui.kit.texts import Role, Words
from ui.preferences.key_sheets import bond_sheet, entrust_sheet, known_sheet, unbond_sheet
from ui.preferences.lines import line
from ui.preferences.sheets import KitSheet, PassphraseSheet
from ui.preferences.view_model import holder_sentence, kit_sentence, passphrase_sentence, read_untrusted

if TYPE_CHECKING:
    from ui.workplace import Workplace

KINDS = "Palier (*.json)"


class KeysCard(Card):
    """Three lines: what opens the vault, one under the other."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("Qui peut ouvrir ce coffre"))
        self._workplace = workplace
        self._passphrase, self._kit = Words("", Role.SECONDARY), Words("", Role.SECONDARY)
        self._holder = Words("", Role.SECONDARY)
        self._bind = Button(_("Demander aussi cet ordinateur…"), self._ask_bond)
        self._unbind = Button(_("Ne plus demander cet ordinateur…"), self._ask_unbond)
        self._entrust = Button(_("Donner une clé…"), self._ask_key)
        self._take_away = Button(_("Retirer"), self._remove, name=_("Retirer l’organisation"))
        change = Button(_("Changer la phrase de passe"), lambda: PassphraseSheet(workplace).open())
        known = Button(_("Quelqu’un la connaît…"), lambda: known_sheet(workplace).open())
        self.add(line(_("Phrase de passe"), self._passphrase, change, known, self._bind, self._unbind))
        self.add(line(_("Kit de secours"), self._kit, Button(_("Nouveau kit"), lambda: KitSheet(workplace).open())))
        self.add(line(_("Organisation"), self._holder, self._entrust, self._take_away))
        self.trouble = Banner("warning")
        self.add(self.trouble)

    def tell(self) -> None:
        """Say again who can."""
        desk = self._workplace.desk
        self._passphrase.say(passphrase_sentence(desk))
        self._kit.say(kit_sentence(desk))
        self._holder.say(holder_sentence(desk))
        bound, entrusted = desk.bond.asked_for, desk.escrows.holder() is not None
        self._bind.setVisible(not bound)
        self._unbind.setVisible(bound)
        self._entrust.say(_("Donner une autre clé…") if entrusted else _("Donner une clé…"))
        self._take_away.setVisible(entrusted)

    def _ask_bond(self) -> None:
        bond_sheet(self._workplace).open()

    def _ask_unbond(self) -> None:
        unbond_sheet(self._workplace).open()

    def _ask_key(self) -> None:
        self.trouble.say("")
        place = ask_file(self, _("Clé donnée par l’organisation"), KINDS)
        if place is None:
            return
        try:
            key = read_organisation_key(read_untrusted(place))
        except Expected as refused:
            self.trouble.say(refused.sentence)
            return
        entrust_sheet(self._workplace, key).open()

    def _remove(self) -> None:
        desk = self._workplace.desk
        self.trouble.say("")
        self._entrust.setFocus()
        self._workplace.command(
            desk.escrows.remove,
            said=_("Aucune organisation ne peut plus ouvrir ce coffre"),
            failed=self._missed,
            owner=self,
        )

    def _missed(self, fault: BaseException) -> None:
        if isinstance(fault, Expected):
            self.trouble.say(fault.sentence)
        else:
            self._workplace.shell.present(fault)
