"""Ink of a signature: judged, drawn as an image, then forgotten.

What the pen did (order, pressure, pace) may identify somebody by their gesture: nothing of it is kept, only the image
is (review G6, domain B.4). Nothing here compares one signature with another.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import Expected
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import ImageDraw

Point = tuple[float, float, float]
"""One touch of the pen: x and y in the pad's own units, from its top left corner, then pressure from 0 to 1."""

Stroke = tuple[Point, ...]
"""What the pen drew between touching the pad and leaving it."""

INK = (24, 32, 84)
"""Blue-black: told from print, and still dark on a black-and-white copy."""

IMAGE_HEIGHT = 240
"""Pixels: 300 dots per inch in a signature box of 20 mm."""

OVERSAMPLING = 3
LARGEST_RATIO = 8.0
MOST_POINTS = 20_000
THINNEST, WIDEST = 0.008, 0.026
"""Width of the line, as shares of the pad's height."""

DOT = 0.05
"""Under this share of the pad's height, what was drawn is a dot."""

FLAT = 0.02
"""A trace whose thickness is under this share of its length is a straight line; a cross is not."""


class InkFault(StrEnum):
    """Why what was drawn cannot stand for a signature."""

    BLANK = "ink_blank"
    DOT = "ink_dot"
    STRAIGHT_LINE = "ink_straight_line"


@dataclass(frozen=True, slots=True)
class Ink:
    """What was drawn on the pad. Never stored: see ``drawn``.

    Attributes:
        strokes: What the pen drew, in order.
        width: Width of the pad, in the units of the points.
        height: Height of the pad, in the same units.

    Raises:
        ValueError: A pad without size, a coordinate that is no number, or more points than a hand can make.
    """

    strokes: tuple[Stroke, ...]
    width: float
    height: float

    def __post_init__(self) -> None:
        if not (self.width > 0 and 1 / LARGEST_RATIO <= self.width / self.height <= LARGEST_RATIO):
            raise ValueError("a pad has a width and a height of the same order")
        points = [point for stroke in self.strokes for point in stroke]
        if len(points) > MOST_POINTS:
            raise ValueError(f"{len(points)} points: more than a hand can make")
        if not all(math.isfinite(value) for point in points for value in point):
            raise ValueError("a coordinate is no number")


def judge(ink: Ink) -> InkFault | None:
    """Return why the ink cannot stand for a signature, or None.

    A cross, initials or a thumb-sized scribble are signatures: only what a slip of the pen makes is refused
    (design/security « Evidence of signature »).
    """
    points = [_on_pad(point, ink) for stroke in ink.strokes for point in stroke]
    if not points:
        return InkFault.BLANK
    length, thickness = _extent(points)
    if length < DOT * ink.height:
        return InkFault.DOT
    return InkFault.STRAIGHT_LINE if thickness < FLAT * length else None


def fault_sentence(fault: InkFault) -> str:
    """Return what to say to somebody whose ink cannot be kept; it blames nobody."""
    return {
        InkFault.BLANK: _("Rien n’est encore écrit dans le cadre. Vous pouvez signer quand vous voulez."),
        InkFault.DOT: _("Il n’y a qu’un point dans le cadre. Vous pouvez recommencer ; une croix convient aussi."),
        InkFault.STRAIGHT_LINE: _(
            "Il n’y a qu’un trait droit dans le cadre. Vous pouvez recommencer ; une croix convient aussi."
        ),
    }[fault]


def drawn(ink: Ink) -> bytes:
    """Return the ink as a PNG image on a transparent ground; the same ink always gives the same bytes.

    Args:
        ink: What was drawn; points outside the pad are brought back to its edge.

    Raises:
        Expected: ``ink_blank``, ``ink_dot`` or ``ink_straight_line``.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- 4 MB, and a vault opens without anybody signing

    fault = judge(ink)
    if fault is not None:
        raise Expected(fault.value, fault_sentence(fault))
    scale = IMAGE_HEIGHT * OVERSAMPLING / ink.height
    size = (max(1, round(ink.width * scale)), IMAGE_HEIGHT * OVERSAMPLING)
    mask = Image.new("L", size, 0)
    pen = ImageDraw.Draw(mask)
    pressed = any(point[2] > 0 for stroke in ink.strokes for point in stroke)
    for stroke in ink.strokes:
        _draw(pen, [_on_image(point, ink, scale, pressed=pressed) for point in stroke])
    small = mask.resize((max(1, size[0] // OVERSAMPLING), IMAGE_HEIGHT), Image.Resampling.BOX)
    image = Image.new("RGBA", small.size, (*INK, 0))
    image.putalpha(small)
    out = io.BytesIO()
    image.save(out, format="PNG")
    return out.getvalue()


def _extent(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return length and thickness of a cloud of points along its main direction."""
    count = len(points)
    mean_x = sum(x for x, _y in points) / count
    mean_y = sum(y for _x, y in points) / count
    moved = [(x - mean_x, y - mean_y) for x, y in points]
    angle = 0.5 * math.atan2(2 * sum(x * y for x, y in moved), sum(x * x - y * y for x, y in moved))
    cos, sin = math.cos(angle), math.sin(angle)
    along = [x * cos + y * sin for x, y in moved]
    across = [y * cos - x * sin for x, y in moved]
    return max(along) - min(along), max(across) - min(across)


def _on_pad(point: Point, ink: Ink) -> tuple[float, float]:
    """Return where the pen was, brought back to the edge when it left the pad."""
    return min(max(point[0], 0.0), ink.width), min(max(point[1], 0.0), ink.height)


def _on_image(point: Point, ink: Ink, scale: float, *, pressed: bool) -> Point:
    """Return a point in pixels of the large image, its pressure turned into the radius of the line."""
    x, y = _on_pad(point, ink)
    press = min(max(point[2], 0.0), 1.0) if pressed else 0.5  # a mouse gives no pressure at all
    radius = (THINNEST + (WIDEST - THINNEST) * press) * ink.height * scale / 2
    return x * scale, y * scale, radius


def _draw(pen: ImageDraw.ImageDraw, points: list[Point]) -> None:
    """Draw one stroke as discs close enough to be a line."""
    for x, y, radius in _smoothed(points):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _smoothed(points: list[Point]) -> Iterator[Point]:
    """Yield points close to each other along a Catmull-Rom curve through those of the pen."""
    if not points:
        return
    padded = [points[0], *points, points[-1]]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        steps = max(1, math.ceil(math.dist(start[:2], end[:2]) / max(1.0, 0.35 * min(start[2], end[2]))))
        for step in range(steps):
            part = step / steps
            x, y = (_curve(before[axis], start[axis], end[axis], after[axis], part) for axis in (0, 1))
            yield x, y, start[2] + (end[2] - start[2]) * part
    yield points[-1]


def _curve(before: float, start: float, end: float, after: float, part: float) -> float:
    """Return one coordinate of the Catmull-Rom curve between ``start`` and ``end``."""
    return 0.5 * (
        2 * start
        + (end - before) * part
        + (2 * before - 5 * start + 4 * end - after) * part**2
        + (3 * start - before - 3 * end + after) * part**3
    )
