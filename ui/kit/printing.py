"""Printing from memory: the system's own dialog, pages at the printer's resolution, a job called « Palier »."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

from app.errors import Expected
from app.words import _
from ui.kit.files import ask_place
from ui.kit.pages import POINTS_PER_INCH, Pages, pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.tasks import Progress, Tasks

JOB = "Palier"  # a spooler and a printer's display show it to everybody: never a name (ux.md 6)
MOST_DOTS = 600  # per inch: what is finer is not seen, and costs memory
BAND = 512  # lines of pixels drawn at once: a page of 600 dots is 140 MB whole


@dataclass(frozen=True, slots=True)
class Copies:
    """A paper to print, and how many times."""

    pdf: bytes
    count: int = 1


def ask_printer(parent: QWidget) -> QPrinter | None:
    """Return the printer chosen in the system's dialog, None when nobody chose.

    Raises:
        Expected: ``no_printer``.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise Expected(
            "no_printer",
            _(
                "Aucune imprimante n’est installée sur cet appareil. Rien n’est perdu\u00a0: "
                "imprimez plus tard, ou enregistrez le PDF."
            ),
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def print_paper(
    parent: QWidget,
    tasks: Tasks,
    papers: Sequence[Copies],
    printed: Callable[[], object],
    ask: Callable[[QWidget], QPrinter | None] = ask_printer,
) -> None:
    """Print papers in one go, in one job, off the UI thread.

    Args:
        parent: What the dialog stands over.
        tasks: What draws away from the UI thread.
        papers: In the order they come out of the printer.
        printed: Called once all of it was given to the printer, even when ``parent`` is gone by then.
        ask: How a printer is chosen.

    Raises:
        Expected: ``no_printer``.
    """
    printer = ask(parent)
    if printer is None:
        return

    def work(progress: Progress) -> None:
        draw_on(printer, papers, progress.tell)

    def done(_nothing: None) -> None:
        printed()

    tasks.long(_("Impression"), work, done)


def draw_on(printer: QPrinter, papers: Sequence[Copies], tell: Callable[[int, int], None]) -> None:
    """Draw papers on a printer, each copy from the front of a leaf.

    Args:
        printer: Where to; it may be used away from the UI thread.
        papers: What to print.
        tell: Told how many pages are drawn, of how many; what it raises stops the printing.

    Raises:
        Expected: ``printer_refused``.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise Expected(
            "printer_refused",
            _("L’imprimante ne répond pas. Rien n’est perdu\u00a0: vérifiez-la, puis imprimez de nouveau."),
        )
    try:
        _draw_all(painter, printer, papers, tell)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _draw_all(painter: QPainter, printer: QPrinter, papers: Sequence[Copies], tell: Callable[[int, int], None]) -> None:
    both_sides = printer.duplex() != QPrinter.DuplexMode.DuplexNone
    with ExitStack() as stack:
        opened = [(stack.enter_context(Pages(one.pdf)), one.count) for one in papers if one.count > 0]
        whole = list(_in_order(opened, both_sides=both_sides))
        for done, (pages, rank) in enumerate(whole, start=1):
            if done > 1:
                printer.newPage()
            if rank is not None:
                _draw_page(painter, printer, pages, rank)
            tell(done, len(whole))


def _in_order(opened: Sequence[tuple[Pages, int]], *, both_sides: bool) -> Iterator[tuple[Pages, int | None]]:
    """Yield each page of each copy; None for the back left blank so that the next copy begins on a front."""
    copies = [pages for pages, count in opened for _copy in range(count)]
    for nth, pages in enumerate(copies, start=1):
        for rank in range(len(pages.sizes)):
            yield pages, rank
        if both_sides and len(pages.sizes) % 2 and nth < len(copies):
            yield pages, None


def _draw_page(painter: QPainter, printer: QPrinter, pages: Pages, rank: int) -> None:
    dots = min(printer.resolution(), MOST_DOTS)
    scale = dots / POINTS_PER_INCH
    ratio = printer.resolution() / dots
    height = pixels(pages.sizes[rank].height, scale)
    for top in range(0, height, BAND):
        band = pages.image(rank, scale, (top, min(top + BAND, height)))
        place = QRectF(0, top * ratio, band.width() * ratio, band.height() * ratio)
        painter.drawImage(place, band)


def save_copy(parent: QWidget, pdf: bytes, ask: Callable[[QWidget, str, str, str], Path | None] = ask_place) -> bool:
    """Write a PDF where somebody says; returns whether it was written.

    Args:
        parent: What the dialog stands over.
        pdf: The bytes.
        ask: How the place is chosen.

    Raises:
        Expected: ``not_written``.
    """
    place = ask(parent, _("Enregistrer le PDF"), f"{JOB}.pdf", _("Document PDF (*.pdf)"))
    if place is None:
        return False
    try:
        place.write_bytes(pdf)
    except OSError as trouble:
        raise Expected(
            "not_written",
            _(
                "Le PDF n’a pas pu être écrit à cet endroit. Le document reste dans le coffre\u00a0; "
                "choisissez un autre endroit."
            ),
        ) from trouble
    return True
