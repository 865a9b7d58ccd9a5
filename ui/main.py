"""Start the window: the look and the lock screen first, everything else when it is needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.adapters.process_replacement import replace_process
from app.paths import default_vault_folder
from app.settings import DeviceSettings, ThemeChoice, load
from ui.kit import theme
from ui.shell.surroundings import Surroundings
from ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.bootstrap import App


def start(arguments: Sequence[str]) -> int:
    """Open the window, and return the exit code once it is closed.

    Args:
        arguments: ``[]``, or ``["--vault", folder]``; a folder that holds no vault yet begins the first run.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("Palier")
    settings = load()
    theme.apply(theme_of(settings), settings.text_percent)
    folder = Path(arguments[1]) if arguments else folder_of(settings)
    window = Window(Surroundings(_build, folder, settings, lambda: replace_process(["--vault", str(folder)])))
    window.show()
    return int(application.exec())


def theme_of(settings: DeviceSettings) -> theme.ThemeName:
    """Return the theme asked for; « system » is dark where the system is."""
    if settings.theme is not ThemeChoice.SYSTEM:
        return theme.ThemeName(settings.theme.value)
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme.ThemeName.DARK if dark else theme.ThemeName.LIGHT


def folder_of(settings: DeviceSettings) -> Path:
    """Return the vault opened last here, else this computer's own."""
    return settings.vaults[0].folder if settings.vaults else default_vault_folder()


def _build() -> App:
    from app.bootstrap import build  # noqa: PLC0415 -- half a second of libraries the lock screen does not wait for

    return build()
