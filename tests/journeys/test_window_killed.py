"""Killed in mid-sentence: what the status line said was kept is found again, on its case, the caret where it was."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.types_until_killed import AFTER, LETTER_MS, SENTENCE
from tests.journeys.world import NUMBER, second
from ui.autosave import DRAFT_MS

pytestmark = pytest.mark.thorough

PROGRAM = Path(__file__).with_name("types_until_killed.py")
MOST_LETTERS = 150  # a second and a half of typing: no draft yet, one, or several
# Letters typed while a draft is due (half a second, as its own timer counts it), and while the disk keeps the last one.
MOST_LOST = 2 * DRAFT_MS * 1.05 / LETTER_MS + 5


@pytest.fixture
def two_cases(device, unsigned) -> Path:
    """A vault of two households, nothing signed: a draft could land on the other one."""
    with device.open(unsigned) as desk:
        desk.exchange.import_document(second())
    return unsigned


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    """The environment of a device of its own, without a screen."""
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    runtime = tmp_path / "session"
    runtime.mkdir(mode=0o700)
    return {**os.environ, **homes, "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "offscreen"}


def begun(folder: Path, what: str, around: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), str(folder), what],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=around,
    )  # fmt: skip


def typed_until_killed(folder: Path, what: str, around: dict[str, str], letters: int) -> tuple[int, int]:
    """Kill somebody who types after so many letters; return how many were typed, and how many were said to be kept."""
    program = begun(folder, what, around)
    lines = []
    for line in program.stdout:
        lines.append(line)
        if line == f"typed {letters}\n":
            break
    program.kill()
    rest, trouble = program.communicate()
    lines += [f"{line}\n" for line in rest.split("\n")[:-1]]
    assert f"typed {letters}\n" in lines, trouble
    typed = max(int(line.split()[1]) for line in lines if line.startswith("typed"))
    saved = [int(line.split()[1]) for line in lines[lines.index("ready\n") :] if line.startswith("saved")]
    return typed, max(saved, default=0)


def found_again(folder: Path, around: dict[str, str]) -> dict[str, Any]:
    program = begun(folder, "find", around)
    answer, trouble = program.communicate(timeout=60)
    assert program.returncode == 0, trouble
    found: dict[str, Any] = json.loads(answer.splitlines()[-1])
    return found


def text_typed(count: int) -> str:
    return (SENTENCE * (count // len(SENTENCE) + 1))[:count]


@pytest.mark.parametrize("what", ["note", "request", "talk", "point", "contract", "case"])
@pytest.mark.parametrize("seed", range(2))
def test_what_was_kept_is_found_again_on_its_case_with_its_caret(two_cases, surroundings, what, seed):
    letters = random.Random(f"{what} {seed}").randint(70, MOST_LETTERS)  # noqa: S311 -- any moment will do
    typed, kept = typed_until_killed(two_cases, what, surroundings, letters)
    found = found_again(two_cases, surroundings)
    assert found["found"], found
    whole = found["text"]
    count = whole.index(AFTER)
    print(f"{what}, seed {seed}: {typed} typed, {count} found, {typed - count} lost, {kept} said to be kept")  # noqa: T201
    assert whole.startswith(text_typed(count) + AFTER)
    assert len(whole) >= kept
    assert typed - count <= MOST_LOST
    if what != "case":  # a form is taken up whole: its caret begins again
        assert found["caret"] == count
        assert "Famille Benali" in found["said"]
        assert found["case"] == NUMBER


def test_without_drafts_the_text_is_lost_so_this_can_fail(two_cases, surroundings):
    typed_until_killed(two_cases, "note+forget", surroundings, MOST_LETTERS)
    assert not found_again(two_cases, surroundings)["found"]
