"""What every test stands on: properties are never timed, papers and sentences speak French."""

from __future__ import annotations

import os
import re
import secrets
import sys
import zlib

import pytest
from hypothesis import settings

from app.words import use_language
from db import engine

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PALIER_LANGUAGE", None)
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


LOCKED_MEMORY = "cipher_memory_security = ON"

# One test in so many is run, drawn afresh: what is tried at length on every side does not fit in one run.
SHARE = int(os.environ.get("PALIER_SHARE", "1"))
SHARE_SEED = os.environ.setdefault("PALIER_SHARE_SEED", secrets.token_hex(4))  # workers draw what the first drew
# Faults say by their own counts how much they try; in a small window each scene is looked at twice, so one in four is.
ALWAYS = re.compile(r"tests/faults/|test_(convergence|watchdog|screens)\.py|test_window_(?!small)")
SMALL, SMALL_SHARE = "test_window_small", 4


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if SHARE == 1:
        return
    config.get_terminal_writer().line(f"PALIER_SHARE={SHARE} PALIER_SHARE_SEED={SHARE_SEED}")
    config.hook.pytest_deselected(items=[one for one in items if not _is_drawn(one.nodeid)])
    items[:] = [one for one in items if _is_drawn(one.nodeid)]


def pytest_sessionfinish():
    """Leave nothing of Python in the clipboard: Qt gives it back after the interpreter is gone, and crashes."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


def _is_drawn(name: str) -> bool:
    share = min(SHARE, SMALL_SHARE) if SMALL in name else SHARE
    return ALWAYS.search(name) is not None or zlib.crc32(f"{SHARE_SEED}{name}".encode()) % share == 0


@pytest.fixture(scope="session", autouse=True)
def _memory_left_unlocked():
    """Leave SQLCipher's allocations unlocked: hundreds of vaults would spend half of the run in system calls.

    Tests that start the program in a process of its own keep it on; ``test_house`` proves that it is asked for.
    """
    assert LOCKED_MEMORY in engine._ON_EACH_CONNECTION
    engine._ON_EACH_CONNECTION = tuple(one for one in engine._ON_EACH_CONNECTION if one != LOCKED_MEMORY)


@pytest.fixture(autouse=True)
def _french():
    use_language("fr")
    yield
    use_language("fr")
