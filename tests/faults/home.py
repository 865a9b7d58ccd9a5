"""A home nobody lived in before, a long day lived there in a process of its own, and the lock screen it ends with."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.faults.census import Census, census_of, traced
from tests.journeys.world import REPOSITORY

PROGRAM = Path(__file__).with_name("long_day.py")
PATIENCE = 600  # looks, a tenth of a second apart
_between = threading.Event()


def answers(runtime: Path) -> bool:
    """Tell whether a window whose runtime folder this is answers a call: its loop runs, its lock screen stands."""
    for address in runtime.rglob("*.sock"):
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2.0)
            line.connect(str(address))
            return bool(line.recv(16))
    return False


def wait_for_lock_screen(pid: int, runtime: Path) -> None:
    """Wait until a fresh program has taken the place of a process, and its window answers."""
    for _look in range(PATIENCE):
        if Path(f"/proc/{pid}/cmdline").read_bytes().find(b"\0-m\0ui\0") > 0 and answers(runtime):
            return
        _between.wait(0.1)
    raise AssertionError("no lock screen answers")


@dataclass
class Home:
    """A home nobody lived in before: all that is in it was written by the program."""

    root: Path

    @classmethod
    def of_environment(cls) -> Home:
        """Return the home this process lives in."""
        return cls(Path(os.environ["HOME"]))

    @property
    def queued(self) -> Path:
        """Where the print queue takes what is printed: temporary files lie there too, in memory."""
        return self.runtime / "file-d-impression"

    @property
    def copy(self) -> Path:
        """A copy somebody asked for, in clear; its name and its folder’s are markers that nothing else may keep."""
        return self.root / "Documents MQ9021Z" / "MQ9020Z.pdf"

    @property
    def vault(self) -> Path:
        return self.root / "coffre"

    @property
    def trace(self) -> Path:
        return self.root.with_name("trace")

    @property
    def runtime(self) -> Path:
        return self.root / "run"

    @property
    def console(self) -> Path:
        return self.root / "console"

    def around(self) -> dict[str, str]:
        """Return the environment of a process that has only this home."""
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        homes = {f"XDG_{kind}_HOME": str(self.root / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        places = {"HOME": self.root, "TMPDIR": self.root / "tmp", "XDG_RUNTIME_DIR": self.runtime}
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
                    wait_for_lock_screen(process, self.runtime)
                    os.kill(process, signal.SIGKILL)
        return said

    def census(self, *patterns: bytes) -> Census:
        """Search everything that was written, but the copy somebody asked for and what the print queue was given."""
        made = census_of(*patterns)
        made.tree(self.root, but=[self.copy])
        if self.trace.exists():
            made.writes(self.trace, but=[self.copy, self.queued])
        return made
