"""Program: opens a vault by its passphrase and backs it up, until something stops it.

Second argument: when. ``keys``, ``copied``, ``checked`` and ``renamed`` kill it just after that step; ``limit:N`` lets
no file grow beyond N bytes, which the system answers as an error of writing.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from db import backup, copying
from db.errors import StorageTrouble
from tests.unit.vault.world import reopened


def die(*_arguments: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, when: str) -> None:
    vault = reopened(folder, watched=False)
    if when == "keys":
        copying.Copies._copy = die
    elif when == "copied":
        copying.Copies.check = die
    elif when == "checked":
        backup._share = die
    elif when == "renamed":
        calls = []
        backup.sync_folder = lambda _path: die() if calls else calls.append(1)
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(when.removeprefix("limit:")), resource.RLIM_INFINITY))
    try:
        backup.back_up(vault, folder / "backups")
    except StorageTrouble as trouble:
        os.write(1, f"refused {trouble.code}\n".encode())


main(Path(sys.argv[1]), sys.argv[2])
