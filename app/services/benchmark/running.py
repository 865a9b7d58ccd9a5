"""The whole benchmark: vaults of each size in turn, the encrypted one and its twin, one report."""

from __future__ import annotations

import multiprocessing
import os
import platform
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.services.benchmark.figures import AIMS, SIZES, Facts, compared, growth, milliseconds, summary
from app.services.benchmark.measuring import Job, Measured, Repeats, measure
from app.services.benchmark.timing import sync_seconds, timed
from app.services.benchmark.vaults import CONTACTS, PASSPHRASE, copy_vault, grow, make_twin
from app.services.benchmark.window import measure_window
from app.words import _
from db.passphrase import STANDARD, passphrase_key

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT = "palier.bench/1"
_DERIVATIONS = 3
METHOD = {
    "cases": "generated from seeds by the product, the same on every machine, brought in by its own import; each size "
    "grows from a copy of the size before; what is measured is a copy too",
    "plain": "the same tables, rows and index exported page by page to a database without key; same services, same "
    "journal, same pragmas but those of the cipher, same SQLite; each side in a new process, one after the other; "
    "ratio = median encrypted / median plain",
    "cpu_ms": "median of the processor's time of the measuring process, all threads: on a machine that does something "
    "else meanwhile it says what the wall's clock cannot",
    "unlock": "everything opening does (lock, keys file, migrations, checkpoint, head of the log) under a derivation "
    "that costs nothing; the real derivation is timed apart",
    "open_case": "services: read every table of the case (document, derived values) and write the reading in the log, "
    "durably; cases spread over the vault, each opened once",
    "save_draft": "one row of this device, durable, never journalled",
    "command": "a contact and two passages in one transaction: rows, sealed envelope, log, and what the search has to "
    "read, durable; the index follows once the writing thread is quiet, or when somebody searches: search_after",
    "command_first": "the first in its case since the vault was opened; the case was opened, so that its document was "
    "read meanwhile, which command_unopened pays itself",
    "added_sync": "each commit waits 0, 10 or 40 ms more on the writer thread, lock held, where the log is synced: "
    "one sync a commit in write-ahead mode with synchronous=FULL (counted: 51 to 55 for 50 commits, with those of "
    "checkpoints, which are not slowed); slowing fsync itself for the whole process gives the same median",
    "less_syncs": "a command is compared with its target less one sync of this disk, measured beside the vault",
    "search": "the 20 most frequent words of the vault and their prefixes of 3 to 9 letters, median of each",
    "contract_pdf": "from the rows to the bytes of the household's contract; the first also loads fonts and library",
    "seal": "one PAdES seal with ink on the final contract, no storage: no twin",
    "window": "processes of the product without a screen (Qt's offscreen platform), over generated cases most of which "
    "hold what lists show; start: from before the process is made to the end of its first paint; cold: the "
    "house's folders, Python's library, its packages and the libraries a start maps were put out of the system's cache "
    "(posix_fadvise), counted out of it (mincore), and the start had the disk read (blocks, faults), else it was not "
    "measured; names of files and folders stay in memory, which only root lets go of; next: the cache is warm; memory: "
    "resident, some seconds after the window is "
    "shown, pages of libraries shared with other processes included (private: those written to, without them); what "
    "is painted counts once it is painted; lock: to the first paint of the process that takes the place; "
    "walk: every event of a visit to every place timed, in processor time of the window's thread",
    "memory": "resident memory of the measuring process, without a window: before the vault is opened, once cases were "
    "opened and listed, at the end of everything; never the peak, which is the derivation's 256 MiB",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What to run.

    Attributes:
        sizes: Numbers of cases.
        keep: An existing folder where vaults are kept for the next run; None forgets them.
        repeats: How often each work is repeated.
        window: How many cases the window is measured over; None leaves it out.
    """

    sizes: tuple[int, ...] = SIZES
    keep: Path | None = None
    repeats: Repeats = field(default_factory=Repeats)
    window: int | None = None


def run(asked: Asked, tell: Callable[[str], None]) -> dict[str, Any]:
    """Run the benchmark.

    Args:
        asked: What to run.
        tell: Called with a sentence as the work goes on.

    Returns:
        The report: machine, method, each size with its figures, growth, the window; without any size, the window only.
    """
    with tempfile.TemporaryDirectory(prefix="palier-bench-", dir=asked.keep) as work:
        room = Path(work)
        sizes = _sizes(asked, room, tell)
        window = measure_window(asked.keep or room, room, tell, asked.window) if asked.window else None
    if not sizes:
        return {"format": FORMAT, "machine": machine(), "method": {"window": METHOD["window"]}, "window": window}
    return {
        "format": FORMAT,
        "contacts_per_case": CONTACTS,
        "machine": machine() | sizes[0].pop("versions"),
        "method": METHOD,
        "key_derivation": _derivation(),
        "sizes": [{key: value for key, value in one.items() if key != "versions"} for one in sizes],
        "growth": growth(sizes),
        "window": window,
    }


def machine() -> dict[str, Any]:
    """Return what the figures depend on, and nothing that names the machine or its user."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "cores": os.cpu_count(),
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "load": round(load, 2) if load is not None else None,
    }


