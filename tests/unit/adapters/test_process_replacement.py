"""A replaced process starts again with its own words, and keeps nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.adapters.process_replacement import own_command
from tests.journeys.world import REPOSITORY

REPLACED = """
import os, sys
from app.adapters import process_replacement
secret = os.urandom(8).hex()
number = os.getpid()
process_replacement.own_command = lambda arguments: [sys.executable, "-c", sys.argv[1], *arguments]
print("before", number)
process_replacement.replace_process(["--vault", "coffre à moi"])
"""
AFTER = "import os, sys; print('after', os.getpid(), *sys.argv[1:])"


def test_the_program_starts_again_with_the_arguments_of_its_window():
    assert own_command(["--vault", "été"])[0] == sys.executable
    assert own_command(["--vault", "été"])[-4:] == ["-m", "ui", "--vault", "été"]


def test_options_of_python_are_kept(monkeypatch):
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-W", "error", "-X", "utf8", "-m", "ui", "--vault", "a"])
    assert own_command([]) == [sys.executable, "-W", "error", "-X", "utf8", "-m", "ui"]


def test_a_packaged_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command(["--vault", "a"]) == [sys.executable, "--vault", "a"]


@pytest.mark.skipif(sys.platform == "win32", reason="a copy is started there")
def test_the_fresh_process_stands_in_the_place_of_the_old_one():
    seen = subprocess.run(
        [sys.executable, "-c", REPLACED, AFTER], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    before, after = seen.stdout.splitlines()
    assert after == before.replace("before", "after") + " --vault coffre à moi"
