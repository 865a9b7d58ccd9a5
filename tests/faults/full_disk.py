"""A disk that takes nothing more from one write on, until somebody makes room: what the system answers is changed."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from app.errors import Expected
from tests.faults.tracing import AT_FDCWD, Watch, traced
from tests.faults.works import WORKS, Site, done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.tracing import Call

_ON_A_DESCRIPTOR = ("write", "pwrite64", "writev", "sendfile", "ftruncate", "fallocate", "fsync", "fdatasync")
_SYNCS = ("fsync", "fdatasync")  # of a file: room is looked for late; a folder has it when the name is given


class FullDisk(Watch):
    """Answers « no space left » to all that asks for room under a folder, from the nth time on.

    Room is made when the vault gives back what it kept aside, or when the work has said that it was refused.
    """

    def __init__(self, site: Site, nth: int) -> None:
        self._root, self._said = str(site.disk), str(site.said)
        self._left = nth
        self._room_made = False
        self.asked = self.refused = 0

    def before(self, call: Call) -> int:
        if self._makes_room(call):
            self._room_made = True
        if not self._needs_room(call):
            return 0
        self.asked += 1
        self._left -= 1
        if self._left >= 0 or self._room_made:
            return 0
        self.refused += 1
        return errno.ENOSPC

    def _makes_room(self, call: Call) -> bool:
        if not self.refused:  # what is given back while there is room changes nothing: the disk fills up later
            return False
        if call.name == "unlink":
            return call.path_at(AT_FDCWD, call.args[0]).endswith("palier.reserve")
        return call.name == "write" and call.file_of(call.args[0]) == self._said

    def _needs_room(self, call: Call) -> bool:
        if call.name in _ON_A_DESCRIPTOR:
            path = call.file_of(call.args[0])
            return path.startswith(self._root) and not (call.name in _SYNCS and os.path.isdir(path))  # noqa: PTH112
        if call.name == "copy_file_range":
            return call.file_of(call.args[2]).startswith(self._root)
        if call.name == "mkdir":
            return call.path_at(AT_FDCWD, call.args[0]).startswith(self._root)
        return call.name == "openat" and bool(call.args[2] & os.O_CREAT) and self._is_new(call)

    def _is_new(self, call: Call) -> bool:
        path = call.path_at(call.args[0], call.args[1])
        return path.startswith(self._root) and not os.path.lexists(path)


def filled(work: str, site: Site, rounds: Callable[[], Iterator[int]], nth: int) -> dict[str, int]:
    """Do a work on a disk that is full from its nth write on, then again when there is room.

    Returns:
        How it ended, how often room was asked for, how often refused.
    """

    def act() -> None:
        try:
            done(WORKS[work], site, rounds())
        except Expected as refused:
            site.say("refused", code=refused.code)
            if WORKS[work].goes_on:
                done(WORKS[work], site, rounds())

    disk = FullDisk(site, nth)
    status = traced(act, disk)
    return {"code": os.waitstatus_to_exitcode(status), "asked": disk.asked, "refused": disk.refused}
