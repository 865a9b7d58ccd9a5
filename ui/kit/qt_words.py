"""The few words Qt itself says: the menu of a field, a dialog of the system's; from its own catalogues."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

CATALOGUE = "qtbase"
_worn: list[QTranslator] = []


def speak(language: str) -> None:
    """Let Qt speak ``fr`` or ``en`` from now on; without its catalogue it says these words in English."""
    for one in _worn:
        QCoreApplication.removeTranslator(one)
    _worn.clear()
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"{CATALOGUE}_{language}", folder):
        QCoreApplication.installTranslator(translator)
        _worn.append(translator)
