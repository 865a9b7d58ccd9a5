"""The look a worker asked for, put on everything in sight."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from app.settings import DeviceSettings, ThemeChoice
from app.words import N_
from ui.kit import theme

THEMES = (
    (ThemeChoice.SYSTEM, N_("Comme l’ordinateur")),
    (ThemeChoice.LIGHT, N_("Clair")),
    (ThemeChoice.DARK, N_("Sombre")),
    (ThemeChoice.CONTRAST, N_("Contraste fort")),
)
TEXT_SIZES = (100, 125, 150, 175, 200)  # per cent


def theme_of(settings: DeviceSettings) -> theme.ThemeName:
    """Return the theme asked for; « system » is dark where the system is."""
    if settings.theme is not ThemeChoice.SYSTEM:
        return theme.ThemeName(settings.theme.value)
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme.ThemeName.DARK if dark else theme.ThemeName.LIGHT


def wear(settings: DeviceSettings, root: QObject) -> None:
    """Put a look on a window and on all it holds.

    Args:
        settings: What was asked for.
        root: The window; a window that measures itself by the size of text (``set_look``) does it itself.
    """
    change = getattr(root, "set_look", None)
    if change is not None:
        change(theme_of(settings), settings.text_percent)
        return
    theme.apply(theme_of(settings), settings.text_percent)
    for made in root.findChildren(QObject):
        if (dress := getattr(made, "dress", None)) is not None:
            dress()
