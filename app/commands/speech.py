"""How the command line speaks: sentences on standard error, one JSON document on standard output."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.errors import Expected, Several

DONE, WORLD, USAGE, CHECK_FAILED = 0, 1, 2, 3


def say(sentence: str) -> None:
    """Tell the user something."""
    print(sentence, file=sys.stderr, flush=True)


def show(text: str) -> None:
    """Write what was asked for."""
    print(text, flush=True)


def give(document: Any) -> None:
    """Write the one JSON document of an answer."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    sys.stdout.flush()


def as_document(trouble: Expected) -> dict[str, str]:
    """Return a trouble in the form of the interface: code, sentence and, about a file, path, found, expected."""
    about = {"path": trouble.path, "found": trouble.found, "expected": trouble.expected}
    return {"code": trouble.code, "sentence": trouble.sentence} | {
        name: value for name, value in about.items() if value is not None
    }


def tell_trouble(trouble: Expected, *, as_json: bool) -> None:
    """Tell one trouble, in both forms when JSON is asked for."""
    say(trouble.sentence)
    if as_json:
        give({"error": as_document(trouble)})


def tell_problems(several: Several, *, as_json: bool) -> None:
    """Tell all the problems of a file."""
    for problem in several.problems:
        say(problem.sentence)
    if as_json:
        give({"problems": [as_document(problem) for problem in several.problems]})
