"""« Confié par X, à ne pas montrer à Y » : one press away on whatever is written (decision 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import _
from ui.choosing.one_of import OneOf
from ui.kit.several import Several
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Confided(QWidget):
    """Who confided it, and to whom it must not be shown.

    Signals:
        chosen: something was chosen or no longer is.
    """

    chosen = Signal()

    def __init__(self, persons: Sequence[tuple[str, str]]) -> None:
        """Offer the members of a household: (id, name)."""
        super().__init__()
        self._ids = tuple(person_id for person_id, _name in persons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        by, hidden = _("Confié par"), _("À ne pas montrer à")
        self._by = OneOf(persons, by)
        self._hidden = Several(persons, hidden, private=True)
        layout.addWidget(Words(by, Role.SECONDARY))
        layout.addWidget(self._by)
        layout.addWidget(Words(hidden, Role.SECONDARY))
        layout.addWidget(self._hidden)
        self._by.chosen.connect(self._confided)
        self._hidden.chosen.connect(self.chosen)

    @property
    def by(self) -> str | None:
        """Who confided it."""
        return self._by.value

    @property
    def hidden_from(self) -> tuple[str, ...]:
        """Who must not see it."""
        return tuple(self._hidden.values)

    def choose(self, by: str | None, hidden_from: Collection[str]) -> None:
        """Choose without telling anybody."""
        self._by.choose(() if by is None else (by,))
        self._hidden.choose(hidden_from)

    def _confided(self) -> None:
        """Hide it from the others of the household, unless it is said already from whom."""
        if not self._hidden.values and self.by is not None:
            self._hidden.choose([one for one in self._ids if one != self.by])
        self.chosen.emit()
