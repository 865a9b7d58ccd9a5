from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.adapters.first_instance import claim
from app.settings import DeviceSettings, KnownVault, ThemeChoice, store
from ui import main
from ui.kit import theme
from ui.kit.look import theme_of
from ui.shell.surroundings import Surroundings
from ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def session_folder(monkeypatch) -> Iterator[Path]:
    """A folder whose name is short enough for a socket."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setattr("app.adapters.first_instance.runtime_folder", lambda: Path(folder))
        yield Path(folder)


@pytest.mark.qt_log_ignore("does not support raise")  # a screen that nobody sees has no front
def test_a_second_start_brings_the_first_window_to_the_front(qtbot, device, empty, session_folder):
    first = claim(empty)
    assert first is not None
    window = Window(Surroundings(device.app, empty, DeviceSettings(), lambda: None))
    qtbot.addWidget(window)
    calls = main._listen(first, window)
    assert calls is not None
    window.showMinimized()
    ended: list[int] = []
    second = Thread(target=lambda: ended.append(main.start(["--vault", str(empty)])))
    second.start()
    qtbot.waitUntil(lambda: not window.windowState() & Qt.WindowState.WindowMinimized)
    second.join()
    calls.setEnabled(False)
    first.release()
    assert ended == [0]


def test_the_vault_opened_last_is_the_one_a_start_stands_before(tmp_path):
    settings = DeviceSettings(vaults=(KnownVault(tmp_path / "dernier"), KnownVault(tmp_path / "avant")))
    assert main.folder_of(settings) == tmp_path / "dernier"


def test_the_theme_chosen_is_worn(own_settings):
    chosen = DeviceSettings(theme=ThemeChoice.CONTRAST)
    store(chosen, own_settings)
    assert theme_of(chosen) is theme.ThemeName.CONTRAST


def test_a_lock_starts_again_before_the_vault_that_was_opened(monkeypatch, device, empty, tmp_path, session_folder):
    started: list[list[str]] = []
    monkeypatch.setattr(main, "replace_process", started.append)
    first = claim(tmp_path / "autre")
    assert first is not None
    place = main._Place(tmp_path / "autre", first)
    with device.open(empty) as desk:
        place.enter(desk)
    place.start_again()
    assert started == [["--vault", str(empty)]]
