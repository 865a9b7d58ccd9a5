"""What a person waits for at the window, each asked of a process of its own; the window itself answers."""

from __future__ import annotations

import json
import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.adapters.process_replacement import own_command
from app.services.benchmark.cold import MEGABYTE, evict, files_of_start, may_evict
from app.services.benchmark.figures import milliseconds
from app.services.benchmark.memory import mapped_files
from app.services.benchmark.vaults import copy_vault
from app.services.benchmark.window_aims import CASES, WINDOW_AIMS
from app.services.benchmark.window_vaults import fill
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from app.services.benchmark.cold import Evicted

MEASURE = "measure-window"  # first word of those processes, as ``ui.__main__`` reads it


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long things are given, and how often they are done.

    Attributes:
        rest: Seconds between what is shown and the measure of its memory.
        starts: Starts after the cold one; locks.
    """

    rest: float = 10
    starts: int = 5


def measure_window(
    keep: Path, room: Path, tell: Callable[[str], None], cases: int = CASES, patience: Seconds = Seconds()
) -> dict[str, Any]:
    """Measure the window over a vault of many cases.

    Args:
        keep: An existing folder; the vault stays in it, made again only when it is not there.
        room: An existing folder for what is measured.
        tell: Called with a sentence as the work goes on.
        cases: How many the vault holds.
        patience: How long, how often.

    Returns:
        The figures, each with its target and whether it is met; the slow events of a walk.
    """
    folder, copy = keep / f"window-{cases}", room / f"window-{cases}-measured"
    told = _("Fenêtre, {cases} dossiers\u00a0: {count} sont là.")
    fill(folder, cases, lambda count, _total: tell(told.format(cases=cases, count=count)) if count % 500 == 0 else None)
    tell(_("La fenêtre est mesurée."))
    copy_vault(folder, copy)
    home = _Home(room / "device", copy)
    first = home.start(patience.rest)
    cold = _cold(home, first.mapped, tell)
    starts = [home.start(0) for _turn in range(patience.starts)]
    (desk,) = home.ask("desk", str(copy), str(patience.rest))
    locks = [home.lock() for _turn in range(patience.starts)]
    (walked,) = home.ask("walk", str(copy))
    times = desk["times"]
    found = {
        "start_cold": [cold.start.seconds] if cold is not None and cold.evicted.is_cold else [],
        "start_next": [one.seconds for one in starts],
        "note": times["note"],
        "key_0": times["key_0"],
        "key_40": times["key_40"],
        "pen": times["pen"],
        "list_first": times["list"][:1],
        "list": times["list"][1:],
        "lock": locks,
    }
    figures = {name: _figure(name, [milliseconds(one) for one in each]) for name, each in found.items()}
    figures["memory_locked"] = _figure("memory_locked", [first.memory_mb])
    figures["memory_unlocked"] = _figure("memory_unlocked", [desk["memory_mb"]])
    figures["slowest_event"] = _figure("slowest_event", [one["cpu_ms"] for one in walked["slow"][:1]] or [0.0])
    return {
        "cases": cases,
        "figures": {name: figures[name] for name in WINDOW_AIMS},
        "memory_unlocked_private_mb": desk["memory_private_mb"],
        "cold": None if cold is None else _facts(cold, starts),
        "walk": walked,
    }


@dataclass(frozen=True, slots=True)
class Start:
    """One start, up to its lock screen.

    Attributes:
        seconds: From before the process is made to the end of its first paint.
        read_mb: What it had the disk read by then; None where the system does not count.
        major_faults: How often it waited for the disk in the middle of a page.
        memory_mb: What it holds after a rest.
        mapped: Files it maps.
    """

    seconds: float
    read_mb: float | None
    major_faults: int | None
    memory_mb: float | None
    mapped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColdStart:
    """A start whose files were put out of the system's cache, and how many of them left it."""

    start: Start
    evicted: Evicted


def _cold(home: _Home, mapped: Sequence[str], tell: Callable[[str], None]) -> ColdStart | None:
    """Start once cold; None, and said, where the system lets go of nothing."""
    if not may_evict():
        tell(_("Le lancement à froid n’a pas été mesuré\u00a0: ce système garde en mémoire ce qu’il a lu."))
        return None
    ours = set(mapped_files())  # Python itself, and what asks: they cannot leave, and a start needs few of them
    evicted = evict(path for path in files_of_start(mapped) if str(path) not in ours)
    start = home.start(0)
    if not evicted.is_cold:
        said = _("Le lancement à froid n’a pas été mesuré\u00a0: d’autres programmes gardent {left} Mo sur {held}.")
        tell(said.format(left=round(evicted.left / MEGABYTE), held=round(evicted.held / MEGABYTE)))
    return ColdStart(start, evicted)


def _facts(cold: ColdStart, warm: Sequence[Start]) -> dict[str, Any]:
    """Return what proves that a start was cold: what left the cache, what was read from the disk, and warm what is."""
    read = sorted(one.read_mb for one in warm if one.read_mb is not None)
    return {
        "is_cold": cold.evicted.is_cold,
        "ms": milliseconds(cold.start.seconds),
        "files": cold.evicted.files,
        "held_mb": round(cold.evicted.held / MEGABYTE, 1),
        "left_mb": round(cold.evicted.left / MEGABYTE, 1),
        "read_mb": cold.start.read_mb,
        "major_faults": cold.start.major_faults,
        "read_mb_warm": read[len(read) // 2] if read else None,
        "major_faults_warm": max((one.major_faults or 0 for one in warm), default=None),
    }


def _figure(name: str, values: Sequence[float | None]) -> dict[str, Any]:
    known = sorted(one for one in values if one is not None)
    if not known:
        return {"median": None, "worst": None, "count": 0, "target": WINDOW_AIMS[name].target, "met": None}
    median = known[len(known) // 2]
    return {
        "median": median,
        "worst": known[-1],
        "count": len(known),
        "target": WINDOW_AIMS[name].target,
        "unit": WINDOW_AIMS[name].unit,
        "met": median <= WINDOW_AIMS[name].target,
    }


class _Home:
    """A device that knows one vault, so that a start without arguments finds it, and no setting of the user is met."""

    def __init__(self, place: Path, vault: Path) -> None:
        place.mkdir(exist_ok=True)
        settings = place / "Palier" / "reglages.json"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(json.dumps({"vaults": [{"folder": str(vault), "initials": "ÉG"}]}), "utf-8")
        own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"), str(place))
        self._around = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"}
        self._vault = str(vault)

    def ask(self, *question: str) -> list[Any]:
        """Return the answers of a process of its own."""
        return [json.loads(line) for line in self._lines(question)]

    def start(self, rest: float) -> Start:
        """Start the program up to its lock screen, and look at it after some seconds of rest."""
        begun = time.perf_counter()  # the same clock for every process of a machine
        painted, after = self.ask("start", str(rest))
        return Start(
            painted["painted"] - begun,
            painted["read_mb"],
            painted["major_faults"],
            after["memory_mb"],
            tuple(after["mapped"]),
        )

    def lock(self) -> float:
        """Return the seconds from a lock to the lock screen of the process that follows."""
        locked, painted, _memory = self.ask("lock", self._vault)
        return float(painted["painted"] - locked["locked"])

    def _lines(self, question: Sequence[str]) -> Iterator[str]:
        asked = subprocess.run(  # noqa: S603 -- our own words only
            own_command([MEASURE, *question]), env=self._around, check=True, capture_output=True, text=True
        )
        return iter(asked.stdout.splitlines())
