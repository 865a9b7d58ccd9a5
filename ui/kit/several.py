"""Several choices among a few or many: each is a button that stays pressed; what is chosen is always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.buttons import Button
from ui.kit.discretion import discretion
from ui.kit.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Several(QWidget):
    """Buttons that stay pressed, none or many at once."""

    chosen = Signal()

    def __init__(
        self, options: Iterable[tuple[Any, str]], name: str, values: Collection[Any] = (), *, private: bool = False
    ) -> None:
        """Offer options.

        Args:
            options: (value, words) in the order shown.
            name: What the choice is about, for screen readers.
            values: Those chosen now.
            private: Whether the words name somebody: F9 covers them.
        """
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        layout = FlowLayout(self, spacing=8)
        self._buttons: list[tuple[Any, str, Button]] = []
        for value, words in options:
            made = Button(words, kind="choice", name=f"{name}\u00a0: {words}")
            made.setCheckable(True)
            made.setChecked(value in values)
            made.toggled.connect(self._toggled)
            self._buttons.append((value, words, made))
            layout.addWidget(made)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if private:
            discretion().changed.connect(self._cover)
            self._cover(discretion().covered)

    @property
    def values(self) -> tuple[Any, ...]:
        """Those chosen, in the order shown."""
        return tuple(value for value, _words, button in self._buttons if button.isChecked())

    def choose(self, values: Collection[Any]) -> None:
        """Choose without telling anybody."""
        for value, _words, button in self._buttons:
            blocked = button.blockSignals(True)
            button.setChecked(value in values)
            button.blockSignals(blocked)

    def _toggled(self, _on: bool) -> None:
        self.chosen.emit()

    def _cover(self, _covered: bool) -> None:
        for _value, words, button in self._buttons:
            shown = discretion().shown(words)
            button.setText(shown.replace("&", "&&"))
            button.setAccessibleName(f"{self._name}\u00a0: {shown}")
