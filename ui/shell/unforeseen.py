"""What nobody caught is said without a word of any household: a console's output may be a file kept for years.

Desktops write what a program says on its console in a journal on the disk, outside any vault, and Python says there the
message of every fault nobody caught, libraries their warnings: values of a case stand in them.
"""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.shell.troubles import report_of

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class Unforeseen(QObject):
    """Stands where Python tells of faults nobody caught, for as long as it is entered.

    Signals:
        caught: a fault, from whichever thread it happened in.
    """

    caught = Signal(object)

    def __enter__(self) -> Self:
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook, logging.lastResort
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        sys.excepthook = self._in_program
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._while_disposing
        logging.lastResort = logging.NullHandler()
        if not sys.warnoptions:  # whoever develops asks to see them
            warnings.simplefilter("ignore")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook, logging.lastResort = self._before
        self._warnings.__exit__(kind, error, trace)

    def _in_program(self, _kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
        self._tell(fault)

    def _in_thread(self, told: threading.ExceptHookArgs) -> None:
        self._tell(told.exc_value)

    def _while_disposing(self, told: Any) -> None:
        self._tell(told.exc_value)

    def _tell(self, fault: BaseException | None) -> None:
        if fault is None or not isinstance(fault, Exception):  # who stops the program, the program that ends
            return
        with suppress(AttributeError, OSError, ValueError):  # no console, or one that left
            sys.stderr.write(f"{report_of(fault)}\n")
        self.caught.emit(fault)
