"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "db", "ui", "resources")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
CODE = [
    path
    for path in MODULES
    if path != ROOT / "resources" / "vocabulary.py" and path != ROOT / "resources" / "labels.py"
]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, FUNCTIONS)]


def test_no_module_is_longer_than_400_lines():
    long = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in CODE}

    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_no_function_is_longer_than_50_lines():
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in CODE
        if "versions" not in path.parts
        for node in functions_of(path)
        if (node.end_lineno or node.lineno) - node.lineno >= 50
    ]

    assert long == []


def test_every_module_says_in_one_sentence_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]

    assert silent == []


def test_the_folder_packaging_is_no_package():
    assert not (ROOT / "packaging" / "__init__.py").exists()  # it would shadow the library of that name


@pytest.mark.parametrize("name", ["run.lock", "test.lock", "gates.lock"])
def test_the_lock_is_hashed_and_names_no_place(name):
    text = (ROOT / "packaging" / name).read_text("utf-8")
    pins = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]

    assert pins
    assert all(re.match(r"[a-z0-9._-]+==[^ ]+", line) for line in pins)
    assert not re.search(r"file:|https?:|localhost|index-url|find-links|@ ", text)
    assert text.count("--hash=sha256:") >= len(pins)


def test_every_pin_says_its_reason_and_stands_in_the_lock():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    pins = tomllib.loads(text)["project"]["dependencies"]
    lock = (ROOT / "packaging" / "run.lock").read_text("utf-8")

    assert pins
    for pin in pins:
        assert re.search(re.escape(f'"{pin}",') + r" +# \w+", text), pin
        assert f"{pin.lower().replace('_', '-')} " in lock.lower(), pin


def test_the_version_is_the_newest_of_the_changelog():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0] == version


@pytest.mark.parametrize("room", ["app", "db", "ui", "resources", "packaging", "tests"])
def test_every_room_has_its_page(room):
    assert len((ROOT / room / "README.md").read_text("utf-8").splitlines()) >= 8


LOADED_BY_A_COMMAND = """
import sys
import app.commands.main, ui.__main__
print([name for name in sys.modules if name.startswith(("PySide", "shiboken"))])
"""


def test_a_command_without_screen_never_imports_qt():
    seen = subprocess.run(
        [sys.executable, "-c", LOADED_BY_A_COMMAND], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert seen.stdout.strip() == "[]"


ASKED_OF_A_CONNECTION = """
import pathlib, sys, tempfile
from db.engine import writer_engine
with tempfile.TemporaryDirectory() as folder:
    raw = writer_engine(pathlib.Path(folder) / "palier.db", bytes(32)).raw_connection()
    print(raw.driver_connection.execute("PRAGMA cipher_memory_security").fetchone()[0])
"""


def test_memory_that_held_a_page_is_locked_then_wiped():
    seen = subprocess.run(
        [sys.executable, "-c", ASKED_OF_A_CONNECTION], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert seen.stdout.strip() == "1"


def test_no_reference_to_none_is_lost_over_20000_qt_calls(qapp):
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _call in range(20_000):
        thing.setObjectName("palier")

    assert sys.getrefcount(None) > before - 1_000  # PySide6 6.12.0 loses one at each call, then the process aborts
