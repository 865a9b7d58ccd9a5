"""No core dump, no reading by a process of the same user, files nobody else reads: at every start, exec included."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")

TOLD = """
import ctypes, json, os, resource
mask = os.umask(0)
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
print(json.dumps([list(resource.getrlimit(resource.RLIMIT_CORE)), dumpable, mask]))
"""
BARE = f"import resource; resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE))\n{TOLD}"
STARTED = f"""
from app.commands.main import run
def window(_arguments):
    exec({TOLD!r})
    return 0
raise SystemExit(run([], window))
"""
REPLACED = f"""
import os, sys
from app.adapters.hardening import harden_process
harden_process()
os.execv(sys.executable, [sys.executable, "-c", {STARTED!r}])
"""


def told(program: str) -> list[object]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    found: list[object] = json.loads(done.stdout)
    return found


def test_a_process_that_is_not_ours_may_be_dumped():
    """Show that the question tells the difference."""
    assert told(BARE)[1] == 1


@pytest.mark.parametrize("program", [STARTED, REPLACED], ids=["at a start", "after a lock replaced the process"])
def test_a_window_cannot_be_dumped_nor_read(program):
    assert told(program) == [[0, 0], 0, 0o077]
