"""The few things ReportLab does not draw by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Paragraph
from typing_extensions import override

from app.documents import styles

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_HEIGHT = 26.0
"""Points between two lines to write on: 9 mm, what a hand needs."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading and where it is: page from 0, ``top`` in points from the bottom of the page."""

    text: str
    level: int
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Where a signature goes: page from 0, corners in points from the bottom left of the page."""

    field: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Kept(KeepTogether):
    """Things kept on one page, that can be asked what they are."""

    def __init__(self, inside: Sequence[Flowable]) -> None:
        super().__init__(list(inside))
        self.inside = tuple(inside)


class HeadingParagraph(Paragraph):
    """A heading that says where it was drawn, for the bookmarks."""

    @override
    def draw(self) -> None:
        _, bottom = self.canv.absolutePosition(0, 0)
        found: list[Bookmark] = getattr(self.canv, "bookmarks", [])
        text = self.getPlainText(identify=True)
        level = 1 if self.style.name.endswith("subsection") else 0
        found.append(Bookmark(text, level, self.canv.getPageNumber() - 1, bottom + self.height))
        super().draw()


class BarParagraph(Paragraph):
    """A paragraph with a stroke beside it: somebody's words."""

    @override
    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(self.style.barColor)
        canvas.setLineWidth(2)
        canvas.line(1, 0, 1, self.height)
        canvas.restoreState()
        super().draw()


class BoxParagraph(Paragraph):
    """A paragraph behind a box to tick; drawn, so that no font is needed."""

    @override
    def draw(self) -> None:
        canvas, size = self.canv, self.style.fontSize * 0.85
        bottom = self.height - self.style.leading + (self.style.leading - size) * 0.3
        canvas.saveState()
        canvas.setStrokeColor(HexColor(styles.INK))
        canvas.setLineWidth(0.9)
        canvas.roundRect(0.5, bottom, size, size, 1.5)
        if self.style.ticked:
            canvas.setLineWidth(1.8)
            canvas.setLineCap(1)
            path = canvas.beginPath()
            path.moveTo(0.5 + size * 0.2, bottom + size * 0.5)
            path.lineTo(0.5 + size * 0.42, bottom + size * 0.24)
            path.lineTo(0.5 + size * 0.82, bottom + size * 0.78)
            canvas.drawPath(path)
        canvas.restoreState()
        super().draw()


class HandLines(Flowable):
    """Lines to write on by hand."""

    def __init__(self, count: int, room: float) -> None:
        super().__init__()
        self.count, self.room = count, room

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return self.room, self.count * LINE_HEIGHT

    def draw(self) -> None:
        """Draw the lines."""
        self.canv.setStrokeColor(HexColor(styles.STRONG_LINE))
        self.canv.setLineWidth(0.6)
        for place in range(self.count):
            self.canv.line(0, place * LINE_HEIGHT + 3, self.room, place * LINE_HEIGHT + 3)


class SignatureArea(Flowable):
    """A frame to sign in; tells where it was drawn under its stable name, when it has one."""

    def __init__(self, field: str, room: float, height: float, said: Sequence[Any]) -> None:
        super().__init__()
        self.field, self.room, self.tall, self.said = field, room, height, said

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self.tall = max(self.tall, sum(one.wrap(self.room - 16, aH)[1] for one in self.said) + 12)
        return self.room, self.tall

    def draw(self) -> None:
        """Draw the frame and what is said in it, and note where it is."""
        canvas = self.canv
        canvas.setStrokeColor(HexColor(styles.STRONG_LINE))
        canvas.setLineWidth(0.8)
        canvas.roundRect(0.4, 0.4, self.room - 0.8, self.tall - 0.8, 4)
        self._note_place()
        top = self.tall - 6
        for one in self.said:
            _, height = one.wrap(self.room - 16, self.tall)
            top -= height
            one.drawOn(canvas, 8, top)

    def _note_place(self) -> None:
        if not self.field:
            return
        canvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        places: list[SignatureBox] = getattr(canvas, "places", [])
        page = canvas.getPageNumber() - 1
        places.append(SignatureBox(self.field, page, left, bottom, left + self.room, bottom + self.tall))
