"""The budget as two bars a month: what comes in, what goes out by kind; before and now, one under the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from typing_extensions import override

from app.words import _, amount
from ui.charts.chart import Charted, Drawing, covered_text
from ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR, _LABEL, _GAP = 18, 20, 10
# Each kind has its own filling, so that the bars read in black and white too.
_FILLINGS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.Dense4Pattern, Qt.BrushStyle.BDiagPattern)


@dataclass(frozen=True, slots=True)
class MonthBudget:
    """One month's budget, in cents.

    Attributes:
        name: « Moyenne des trois derniers mois », « Ce mois-ci ».
        resources: What comes in.
        parts: (words, cents) of what goes out, by kind: housing, other charges, debts.
    """

    name: str
    resources: int
    parts: tuple[tuple[str, int], ...]


def budget_bars(months: Sequence[MonthBudget]) -> Charted:
    """Return the bars with their table."""
    rows = []
    for month in months:
        rows.append((month.name, _("Ressources"), amount(month.resources)))
        rows += [(month.name, words, amount(cents)) for words, cents in month.parts]
        left = _left(month)
        rows.append((month.name, _("Il manque") if left < 0 else _("Reste pour vivre"), amount(abs(left))))
    return Charted(BudgetBars(months), (_("Mois"), _("Quoi"), _("Montant")), rows, {2})


class BudgetBars(Drawing):
    """The drawing itself."""

    def __init__(self, months: Sequence[MonthBudget]) -> None:
        look = theme.current()
        height = len(months) * (look.px(_LABEL) * 2 + 2 * _BAR + 6 + _GAP)
        super().__init__(_("Budget du mois"), " ".join(_sentence(month) for month in months), height)
        self._months = tuple(months)

    @override
    def paint(self, painter: QPainter, size: QSize) -> None:
        """Draw the months, one under the other."""
        look = theme.current()
        most = max((max(one.resources, sum(cents for _words, cents in one.parts)) for one in self._months), default=1)
        top = 0.0
        for month in self._months:
            top = self._month(painter, month, (top, size.width() / max(most, 1), size.width()), look) + _GAP

    def _month(
        self, painter: QPainter, month: MonthBudget, place: tuple[float, float, int], look: theme.Theme
    ) -> float:
        top, scale, width = place
        label = look.px(_LABEL)
        painter.setFont(theme.font(13))
        painter.setPen(look.colour("text"))
        words = f"{month.name} · {_('Ressources')} {covered_text(amount(month.resources))}"
        painter.drawText(QRectF(0, top, width, label), Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("tint"))
        painter.drawRoundedRect(QRectF(0, top + label, month.resources * scale, _BAR), 3, 3)
        painter.setPen(QPen(look.colour("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(0.5, top + label + 0.5, max(month.resources * scale - 1, 1), _BAR - 1), 3, 3)
        below = top + label + _BAR + 4
        self._parts(painter, month, (below, scale), look)
        return self._legend(painter, month, (below + _BAR + 2, width), look)

    def _parts(self, painter: QPainter, month: MonthBudget, place: tuple[float, float], look: theme.Theme) -> None:
        top, scale = place
        left = 0.0
        for rank, (_words, cents) in enumerate(month.parts):
            box = QRectF(left, top, max(cents * scale - 2, 1), _BAR)
            painter.setPen(QPen(look.colour("household"), 1))
            painter.setBrush(QBrush(look.colour("household"), _FILLINGS[rank % len(_FILLINGS)]))
            painter.drawRoundedRect(box, 3, 3)
            left += cents * scale

    def _legend(self, painter: QPainter, month: MonthBudget, place: tuple[float, int], look: theme.Theme) -> float:
        top, width = place
        label, left = look.px(_LABEL), 0.0
        painter.setFont(theme.font(12))
        for rank, (words, cents) in enumerate(month.parts):
            said = f"{words} {covered_text(amount(cents))}"
            wide = painter.fontMetrics().horizontalAdvance(said) + 34
            if left and left + wide > width:
                left, top = 0.0, top + label
            painter.setPen(QPen(look.colour("household"), 1))
            painter.setBrush(QBrush(look.colour("household"), _FILLINGS[rank % len(_FILLINGS)]))
            painter.drawRect(QRectF(left, top + 4, 12, 12))
            painter.setPen(look.colour("secondary"))
            painter.drawText(QRectF(left + 18, top, wide, label), Qt.AlignmentFlag.AlignLeft, said)
            left += wide
        return top + label


def _left(month: MonthBudget) -> int:
    return month.resources - sum(cents for _words, cents in month.parts)


def _sentence(month: MonthBudget) -> str:
    parts = ", ".join(f"{words} {amount(cents)}" for words, cents in month.parts)
    left, resources = _left(month), amount(month.resources)
    if left < 0:
        return _("{month}\u00a0: {resources} de ressources, {parts}\u00a0; il manque {lacking}.").format(
            month=month.name, resources=resources, parts=parts, lacking=amount(-left)
        )
    return _("{month}\u00a0: {resources} de ressources, {parts}\u00a0; il reste {left}.").format(
        month=month.name, resources=resources, parts=parts, left=amount(left)
    )
