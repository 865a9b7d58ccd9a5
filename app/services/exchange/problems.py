"""How a trouble of a case file is said: where, what was found, what is expected.

A message is read aloud, copied into a mail or kept in a log: it never holds more than 80 characters of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.errors import Expected
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    Path = tuple[str | int, ...]

LONGEST_FOUND = 78
MISSING_KEY = "missing_key"
LONGEST_KEY = 40
LONGEST_NUMBER = 16
LONGEST_PATH = 80
LONGEST_LIST = 240
_PLAIN_KEY = re.compile(r"[a-z0-9_]{1,40}")


def problem(code: str, path: Path, *, found: str, expected: str) -> Expected:
    """Return one problem of a file, said in one French sentence.

    Args:
        code: Stable English word for scripts.
        path: Keys and indices from the root.
        found: What stands there, already shortened (:func:`excerpt`).
        expected: What should stand there, in French.
    """
    where = written(path)
    said = _("{path} : on trouve {found}, il faut {expected}.")
    if code == MISSING_KEY:
        said = _("{path} : cette clé manque, elle est obligatoire.")
    sentence = said.format(path=where, found=found, expected=expected)
    return Expected(code, sentence, path=where, found=found, expected=expected)


def written(path: Path) -> str:
    """Return a path as people read it (``contract.objectives[1].due_on``); foreign keys are shortened."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{_key(step)}" if text else _key(step)
    return text if len(text) <= LONGEST_PATH else f"{text[:20]}…{text[-LONGEST_PATH + 21 :]}"


def excerpt(value: Any) -> str:
    """Return what was found, in at most 80 characters and without anything that could disturb a line of text."""
    if isinstance(value, str):
        return quoted(value) if value else _("un texte vide")
    if isinstance(value, bool | int | float):
        return _number(value)
    return _("rien (null)") if value is None else _("une liste") if isinstance(value, list) else _("un objet")


def _number(value: float) -> str:
    if isinstance(value, int) and abs(value) >= 10**LONGEST_NUMBER:
        return _("un nombre immense")
    return str(value).lower()


def quoted(text: str, longest: int = LONGEST_FOUND) -> str:
    """Return a text between French quotation marks, shortened and on one line."""
    return _("« {text} »").format(text=shortened(text, longest))


def shortened(text: str, longest: int) -> str:
    """Return at most ``longest`` characters, with what cannot be printed replaced by a middle dot."""
    shown = "".join(character if character.isprintable() else "·" for character in text[:longest])
    return shown if len(text) <= longest else shown[: longest - 1] + "…"


def one_of(words: Iterable[str]) -> str:
    """Return the words allowed, as many as a sentence can bear."""
    listed = ""
    for word in words:
        longer = f"{listed}, {word}" if listed else word
        if len(longer) > LONGEST_LIST:
            return listed + ", …"
        listed = longer
    return listed


def in_reading_order(problems: Iterable[Expected]) -> tuple[Expected, ...]:
    """Return the problems by path, indices compared as numbers."""
    return tuple(sorted(problems, key=lambda one: _natural(one.path or "")))


def _natural(path: str) -> list[tuple[int, int, str]]:
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in re.findall(r"[0-9]+|[^0-9]+", path)]


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else shortened(key, LONGEST_KEY)
