"""What every drawing is: painted here, said in one sentence to screen readers, a table beside for those who read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.kit.buttons import Button
from ui.kit.discretion import COVER, discretion
from ui.kit.files import ask_place
from ui.kit.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence


class Drawing(QWidget):
    """A picture of figures. Subclasses paint; covered by F9, it shows shapes without a figure."""

    def __init__(self, name: str, sentence: str, height: int) -> None:
        """Make a drawing.

        Args:
            name: What it shows.
            sentence: What one reads in it, for those who do not see it.
            height: In logical pixels, at 100 % of text.
        """
        super().__init__()
        self._name, self._sentence = name, sentence
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        discretion().changed.connect(self._cover)
        self._cover()

    def paint(self, painter: QPainter, size: QSize) -> None:
        """Draw into a space of that size."""
        raise NotImplementedError

    def save(self, path: str) -> None:
        """Write the drawing as a picture: SVG, or PNG at twice its size.

        Raises:
            OSError: the file cannot be written.
        """
        if path.lower().endswith(".svg"):
            generator = QSvgGenerator()
            generator.setFileName(path)
            generator.setSize(self.size())
            generator.setViewBox(QRect(0, 0, self.width(), self.height()))
            painter = QPainter(generator)
            if not painter.isActive():
                raise OSError(path)
            self.paint(painter, self.size())
            painter.end()
        elif not self.grab().save(path):
            raise OSError(path)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, self.size())

    def _cover(self, _covered: bool = False) -> None:
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(discretion().shown(self._sentence))
        self.update()


class Charted(QWidget):
    """A drawing with « Tableau » beside: the same figures as rows, and the picture to take away."""

    def __init__(
        self, drawing: Drawing, columns: Sequence[str], rows: Sequence[Sequence[str]], figures: set[int]
    ) -> None:
        super().__init__()
        self.drawing = drawing
        self._table_of = (columns, rows, figures)
        self._table: Table | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(drawing)
        line = QHBoxLayout()
        line.setSpacing(4)
        self._switch = Button(_("Voir le tableau"), self._turn, kind="quiet", icon="list")
        line.addWidget(self._switch)
        saved = Button(_("Enregistrer l’image…"), self._save, kind="quiet", icon="download")
        line.addWidget(saved)
        for one in (self._switch, saved):
            one.setAccessibleDescription(drawing.accessibleName())  # a page has two
        line.addStretch(1)
        layout.addLayout(line)
        self._layout = layout

    def _turn(self) -> None:
        shown = self._table is None or self._table.isHidden()
        if self._table is None:
            columns, rows, figures = self._table_of
            self._table = Table(self.drawing.accessibleName(), columns, rows, figures)
            self._layout.insertWidget(1, self._table)
        self._table.setVisible(shown)
        self.drawing.setVisible(not shown)
        self._switch.say(_("Voir le dessin") if shown else _("Voir le tableau"))

    def _save(self) -> None:
        place = ask_place(self, _("Enregistrer l’image hors du coffre"), "image.svg", _("Images (*.svg *.png)"))
        if place is not None:
            self.drawing.save(str(place))


def covered_text(text: str) -> str:
    """Return what a painter may write of a figure."""
    return COVER if discretion().covered else text


def inner(size: QSize, left: int, top: int, right: int, bottom: int) -> QRectF:
    """Return a space less its margins."""
    return QRectF(left, top, max(size.width() - left - right, 1), max(size.height() - top - bottom, 1))
