"""Program: does a work once under the eye of the tracer, and leaves the recording beside it.

Arguments: name of the work, folder of its site, rounds. A process of its own: the tracer waits for any child.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from db import engine
from tests.faults.recording import recorded
from tests.faults.works import WORKS, Site, done


def main(name: str, base: Path, rounds: int) -> None:
    engine._ON_EACH_CONNECTION = tuple(one for one in engine._ON_EACH_CONNECTION if "memory_security" not in one)
    site = Site(base)
    site.said.touch()
    recording = recorded(site.disk, site.said, lambda: done(WORKS[name], site, iter(range(rounds))))
    (base / "recording").write_bytes(pickle.dumps(recording))


main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
