"""Nothing typed, read, printed, signed or crashed on stands in clear anywhere the program wrote.

Every file under a home of its own is searched once the day is over, and, where strace is there, every buffer the
process gave the system: a file deleted since, one that never had a name, its console, a socket. Two controls find.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.census import MARKER, PAPERS, PASSPHRASE, Census, census_of, traced, written_places
from tests.faults.locking import wait_for_lock_screen
from tests.journeys.world import REPOSITORY
from tests.unit.papers.marked import MARKER as OF_CASE
from tests.unit.papers.marked import every_text_key, marked_case, text_keys_marked

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at what Linux tells of a process"),
    pytest.mark.timeout(300),
]

PROGRAM = Path(__file__).with_name("long_day.py")
NO_FILE = ("/dev/null", "/dev/tty", "/proc/", "/sys/")  # devices and the system's own


@dataclass
class Home:
    """A home nobody lived in before: all that is in it was written by the program."""

    root: Path

    @property
    def vault(self) -> Path:
        return self.root / "coffre"

    @property
    def trace(self) -> Path:
        return self.root.with_name("trace")

    @property
    def console(self) -> Path:
        return self.root / "console"

    def around(self) -> dict[str, str]:
        """Return the environment of a process that has only this home."""
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        homes = {f"XDG_{kind}_HOME": str(self.root / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        places = {"HOME": self.root, "TMPDIR": self.root / "tmp", "XDG_RUNTIME_DIR": self.root / "run"}
        for place in places.values():
            place.mkdir(mode=0o700, exist_ok=True)
        return {
            **kept, **homes, **{name: str(place) for name, place in places.items()},
            "LANG": "fr_FR.UTF-8", "QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def lived(self, *words: str) -> list[str]:
        """Live a long day here to its end, and return what it said of itself."""
        command = [sys.executable, str(PROGRAM), str(self.vault), *words]
        if shutil.which("strace"):
            command = traced(command, self.trace)
        with self.console.open("wb") as console, subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=console, cwd=REPOSITORY, env=self.around(), text=True
        ) as day:  # fmt: skip
            process = int(day.stdout.readline())
            said = []
            for line in day.stdout:
                said.append(line.strip())
                if said[-1] == "locking":
                    wait_for_lock_screen(self.root / "run")
                    os.kill(process, signal.SIGKILL)
        return said

    def census(self, *patterns: bytes) -> Census:
        """Search everything that was written."""
        made = census_of(*patterns)
        made.tree(self.root)
        if self.trace.exists():
            made.writes(self.trace)
        return made


@pytest.fixture
def home(tmp_path_factory) -> Home:
    root = tmp_path_factory.mktemp("maison") / "m"
    root.mkdir()
    return Home(root)


def test_every_text_the_format_knows_is_a_marker_of_its_own():
    """A census that types half the fields proves half of it."""
    assert every_text_key() == text_keys_marked(marked_case())
    assert all(OF_CASE.fullmatch(one) for one in marked_case().paths)


@pytest.mark.parametrize("end", ["crash", "lock"])
def test_nothing_of_a_long_day_stands_in_clear_in_what_the_program_wrote(home, end):
    said = home.lived(end)
    assert {"opened", "imported", "typed", "searched", "exported", "failed"} <= set(said)
    found = home.census(MARKER, PASSPHRASE, PAPERS)
    print(f"{end}: {said}; {found.summary()}")  # noqa: T201
    assert found.found == []
    assert "0 found" in next(one for one in said if one.startswith("open:"))
    assert "ValueError" in home.console.read_text("utf-8")  # the crashes were told, in words of ours


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace writes down what a process opens")
def test_the_program_writes_nowhere_but_at_home(home):
    home.lived("crash")
    places = {place for place in written_places(home.trace) if not place.startswith(NO_FILE)}
    print(sorted({str(Path(place).relative_to(home.root)) for place in places if place.startswith(str(home.root))}))  # noqa: T201
    assert {place for place in places if not place.startswith(str(home.root))} == set()


def test_without_encryption_the_census_finds_the_texts_so_it_can_fail(home):
    said = home.lived("plain", "crash")
    found = home.census(MARKER)
    print(f"plain: {said[-2]}; {found.summary()}")  # noqa: T201
    markers = set(marked_case().paths)
    seen = {marker for marker in markers if any(marker in one for one in found.found)}
    assert len(seen) > 0.95 * len(markers)


def test_a_file_left_without_a_name_is_found_so_the_look_at_what_is_open_can_fail(home):
    said = home.lived("leaves", "crash")
    assert "0 found" not in next(one for one in said if one.startswith("open:"))
    if home.trace.exists():
        assert [one for one in home.census(MARKER).found if "written to" in one]


SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-16": lambda text: text.encode("utf-16-le"),
    "utf-32": lambda text: text.encode("utf-32-be"),
    "capitals": lambda text: text.lower().encode(),
    "JSON": lambda text: f"\\u00e9{text}\\u00e9".encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_marker_is_found_however_it_is_written(tmp_path, spelling):
    (tmp_path / "left").write_bytes(b"\x80" * 999 + spelling("MQ0042Z") + b"\x80")
    made = census_of(MARKER)
    made.tree(tmp_path)
    assert len(made.found) == 1


def test_a_marker_is_found_across_two_pieces_and_in_a_name(tmp_path):
    (tmp_path / "MQ0042Z.txt").write_bytes(b"\x80" * ((1 << 22) - 3) + b"MQ0042Z")
    made = census_of(MARKER)
    made.tree(tmp_path)
    assert len(made.found) == 2
