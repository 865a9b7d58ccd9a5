"""Python's own import, put back once Qt for Python has replaced it.

Its replacement looks for ``__feature__`` (other spellings of Qt's names, which nothing here asks for) in the source of
every module imported from then on, libraries included, and what it read stays: 32 MB and a seventh of the time an
opened vault takes to load (measured with PySide 6.11).
"""

from __future__ import annotations

import builtins


def keep_plain_import() -> None:
    """Load Qt, then give imports back to Python: to be called before anything else that comes with Qt."""
    import PySide6.QtCore  # noqa: F401, PLC0415 -- a command without screen never loads it

    before = getattr(builtins, "__orig_import__", None)  # what stood there, and still finds Qt's classes when asked
    if before is not None:
        builtins.__import__ = before
