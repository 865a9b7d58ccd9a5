"""The watch sees what it must: an event that takes long, and not those that do not."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.journeys.world import REPOSITORY

SLOW = """
import json
from PySide6.QtCore import QTimer
from ui.measuring.watching import WatchedApplication
import time
application = WatchedApplication(["palier"], 50.0)

def turn():
    end = time.thread_time() + 0.08
    while time.thread_time() < end:
        pass

application.step = "quick"
QTimer.singleShot(0, application, lambda: None)
application.processEvents()
application.step = "slow"
QTimer.singleShot(0, application, turn)
application.processEvents()
print(json.dumps([one.as_document() for one in application.slow]))
"""


def test_an_event_that_takes_long_is_told_with_what_was_being_done():
    seen = subprocess.run(
        [sys.executable, "-c", SLOW], cwd=REPOSITORY, capture_output=True, text=True, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    (slow,) = json.loads(seen.stdout)
    assert slow["step"] == "slow"
    assert slow["cpu_ms"] >= 80
