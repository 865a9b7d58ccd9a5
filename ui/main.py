"""Start the window: the look and the lock screen first, everything else when it is needed."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

from app.adapters.first_instance import claim
from app.adapters.hardening import keep_temporary_files_in_memory
from app.adapters.process_replacement import replace_process
from app.paths import default_vault_folder
from app.settings import DeviceSettings, load
from app.words import language, language_of_the_system, use_language
from ui.kit import qt_words, theme
from ui.kit.look import theme_of
from ui.shell.departures_here import departures_of_system
from ui.shell.surroundings import Surroundings
from ui.shell.unforeseen import Unforeseen
from ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.adapters.first_instance import FirstInstance
    from app.bootstrap import App
    from app.services.desk import Desk


# What an open vault shows at once or at a key.
FIRST_SEEN = (
    "ui.shell.open_vault", "ui.today.page", "ui.persons.page", "ui.case.page", "ui.note.sheet", "ui.palette.sheet",
)  # fmt: skip


def start(arguments: Sequence[str]) -> int:
    """Open the window, and return the exit code once it is closed; a second start brings the first one to the front.

    Args:
        arguments: ``[]``, or ``["--vault", folder]``; a folder that holds no vault yet begins the first run.
    """
    settings = load()
    folder = Path(arguments[1]) if arguments else folder_of(settings)
    first = claim(folder)
    if first is None:
        return 0
    keep_temporary_files_in_memory()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("Palier")
    use_language(settings.language if settings.language != "fr" else language_of_the_system())
    qt_words.speak(language())
    theme.apply(theme_of(settings), settings.text_percent)
    place = _Place(folder, first)
    window = Window(Surroundings(put_together, folder, settings, place.start_again, departures_of_system()))
    if window.entrance is not None:
        window.entrance.opened.connect(place.enter)
    calls = _listen(first, window)
    with Unforeseen() as unforeseen:
        unforeseen.caught.connect(window.present)
        window.show()
        try:
            return int(application.exec())
        finally:
            if calls is not None:
                calls.setEnabled(False)
            first.release()


def folder_of(settings: DeviceSettings) -> Path:
    """Return the vault opened last here, else this computer's own."""
    return settings.vaults[0].folder if settings.vaults else default_vault_folder()


class _Place:
    """The vault this window is about: the one it started before, then the one opened in it."""

    def __init__(self, folder: Path, first: FirstInstance) -> None:
        self._folder = folder
        self._first = first

    def enter(self, desk: Desk) -> None:
        self._folder = desk.vault.folder

    def start_again(self) -> None:
        self._first.release()
        replace_process(["--vault", str(self._folder)])


def _listen(first: FirstInstance, window: Window) -> QSocketNotifier | None:
    """Bring the window to the front when another start asks for it."""
    ear = first.fileno()
    if ear is None:
        return None
    calls = QSocketNotifier(ear, QSocketNotifier.Type.Read, window)

    def answer() -> None:
        if first.called():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.raise_()
            window.activateWindow()

    calls.activated.connect(answer)
    return calls


def put_together() -> App:
    """Return the program; its libraries stay for good, so the collector of memory need not look at them each time."""
    from app.bootstrap import build  # noqa: PLC0415 -- half a second of libraries the lock screen does not wait for

    made = build()
    for module in FIRST_SEEN:
        import_module(module)
    gc.freeze()  # 130,000 objects: going through them is a pause of 60 ms, at any key
    return made
