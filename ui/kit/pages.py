"""Pages of a PDF as images and as text, from memory only. Safe from any thread: PDFium is not, one lock keeps it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_PDFIUM = threading.Lock()
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page, in points."""

    width: float
    height: float


class Pages:
    """The pages of one PDF. Use it in a ``with``, or close it.

    Raises:
        pypdfium2.PdfiumError: the bytes are no PDF.
    """

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # noqa: PLC0415 -- 6 MB, and a vault opens without showing a page

        with _PDFIUM:
            self._document = pypdfium2.PdfDocument(pdf)
            self._document.init_forms()  # the ink of a signature stands in a field
            self.sizes = tuple(PageSize(*self._document.get_page_size(rank)) for rank in range(len(self._document)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget the document."""
        with _PDFIUM:
            self._document.close()

    def image(self, rank: int, scale: float, rows: tuple[int, int] | None = None) -> QImage:
        """Return a page drawn.

        Args:
            rank: Which page, from 0.
            scale: Pixels per point.
            rows: First and last (excluded) lines of pixels wanted; all by default.
        """
        with _PDFIUM:
            page = self._document[rank]
            crop = (0.0, 0.0, 0.0, 0.0)
            if rows is not None:
                height = pixels(self.sizes[rank].height, scale)
                # A quarter of a pixel less: the library rounds what is cut off up to a whole pixel.
                below, above = (max(0.0, (cut - 0.25) / scale) for cut in (height - rows[1], rows[0]))
                crop = (0.0, below, 0.0, above)
            bitmap = page.render(scale=scale, crop=crop, prefer_bgrx=True)
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
            bitmap.close()
            page.close()
        return image

    def text(self, rank: int) -> str:
        """Return the words of a page, for those who listen to it."""
        with _PDFIUM:
            page = self._document[rank]
            found = page.get_textpage()
            words = " ".join(found.get_text_range().split())
            found.close()
            page.close()
        return words


def pixels(points: float, scale: float) -> int:
    """Return how many pixels a length takes, as the library rounds it."""
    return -int(-(points * scale) // 1)
