"""How fast this machine is at this moment: what is measured beside it is judged by it.

On the same machine, an hour with busy neighbours makes every event half as long again, without more to do.
"""

from __future__ import annotations

import json
import statistics
import time

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.texts import Role, Words

LABELS, TIMES = 120, 5


def pace_ms() -> float:
    """Return the milliseconds of processor a piece of work takes that never changes: the middle of five times."""
    return statistics.median(_once() for _time in range(TIMES))


def _once() -> float:
    begun = time.thread_time()
    page = QWidget()
    column = QVBoxLayout(page)
    for rank in range(LABELS):
        column.addWidget(Words(f"Une ligne parmi d’autres, la {rank}e", Role.SECONDARY))
    page.adjustSize()
    read = [json.loads(json.dumps({"rank": rank, "words": "deux mots"})) for rank in range(LABELS * 20)]
    sorted(read, key=lambda one: -one["rank"])
    taken = time.thread_time() - begun
    page.deleteLater()
    return taken * 1000
