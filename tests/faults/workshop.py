"""Program, and who speaks to it: works are done in children forked from a process that has read all they need.

Each line read is a JSON order: ``do`` (``run``, ``kill``, ``record`` or ``fill``), ``work``, ``base`` (its site),
``rounds`` (None: until it is killed), ``after`` (seconds before SIGKILL), ``nth`` (write from which the disk is full).
Each line answered says how it ended and how long it lived.
"""

from __future__ import annotations

import itertools
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import alembic.command
import alembic.config  # noqa: F401 -- read before a child is forked, as all that a migration needs

from db import engine
from tests.faults.full_disk import filled
from tests.faults.recording import recorded
from tests.faults.works import WORKS, Site, done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.recording import Recording

RECORDING = "recording"  # beside the site's other files
_ENDED = {signal.SIGCHLD}


class Workshop:
    """Has works done, killed, or recorded."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, work: str, site: Site, rounds: int) -> float:
        """Do a work; return how many seconds it took."""
        return self._asked(do="run", work=work, base=str(site.base), rounds=rounds)["lived"]

    def killed(self, work: str, site: Site, after: float) -> bool:
        """Begin a work and kill it after so many seconds; tell whether it was still at it."""
        answer = self._asked(do="kill", work=work, base=str(site.base), rounds=None, after=after)
        return answer["code"] == -signal.SIGKILL

    def recorded(self, work: str, site: Site, rounds: int) -> Recording:
        """Do a work under the eye of the tracer, and return what it did to the disk."""
        self._asked(do="record", work=work, base=str(site.base), rounds=rounds)
        path = site.base / RECORDING
        recording = pickle.loads(path.read_bytes())  # noqa: S301 -- written by the program below
        path.unlink()
        assert recording.status == 0
        return recording

    def filled(self, work: str, site: Site, rounds: int, nth: int) -> dict[str, int]:
        """Do a work on a disk that is full from its nth write on; return how it went, as ``full_disk.filled`` does."""
        self._asked(do="fill", work=work, base=str(site.base), rounds=rounds, nth=nth)
        path = site.base / RECORDING
        answer = json.loads(path.read_text("utf-8"))
        path.unlink()
        return answer

    def close(self) -> None:
        self._process.communicate()

    def _asked(self, **order: Any) -> dict[str, Any]:
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["code"] in {0, -signal.SIGKILL}, order
        return answer


def _forked(act: Callable[[], object]) -> int:
    child = os.fork()
    if not child:
        code = 1
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDED)
            act()
            code = 0
        except BaseException:  # noqa: BLE001 -- told by the exit status
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)
    return child


def _answered(order: dict[str, Any]) -> dict[str, Any]:
    site, start = Site(Path(order["base"])), time.monotonic()

    def rounds() -> Iterator[int]:
        return itertools.count() if order["rounds"] is None else iter(range(order["rounds"]))

    def act() -> None:
        done(WORKS[order["work"]], site, rounds())

    def record() -> None:
        site.said.touch()
        (site.base / RECORDING).write_bytes(pickle.dumps(recorded(site.disk, site.said, act)))

    def fill() -> None:
        (site.base / RECORDING).write_text(json.dumps(filled(order["work"], site, rounds, order["nth"])), "utf-8")

    child = _forked({"record": record, "fill": fill}.get(order["do"], act))
    if order["do"] == "kill":
        signal.sigtimedwait(_ENDED, order["after"])
        os.kill(child, signal.SIGKILL)  # nobody waited for it yet: the number is still its own
    _pid, status = os.waitpid(child, 0)
    while signal.sigtimedwait(_ENDED, 0):
        pass
    return {"code": os.waitstatus_to_exitcode(status), "lived": time.monotonic() - start}


def _main() -> None:
    engine._ON_EACH_CONNECTION = tuple(one for one in engine._ON_EACH_CONNECTION if "memory_security" not in one)
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDED)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answered(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
