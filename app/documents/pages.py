"""The canvas: page x/y once the last page is known, footer, running title, watermark, fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from app.documents import fonts, styles
from app.words import _

if TYPE_CHECKING:
    from app.documents.pieces import Bookmark, SignatureBox

SMALL = styles.SMALLEST
MM = styles.MILLIMETRE
CODE = 12 * MM
"""Side of the square code of a footer."""
_LONGEST_CODE = 120
"""Bytes of a code a telephone still reads at that side."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is around the text of every page.

    Attributes:
        running: Title repeated on top from the second page on.
        footer: Left end of the footer: reference and recipient.
        code: What the square code says: fingerprint and reference; empty on the household's copy.
        draft: Whether the watermark PROJET lies under the text.
    """

    running: str
    footer: str
    code: str = ""
    draft: bool = False


class NumberedCanvas(Canvas):
    """Keeps pages back until their number is known."""

    def __init__(self, *arguments: Any, furniture: Furniture, **more: Any) -> None:
        super().__init__(*arguments, **{**more, "initialFontName": fonts.BODY})
        self.furniture = furniture
        self.kept: list[dict[str, Any]] = []
        self.bookmarks: list[Bookmark] = []
        self.places: list[SignatureBox] = []

    @override
    def showPage(self) -> None:
        self.kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # absent from the stubs

    @override
    def save(self) -> None:
        for number, state in enumerate(self.kept, start=1):
            self.__dict__.update(state)
            self._surround(number, len(self.kept))
            super().showPage()
        super().save()

    def _surround(self, number: int, total: int) -> None:
        """Draw what is around the text, in the margins only."""
        right = styles.PAGE_WIDTH - styles.MARGIN
        self.setStrokeColor(HexColor(styles.LINE))
        self.setLineWidth(0.6)
        self.line(styles.MARGIN, 17 * MM, right, 17 * MM)
        self.setFillColor(HexColor(styles.QUIET))
        if self.furniture.code:
            self._square(right - CODE, 4 * MM)
            right -= CODE + 4 * MM
        page = _("page {number}/{total}").format(number=number, total=total)
        room = right - styles.MARGIN - fonts.width(page, fonts.BODY, SMALL) - 12
        self._write(styles.MARGIN, 12 * MM, shortened(self.furniture.footer, room))
        self._write(right - fonts.width(page, fonts.BODY, SMALL), 12 * MM, page)
        if number > 1:
            self._write(styles.MARGIN, styles.PAGE_HEIGHT - 14 * MM, shortened(self.furniture.running, styles.WIDTH))

    def _write(self, left: float, bottom: float, text: str) -> None:
        """Write one line, each letter in a font that has it."""
        for font, piece in fonts.runs(text):
            self.setFont(font, SMALL)
            self.drawString(left, bottom, piece)
            left += self.stringWidth(piece, font, SMALL)

    def _square(self, left: float, bottom: float) -> None:
        """Draw the square code of the reference and fingerprint."""
        rows = square_code(self.furniture.code[:_LONGEST_CODE])
        side = CODE / len(rows)
        path = self.beginPath()
        for row, dark in enumerate(rows):
            for start, length in dark:
                path.rect(left + start * side, bottom + (len(rows) - row - 1) * side, length * side, side)
        self.setFillColor(HexColor(styles.INK))
        self.drawPath(path, stroke=0, fill=1)
        self.setFillColor(HexColor(styles.QUIET))

    def watermark(self) -> None:
        """Draw PROJET under the text: opaque pale ink, since PDF/A readers differ on transparency."""
        self.saveState()
        self.setFillColor(HexColor(styles.WATERMARK))
        self.setFont(fonts.BOLD, 120)
        self.translate(styles.PAGE_WIDTH / 2, styles.PAGE_HEIGHT / 2)
        self.rotate(52)
        self.drawCentredString(0, -40, _("PROJET"))
        self.restoreState()


@cache
def square_code(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return, for each row of the code, its dark stretches as (start, length)."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    count = code.getModuleCount()  # type: ignore[no-untyped-call]
    squares = [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]  # type: ignore[no-untyped-call]
    return tuple(_stretches(row) for row in squares)


def _stretches(row: list[bool]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end]:
            end += 1
        if end > start:
            found.append((start, end - start))
        start = end + 1
    return tuple(found)


def shortened(text: str, room: float) -> str:
    """Return the text cut with an ellipsis when a single line cannot hold it."""
    if fonts.width(text, fonts.BODY, SMALL) <= room:
        return text
    while text and fonts.width(text + "…", fonts.BODY, SMALL) > room:
        text = text[:-1]
    return text.rstrip() + "…"
