"""What nobody caught is said in the window, and to a console that may be kept for years: without a word of a case."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tests.journeys.world import REPOSITORY
from ui.shell.unforeseen import Unforeseen

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "Nadia Benali doit 1 482 €"


def raise_it() -> None:
    try:
        {}[SECRET]
    except KeyError as first:
        raise ValueError(SECRET) from first


class Ends:
    """Fails while it is disposed of, where nobody can catch it."""

    def __del__(self) -> None:
        raise_it()


def in_a_thread() -> None:
    thread = threading.Thread(target=raise_it)
    thread.start()
    thread.join()


def while_disposed_of() -> None:
    Ends()


def handed_to_the_hook() -> None:
    try:
        raise_it()
    except ValueError as fault:
        sys.excepthook(ValueError, fault, fault.__traceback__)


WAYS = {"in a slot": handed_to_the_hook, "in a thread": in_a_thread, "while disposed of": while_disposed_of}


@pytest.fixture
def told(qtbot) -> list[BaseException]:
    return []


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_fault_nobody_caught_is_said_by_its_place_only(qtbot, capfd, told, way: Callable[[], None]):
    with Unforeseen() as unforeseen:
        unforeseen.caught.connect(told.append)
        way()
        qtbot.waitUntil(lambda: bool(told))
    said = capfd.readouterr()
    assert "ValueError" in said.err
    assert "raise_it" in said.err
    assert SECRET not in said.err + said.out
    assert [type(one) for one in told] == [ValueError]


def test_the_hooks_stand_only_while_the_window_does():
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    with Unforeseen():
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_somebody_who_stops_the_program_at_the_console_is_not_a_fault(capfd, told):
    with Unforeseen() as unforeseen:
        unforeseen.caught.connect(told.append)
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []


LIBRARIES = f"""
import logging, sys, warnings
from ui.shell.unforeseen import Unforeseen
with Unforeseen():
    logging.getLogger("a library").error("{SECRET}")
    warnings.warn("{SECRET}", RuntimeWarning)
print("done")
"""


def test_libraries_write_no_value_to_the_console():
    seen = subprocess.run(
        [sys.executable, "-c", LIBRARIES], cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert (seen.stdout, seen.stderr) == ("done\n", "")


def test_a_program_without_a_console_fails_no_second_time(monkeypatch, told):
    monkeypatch.setattr(sys, "stderr", None)
    with Unforeseen() as unforeseen:
        unforeseen.caught.connect(told.append)
        handed_to_the_hook()
    assert len(told) == 1
    assert logging.lastResort is not None
