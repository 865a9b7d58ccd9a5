"""Program: opens a vault by its passphrase, writes notes and says each one that is saved, until something kills it.

Second argument: how it ends. ``commit:N`` kills itself just before the Nth commit; ``limit:N`` lets no file grow beyond
N bytes, which the system answers as an error of writing.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from sqlalchemy import event

from db.errors import StorageTrouble
from db.models.household import Household
from db.vault import Vault  # noqa: TC001
from tests.unit.vault.world import case_space, reopened


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def save(vault: Vault, number: int) -> None:
    label = f"note {number} " + "texte " * 300

    def work(session):
        session.add(Household(id=f"{os.getpid()}-{number}", space_id=case_space(session).id, label=label))

    vault.write(work)


def die_at(vault: Vault, count: int) -> None:
    left = [count]

    def commit(connection):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(vault._engine, "commit", commit)


def main(folder: Path, end: str) -> None:
    vault = reopened(folder, watched=False)
    how, _, count = end.partition(":")
    if how == "commit":
        die_at(vault, int(count))
    if how == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(count), resource.RLIM_INFINITY))
    for number in range(1_000_000):
        try:
            save(vault, number)
            say(f"saved {os.getpid()}-{number}")
        except StorageTrouble as trouble:
            say(f"refused {trouble.code}")
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            save(vault, -1)
            say(f"saved {os.getpid()}--1")
            vault.close()
            return


main(Path(sys.argv[1]), sys.argv[2])
