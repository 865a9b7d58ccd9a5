"""Asking for files and folders: the system's own dialogs, in one place.

Qt writes where one was last in a file of its own, beside the vault and in clear (``QtProject``), whichever the dialog:
a folder may bear a household's name. It is taken back before that; this process remembers it, until it locks.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget


class _Memory:
    """Where the last file was chosen, for as long as this process lives."""

    folder = ""


_last = _Memory()


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Return the folder chosen, None when nobody chose."""
    dialog = QFileDialog(parent, title, _last.folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog)


def ask_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Return the file to read (``kinds`` like « Dossier (*.json) »), None when nobody chose."""
    dialog = QFileDialog(parent, title, _last.folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_place(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Return where to write a file first called ``name``, None when nobody chose."""
    dialog = QFileDialog(parent, title, _last.folder, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(name)
    return _chosen(dialog)


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    chosen = Path(dialog.selectedFiles()[0]) if accepted else None
    if chosen is not None:
        _last.folder = str(chosen.parent)
    dialog.setDirectory(QDir.homePath())  # what Qt will write, once the dialog is gone
    dialog.setHistory([])
    dialog.deleteLater()
    return chosen
