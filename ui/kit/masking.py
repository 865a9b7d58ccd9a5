"""The button that covers names and shows them again (F9): it says what it does now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import _
from ui.kit.buttons import Button
from ui.kit.discretion import discretion

if TYPE_CHECKING:
    from collections.abc import Callable


class MaskButton(Button):
    """« Masquer », or « Montrer » while names are covered."""

    def __init__(self, pressed: Callable[[], object]) -> None:
        super().__init__(_("Masquer"), pressed, icon="eye-off", hint=_("Masquer les noms (F9)"))
        self._short = False
        discretion().changed.connect(self._tell)
        self._tell(discretion().covered)

    def shorten(self, *, short: bool) -> None:
        """Let the icon stand alone, or not."""
        self._short = short
        self._tell(discretion().covered)

    def _tell(self, covered: bool) -> None:
        words = _("Montrer") if covered else _("Masquer")
        self.stand(kind="accent" if covered else "plain")
        self.draw("eye" if covered else "eye-off")
        self.say("" if self._short else words, words)
