"""A paper on the screen: drawn page by page from memory, off the UI thread, sharp, read aloud, covered by F9."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.words import _
from ui.kit.buttons import Button
from ui.kit.collector import collector_held
from ui.kit.discretion import COVER, discretion
from ui.kit.pages import Pages, PageSize
from ui.kit.texts import Role, Words
from ui.kit.theme import current, font

if TYPE_CHECKING:
    from ui.tasks import Tasks

GAP, MARGIN = 12, 16
NEAREST = 1.0  # zoom 1: the page is as wide as the view
ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
SETTLE_MS = 60  # a view being resized is drawn once it stays
KEPT_AROUND = 2  # pages kept as images before and after those in sight


class PaperView(QWidget):
    """A PDF to read. Nothing of it is ever a file.

    Signals:
        shown: the first page in sight is drawn.
    """

    shown = Signal()

    def __init__(self, tasks: Tasks, name: str = "") -> None:
        """Make an empty view.

        Args:
            tasks: What draws away from the UI thread.
            name: What the paper is called, for screen readers.
        """
        super().__init__()
        self._tasks = tasks
        self._held = _Held()
        self.sheets: list[PageSheet] = []
        self._where = Words("", Role.SECONDARY, wrap=False)
        self.turns = (
            Button("", lambda: self.turn(-1), kind="quiet", icon="chevron-left", name=_("Page précédente")),
            Button("", lambda: self.turn(1), kind="quiet", icon="chevron-right", name=_("Page suivante")),
        )
        self._zoom = NEAREST
        self._told = False
        self._asked: dict[int, float] = {}  # page to the scale asked for and not come yet
        self.area = _Area(self)
        self.area.setAccessibleName(name or _("Le document"))
        self._column = QWidget()
        self._column.setObjectName("plain")
        self.area.setWidget(self._column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.area, 1)
        layout.addWidget(self._make_bar())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLE_MS)
        self._later.timeout.connect(self._scrolled)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.destroyed.connect(self._held.drop)  # Qt takes a view down without a word to Python…
        weakref.finalize(self, self._held.drop)  # … or Python does without a word to Qt

    def show_pdf(self, pdf: bytes, *, same_place: bool = False) -> None:
        """Show a PDF; the first page in sight comes within an instant, the others when they are looked at.

        Args:
            pdf: Its bytes.
            same_place: Whether to stay where one was reading: the same paper, with one more signature.
        """
        height = self.area.verticalScrollBar().value() if same_place else 0
        before = [(sheet.size_in_points, sheet.image) for sheet in self.sheets] if same_place else []
        self.clear()
        pages = self._held.pages = Pages(pdf)
        for rank, size in enumerate(pages.sizes):
            sheet = PageSheet(rank, len(pages.sizes), size)
            if rank < len(before) and before[rank][0] == size:
                sheet.take(before[rank][1], 0.0)  # what was read stays in sight until it is drawn again
            sheet.setParent(self._column)
            sheet.show()
            self.sheets.append(sheet)
        self._fit()
        self.area.verticalScrollBar().setValue(height)
        self._scrolled()

    def clear(self) -> None:
        """Show nothing, and keep nothing."""
        self._later.stop()
        self._told = False
        self._asked.clear()
        for sheet in self.sheets:
            with collector_held():
                sheet.setParent(None)
            sheet.deleteLater()
        self.sheets = []
        self._held.drop()

    @property
    def here(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.area.verticalScrollBar().value() + self.area.viewport().height() // 2
        below = [rank for rank, sheet in enumerate(self.sheets) if sheet.y() <= middle]
        return below[-1] if below else 0

    def turn(self, pages: int) -> None:
        """Go some pages further, or back."""
        self.go(self.here + pages)

    def go(self, rank: int) -> None:
        """Go to a page, from 0."""
        if self.sheets:
            sheet = self.sheets[min(max(rank, 0), len(self.sheets) - 1)]
            self.area.verticalScrollBar().setValue(sheet.y() - GAP)

    def enlarge(self, steps: int) -> None:
        """See it larger, or smaller; never smaller than the width of the view."""
        place = ZOOMS.index(self._zoom) + steps
        self._zoom = ZOOMS[min(max(place, 0), len(ZOOMS) - 1)]
        where = self.here
        self._fit()
        self.go(where)
        self._later.start()

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("plain")
        line = QHBoxLayout(bar)
        line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        line.setSpacing(4)
        line.addWidget(self.turns[0])
        line.addWidget(self._where)
        line.addWidget(self.turns[1])
        line.addStretch(1)
        line.addWidget(Button("−", lambda: self.enlarge(-1), kind="quiet", name=_("Réduire la page")))
        line.addWidget(Button("+", lambda: self.enlarge(1), kind="quiet", name=_("Agrandir la page")))
        return bar

    def _fit(self) -> None:
        widest = max((sheet.size_in_points.width for sheet in self.sheets), default=1.0)
        room = max(self.area.viewport().width() - 2 * MARGIN, 120)
        whole, top = round(room * self._zoom) + 2 * MARGIN, MARGIN
        for sheet in self.sheets:  # no layout: where each page stands is asked for at once
            sheet.scale_to(room * self._zoom / widest)
            sheet.move((whole - sheet.width()) // 2, top)
            top += sheet.height() + GAP
        self._column.resize(whole, top - GAP + MARGIN)
        self._tell_where()

    def _tell_where(self) -> None:
        count = len(self.sheets)
        self._where.say(_("Page {n} sur {count}").format(n=self.here + 1, count=count) if count else "")
        for button in self.turns:
            button.setVisible(count > 1)

    def _scrolled(self) -> None:
        self._tell_where()
        self._draw_in_sight()

    def _draw_in_sight(self) -> None:
        if not self.isVisible():  # it is drawn when it comes in sight
            return
        top = self.area.verticalScrollBar().value()
        bottom = top + self.area.viewport().height()
        seen = [rank for rank, one in enumerate(self.sheets) if one.y() < bottom and one.y() + one.height() > top]
        for rank, sheet in enumerate(self.sheets):
            if rank in seen:
                self._ask(rank)
            elif seen and not seen[0] - KEPT_AROUND <= rank <= seen[-1] + KEPT_AROUND:
                sheet.take(None, 0.0)

    def _ask(self, rank: int) -> None:
        sheet = self.sheets[rank]
        scale = sheet.scale * self.devicePixelRatioF()
        pages = self._held.pages
        if pages is None or scale in {sheet.drawn_at, self._asked.get(rank)}:
            return
        self._asked[rank] = scale

        def drawn() -> tuple[QImage, str]:
            return pages.image(rank, scale), sheet.words or pages.text(rank)

        self._tasks.fetch(
            drawn,
            lambda made: self._come(pages, rank, scale, made),
            lambda fault: self._miss(pages, fault),
            owner=sheet,
        )

    def _miss(self, pages: Pages, fault: BaseException) -> None:
        if pages is self._held.pages:  # else the paper was closed while it was being drawn: nobody waits for it
            raise fault

    def _come(self, pages: Pages, rank: int, scale: float, made: tuple[QImage, str]) -> None:
        if pages is not self._held.pages or self._asked.get(rank) != scale:  # another paper, or another size meanwhile
            return
        del self._asked[rank]
        self.sheets[rank].take(made[0], scale)
        self.sheets[rank].tell(made[1])
        if not self._told:
            self._told = True
            self.shown.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def refit(self) -> None:
        """Take the width of the view, which changed."""
        self._fit()
        self._later.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange}:
            self._later.start()


class _Held:
    """The document a view shows."""

    def __init__(self) -> None:
        self.pages: Pages | None = None

    def drop(self, _view: object = None) -> None:
        """Close the document, if there is one."""
        pages, self.pages = self.pages, None
        if pages is not None:
            pages.close()


class _Area(QScrollArea):
    """The scrolled pages: arrows scroll, Page turns a page, + and − zoom, Home and End go to the ends."""

    def __init__(self, view: PaperView) -> None:
        super().__init__()
        self._view = view
        self.setObjectName("paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.refit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, 160)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = self._view
        acts = {
            Qt.Key.Key_PageDown: lambda: view.turn(1),
            Qt.Key.Key_PageUp: lambda: view.turn(-1),
            Qt.Key.Key_Home: lambda: view.go(0),
            Qt.Key.Key_End: lambda: view.go(len(view.sheets) - 1),
            Qt.Key.Key_Plus: lambda: view.enlarge(1),
            Qt.Key.Key_Minus: lambda: view.enlarge(-1),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()


class PageSheet(QWidget):
    """One page: white until it is drawn, covered by F9; its words are its description for screen readers."""

    def __init__(self, rank: int, count: int, size: PageSize) -> None:
        super().__init__()
        self.size_in_points = size
        self.scale = 1.0  # logical pixels per point
        self.drawn_at = 0.0  # device pixels per point of the image held
        self.words = ""
        self._image: QImage | None = None
        self.setAccessibleName(_("Page {n} sur {count}").format(n=rank + 1, count=count))
        discretion().changed.connect(self._cover)

    @property
    def image(self) -> QImage | None:
        """What is drawn of it, if anything."""
        return self._image

    def scale_to(self, scale: float) -> None:
        """Take the size the view gives."""
        self.scale = scale
        self.setFixedSize(round(self.size_in_points.width * scale), round(self.size_in_points.height * scale))

    def take(self, image: QImage | None, drawn_at: float) -> None:
        """Hold an image, or none any more."""
        self._image, self.drawn_at = image, drawn_at
        self.update()

    def tell(self, words: str) -> None:
        """Hold the words of the page."""
        self.words = words
        self.setAccessibleDescription(discretion().shown(words))

    def _cover(self, _covered: bool) -> None:
        self.setAccessibleDescription(discretion().shown(self.words))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if discretion().covered:
            painter.setFont(font(20))
            painter.setPen(Qt.GlobalColor.darkGray)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, COVER)
        elif self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(QPoint(0, 0), self.size().toSizeF()), self._image)
        painter.setPen(current().colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
