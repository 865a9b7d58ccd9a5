"""What a process does to a folder, seen by the system: each write, name and sync of a child, in their order.

The child is this process forked, so nothing is imported under the eye of the tracer; it may have threads. Whoever
calls :func:`traced` has none. A filter stops the child at the calls that matter and lets it read at full speed. Linux
on x86-64; elsewhere ``MISSING`` says what lacks.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

MISSING = "" if sys.platform == "linux" and platform.machine() == "x86_64" else "only Linux on x86-64 is traced"

AT_FDCWD = -100 & 0xFFFFFFFF
CALLS = {
    1: "write", 18: "pwrite64", 20: "writev", 296: "pwritev", 328: "pwritev2", 40: "sendfile", 326: "copy_file_range",
    2: "open", 257: "openat", 85: "creat", 437: "openat2", 74: "fsync", 75: "fdatasync", 76: "truncate",
    77: "ftruncate", 285: "fallocate", 82: "rename", 264: "renameat", 316: "renameat2", 83: "mkdir", 258: "mkdirat",
    84: "rmdir", 87: "unlink", 263: "unlinkat", 86: "link", 265: "linkat", 88: "symlink", 266: "symlinkat",
}  # fmt: skip

_TRACEME, _CONT, _GETREGS, _SETREGS, _SYSCALL, _SETOPTIONS, _SYSCALL_INFO = 0, 7, 12, 13, 24, 0x4200, 0x420E
_OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x80 | 0x100000  # calls marked, forks followed, filter told, killed with the tracer
_FILTERED = 7  # the event of a call the filter stops at
_NO_NEW_PRIVILEGES, _SET_FILTER, _MODE_FILTER = 38, 22, 2
_LOAD, _IS_EQUAL, _RETURN, _TRACE, _ALLOW = 0x20, 0x15, 0x06, 0x7FF00000, 0x7FFF0000  # of classic BPF and seccomp
_WALL = 0x40000000
_OF_A_CALL = signal.SIGTRAP | 0x80
_EXIT = 2
_REGISTERS, _RAX, _ORIG_RAX = 27, 10, 15  # places in user_regs_struct
_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_libc.ptrace.restype = ctypes.c_long


class _Info(ctypes.Structure):
    _fields_ = (
        ("op", ctypes.c_uint8), ("pad", ctypes.c_uint8 * 3), ("arch", ctypes.c_uint32), ("ip", ctypes.c_uint64),
        ("sp", ctypes.c_uint64), ("first", ctypes.c_int64), ("args", ctypes.c_uint64 * 6),
    )  # fmt: skip


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_so", ctypes.c_uint8),
        ("if_not", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.c_void_p))


class Call:
    """One system call of the child, stopped before it is done, then after.

    Attributes:
        name: Of the call.
        args: Its six arguments.
        begun: Its number among all entries and exits.
        result: What it returned; negative is an error.
        seen: What whoever watches noted at its entry.
    """

    __slots__ = ("args", "begun", "memory", "name", "pid", "result", "seen")

    def __init__(self, pid: int, name: str, args: tuple[int, ...], begun: int, memory: int) -> None:
        self.pid, self.name, self.args, self.begun, self.memory = pid, name, args, begun, memory
        self.result = 0
        self.seen: object = None

    def bytes_at(self, address: int, count: int) -> bytes:
        """Return bytes of the child's memory."""
        return os.pread(self.memory, count, address)

    def path_at(self, folder: int, address: int) -> str:
        """Return the path a call names: a word of the child's memory, seen from a folder it has open."""
        name = os.fsdecode(self.bytes_at(address, 4096).partition(b"\0")[0])
        if not name.startswith("/"):
            place = f"/proc/{self.pid}/cwd" if folder & 0xFFFFFFFF == AT_FDCWD else self.path_of(folder)
            name = os.path.join(os.readlink(place), name)  # noqa: PTH115, PTH118 -- a few µs each
        return os.path.normpath(name)

    def file_of(self, descriptor: int) -> str:
        """Return the path of what a descriptor of the child has open."""
        return os.readlink(self.path_of(descriptor))  # noqa: PTH115

    def path_of(self, descriptor: int) -> str:
        """Return the path by which a descriptor of the child is reached."""
        return f"/proc/{self.pid}/fd/{descriptor}"

    def position(self, descriptor: int) -> int:
        """Return where in its file a descriptor of the child stands."""
        with open(f"/proc/{self.pid}/fdinfo/{descriptor}", encoding="ascii") as file:  # noqa: PTH123 -- a few µs each
            return int(file.readline().split()[1])


