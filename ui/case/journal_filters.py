"""What lines of the journal of a case are asked by: who, and since when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import _
from ui.kit.buttons import Choice
from ui.kit.fields import Pick

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTH, _QUARTER, _YEAR = 31, 92, 366


class Filters(QWidget):
    """A period, and one of those who did anything; one person alone is no choice, and is not offered."""

    changed = Signal()

    def __init__(self, today: dt.date) -> None:
        """Begin with the last three months and everybody."""
        super().__init__()
        self.setObjectName("plain")
        self._today = today
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        periods = [(_MONTH, _("Un mois")), (_QUARTER, _("Trois mois")), (_YEAR, _("Un an"))]
        self._period: Choice[int] = Choice(periods, _("Depuis quand"), _QUARTER)
        self._period.chosen.connect(self._tell)
        self._layout.addWidget(self._period)
        self._people: Pick[str | None] | None = None

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Offer those who did anything, by id and name; once."""
        known = list(people)
        if len(known) < 2 or self._people is not None:  # noqa: PLR2004 -- with one person there is nothing to choose
            return
        self._people = Pick(_("Qui"), [(None, _("Tout le monde")), *known], None, private=True)
        self._people.picked.connect(self._tell)
        self._layout.addWidget(self._people, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def since(self) -> dt.date:
        """The first day of the period."""
        return self._today - dt.timedelta(days=self._period.value or _YEAR)

    @property
    def by(self) -> str | None:
        """The person chosen, or everybody."""
        return self._people.value if self._people is not None else None

    def _tell(self, _value: object) -> None:
        self.changed.emit()
