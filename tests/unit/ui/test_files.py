"""Files are asked for in the system's dialog, and no file of Qt's own says where."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ui.kit import files

NATIVE, USER = QSettings.Format.NativeFormat, QSettings.Scope.UserScope


@pytest.fixture
def settings_of_qt(tmp_path, qapp):
    """The folder where Qt keeps its own settings."""
    place = tmp_path / "réglages"
    QSettings.setPath(NATIVE, USER, str(place))
    yield place
    QSettings.setPath(
        NATIVE, USER, QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    )
    files._last.folder = ""


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def answered(place) -> list[str]:
    """Answer the next dialog by a place, and keep where it stood."""
    stood = []

    def answer() -> None:
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible())
        stood.append(dialog.directory().absolutePath())
        dialog.selectFile(str(place))
        QTimer.singleShot(0, dialog, dialog.accept)

    QTimer.singleShot(0, answer)
    return stood


def written(folder) -> str:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QSettings(USER, "QtProject").sync()
    return "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())


def test_where_a_file_was_kept_is_written_nowhere_and_remembered_until_the_lock(settings_of_qt, parent, tmp_path):
    place = tmp_path / "Famille MQ9021Z" / "papier.pdf"
    place.parent.mkdir()
    answered(place)
    assert files.ask_place(parent, "Enregistrer", "Palier.pdf", "PDF (*.pdf)") == place
    said = written(settings_of_qt)
    assert "lastVisited" in said  # Qt wrote, so it could have said
    assert "MQ9021Z" not in said
    stood = answered(place)
    files.ask_place(parent, "Enregistrer", "Palier.pdf", "PDF (*.pdf)")
    assert stood == [str(place.parent)]
    assert "MQ9021Z" not in written(settings_of_qt)
    shutil.rmtree(place.parent)


def test_a_file_to_read_and_a_folder_are_chosen_and_written_nowhere(settings_of_qt, parent, tmp_path):
    place = tmp_path / "Famille MQ9021Z"
    place.mkdir()
    (place / "dossier.json").touch()
    answered(place / "dossier.json")
    assert files.ask_file(parent, "Importer", "Palier (*.json)") == place / "dossier.json"
    answered(place)
    assert files.ask_folder(parent, "Où") == place
    assert "MQ9021Z" not in written(settings_of_qt)


def test_nobody_chose(settings_of_qt, parent):
    def leave() -> None:
        next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()).reject()

    QTimer.singleShot(0, leave)
    assert files.ask_folder(parent, "Où") is None
