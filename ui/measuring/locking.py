"""From « Verrouiller » to the lock screen of the process that takes this one's place."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.adapters.process_replacement import replace_process
from ui.measuring.opened import open_window, settle

if TYPE_CHECKING:
    from pathlib import Path

MEASURE = "measure-window"  # as in ``ui.__main__``
REST = "0.2"  # seconds the fresh process stays


def lock(folder: Path) -> None:
    """Open a vault and lock it; tells the instant of the lock, then the fresh process tells that of its first paint."""
    application = QApplication(sys.argv[:1])
    words = [MEASURE, "start", REST, "--vault", str(folder)]
    window = open_window(folder, lambda: replace_process(words))
    settle(window)
    application.processEvents()
    sys.stdout.write(json.dumps({"locked": time.perf_counter()}) + "\n")
    sys.stdout.flush()
    window.lock()