def _sizes(asked: Asked, room: Path, tell: Callable[[str], None]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    before: Path | None = None
    for cases in sorted(set(asked.sizes)):
        folder = (asked.keep or room) / str(cases)
        found.append(_size(cases, folder, before, _Work(room, asked.repeats, tell)))
        before = folder
    return found


@dataclass(frozen=True, slots=True)
class _Work:
    room: Path
    repeats: Repeats
    tell: Callable[[str], None]


def _size(cases: int, folder: Path, before: Path | None, work: _Work) -> dict[str, Any]:
    work.tell(_("{cases} dossiers : le coffre se remplit.").format(cases=cases))
    told = _("{cases} dossiers : {count} sont là.")
    imported: list[int] = []
    spent = timed(
        lambda: imported.append(
            grow(folder, cases, before, lambda count, _total: work.tell(told.format(cases=cases, count=count)))
        )
    )
    encrypted, twin = work.room / f"{cases}-encrypted", work.room / f"{cases}-plain"
    copy_vault(folder, encrypted)
    make_twin(encrypted, twin)
    sync = sync_seconds(work.room)
    work.tell(_("{cases} dossiers : mesure du coffre chiffré.").format(cases=cases))
    ours = apart(Job(encrypted, is_plain=False, repeats=work.repeats))
    work.tell(_("{cases} dossiers : mesure de la même chose sans chiffrement.").format(cases=cases))
    theirs = apart(Job(twin, is_plain=True, repeats=work.repeats))
    size = (encrypted / "palier.db").stat().st_size
    for one in (encrypted, twin):
        shutil.rmtree(one)
    facts = Facts(cases, milliseconds(sync))
    return {
        "cases": cases,
        "database_bytes": size,
        "generated": {"cases": imported[0], "seconds": round(spent.wall, 1)},
        "sync_ms": facts.sync_ms,
        "load": machine()["load"],
        "figures": _figures(ours, theirs, facts),
        "search": {"words": ours.words, "worst": ours.worst_word},
        "memory_mb": ours.memory_mb,
        "versions": ours.versions,
    }


def _figures(ours: Measured, theirs: Measured, facts: Facts) -> dict[str, Any]:
    return {
        name: compared(name, ours.figures[name], theirs.figures[name] if aim.has_twin else None, facts)
        for name, aim in AIMS.items()
    }


def apart(job: Job) -> Measured:
    """Measure in a process of its own: what another did before neither warms it nor weighs on its memory."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as processes:
        return processes.submit(measure, job).result()


def _derivation() -> dict[str, Any]:
    """Return what deriving the key of a real vault costs here."""
    cost, salt = STANDARD.chosen, bytes(16)
    times = [timed(lambda: passphrase_key(PASSPHRASE, salt, cost)) for _turn in range(_DERIVATIONS)]
    return summary(times) | {"memory_mib": cost.memory // 1024, "passes": cost.passes, "lanes": cost.lanes}
