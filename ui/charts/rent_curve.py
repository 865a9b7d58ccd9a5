"""The rent account as a curve: what is owed day after day, what the plan makes of it, the acts of the procedure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from typing_extensions import override

from app.words import _, amount, long_day
from ui.charts.chart import Charted, Drawing, covered_text, inner
from ui.kit import theme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

HEIGHT = 200
LINES = 3  # of words above the curve
_STEPS = (10_000, 25_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)  # cents between two lines
_MOST_LINES = 4
_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day, told above the curve."""

    on: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class RentAccount:
    """What the curve shows.

    Attributes:
        owed: (day, cents owed at the end of that day), by day.
        planned: The same, as the plan goes on from today.
        marks: Acts of the procedure and of the work.
    """

    owed: tuple[tuple[dt.date, int], ...]
    planned: tuple[tuple[dt.date, int], ...] = ()
    marks: tuple[Mark, ...] = ()


def rent_curve(account: RentAccount) -> Charted:
    """Return the curve with its table."""
    rows = [(long_day(day), amount(owed), "") for day, owed in account.owed]
    rows += [(long_day(day), amount(owed), _("prévu par le plan")) for day, owed in account.planned]
    rows += [(long_day(mark.on), "", mark.words) for mark in account.marks]
    columns = (_("Jour"), _("Reste dû"), _("Remarque"))
    return Charted(RentCurve(account), columns, rows, {1})


class RentCurve(Drawing):
    """The drawing itself."""

    def __init__(self, account: RentAccount) -> None:
        super().__init__(_("Dette de loyer"), _sentence(account), theme.current().px(HEIGHT))
        self._account = account

    @override
    def paint(self, painter: QPainter, size: QSize) -> None:
        """Draw the lines of amounts, the curve, the plan, the marks."""
        days = [day for day, _owed in (*self._account.owed, *self._account.planned)]
        if not days:
            return
        look = theme.current()
        painter.setFont(theme.font(12))
        scale = _Scale(self._account, inner(size, look.px(58), look.px(16) * LINES + 2, 16, look.px(24)))
        _draw_lines(painter, scale, look)
        _draw_curve(painter, scale, look, self._account.owed, Qt.PenStyle.SolidLine)
        _draw_curve(painter, scale, look, (self._account.owed[-1:] + self._account.planned), Qt.PenStyle.DashLine)
        _draw_marks(painter, scale, look, self._account.marks)
        _draw_today(painter, scale, look, self._account.owed)


class _Scale:
    """From days and cents to points."""

    def __init__(self, account: RentAccount, space: QRectF) -> None:
        every = (*account.owed, *account.planned)
        days = [day for day, _owed in every] + [mark.on for mark in account.marks]
        self.space = space
        self.first, self.last = min(days), max(days)
        highest = max(*(owed for _day, owed in every), 1)
        self.step = next((one for one in _STEPS if highest / one <= _MOST_LINES), _STEPS[-1])
        self.top = self.step * (highest // self.step + 1)

    def x(self, day: dt.date) -> float:
        span = max((self.last - self.first).days, 1)
        return self.space.left() + self.space.width() * (day - self.first).days / span

    def y(self, cents: int) -> float:
        return self.space.bottom() - self.space.height() * max(cents, 0) / self.top


def _draw_lines(painter: QPainter, scale: _Scale, look: theme.Theme) -> None:
    for cents in range(0, scale.top + 1, scale.step):
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(scale.space.left(), scale.y(cents)), QPointF(scale.space.right(), scale.y(cents)))
        painter.setPen(look.colour("hint"))
        box = QRectF(0, scale.y(cents) - 10, scale.space.left() - _BESIDE, 20)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, side, _round(cents))
    painter.setPen(look.colour("hint"))
    for day, side in ((scale.first, Qt.AlignmentFlag.AlignLeft), (scale.last, Qt.AlignmentFlag.AlignRight)):
        box = QRectF(scale.space.left(), scale.space.bottom() + 4, scale.space.width(), look.px(20))
        painter.drawText(box, side, _month(day))


