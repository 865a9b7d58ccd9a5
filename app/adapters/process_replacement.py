"""Locking replaces the process: Python cannot wipe its memory, a fresh process has none of it (review F10)."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence


def own_command(arguments: Sequence[str]) -> list[str]:
    """Return the command that starts this program again: the packaged program, or Python on ``ui``."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, *_python_options(), "-m", "ui"]
    return [*program, *arguments]


def replace_process(arguments: Sequence[str]) -> NoReturn:
    """Start the program afresh in the place of this process; never returns.

    The vault must be closed: its lock, and every file Python opened, is let go by the system at this instant.

    Args:
        arguments: Those of the window, as it was started (``--vault``, folder).
    """
    command = own_command(arguments)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # no console, or one that left
            stream.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 -- no shell is wanted, our own words only
    _start_detached(command)
    os._exit(0)


def _start_detached(command: list[str]) -> None:
    """Start a copy that outlives us, where a process cannot be replaced."""
    flags = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    subprocess.Popen(command, close_fds=True, creationflags=flags)  # noqa: S603 -- our own words only


def _python_options() -> list[str]:
    """Return the options Python itself was started with, such as ``-W error`` or ``-X utf8``."""
    given = list(sys.orig_argv[1:])
    if "-m" in given:
        return given[: given.index("-m")]
    return []
