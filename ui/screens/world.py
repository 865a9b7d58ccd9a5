"""The vaults screens are drawn over: made by the product of its own examples, copied for each scene, then gone."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.bootstrap import App
from app.paths import second_example_case
from app.services.benchmark.still import MORNING, StillClock
from app.services.benchmark.vaults import CHEAP, PASSPHRASE, copy_vault, measuring_vaults
from app.services.demonstration.example import example_document, example_worker, handed_but_unsigned
from app.services.merging.carrying import Carrying
from ui.screens.busy_households import busy_households
from ui.screens.long_case import long_case
from ui.screens.still import BEFORE, CountedIds, in_zone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.desk import Desk
    from app.services.vaults import Vaults

IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it, readable by us only
FOLDER, ZONE = "coffre", "Europe/Paris"
NUMBER = "2026-0142"  # of the example
OURS, THEIRS = "rappel d’APL d’août, septembre et octobre", "rappel d’APL depuis août, recours amiable déposé"
NOT_THERE = Path("/home/claire/Palier/coffre")  # said on the first run, and never made


class Stand(StrEnum):
    """What a scene stands on."""

    NOWHERE = "nowhere"  # no vault yet: the first run
    FRESH = "fresh"  # no vault yet, where one may be made
    LOCKED = "locked"  # a vault nobody opened
    BACKED = "backed"  # a vault nobody opened, with a backup
    EMPTY = "empty"
    FULL = "full"  # the two examples, signed
    UNSIGNED = "unsigned"  # the two examples before anybody signed
    LONG = "long"  # the example with everything too long
    BUSY = "busy"  # eleven households, each with a day ahead
    MET = "met"  # the two examples, a colleague having written where we did


SHUT = {Stand.NOWHERE, Stand.FRESH, Stand.LOCKED, Stand.BACKED}


class World:
    """Vaults in a folder that goes with it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: dict[Stand, Path] = {}
        self._copies = 0

    def folder(self, stand: Stand) -> Path:
        """Return the folder of a vault nobody else uses; « nowhere » is a folder that is not there."""
        if stand is Stand.NOWHERE:
            return NOT_THERE
        self._copies += 1
        place = self._root / f"{self._copies}"
        place.mkdir()
        if stand is not Stand.FRESH:
            copy_vault(self._template(stand), place / FOLDER)
        if stand is Stand.BACKED:
            with _vaults(BEFORE, stand.value).open(place / FOLDER, PASSPHRASE) as desk:
                desk.backups.make()
        return place / FOLDER

    def forget(self, folder: Path) -> None:
        """Remove a vault that was drawn."""
        if folder.is_relative_to(self._root):
            shutil.rmtree(folder.parent, ignore_errors=True)

    def _template(self, stand: Stand) -> Path:
        if stand not in self._made:
            folder = self._root / f"de-{stand.value}"
            vaults = _vaults(BEFORE, stand.value)
            vaults.create(folder, PASSPHRASE, example_worker(example_document()), accept_weak=True)
            with vaults.open(folder, PASSPHRASE) as desk:
                for document in _documents(stand):
                    desk.exchange.import_document(document)
                catch_up(desk)
            if stand is Stand.MET:
                self._meet(folder)
            self._made[stand] = folder
        return self._made[stand]

    def _meet(self, folder: Path) -> None:
        """Let a colleague write where we wrote, neither knowing of the other, then bring both together."""
        other = self._root / "collègue"
        copy_vault(folder, other)
        with _vaults(BEFORE, "colleague").open(other, PASSPHRASE) as theirs:
            _rewrite(theirs, THEIRS)
            file = Carrying(theirs.vault, CHEAP).export(PASSPHRASE, accept_weak=True)
        with _vaults(BEFORE, "ours").open(folder, PASSPHRASE) as desk:
            _rewrite(desk, OURS)
            Carrying(desk.vault, CHEAP).apply(file.content, PASSPHRASE)
            catch_up(desk)


@contextmanager
def world() -> Iterator[World]:
    """Make a world; in memory where the system has a place for that. It is in the zone of the example."""
    place = IN_MEMORY if IN_MEMORY.is_dir() else None
    with in_zone(ZONE), tempfile.TemporaryDirectory(prefix="palier-screens-", dir=place) as root:
        yield World(Path(root))


def program(instant: dt.datetime = MORNING) -> App:
    """Return the program at a still hour; its vaults cost nothing to open and hold nobody's data."""
    clock = StillClock(instant)
    ids = CountedIds(clock, "scene")
    return App(clock, ids, measuring_vaults(clock, ids))


def catch_up(desk: Desk) -> None:
    """Make every figure of the lists now, as it is once a window stood open for a while."""
    while desk.figures.refresh_some(desk.today()):
        pass


def _rewrite(desk: Desk, what: str) -> None:
    case_id = desk.cases.find(NUMBER)
    row = desk.editing.rows(case_id, "procedure")[0]
    desk.editing.change(case_id, "procedure", row.id, {"what": what}, {"what": row.values["what"]})


def _vaults(instant: dt.datetime, seed: str) -> Vaults:
    clock = StillClock(instant)
    return measuring_vaults(clock, CountedIds(clock, seed))


def _documents(stand: Stand) -> list[dict[str, Any]]:
    second: dict[str, Any] = json.loads(second_example_case().read_text("utf-8"))
    match stand:
        case Stand.FULL | Stand.MET | Stand.BACKED:
            return [example_document(), second]
        case Stand.UNSIGNED:
            return [handed_but_unsigned(example_document()), handed_but_unsigned(second)]
        case Stand.LONG:
            return [long_case()]
        case Stand.BUSY:
            return busy_households()
        case _:
            return []
