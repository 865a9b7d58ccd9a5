"""A lock leaves no word and no key in the memory of the process, of which everything but the number is new."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.keys_file import load, unwrapped
from db.passphrase import vault_keys
from tests.faults.home import PROGRAM, wait_for_lock_screen
from tests.faults.memory import found_in_memory, spellings
from tests.journeys.world import CHEAP, PASSPHRASE, REPOSITORY
from tests.unit.papers.marked import marked_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.home import Home
    from tests.faults.memory import Needle

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0, reason="only root reads the memory of a process not dumpable"
    ),
    pytest.mark.timeout(300),
]


@pytest.fixture
def day(home: Home) -> Iterator[subprocess.Popen[str]]:
    """A long day that waits, a note half typed, to be told to lock."""
    with home.console.open("wb") as console, subprocess.Popen(
        [sys.executable, str(PROGRAM), str(home.vault), "wait", "lock"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=console, cwd=REPOSITORY, env=home.around(), text=True,
    ) as made:  # fmt: skip
        try:
            yield made
        finally:
            made.send_signal(signal.SIGKILL)


def until(day: subprocess.Popen[str], word: str) -> None:
    for line in day.stdout:
        if line.strip() == word:
            return
    raise AssertionError(f"never {word}")


def needles(vault: Path) -> dict[str, tuple[Needle, ...]]:
    """Return what must go: what was typed, who it is about, the keys, as bytes and as the database is given them."""
    keys, _repaired = load(vault)
    master = unwrapped(keys, PASSPHRASE, CHEAP)
    derived = vault_keys(master)
    marked = marked_case()
    label = next(marker for marker, path in marked.paths.items() if path == "household.label")
    return {
        "passphrase": spellings(PASSPHRASE),
        "master key": (master, master.hex().encode()),
        "database key": (derived.database, derived.database.hex().encode()),
        "other keys": (derived.audit, derived.attachment, derived.head),
        "note half typed": spellings("MQ9001Z été"),
        "name of the household": spellings(label),
        "any text of the case": (re.compile(rb"MQ[0-9]{4}Z"),),
    }


def open_in(pid: int) -> dict[str, str]:
    folder = Path(f"/proc/{pid}/fd")
    return {link.name: os.readlink(link) for link in folder.iterdir()}  # noqa: PTH115


def test_after_a_lock_the_process_holds_no_word_and_no_key(home, day):
    until(day, "waiting")
    wanted = needles(home.vault)
    before = found_in_memory(day.pid, wanted)
    assert any(str(home.vault) in place for place in open_in(day.pid).values())
    day.stdin.write("lock\n")
    day.stdin.flush()
    wait_for_lock_screen(day.pid, home.runtime)
    after = found_in_memory(day.pid, {**wanted, "place of the vault": spellings(str(home.vault))})
    print(f"before {dict(before)}; after {dict(after)}")  # noqa: T201
    assert {name for name, count in before.items() if count == 0} <= {"master key"}  # used once, then overwritten
    assert after.pop("place of the vault") > 0  # it is alive, and what it holds is seen
    assert dict(after) == dict.fromkeys(wanted, 0)


def test_after_a_lock_nothing_is_handed_on_by_file_word_or_environment(home, day):
    until(day, "waiting")
    wanted = [form for forms in needles(home.vault).values() for form in forms]
    environment = Path(f"/proc/{day.pid}/environ").read_bytes()
    day.stdin.write("lock\n")
    day.stdin.flush()
    wait_for_lock_screen(day.pid, home.runtime)
    assert [place for place in open_in(day.pid).values() if str(home.vault) in place or "(deleted)" in place] == []
    said = Path(f"/proc/{day.pid}/cmdline").read_bytes()
    assert said.split(b"\0")[-4:-1] == [b"ui", b"--vault", os.fsencode(home.vault)]
    handed = Path(f"/proc/{day.pid}/environ").read_bytes()
    assert {one.split(b"=")[0] for one in handed.split(b"\0")} <= {
        *(one.split(b"=")[0] for one in environment.split(b"\0")), b"LC_CTYPE", b"PYSIDE6_OPTION_PYTHON_ENUM",
    }  # fmt: skip
    assert [form for form in wanted if isinstance(form, bytes) and form in said + handed] == []
