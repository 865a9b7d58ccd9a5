"""Who loads Qt, and what a start leaves for later."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.commands.main import COMMANDS, run
from app.services.benchmark.window_vaults import fill
from tests.journeys.world import REPOSITORY, sentences_only

EVERY_COMMAND = """
import sys, contextlib, io
from app.commands.main import COMMANDS, run
from app.services.benchmark.window_vaults import fill
import ui.__main__
for word in COMMANDS:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run([word, "--help"], ui.__main__.window, ui.__main__.screens)
with contextlib.redirect_stdout(io.StringIO()):
    assert run(["schema"], ui.__main__.window, ui.__main__.screens) == 0
print([name for name in sys.modules if name.startswith(("PySide", "shiboken"))])
"""
DRAWN = """
import sys
from app.commands.main import run
import ui.__main__
code = run(["screens", "--only", "verrou-erreur", "--out", sys.argv[1]], ui.__main__.window, ui.__main__.screens)
print(code, "PySide6.QtWidgets" in sys.modules)
"""


def in_a_process(program: str, *arguments: str) -> str:
    seen = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return seen.stdout.strip()


def test_no_command_but_screens_ever_imports_qt():
    assert in_a_process(EVERY_COMMAND) == "[]"


def test_screens_draws_without_a_screen_and_names_each_picture(tmp_path):
    said = in_a_process(DRAWN, str(tmp_path / "images"))
    assert said.splitlines()[-1] == "0 True"
    pictures = {path.name for path in (tmp_path / "images").iterdir()}
    assert "verrou-erreur-1366x768-light.png" in pictures
    assert {"planche.png", "liste.txt"} < pictures
    assert set(said.splitlines()[:-1]) == pictures


def test_screens_without_a_window_is_a_sentence(tmp_path, capsys):
    assert run(["screens", "--out", str(tmp_path)]) == 1
    sentences_only(capsys.readouterr().err)


def test_a_word_no_scene_has_is_wrong_usage(tmp_path, capsys):
    assert run(["screens", "--out", str(tmp_path), "--only", "rien"], None, lambda *_asked: iter(())) == 2
    sentences_only(capsys.readouterr().err)


@pytest.mark.parametrize("word", ["measure-window"])
def test_what_the_benchmark_says_to_its_processes_is_no_command(word):
    assert word not in COMMANDS


LOCKED = """
import sys
from app.commands.main import run
import ui.__main__
seen = []
assert run(["--vault", "ailleurs"], lambda arguments: seen.append(list(arguments)) or 0) == 0
assert seen == [["--vault", "ailleurs"]]
assert "argparse" not in sys.modules
import ui.main
later = ("sqlalchemy", "db", "babel", "platformdirs", "ui.shell.open_vault", "ui.page", "app.domain.instants")
print([name for name in later if name in sys.modules])
"""


def test_a_lock_comes_back_to_a_lock_screen_that_loads_nothing_it_does_not_show():
    assert in_a_process(LOCKED) == "[]"


OPENED = """
import sys, linecache
from pathlib import Path
from ui.plain_import import keep_plain_import
keep_plain_import()
from PySide6.QtWidgets import QApplication
from ui.measuring.opened import open_window
application = QApplication(["palier"])
window = open_window(Path(sys.argv[1]))
heavy = ("reportlab", "pikepdf", "pyhanko", "fontTools", "PIL", "pypdfium2", "cryptography.x509", "jsonschema",
         "alembic", "holidays", "babel", "zxcvbn")
print(window.vault.navigator.here.place.value, [name for name in heavy if name in sys.modules])
print([name for name in linecache.cache if name.startswith(sys.argv[2]) and "site-packages" not in name])
window.close()
"""


def test_an_open_vault_loads_nothing_that_only_a_document_needs_and_keeps_no_source_of_itself(tmp_path):
    fill(tmp_path / "vault", 1, lambda _count, _total: None)

    seen = in_a_process(OPENED, str(tmp_path / "vault"), str(REPOSITORY)).splitlines()

    assert seen == ["today []", "[]"]
