"""The last step: a code for pauses, and a look the eyes like. Everything here may be left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from app.words import _
from ui.entry.step import Step
from ui.kit.buttons import Choice
from ui.kit.fields import Labelled
from ui.kit.look import TEXT_SIZES, THEMES, wear
from ui.kit.pin import NewPin
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.settings import DeviceSettings, ThemeChoice

HIGH = 600  # pixels at 100 %: under it, what ends the step would lie out of sight


class Comfort(Step):
    """A PIN (optional), size of text, theme; what is chosen is seen at once.

    Signals:
        looked: another look was chosen; carries the settings.
        done: carries the PIN, empty for none, and whether a weak one is kept all the same.
    """

    looked = Signal(object)
    done = Signal(str, bool)

    def __init__(self, settings: DeviceSettings, back: Callable[[], object]) -> None:
        about = _(
            "Un code à six chiffres permet de faire une pause sans retaper toute la phrase de passe. "
            "Rien ici n’est obligatoire, et tout se change dans les réglages."
        )
        super().__init__(_("Pause et affichage"), about)
        self._settings = settings
        self.pin = NewPin()
        self.add(self.pin)
        self.sizes = Choice(
            [(size, _("{percent}\u00a0%").format(percent=size)) for size in TEXT_SIZES],
            _("Taille du texte"),
            settings.text_percent,
        )
        self.themes = Choice([(one, _(words)) for one, words in THEMES], _("Couleurs"), settings.theme)
        self.add(Labelled(_("Taille du texte"), self.sizes))
        self.add(Labelled(_("Couleurs"), self.themes))
        self.sizes.chosen.connect(self._resize_text)
        self.themes.chosen.connect(self._recolour)
        self._go = self.gesture(_("Ouvrir Palier"), self._finish, kind="accent")
        self._keep = self.gesture(_("Garder ce code quand même"), self._keep_weak)
        self._keep.hide()
        self.pin.first.textChanged.connect(self._typed_otherwise)
        self.back_by(_("Retour"), back)

    @override
    def arrive(self) -> None:
        super().arrive()
        self.pin.first.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.stand_closer(close=self.height() < current().px(HIGH))
        super().resizeEvent(event)

    def refuse(self, sentence: str, *, weak: bool) -> None:
        """Say why the PIN was not kept; a weak one may be, on purpose."""
        self.pin.complain(sentence)
        self._keep.setVisible(weak)
        self.pin.first.setFocus()

    def _finish(self) -> None:
        if self.pin.agree():
            self.done.emit(self.pin.typed, False)

    def _keep_weak(self) -> None:
        if self.pin.agree():
            self.done.emit(self.pin.typed, True)

    def _typed_otherwise(self, _text: str) -> None:
        self._keep.hide()

    def _resize_text(self, percent: int) -> None:
        self._look(self._settings.shown_at(percent))

    def _recolour(self, choice: ThemeChoice) -> None:
        from dataclasses import replace  # noqa: PLC0415

        self._look(replace(self._settings, theme=choice))

    def _look(self, settings: DeviceSettings) -> None:
        self._settings = settings
        wear(settings, self.window())
        self.looked.emit(settings)
