"""Réglages: every setting with a sentence; what is chosen holds at once, there is nothing to save."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from typing_extensions import override

from app.errors import Cancelled
from app.services.keys.inside_settings import PIN
from app.services.keys.pause_choices import OFFERED_MINUTES, forget_pin, pause_after
from app.settings import load, store
from app.words import _, use_language
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Card
from ui.kit.going_on import GoingOn
from ui.kit.look import TEXT_SIZES, THEMES, wear
from ui.kit.texts import Role, Words
from ui.page import Page, titled
from ui.preferences.backups import BackupsCard
from ui.preferences.erasures import ErasuresCard
from ui.preferences.files import FilesCard
from ui.preferences.keys import KeysCard
from ui.preferences.lines import below, setting
from ui.preferences.sheets import PinSheet
from ui.preferences.view_model import check_sentences, pin_sentence

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.care import CheckReport
    from app.settings import DeviceSettings, ThemeChoice
    from ui.destinations import Destination
    from ui.workplace import Workplace

LANGUAGES = (("fr", "Français"), ("en", "English"))  # each in its own words: who looks for it reads no other


class PreferencesPage(Page):
    """What a worker may choose; laid out once, so that the focus stays where it is when a choice changes the look."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._laid = False
        self._pin = Words("", Role.SECONDARY)
        self._checked = Words("", Role.BODY)
        self._choose_pin = Button(_("Choisir un code"), self._ask_pin)
        self._no_pin = Button(_("Retirer le code"), self._remove_pin)
        self._check = Button(_("Contrôler"), self._check_vault, icon="shield")
        self._keys = KeysCard(workplace)
        self._backups = BackupsCard(workplace)
        self._erasures = ErasuresCard(workplace)

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"setting"})

    @override
    def show_destination(self, destination: Destination) -> None:
        if not self._laid:
            self._laid = True
            self._lay_out()
        self._tell()

    @override
    def refresh(self, _changes: Changes) -> None:
        self._tell()

    def _lay_out(self) -> None:
        settings = load()
        self.body.addWidget(titled(_("Réglages"), _("Ce que vous choisissez vaut tout de suite.")))
        for card in (self._look_card(settings), self._pause_card(), self._keys, self._vault_card()):
            self.body.addWidget(card)
        self.body.addWidget(self._backups)
        self.body.addWidget(FilesCard(self.workplace))
        self.body.addWidget(self._erasures)
        leave = Card(_("Quitter"))
        quit_it = Button(_("Quitter"), self._quit, icon="door-open")
        leave.add(setting(_("Fermer Palier"), _("Tout est déjà enregistré\u00a0; le coffre se verrouille."), quit_it))
        self.body.addWidget(leave)

    def _look_card(self, settings: DeviceSettings) -> Card:
        card = Card(_("À l’écran"))
        self.themes = Choice([(one, _(words)) for one, words in THEMES], _("Couleurs"), settings.theme)
        self.themes.chosen.connect(self._recolour)
        card.add(below(_("Couleurs"), _("Le contraste fort aide en plein soleil."), self.themes))
        sizes = [(size, _("{percent}\u00a0%").format(percent=size)) for size in TEXT_SIZES]
        self.sizes = Choice(sizes, _("Taille du texte"), settings.text_percent)
        self.sizes.chosen.connect(self._resize_text)
        card.add(below(_("Taille du texte"), _("Ctrl+ et Ctrl− la changent partout."), self.sizes))
        self.languages = Choice(LANGUAGES, _("Langue"), settings.language)
        self.languages.chosen.connect(self._speak)
        card.add(
            below(
                _("Langue"),
                _("Celle des écrans. Les papiers restent en français."),
                self.languages,
            )
        )
        return card

    def _pause_card(self) -> Card:
        card = Card(_("Pause et verrouillage"))
        card.add(setting(_("Code de pause"), self._pin, self._choose_pin, self._no_pin))
        rules = self.workplace.desk.settings.pause_rules()
        minutes = [(count, _("{count}\u00a0min").format(count=count)) for count in OFFERED_MINUTES]
        self.minutes = Choice(minutes, _("Pause après"), int(rules.pause_after / 60))
        self.minutes.chosen.connect(self._pause_after)
        about = _("Sans un geste pendant ce temps, l’écran se couvre\u00a0; c’est annoncé trente secondes avant.")
        card.add(below(_("Pause après"), about, self.minutes))
        return card

    def _vault_card(self) -> Card:
        card = Card(_("Le coffre"))
        folder = Words(str(self.workplace.desk.vault.folder), Role.SECONDARY)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.add(setting(_("Où il est"), folder))
        about = _("Relit tout le coffre\u00a0: chaque page, chaque enregistrement, chaque document joint.")
        card.add(setting(_("Contrôle du coffre"), about, self._check))
        self.checking = GoingOn(self.workplace.tasks)
        card.add(self.checking)
        card.add(self._checked)
        self._checked.hide()
        return card

    def _tell(self) -> None:
        """Say again what depends on the vault."""
        desk = self.workplace.desk
        has_pin = desk.settings.get(PIN) is not None
        self._pin.say(pin_sentence(desk))
        self._choose_pin.setText(_("Changer le code") if has_pin else _("Choisir un code"))
        self._choose_pin.setAccessibleName(self._choose_pin.text())
        self._no_pin.setVisible(has_pin)
        self._keys.tell()
        self._backups.tell()
        self._erasures.tell()

    def _recolour(self, choice: ThemeChoice) -> None:
        self._wear(replace(load(), theme=choice))

    def _resize_text(self, percent: int) -> None:
        self._wear(load().shown_at(percent))

    def _wear(self, settings: DeviceSettings) -> None:
        store(settings)
        wear(settings, self.workplace.shell.window())

    def _speak(self, language: str) -> None:
        store(replace(load(), language=language))
        use_language(language)
        self.workplace.hub.language_chosen.emit()

    def _pause_after(self, minutes: int) -> None:
        vault = self.workplace.desk.vault
        self.workplace.command(lambda: pause_after(vault, minutes))

    def _ask_pin(self) -> None:
        PinSheet(self.workplace).open()

    def _remove_pin(self) -> None:
        desk = self.workplace.desk
        before = desk.settings.get(PIN)
        self._choose_pin.setFocus()

        def take_back() -> None:
            self.workplace.command(lambda: desk.settings.set(PIN, before))

        removed = _("Code retiré\u00a0: une pause verrouille.")
        self.workplace.command(
            lambda: forget_pin(desk.vault), done=lambda: self.workplace.shell.toast(removed, take_back)
        )

    def _check_vault(self) -> None:
        self._say_check(())
        care = self.workplace.desk.care
        self.checking.run(_("Contrôle en cours…"), care.check, self._tell_check, self._miss_check, pressed=self._check)

    def _tell_check(self, report: CheckReport) -> None:
        self._say_check(check_sentences(report))

    def _miss_check(self, fault: BaseException) -> None:
        if not isinstance(fault, Cancelled):
            self.workplace.shell.present(fault)

    def _say_check(self, sentences: tuple[str, ...]) -> None:
        self._checked.say("\n".join(sentences))
        self._checked.setVisible(bool(sentences))

    def _quit(self) -> None:
        self.workplace.shell.window().close()
