"""Without a command the window opens, with nothing it does not need; where there is no screen it is said."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.commands.main import COMMANDS, run
from tests.journeys.world import REPOSITORY, sentences_only

HEAVY = ("sqlalchemy", "babel", "reportlab", "jsonschema", "platformdirs", "argparse", "cryptography", "argon2", "db")
NEEDED_BY_THE_LOCK_SCREEN = """
import sys
import app.words, app.paths, app.settings, app.errors, app.changes, app.adapters.hardening
import app.adapters.first_instance, app.adapters.process_replacement
from app.commands.main import run
assert run([], lambda arguments: 7) == 7
print(sorted({name.split(".")[0] for name in sys.modules}))
"""


@pytest.fixture
def opened(monkeypatch):
    """The arguments each window was opened with, on a machine that has a screen."""
    monkeypatch.setenv("DISPLAY", ":0")
    return []


def window(opened):
    def open_window(arguments):
        opened.append(list(arguments))
        return 5

    return open_window


def test_without_a_command_the_window_opens_and_its_code_is_the_programs(opened):
    assert run([], window(opened)) == 5
    assert opened == [[]]


def test_the_window_may_be_asked_for_another_vault(opened):
    assert run(["--vault", "ailleurs"], window(opened)) == 5
    assert opened == [["--vault", "ailleurs"]]


@pytest.mark.parametrize(
    "arguments", [["--vault"], ["--vault", "ailleurs", "list"], ["--fenetre"], ["--vault", "a", "b"]]
)
def test_the_window_is_not_opened_on_words_it_does_not_know(opened, arguments, capsys):
    assert run(arguments, window(opened)) == 2
    assert opened == []
    sentences_only(capsys.readouterr().err)


def test_a_command_opens_no_window(opened, capsys):
    assert run(["schema"], window(opened)) == 0
    assert opened == []


def test_where_there_is_no_screen_it_is_said_and_the_demonstration_named(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    opened: list[list[str]] = []
    assert run([], window(opened)) == 1
    assert opened == []
    said = capsys.readouterr().err
    assert "palier demo" in said
    assert said.count("\n") == 1
    sentences_only(said)


def test_a_window_without_a_screen_may_be_asked_for_as_the_tests_do(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run([], len) == 0


def test_the_lock_screen_needs_no_database_no_catalogue_and_no_paper():
    seen = subprocess.run(
        [sys.executable, "-c", NEEDED_BY_THE_LOCK_SCREEN],
        cwd=REPOSITORY, capture_output=True, text=True, check=True, env={"DISPLAY": ":0"},
    )  # fmt: skip
    assert [name for name in HEAVY if f"'{name}'" in seen.stdout] == []


def test_every_command_is_under_its_own_word(capsys):
    for word in COMMANDS:
        assert run([word, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"usage\N{NO-BREAK SPACE}: palier {word}")