def _draw_curve(
    painter: QPainter,
    scale: _Scale,
    look: theme.Theme,
    points: Sequence[tuple[dt.date, int]],
    style: Qt.PenStyle,
) -> None:
    if len(points) < 1:
        return
    path = QPainterPath(QPointF(scale.x(points[0][0]), scale.y(points[0][1])))
    for day, owed in points[1:]:
        path.lineTo(QPointF(scale.x(day), path.currentPosition().y()))  # owed until that day, not sloping to it
        path.lineTo(QPointF(scale.x(day), scale.y(owed)))
    pen = QPen(look.colour("household"), 2.5, style)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _draw_marks(painter: QPainter, scale: _Scale, look: theme.Theme, marks: Sequence[Mark]) -> None:
    """Draw a dotted line for each act; its words above, on the first line where they meet no other."""
    free = [scale.space.left()] * LINES
    metrics = painter.fontMetrics()
    for mark in sorted(marks, key=lambda one: one.on):
        x = scale.x(mark.on)
        painter.setPen(QPen(look.colour("landlord"), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, scale.space.top() - 4), QPointF(x, scale.space.bottom()))
        width = metrics.horizontalAdvance(mark.words)
        left = min(max(x - width / 2, scale.space.left()), scale.space.right() - width)
        line = next((rank for rank, end in enumerate(free) if left >= end), None)
        if line is None:
            continue  # told in the table
        free[line] = left + width + _BESIDE
        painter.setPen(look.colour("landlord"))
        painter.drawText(QPointF(left, scale.space.top() - 8 - (LINES - 1 - line) * metrics.height()), mark.words)


def _draw_today(painter: QPainter, scale: _Scale, look: theme.Theme, owed: Sequence[tuple[dt.date, int]]) -> None:
    if not owed:
        return
    day, cents = owed[-1]
    here = QPointF(scale.x(day), scale.y(cents))
    painter.setPen(QPen(look.colour("surface"), 2))
    painter.setBrush(look.colour("household"))
    painter.drawEllipse(here, 5, 5)
    words = covered_text(amount(cents))
    width = painter.fontMetrics().horizontalAdvance(words)
    left = min(here.x() + _BESIDE, scale.space.right() - width)
    _halo(painter, QPointF(left, here.y() - _BESIDE), words, look.colour("surface"))
    painter.setPen(look.colour("text"))
    painter.drawText(QPointF(left, here.y() - _BESIDE), words)


def _halo(painter: QPainter, at: QPointF, words: str, colour: QColor) -> None:
    """Clear what lies behind some words."""
    metrics = painter.fontMetrics()
    box = QRectF(at.x() - 2, at.y() - metrics.ascent(), metrics.horizontalAdvance(words) + 4, metrics.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(box))


def _round(cents: int) -> str:
    euros = amount(cents).split(",")[0].split(".")[0]  # lines of the grid are whole euros
    return covered_text(f"{euros}\u00a0€")


def _month(day: dt.date) -> str:
    return long_day(day).split("\u00a0")[-1] if "\u00a0" in long_day(day) else " ".join(long_day(day).split(" ")[1:])


def _sentence(account: RentAccount) -> str:
    if not account.owed:
        return _("Aucun mouvement n’est encore noté.")
    day, owed = account.owed[-1]
    highest = max(account.owed, key=lambda one: one[1])
    said = _("Au {day}, {owed} restent dus\u00a0; le plus haut a été {highest} le {when}.").format(
        day=long_day(day), owed=amount(owed), highest=amount(highest[1]), when=long_day(highest[0])
    )
    if account.planned:
        day, owed = account.planned[-1]
        said += " " + _("Avec le plan, il en resterait {owed} le {day}.").format(owed=amount(owed), day=long_day(day))
    return said
