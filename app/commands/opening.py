"""Opening the vault a command works on: which folder, which passphrase, which day."""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import build
from app.errors import Expected
from app.paths import default_vault_folder
from app.words import _

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterator

    from app.services.desk import Desk

LONGEST_PASSPHRASE = 4096  # bytes; a longer first line is another file than the one meant


def vault_folder(asked: argparse.Namespace) -> Path:
    """Return the vault folder asked for, or this computer's own."""
    return Path(asked.vault) if asked.vault else default_vault_folder()


def first_line(untrusted: bytes, source: str) -> str:
    """Return the first line of what holds a passphrase, its end removed (review C10)."""
    line = untrusted.split(b"\n", 1)[0].removesuffix(b"\r")
    try:
        text = line.decode("utf-8-sig")  # Windows puts a mark first, which nobody would type at the prompt
    except UnicodeDecodeError:
        text = ""
    if not text or len(untrusted) > LONGEST_PASSPHRASE or "\x00" in text:
        raise Expected(
            "no_passphrase",
            _(
                "{source} ne donne pas de phrase de passe : la première ligne doit la porter, en UTF-8. "
                "Le coffre n’a pas été touché."
            ).format(source=source),
        )
    return text


def read_passphrase_file(name: str) -> str:
    """Return the passphrase that stands on the first line of a file."""
    try:
        with Path(name).open("rb") as file:
            untrusted = file.read(LONGEST_PASSPHRASE + 1)
    except OSError:
        raise Expected(
            "unreadable_file",
            _("Le fichier {name} ne peut pas être lu. Vérifiez son nom et recommencez.").format(name=name),
        ) from None
    return first_line(untrusted, _("Le fichier {name}").format(name=name))


def read_passphrase_descriptor(descriptor: int) -> str:
    """Return the passphrase another program hands over on a descriptor."""
    try:
        with os.fdopen(descriptor, "rb") as file:
            untrusted = file.read(LONGEST_PASSPHRASE + 1)
    except (OSError, ValueError, TypeError):  # not open, below zero, larger than any
        raise Expected(
            "unreadable_file", _("Le descripteur {number} ne peut pas être lu.").format(number=descriptor)
        ) from None
    return first_line(untrusted, _("Le descripteur {number}").format(number=descriptor))


def passphrase(asked: argparse.Namespace, question: str | None = None) -> str:
    """Return the passphrase from the file, the descriptor or the prompt, never from the command line itself."""
    if asked.passphrase_file:
        return read_passphrase_file(asked.passphrase_file)
    if asked.passphrase_fd is not None:
        return read_passphrase_descriptor(asked.passphrase_fd)
    return ask_passphrase(question or _("Phrase de passe : "))


def ask_passphrase(question: str) -> str:
    """Ask for a passphrase at the prompt, without showing it."""
    if not sys.stdin.isatty():
        raise Expected(
            "no_passphrase",
            _("Aucune phrase de passe n’a été donnée : ajoutez --passphrase-file, ou lancez la commande à la main."),
        )
    return getpass.getpass(question)


@contextmanager
def open_desk(asked: argparse.Namespace) -> Iterator[Desk]:
    """Open the vault asked for; it is closed whatever happens."""
    vaults, folder = build().vaults, vault_folder(asked)
    vaults.refuse_unopenable(folder)  # before asking for anything
    desk = vaults.open(folder, passphrase(asked))
    try:
        yield desk
    finally:
        desk.close()


def day_asked(asked: argparse.Namespace, desk: Desk) -> dt.date:
    """Return the day of computed values: the one asked for, else the device's."""
    return asked.today or desk.today()
