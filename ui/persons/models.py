"""The list as Qt reads it: as many rows as there are cases, pages read from the database when they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from app.services.lists.listing import PAGE, CaseFilter, Order
from app.words import _, long_day
from ui.kit.discretion import discretion

if TYPE_CHECKING:
    import datetime as dt

    from app.services.lists.listing import CasePage, ListedCase, Listing

LINE = Qt.ItemDataRole.UserRole + 1
PAGES_KEPT = 12
ROOT = QModelIndex()


class CaseList(QAbstractListModel):
    """Cases that answer a filter, in an order; never more than a few pages in memory."""

    def __init__(self, listing: Listing, today: dt.date) -> None:
        super().__init__()
        self._listing = listing
        self._today = today
        self._wanted, self._order = CaseFilter(), Order.LABEL
        self._pages: dict[int, CasePage] = {}
        self.total = 0
        self.old = 0  # figures still being made again
        self.near = 0  # of the total, those whose name is only near what was typed
        discretion().changed.connect(self._cover)

    def ask(self, wanted: CaseFilter, order: Order, today: dt.date) -> None:
        """Show what answers a filter."""
        self.beginResetModel()
        self._wanted, self._order, self._today = wanted, order, today
        self._pages.clear()
        first = self._page(0)
        self.total, self.old, self.near = first.total, first.old, first.near
        self.endResetModel()

    def line(self, row: int) -> ListedCase | None:
        """Return one line; None when cases went away since the list was asked for."""
        lines = self._page(row // PAGE).lines
        return lines[row % PAGE] if row % PAGE < len(lines) else None

    def again(self) -> None:
        """Read the pages in sight again, the rows staying where they are."""
        first = self._listing.page(self._today, self._wanted, self._order, 0, 1)
        if first.total != self.total:
            self.ask(self._wanted, self._order, self._today)
            return
        self.old = first.old
        self._pages.clear()
        if self.total:
            self.dataChanged.emit(self.index(0), self.index(self.total - 1))

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else self.total

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return said(line, self._today)
        return None

    def _page(self, number: int) -> CasePage:
        if number not in self._pages:
            while len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = self._listing.page(self._today, self._wanted, self._order, number * PAGE)
        return self._pages[number]

    def _cover(self, _covered: bool) -> None:
        if self.total:
            self.dataChanged.emit(self.index(0), self.index(self.total - 1))


def said(line: ListedCase, today: dt.date) -> str:
    """Return a line as a screen reader says it."""
    parts = [discretion().shown(line.label), people(line), line.state_label, next_of(line), met(line, today)]
    return ", ".join(part for part in parts if part)


def people(line: ListedCase) -> str:
    """Return who lives there and the number of the case, after a word when the name is only near what was typed."""
    near = _("nom proche") if line.is_near else ""
    names = discretion().shown(", ".join(line.first_names))
    return " · ".join(part for part in (near, names, line.number) if part)


def next_of(line: ListedCase) -> str:
    """Return the next date and what it is."""
    if line.next_on is None:
        return ""
    what, day = line.next_what or "", long_day(line.next_on)
    if not what or day in what:  # the sentence says its day itself
        return discretion().shown(what) or day
    return f"{day} · {discretion().shown(what)}"


def met(line: ListedCase, today: dt.date) -> str:
    """Return when they were last seen, in words and without a colour (practice U-01)."""
    if line.last_met_on is None:
        return _("pas encore rencontré")
    days = (today - line.last_met_on).days
    if days <= 0:
        return _("vu aujourd’hui")
    return _("vu hier") if days == 1 else _("vu il y a {days} jours").format(days=days)
