"""First statements of every start: what the process leaves behind is nobody else's to read (review F10)."""

from __future__ import annotations

import ctypes
import os
import stat
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


def keep_temporary_files_in_memory() -> None:
    """Let what a library writes for an instant lie in the session's folder, which is memory and private (Linux).

    A paper that is printed is written there whole and in clear until the print system has taken it; elsewhere its bytes
    would stay on the disk after its deletion.
    """
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform != "linux" or not session:
        return
    try:
        found = os.stat(session)  # noqa: PTH116 -- a start loads nothing for it
    except OSError:
        return
    if found.st_uid == os.getuid() and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077:
        os.environ["TMPDIR"] = session
