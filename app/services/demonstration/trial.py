"""« Essayer sans risque »: a vault of two fictional households, marked as a demonstration everywhere (review E2)."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING, Any

from app.paths import second_example_case
from app.services.demonstration.example import example_document, handed_but_unsigned
from app.services.keys.inside_settings import DEMONSTRATION, DEMONSTRATION_DAY
from app.services.troubles import told
from app.words import _
from db.errors import from_system

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.desk import Desk

SECRET = "phrase-de-passe.txt"  # noqa: S105 -- a file's name
_LONGEST = 4096


def fill(desk: Desk) -> None:
    """Import the two examples, unsigned so that signing can be tried, and mark the vault.

    The day of the demonstration is that of its example: that day has visits, a hearing, requests to answer.
    """
    example = example_document()
    second: dict[str, Any] = json.loads(second_example_case().read_text("utf-8"))
    for document in (example, second):
        desk.exchange.import_document(handed_but_unsigned(document))
    desk.settings.set(DEMONSTRATION, value=True)
    desk.settings.set(DEMONSTRATION_DAY, dt.date.fromisoformat(example["as_of"]))


def leave_passphrase(folder: Path, passphrase: str) -> None:
    """Write the passphrase inside the vault's folder, on the first line, and why."""
    why = _(
        "Ce coffre est une démonstration\u00a0: les ménages sont imaginaires et sa phrase de passe est écrite ici. "
        "Il ne protège rien\u00a0; n’y écrivez jamais le nom de quelqu’un."
    )
    with told(folder):
        try:
            descriptor = os.open(folder / SECRET, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(f"{passphrase}\n\n{why}\n")
        except OSError as trouble:
            raise from_system(trouble) from trouble


def kept_passphrase(folder: Path) -> str | None:
    """Return the passphrase a demonstration left in its folder, None where there is none."""
    try:
        with (folder / SECRET).open("rb") as file:
            untrusted = file.read(_LONGEST)
        return untrusted.split(b"\n", 1)[0].decode("utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None
