"""The embedded fonts, and what to print for a letter the first one lacks.

Atkinson Hyperlegible Next first; DejaVu Sans for Cyrillic, Greek, Arabic, Hebrew and signs; Noto Emoji, in black and
white, for the little pictures people write; a letter none has is printed as its Unicode number in brackets: never an
empty box, never an error.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

BODY = "Palier"
BOLD = "Palier-Bold"
ITALIC = "Palier-Italic"
_FILES = {
    BODY: "AtkinsonHyperlegibleNext_400Regular.ttf",
    BOLD: "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    ITALIC: "AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
    "Palier-Wide": "DejaVuSans.ttf",
    "Palier-Wide-Bold": "DejaVuSans-Bold.ttf",
    "Palier-Emoji": "NotoEmoji_400Regular.ttf",
}
_EMOJI = "Palier-Emoji"
_FIRST_PICTURE = 0x1F000
"""From here on the letters are pictures, and the font made for them comes first."""
_WIDE = {BODY: "Palier-Wide", BOLD: "Palier-Wide-Bold", ITALIC: "Palier-Wide"}


@cache
def glyphs(font: str) -> frozenset[int]:
    """Return the characters a font of the house can draw, loading it at first use."""
    loaded = TTFont(font, str(FOLDER / _FILES[font]))
    pdfmetrics.registerFont(loaded)
    return frozenset(loaded.face.charToGlyph)


def register() -> None:
    """Make the fonts of ordinary text known to ReportLab; the wide ones wait until a letter needs them."""
    for font in (BODY, BOLD, ITALIC):
        glyphs(font)


def runs(text: str, font: str = BODY) -> tuple[tuple[str, str], ...]:
    """Cut a text into (font, piece), each piece drawable in its font.

    Args:
        text: Text without line ends.
        font: The font wanted.
    """
    own = glyphs(font)
    if all(ord(char) in own for char in text):
        return ((font, text),)
    pieces = [_drawable(char, font) for char in text]
    return tuple((name, "".join(piece for _, piece in group)) for name, group in groupby(pieces, lambda one: one[0]))


def _drawable(char: str, font: str) -> tuple[str, str]:
    """Return the font that has a letter, or the letter's number when none has."""
    if ord(char) in glyphs(font):
        return font, char
    others = (_EMOJI, _WIDE[font]) if ord(char) >= _FIRST_PICTURE else (_WIDE[font], _EMOJI)
    for other in others:
        if ord(char) in glyphs(other):
            return other, char
    return font, f"[U+{ord(char):04X}]"


def markup(text: str, font: str = BODY) -> str:
    """Return the text escaped for a ReportLab paragraph, other fonts marked where they are needed."""
    return "".join(
        escape(piece) if name == font else f'<font name="{name}">{escape(piece)}</font>'
        for name, piece in runs(text, font)
    )


def width(text: str, font: str, size: float) -> float:
    """Return how wide a line is, in points."""
    return float(sum(pdfmetrics.stringWidth(piece, name, size) for name, piece in runs(text, font)))
