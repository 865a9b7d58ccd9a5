"""A lock takes back what Palier put in the clipboard, and leaves what others did."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def clipboard():
    yield QApplication.clipboard()
    QApplication.clipboard().clear()


@pytest.mark.parametrize(("ours", "left"), [(True, ""), (False, "Nadia Benali")])
def test_a_lock_clears_the_clipboard_only_when_it_is_still_ours(opened, clipboard, monkeypatch, ours, left):
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _one: ours)
    clipboard.setText("Nadia Benali")
    opened.window.lock()
    assert clipboard.text() == left
    assert opened.locked == ["replaced"]
