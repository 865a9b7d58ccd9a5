"""Locking and leaving take back what Palier put in the clipboard, and leave what others did."""

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


@pytest.mark.parametrize(("ours", "left"), [(True, ""), (False, "Nadia Benali")])
def test_leaving_clears_the_clipboard_too_for_nothing_will_be_there_to_do_it_later(
    opened, clipboard, monkeypatch, ours, left
):
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _one: ours)
    clipboard.setText("Nadia Benali")
    opened.window.close()
    assert clipboard.text() == left
