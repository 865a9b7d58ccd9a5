"""What every tab of a case is: a column shown for one case, which keeps what is typed before it goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.column import FromTheTop
from ui.page import empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.workplace import Workplace


class Tab(QWidget):
    """One tab of a case.

    Signals:
        came: all of it is laid out; nothing is waited for any more.
    """

    came = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._expected = 0  # parts that are still to be laid out
        self.setObjectName("plain")
        self.workplace = workplace
        self.case_id = ""
        self.body = FromTheTop(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)

    @property
    def waits(self) -> bool:
        """Whether the tab is not whole yet: something is read beside, or laid out in its turn."""
        return self._expected > 0

    def show_case_next(self, case_id: str, object_id: str | None = None) -> None:
        """Show a case once the window has taken what waits, as :meth:`show_case` does at once."""
        self.case_id = case_id
        self.lay_out_next(partial(self.show_case, case_id, object_id))

    def show_case(self, case_id: str, object_id: str | None = None) -> None:
        """Show a case, and bring one row into sight when it is named."""
        self.case_id = case_id
        empty(self.body)
        self.lay_out(object_id)

    def lay_out_next(self, rest: Callable[[], None]) -> None:
        """Lay out what lies lower down once the window has taken what waits: no hand waits for all of a page."""
        self.expect()

        def laid() -> None:
            if self.parentWidget() is None:
                return  # taken down meanwhile
            rest()
            QTimer.singleShot(0, self, self.has_come)  # once what is new can be seen, and have the focus

        QTimer.singleShot(0, self, laid)

    def expect(self) -> None:
        """Wait for one part more."""
        self._expected += 1

    def has_come(self) -> None:
        """Say that one part is there."""
        self._expected -= 1
        if not self.waits:
            self.came.emit()

    def lay_out(self, object_id: str | None) -> None:
        """Read and lay out what the tab shows of ``self.case_id``."""
        raise NotImplementedError

    def flush(self) -> None:
        """Keep what is typed."""
