from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.journeys.fixtures import *  # noqa: F403 -- fixtures are found by name
from tests.unit.ui.fixtures import *  # noqa: F403 -- fixtures are found by name

# Files of screens that fit in a bare machine's minute and a half; the integration server runs them all.
QUICK = {"test_look", "test_main", "test_persons", "test_qt"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "/unit/ui/" in item.path.as_posix() and item.path.stem not in QUICK:
            item.add_marker(pytest.mark.thorough)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch, tmp_path):
    """Keep what a window writes about this device in the test's own folder."""
    place = tmp_path / "reglages.json"
    monkeypatch.setattr("app.settings.settings_file", lambda: place)
    return place


@pytest.fixture(autouse=True)
def no_window_stays():
    """Let windows of a test go with it, of one that failed too: one left takes the keyboard of those that follow."""
    yield
    for left in QApplication.topLevelWidgets() if QApplication.instance() else ():
        left.hide()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
