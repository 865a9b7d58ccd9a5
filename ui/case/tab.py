"""What every tab of a case is: a column shown for one case, which keeps what is typed before it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.column import FromTheTop
from ui.page import empty

if TYPE_CHECKING:
    from ui.workplace import Workplace


class Tab(QWidget):
    """One tab of a case.

    Signals:
        came: what was read beside is laid out; nothing is waited for any more.
    """

    came = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.waits = False  # for something read beside: the tab is not whole yet
        self.setObjectName("plain")
        self.workplace = workplace
        self.case_id = ""
        self.body = FromTheTop(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)

    def show_case(self, case_id: str, object_id: str | None = None) -> None:
        """Show a case, and bring one row into sight when it is named."""
        self.case_id = case_id
        empty(self.body)
        self.lay_out(object_id)

    def lay_out(self, object_id: str | None) -> None:
        """Read and lay out what the tab shows of ``self.case_id``."""
        raise NotImplementedError

    def flush(self) -> None:
        """Keep what is typed."""
