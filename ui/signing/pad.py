"""The pad: a pen and its pressure, a finger or a mouse, painted as it comes; what it drew becomes ink, then is gone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.documents.ink import MOST_POINTS, THINNEST, WIDEST, Ink
from app.words import _
from ui.kit.buttons import Button
from ui.kit.discretion import COVER, discretion
from ui.kit.theme import current, font

if TYPE_CHECKING:
    from app.documents.ink import Point

PEN, FINGER, MOUSE = "pen", "finger", "mouse"
LINE_AT = 0.68  # where the line to sign on stands, as a share of the height
SHARE = 0.5  # the ink is kept in a frame at least so high, as a share of the pad: a small hand stays readable
FRAME_RATIO = 2.6  # width of that frame over its height, near that of the place on the paper
AIR = 0.08  # room left around the ink, as a share of its width and height
QUICK = 0.10  # share of the height gone in one move of a quick hand, whose line is thinnest
THICK, THIN = 0.85, 0.25  # pressure a finger or a mouse is given, slow and quick
_ERASE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class Pad(QWidget):
    """Where one signs. What is drawn is held in the pad's own units, so that a window resized keeps the ink.

    Signals:
        inked: Something is drawn (True), or nothing any more.
    """

    inked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(_("Cadre pour signer"))
        self.setAccessibleDescription(
            _(
                "Signez avec le doigt, un stylet ou la souris. "
                "Au clavier, choisissez «\u00a0Signer plutôt sur papier\u00a0»."
            )
        )
        self._strokes: list[list[Point]] = []
        self._base = QSizeF()  # size of the pad when its first point was drawn: the units of the strokes
        self._holder: str | None = None  # what draws now: a pen is also told as a mouse by some systems
        self._wet: QPixmap | None = None  # the ink as painted, at the size and sharpness of now
        self.erase = Button(_("Effacer"), self.wipe)
        self.erase.setParent(self)
        self.erase.hide()
        discretion().changed.connect(self._covered)

    @property
    def blank(self) -> bool:
        """Whether nothing is drawn."""
        return not self._strokes

    def ink(self) -> Ink:
        """Return what is drawn, in a frame around it that keeps its proportions."""
        scale, left, top = self._way()
        points = [[(x * scale + left, y * scale + top, p) for x, y, p in stroke] for stroke in self._strokes]
        frame = _frame([point for stroke in points for point in stroke], QSizeF(self.size()))
        moved = tuple(tuple((x - frame.x(), y - frame.y(), p) for x, y, p in stroke) for stroke in points)
        return Ink(moved, frame.width(), frame.height())

    def wipe(self) -> None:
        """Forget what is drawn."""
        had = bool(self._strokes)
        self._strokes.clear()
        self._holder = None
        self._wet = None
        self.erase.hide()
        self.update()
        if had:
            self.inked.emit(False)

    def dress(self) -> None:
        """Take the colours of the look in force."""
        self._wet = None
        self.update()

    def _covered(self, _covered: bool) -> None:
        self.update()

    def _way(self) -> tuple[float, float, float]:
        """Return scale, left and top that bring the units of the strokes on the pad as it is now."""
        if self._base.isEmpty():
            return 1.0, 0.0, 0.0
        scale = min(self.width() / self._base.width(), self.height() / self._base.height())
        return (
            scale,
            (self.width() - self._base.width() * scale) / 2,
            (self.height() - self._base.height() * scale) / 2,
        )

    # What draws.

    def _press(self, holder: str, at: QPointF, pressure: float | None) -> None:
        if self._holder is not None or discretion().covered or self._count() >= MOST_POINTS:
            return
        self._holder = holder
        first = not self._strokes
        if first:
            self._base = QSizeF(self.size())
        self._strokes.append([])
        self._add(at, THICK if pressure is None else pressure)
        if first:
            self.erase.show()
            self.inked.emit(True)
            self.update()  # the hint goes

    def _move(self, holder: str, at: QPointF, pressure: float | None) -> None:
        if self._holder == holder and self._count() < MOST_POINTS:
            self._add(at, self._pressed(at) if pressure is None else pressure)

    def _release(self, holder: str) -> None:
        if self._holder == holder:
            self._holder = None
            self._paint_end()

    def _count(self) -> int:
        return sum(map(len, self._strokes))

    def _pressed(self, at: QPointF) -> float:
        """Return the pressure of a hand that tells none: a quick line is thin, and changes little by little."""
        x, y, before = self._strokes[-1][-1]
        scale, left, top = self._way()
        gone = math.dist((x * scale + left, y * scale + top), (at.x(), at.y())) / max(self.height(), 1)
        wanted = THICK - (THICK - THIN) * min(gone / QUICK, 1.0)
        return 0.6 * before + 0.4 * wanted

    def _add(self, at: QPointF, pressure: float) -> None:
        scale, left, top = self._way()
        x = min(max(at.x(), 0.0), self.width())
        y = min(max(at.y(), 0.0), self.height())
        self._strokes[-1].append(((x - left) / scale, (y - top) / scale, min(max(pressure, 0.01), 1.0)))
        self._paint_last()

    @override
    def tabletEvent(self, event: QTabletEvent) -> None:
        pressure = event.pressure()
        match event.type():
            case QEvent.Type.TabletPress:
                self._press(PEN, event.position(), pressure)
            case QEvent.Type.TabletMove:
                self._move(PEN, event.position(), pressure)
            case QEvent.Type.TabletRelease:
                self._release(PEN)
        event.accept()  # else Qt tells it again as a mouse

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and event.points():
            self._touch(event)
            event.accept()
            return True
        if event.type() == QEvent.Type.TouchCancel:
            self._release(FINGER)
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        point = event.points()[0]  # a palm beside the finger does not draw
        match point.state():
            case QEventPoint.State.Pressed:
                self._press(FINGER, point.position(), None)
            case QEventPoint.State.Updated:
                self._move(FINGER, point.position(), None)
            case QEventPoint.State.Released:
                self._release(FINGER)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and _from_mouse(event):
            self._press(MOUSE, event.position(), None)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if _from_mouse(event):
            self._move(MOUSE, event.position(), None)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._release(MOUSE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ERASE:
            self.wipe()
        else:
            super().keyPressEvent(event)

    # What is seen.

    def _sheet(self) -> QPixmap:
        """Return the ink painted so far; painted again whole when the size or the look changed."""
        if self._wet is None:
            ratio = self.devicePixelRatioF()
            self._wet = QPixmap(self.size() * ratio)
            self._wet.setDevicePixelRatio(ratio)
            self._wet.fill(Qt.GlobalColor.transparent)
            for rank, stroke in enumerate(self._strokes):
                for last in range(1, len(stroke) + 1):
                    self._paint(stroke[:last][-3:], first=last == 1)
                if rank < len(self._strokes) - 1 or self._holder is None:
                    self._paint(stroke[-2:], end=True)
        return self._wet

    def _paint_last(self) -> None:
        stroke = self._strokes[-1]
        self._paint(stroke[-3:], first=len(stroke) == 1)

    def _paint_end(self) -> None:
        self._paint(self._strokes[-1][-2:], end=True)

    def _paint(self, points: list[Point], *, first: bool = False, end: bool = False) -> None:
        """Paint the newest piece of a stroke, and only the part of the pad it covers: ink follows the pen."""
        painter = QPainter(self._sheet())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, left, top = self._way()
        placed = [(QPointF(x * scale + left, y * scale + top), self._width(p)) for x, y, p in points]
        pieces = _pieces(placed, first=first, end=end)
        touched = QRectF()
        for line, width in pieces:
            painter.setPen(QPen(self._colour(), width, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(line) if line.length() else painter.drawPoint(line.p1())
            box = QRectF(line.p1(), line.p2()).normalized()
            touched = touched.united(box.adjusted(-width, -width, width, width))
        painter.end()
        self.update(touched.toAlignedRect())

    def _width(self, pressure: float) -> float:
        return max(1.5, (THINNEST + (WIDEST - THINNEST) * pressure) * self.height() * SHARE)

    @staticmethod
    def _colour() -> QColor:
        return current().colour("text")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("focus" if self.hasFocus() else "accent"), 2))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        line = round(self.height() * LINE_AT)
        painter.setPen(QPen(look.colour("strong_line"), 1))
        painter.drawLine(round(self.width() * 0.12), line, round(self.width() * 0.88), line)
        if self.blank:
            self._paint_hint(painter, line)
        elif discretion().covered:
            painter.setPen(look.colour("hint"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, COVER)
        else:
            painter.drawPixmap(0, 0, self._sheet())
        painter.end()

    def _paint_hint(self, painter: QPainter, line: int) -> None:
        painter.setFont(font(13))
        painter.setPen(current().colour("secondary"))
        words = _("Signez sur la ligne, avec le doigt, un stylet ou la souris")
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        room = QRect(16, line + 6, self.width() - 32, self.height() - line - 10)
        said = painter.boundingRect(room, flags, words)
        if said.height() > room.height():  # large letters in a small frame: above the line, whole
            said.moveBottom(line - 6)
        painter.drawText(said, flags, words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wet = None
        self.erase.adjustSize()
        self.erase.move(self.width() - self.erase.width() - 12, self.height() - self.erase.height() - 12)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._wet = None

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 160)  # it takes all the room there is; no more is asked for

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)


def _from_mouse(event: QMouseEvent) -> bool:
    """Tell whether a mouse event comes from a mouse: systems tell a pen and a finger as one too."""
    kinds = {QPointingDevice.DeviceType.Mouse, QPointingDevice.DeviceType.TouchPad}
    return event.device().type() in kinds and event.source() == Qt.MouseEventSource.MouseEventNotSynthesized


def _frame(points: list[Point], pad: QSizeF) -> QRectF:
    """Return the frame kept around the ink: all of it, some air, the proportions of a place to sign."""
    if not points:
        return QRectF(0, 0, pad.height() * SHARE * FRAME_RATIO, pad.height() * SHARE)
    xs, ys = [x for x, _y, _p in points], [y for _x, y, _p in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    high = max(height * (1 + 2 * AIR), width * (1 + 2 * AIR) / FRAME_RATIO, pad.height() * SHARE)
    wide = high * FRAME_RATIO
    return QRectF((min(xs) + max(xs) - wide) / 2, (min(ys) + max(ys) - high) / 2, wide, high)


def _pieces(placed: list[tuple[QPointF, float]], *, first: bool, end: bool) -> list[tuple[QLineF, float]]:
    """Return the newest piece of a stroke as short lines: a curve from middle to middle of the pen's points."""
    here, width = placed[-1]
    if first or len(placed) == 1:  # a tap, the dot of an i: it ends where it began
        return [(QLineF(here, here), width)]
    before, width_before = placed[-2]
    middle, width_middle = (before + here) / 2, (width_before + width) / 2
    if end:
        return [(QLineF(middle, here), width)]
    if len(placed) == 2:  # noqa: PLR2004 -- the stroke's second point
        return [(QLineF(before, middle), width_before)]
    earlier, width_earlier = placed[-3]
    start, width_start = (earlier + before) / 2, (width_earlier + width_before) / 2
    steps = max(2, math.ceil(QLineF(start, middle).length() / 3))
    curve = [_on_curve(start, before, middle, step / steps) for step in range(steps + 1)]
    widths = [width_start + (width_middle - width_start) * step / steps for step in range(steps)]
    return [(QLineF(one, other), wide) for one, other, wide in zip(curve, curve[1:], widths, strict=False)]


def _on_curve(start: QPointF, control: QPointF, end: QPointF, part: float) -> QPointF:
    rest = 1 - part
    return start * (rest * rest) + control * (2 * rest * part) + end * (part * part)
