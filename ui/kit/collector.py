"""Python's collector of memory, held while widgets are taken apart."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_held() -> Iterator[None]:
    """Let nothing be collected meanwhile.

    A collection that began inside ``QWidget.setParent``, and gave other widgets back, waited for itself for ever (seen
    once, with PySide 6.11.3, all other threads idle): a window that locks must not wait.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