class Watch:
    """Looks at the calls of a child; each may be refused."""

    def before(self, _call: Call) -> int:
        """See a call that is about to be done; return the error number to answer instead, or 0."""
        return 0

    def after(self, _call: Call, _done: int) -> None:
        """See a call that was done, and its number."""


def traced(work: Callable[[], None], watch: Watch) -> int:
    """Run a work in a child and show each of its calls; return its exit status, as ``os.waitpid`` gives it."""
    child = os.fork()
    if not child:
        _begin(work)
    os.waitpid(child, 0)
    _ptrace(_SETOPTIONS, child, _OPTIONS)
    memory = os.open(f"/proc/{child}/mem", os.O_RDONLY)
    try:
        return _Tracer(child, memory, watch).follow()
    finally:
        os.close(memory)


def _begin(work: Callable[[], None]) -> None:
    code = 70
    try:
        _ptrace(_TRACEME, 0, 0)
        _stop_at(CALLS)
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
        code = 0
    except BaseException:  # noqa: BLE001 -- told by the exit status; the forked copy of the tracer must not go on
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _stop_at(numbers: Collection[int]) -> None:
    """Have this process stop at these calls, and at no other."""
    tests = [_Step(_IS_EQUAL, len(numbers) - rank, 0, number) for rank, number in enumerate(numbers)]
    steps = (_Step(_LOAD, 0, 0, 0), *tests, _Step(_RETURN, 0, 0, _ALLOW), _Step(_RETURN, 0, 0, _TRACE))
    program = (_Step * len(steps))(*steps)
    wanted = _Filter(len(steps), ctypes.addressof(program))
    _control(_NO_NEW_PRIVILEGES, 1, 0)
    _control(_SET_FILTER, _MODE_FILTER, ctypes.addressof(wanted))


def _control(option: int, value: int, address: int) -> None:
    if _libc.prctl(option, value, ctypes.c_void_p(address), None, None):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


class _Tracer:
    def __init__(self, child: int, memory: int, watch: Watch) -> None:
        self.child, self.memory, self.watch = child, memory, watch
        self.number = 0
        self.under_way: dict[int, Call] = {}
        self.refused: dict[int, int] = {}

    def follow(self) -> int:
        _ptrace(_CONT, self.child, 0)
        while True:
            pid, status = os.waitpid(-1, _WALL)
            if os.WIFSTOPPED(status):
                self._go_on(pid, status)
            elif pid == self.child:
                return status

    def _go_on(self, pid: int, status: int) -> None:
        stopped = os.WSTOPSIG(status)
        passed, until = 0, _CONT
        if status >> 16 == _FILTERED:
            until = self._before_call(pid)
        elif stopped == _OF_A_CALL:
            self._after_call(pid)
        elif stopped not in {signal.SIGTRAP, signal.SIGSTOP}:  # what the tracer itself causes is not passed on
            passed = stopped
        _libc.ptrace(until, pid, 0, passed)  # a thread may be gone meanwhile

    def _before_call(self, pid: int) -> int:
        """Show a call about to be done; return how to go on: until its end, where it is looked at again."""
        info = _told_of(pid)
        if info is None:
            return _CONT
        self.number += 1
        self.under_way[pid] = call = Call(pid, CALLS[info.first], tuple(info.args), self.number, self.memory)
        if error := self.watch.before(call):
            self.refused[pid] = error
            _set_register(pid, _ORIG_RAX, -1)
        return _SYSCALL

    def _after_call(self, pid: int) -> None:
        info, call = _told_of(pid), self.under_way.pop(pid, None)
        if info is not None and info.op == _EXIT and call is not None:
            self.number += 1
            call.result = self._answered(pid, info.first)
            self.watch.after(call, self.number)

    def _answered(self, pid: int, result: int) -> int:
        if error := self.refused.pop(pid, 0):
            _set_register(pid, _RAX, -error)
            return -error
        return result


def _told_of(pid: int) -> _Info | None:
    info = _Info()
    size = _libc.ptrace(_SYSCALL_INFO, pid, ctypes.sizeof(info), ctypes.addressof(info))
    return info if size > 0 else None


def _set_register(pid: int, place: int, value: int) -> None:
    registers = (ctypes.c_int64 * _REGISTERS)()
    _ptrace(_GETREGS, pid, ctypes.addressof(registers))
    registers[place] = value
    _ptrace(_SETREGS, pid, ctypes.addressof(registers))


def _ptrace(request: int, pid: int, data: int) -> None:
    if _libc.ptrace(request, pid, 0, data) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
