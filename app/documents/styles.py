"""Sizes and colours of the papers: numbers only, no library (documents page, review G5, ux tokens)."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.blocks import Scale, Voice

SMALLEST = 10.0
"""Points. Nothing is ever printed smaller, footers included."""

MILLIMETRE = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MILLIMETRE, 297 * MILLIMETRE
MARGIN = 20 * MILLIMETRE
WIDTH = PAGE_WIDTH - 2 * MARGIN

INK = "#1B2430"
QUIET = "#4A5665"
ACCENT = "#1D5C63"
TINT = "#EEF4F4"
LINE = "#C9C5BC"
STRONG_LINE = "#8E897D"
WATERMARK = "#EBE9E4"
VOICES = {Voice.HOUSEHOLD: "#8A4B00", Voice.OPERATOR: ACCENT, Voice.LANDLORD: "#4B3F8F"}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes and spaces of a scale, in points.

    Attributes:
        body: Size of running text, and ``leading`` from line to line.
        title, section, subsection: Sizes of the three headings.
        small: Secondary text, never under ``SMALLEST``.
        gap: Space between two blocks.
        signature: Height of a place to sign.
    """

    body: float
    leading: float
    title: float
    section: float
    subsection: float
    small: float
    gap: float
    signature: float


SIZES = {
    Scale.LARGE: Sizes(14, 20, 24, 17, 14.5, 12, 7.5, 74),
    Scale.HOUSEHOLD: Sizes(12, 17, 22, 15, 12.5, 10.5, 7, 74),
    Scale.HOUSEHOLD_CLOSE: Sizes(12, 15.5, 20, 13.5, 12.5, 10.5, 4.5, 54),
    Scale.STANDARD: Sizes(11, 16, 20, 14, 11.5, 10, 6, 70),
    Scale.STANDARD_CLOSE: Sizes(11, 14.5, 19, 13, 11.5, 10, 4.5, 54),
    Scale.COMPACT: Sizes(10, 13, 17, 12, 10.5, 10, 3.5, 48),
}
