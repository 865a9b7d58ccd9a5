"""Files the command line writes because it was asked to: whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import Expected
from app.words import _

if TYPE_CHECKING:
    from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, then rename: a full disk leaves the former file as it was.

    Raises:
        Expected: the folder cannot be written, is a vault's own, or the disk is full.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        _refuse_vault(path)
        _refuse_other_than_file(path)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as trouble:
        with suppress(OSError):
            part.unlink()
        raise _sentence(path, trouble) from None


def refuse_unwritable(path: Path) -> None:
    """Refuse a place that cannot be written, before what goes there is made.

    Raises:
        Expected: as :func:`write_private`.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        _refuse_vault(path)
        _refuse_other_than_file(path)
        part.touch(0o600)
        part.unlink()
    except OSError as trouble:
        raise _sentence(path, trouble) from None


def make_folder(path: Path) -> None:
    """Make a folder for what is about to be written, readable by its owner only."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as trouble:
        raise _sentence(path, trouble) from None


def _refuse_vault(path: Path) -> None:
    """Refuse to write where a vault lies: its files are nobody's to replace."""
    if any((folder / "palier.keys").exists() for folder in path.absolute().parents):
        raise Expected(
            "inside_a_vault",
            _("{name} est à l’intérieur d’un coffre. Rien n’a été écrit ; choisissez un autre emplacement.").format(
                name=path
            ),
        )


def _refuse_other_than_file(path: Path) -> None:
    """Refuse a folder, a pipe, a device or a link: the renaming that follows would take its place."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise IsADirectoryError(path)


def _sentence(path: Path, trouble: OSError) -> Expected:
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Expected(
            "disk_full",
            _("Le disque est plein : {name} n’a pas été écrit. Le coffre est intact ; libérez de la place.").format(
                name=path
            ),
        )
    return Expected(
        "unwritable",
        _("{name} ne peut pas être écrit. Le coffre est intact ; choisissez un autre emplacement.").format(name=path),
    )
