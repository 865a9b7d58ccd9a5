"""First statements of every start: what the process leaves behind is nobody else's to read (review F10)."""

from __future__ import annotations

import ctypes
import os
import sys

PR_SET_DUMPABLE = 4


def harden_process() -> None:
    """Make files private, forbid core dumps and reading by other processes of the same user.

    Exec resets the « not dumpable » mark, so this runs at every start and not once.
    """
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- does not exist on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
