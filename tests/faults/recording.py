"""What a work writes under a folder, as a list of deeds a model of the disk can take up again."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.faults.tracing import AT_FDCWD, Watch, traced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.tracing import Call

NOT_KEPT = ("palier.reserve", "palier.db-shm")  # never read as they were: room kept aside, an index made again


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done, numbered when it was begun and when it was done: what is done between is not ordered."""

    begun: int
    done: int


@dataclass(frozen=True, slots=True)
class Written(Deed):
    """Bytes put in a file."""

    node: int
    at: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Sized(Deed):
    """A file cut, or made longer."""

    node: int
    size: int


@dataclass(frozen=True, slots=True)
class Named(Deed):
    """Names given or taken in folders, all of them or none: (folder, name, node or None)."""

    changes: tuple[tuple[int, str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Synced(Deed):
    """A file or a folder the disk was waited for."""

    node: int


@dataclass(frozen=True, slots=True)
class Said(Deed):
    """What the work told whoever uses it."""

    text: str


@dataclass
class Recording:
    """A folder before, and what was done in it.

    Attributes:
        root: Node of the folder.
        files: Content of each file there was.
        folders: Names in each folder there was.
        deeds: What was done, in the order it was begun.
        status: How the work ended, 0 when well.
    """

    root: int = 0
    files: dict[int, bytes] = field(default_factory=dict)
    folders: dict[int, dict[str, int]] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    status: int = 0


def recorded(root: Path, said: Path, work: Callable[[], None]) -> Recording:
    """Run a work in a child and return what it did under a folder, and wrote in the file where it tells."""
    watch = _Recorder(root.resolve(), said.resolve())
    watch.recording.status = traced(work, watch)
    watch.recording.deeds.sort(key=lambda deed: deed.begun)
    return watch.recording


class UnknownCall(Exception):
    """The work does what the model of the disk does not know: the simulation would be wrong."""


class _Recorder(Watch):
    def __init__(self, root: Path, said: Path) -> None:
        self.recording = Recording()
        self._root, self._said = str(root), str(said)
        self._nodes: dict[tuple[int, int], int] = {}
        self._count = 0
        self.recording.root = self._scanned(root)

    def _scanned(self, path: Path) -> int:
        node = self._new(path.stat())
        if path.is_dir():
            self.recording.folders[node] = {one.name: self._scanned(one) for one in path.iterdir()}
        else:
            self.recording.files[node] = b"" if path.name in NOT_KEPT else path.read_bytes()
        return node

    def _new(self, found: os.stat_result) -> int:
        self._count += 1
        self._nodes[found.st_dev, found.st_ino] = (
            self._count
        )  # the system gives the number of a file that is gone again
        return self._count

    def before(self, call: Call) -> int:
        act = getattr(self, f"_before_{call.name}", None)
        if act is None:
            raise UnknownCall(call.name)
        call.seen = act(call, *call.args)
        return 0

    def after(self, call: Call, done: int) -> None:
        if call.result >= 0 and call.seen is not None:
            self.recording.deeds.extend(call.seen(done, call.result))

    # Where things are.

    def _inside(self, path: str) -> bool:
        return path.startswith(self._root + "/")

    def _node_at(self, path: str) -> int | None:
        try:
            found = os.stat(path)  # noqa: PTH116 -- a few µs each
        except OSError:
            return None
        return self._nodes.get((found.st_dev, found.st_ino))

    def _place(self, path: str) -> tuple[int, str]:
        folder, _, name = path.rpartition("/")
        node = self._node_at(folder)
        return (-1 if node is None else node), name  # no such folder: the call is about to fail

    # Contents.

    def _written(self, call: Call, descriptor: int, at: int, content):
        if call.file_of(descriptor) == self._said:
            return lambda done, count: [Said(call.begun, done, content(count).decode())]
        node = self._node_at(call.path_of(descriptor))
        if node is None:
            return None
        return lambda done, count: [Written(call.begun, done, node, at, content(count))]

    def _before_write(self, call: Call, descriptor: int, address: int, count: int, *_rest: int):
        content = call.bytes_at(address, count)
        return self._written(call, descriptor, call.position(descriptor), lambda done: content[:done])

    def _before_pwrite64(self, call: Call, descriptor: int, address: int, count: int, at: int, *_rest: int):
        content = call.bytes_at(address, count)
        return self._written(call, descriptor, at, lambda done: content[:done])

    def _before_sendfile(self, call: Call, out: int, source: int, offset: int, *_rest: int):
        at = int.from_bytes(call.bytes_at(offset, 8), "little") if offset else call.position(source)
        return self._written(call, out, call.position(out), lambda done: _read(call.path_of(source), done, at))

    def _before_copy_file_range(self, call: Call, source: int, offset: int, out: int, to: int, *_rest: int):
        at = int.from_bytes(call.bytes_at(offset, 8), "little") if offset else call.position(source)
        target = int.from_bytes(call.bytes_at(to, 8), "little") if to else call.position(out)
        return self._written(call, out, target, lambda done: _read(call.path_of(source), done, at))

    def _unknown_inside(self, call: Call, descriptor: int, *_rest: int) -> None:
        if self._node_at(call.path_of(descriptor)) is not None:
            raise UnknownCall(call.name)

    _before_writev = _before_pwritev = _before_pwritev2 = _unknown_inside

    def _before_ftruncate(self, call: Call, descriptor: int, size: int, *_rest: int):
        node = self._node_at(call.path_of(descriptor))
        return None if node is None else lambda done, _result: [Sized(call.begun, done, node, size)]

    def _before_truncate(self, call: Call, address: int, *_rest: int) -> None:
        if self._inside(call.path_at(AT_FDCWD, address)):
            raise UnknownCall(call.name)

    def _before_fallocate(self, call: Call, descriptor: int, *_rest: int) -> None:
        path = call.file_of(descriptor)
        if self._inside(path) and not path.endswith(NOT_KEPT):
            raise UnknownCall(call.name)

    def _before_fsync(self, call: Call, descriptor: int, *_rest: int):
        node = self._node_at(call.path_of(descriptor))
        return None if node is None else lambda done, _result: [Synced(call.begun, done, node)]

    _before_fdatasync = _before_fsync

    # Names.

    def _opened(self, call: Call, path: str, flags: int):
        if not self._inside(path) or path == self._said:
            return None
        if not os.path.lexists(path):
            return self._made(call, path) if flags & os.O_CREAT else None
        node = self._node_at(path)
        if flags & os.O_TRUNC and node is not None:
            return lambda done, _result: [Sized(call.begun, done, node, 0)]
        return None

    def _made(self, call: Call, path: str):
        folder, name = self._place(path)

        def made(done: int, _result: int):
            found = os.stat(path)  # noqa: PTH116
            node = self._new(found)
            if stat.S_ISDIR(found.st_mode):
                self.recording.folders[node] = {}
            return [Named(call.begun, done, ((folder, name, node),))]

        return made

    def _before_open(self, call: Call, address: int, flags: int, *_rest: int):
        return self._opened(call, call.path_at(AT_FDCWD, address), flags)

    def _before_openat(self, call: Call, folder: int, address: int, flags: int, *_rest: int):
        return self._opened(call, call.path_at(folder, address), flags)

    def _before_creat(self, call: Call, address: int, *_rest: int):
        return self._opened(call, call.path_at(AT_FDCWD, address), os.O_CREAT | os.O_TRUNC)

    def _before_mkdir(self, call: Call, address: int, *_rest: int):
        return self._before_mkdirat(call, AT_FDCWD, address)

    def _before_mkdirat(self, call: Call, folder: int, address: int, *_rest: int):
        path = call.path_at(folder, address)
        return self._made(call, path) if self._inside(path) and not os.path.lexists(path) else None

    def _before_unlink(self, call: Call, address: int, *_rest: int):
        return self._before_unlinkat(call, AT_FDCWD, address)

    _before_rmdir = _before_unlink

    def _before_unlinkat(self, call: Call, folder: int, address: int, *_rest: int):
        path = call.path_at(folder, address)
        if not self._inside(path) or not os.path.lexists(path):
            return None
        parent, name = self._place(path)
        return lambda done, _result: [Named(call.begun, done, ((parent, name, None),))]

    def _before_rename(self, call: Call, old: int, new: int, *_rest: int):
        return self._before_renameat(call, AT_FDCWD, old, AT_FDCWD, new)

    def _before_renameat(self, call: Call, from_: int, old: int, to: int, new: int, *_rest: int):
        source, target = call.path_at(from_, old), call.path_at(to, new)
        if not self._inside(source) and not self._inside(target):
            return None
        if not os.path.lexists(source):
            return None
        node, (folder, name), (there, called) = self._node_at(source), self._place(source), self._place(target)
        return lambda done, _result: [Named(call.begun, done, ((folder, name, None), (there, called, node)))]

    _before_renameat2 = _before_renameat

    def _before_link(self, call: Call, old: int, new: int, *_rest: int):
        return self._before_linkat(call, AT_FDCWD, old, AT_FDCWD, new)

    def _before_linkat(self, call: Call, from_: int, old: int, to: int, new: int, *_rest: int):
        source, target = call.path_at(from_, old), call.path_at(to, new)
        if not self._inside(target) or not os.path.lexists(source):
            return None
        node, place = self._node_at(source), self._place(target)
        return lambda done, _result: [Named(call.begun, done, ((*place, node),))]

    def _before_symlink(self, call: Call, _target: int, address: int, *_rest: int) -> None:
        self._before_symlinkat(call, _target, AT_FDCWD, address)

    def _before_symlinkat(self, call: Call, _target: int, folder: int, address: int, *_rest: int) -> None:
        if self._inside(call.path_at(folder, address)):
            raise UnknownCall(call.name)

    def _before_openat2(self, call: Call, folder: int, address: int, *_rest: int) -> None:
        if self._inside(call.path_at(folder, address)):
            raise UnknownCall(call.name)


def _read(path: str, count: int, at: int) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.pread(descriptor, count, at)
    finally:
        os.close(descriptor)
