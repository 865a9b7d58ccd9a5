"""What « palier bench » asks of a window in a process of its own; each answer is one line of JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.main import run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def measure(arguments: Sequence[str], window: Callable[[Sequence[str]], int]) -> int:
    """Answer one question of the benchmark.

    Args:
        arguments: The question, then what it is about.
        window: Opens the window as every start does.

    Returns:
        The exit code.
    """
    match arguments[0]:
        case "start":
            from ui.measuring.starting import watch_start  # noqa: PLC0415 -- each question loads only its own

            watch_start(float(arguments[1]), tell)
            return run(arguments[2:], window)
        case "desk":
            from ui.measuring.desk import measure_desk  # noqa: PLC0415

            tell(measure_desk(Path(arguments[1]), float(arguments[2])))
        case "lock":
            from ui.measuring.locking import lock  # noqa: PLC0415

            lock(Path(arguments[1]))
        case "walk":
            from ui.measuring.walking import walk  # noqa: PLC0415

            tell(walk(Path(arguments[1])))
    return 0


def tell(answer: Any) -> None:
    """Write an answer."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()
