"""Asking for files and folders: the system's own dialogs, in one place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Return the folder chosen, None when nobody chose."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def ask_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Return the file to read (``kinds`` like « Dossier (*.json) »), None when nobody chose."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(chosen) if chosen else None


def ask_place(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Return where to write a file first called ``name``, None when nobody chose."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, name, kinds)
    return Path(chosen) if chosen else None
