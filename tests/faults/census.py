"""Looks for words that must stand nowhere in clear: in files, their names, what is open, what a process wrote.

Words are looked for in UTF-8, UTF-16 and UTF-32, escaped as JSON does or not, in capitals or not: their letters are
plain, whatever the text around them. A paper is compressed, so its beginning is looked for instead; so is a picture's.
"""

from __future__ import annotations

import os
import re
from codecs import escape_decode
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WRITES = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg"
OPENS = "open,openat,openat2,creat,memfd_create"
_TRACED = [
    "strace", "-f", "-y", "--seccomp-bpf", "-qq", "-s", "4194304", "-e", f"trace={WRITES},{OPENS}", "-e", "signal=none",
]  # fmt: skip
_STRING = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_PLACE = re.compile(rb"<(/[^>]*)>")
_FOR_WRITING = re.compile(rb"O_WRONLY|O_RDWR|O_CREAT|creat\(")
CHUNK, OVERLAP = 1 << 22, 1 << 10


def wide(pattern: bytes) -> bytes:
    """Return a pattern of plain letters and classes that allows the zeros of wider encodings between them."""
    return rb"\0{0,3}".join(re.findall(rb"\\.|\[[^]]*\]|.", pattern))


MARKER = wide(b"MQ[0-9][0-9][0-9][0-9]Z")
PASSPHRASE = wide(b"PASSE-8842")
PAPERS = b"%PDF-1|\x89PNG\r\n|\xff\xd8\xff[\xe0\xe1]..(?:JFIF|Exif)"


@dataclass
class Census:
    """What was looked at, and where something was found.

    Attributes:
        pattern: What must stand nowhere.
        found: What was found, and where.
        files: How many files were looked at.
        bytes: How many bytes.
    """

    pattern: re.Pattern[bytes]
    found: list[str] = field(default_factory=list)
    files: int = 0
    bytes: int = 0

    def data(self, whole: bytes, where: str) -> None:
        """Look at bytes."""
        self.bytes += len(whole)
        for met in self.pattern.finditer(whole):
            self.found.append(f"{where}: {met[0][:40]!r} at {met.start()}")

    def file(self, path: Path, name: str = "") -> None:
        """Look at a file, piece by piece, and at its name."""
        self.files += 1
        self.data(os.fsencode(path.name), f"name of {name or path}")
        before = b""
        with path.open("rb") as opened:
            while piece := opened.read(CHUNK):
                self.data(before + piece, name or str(path))
                self.bytes -= len(before)
                before = piece[-OVERLAP:]

    def tree(self, folder: Path, *, but: Iterable[Path] = ()) -> None:
        """Look at every file of a folder."""
        left_out = set(but)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path not in left_out:
                self.file(path)

    def open_files(self, pid: int | str = "self") -> None:
        """Look at what a process has open: files without a name, memory given a name."""
        for link in sorted(Path(f"/proc/{pid}/fd").iterdir()):
            if link.is_file():  # neither a pipe, a socket nor a device
                self.file(link, f"{link} → {os.readlink(link)}")  # noqa: PTH115

    def writes(self, trace: Path, *, but: Iterable[Path] = ()) -> None:
        """Look at each buffer a process gave the system, as strace wrote it down, but for some files."""
        left_out = {str(path) for path in but}
        for line in trace.read_bytes().splitlines():
            if b"open" in line.partition(b"(")[0] or b"memfd_create" in line:
                continue
            place = _PLACE.search(line)
            where = os.fsdecode(place[1]) if place else line[:60].decode(errors="replace")
            if where in left_out:
                continue
            for said in _STRING.findall(line):
                self.data(escape_decode(said)[0], f"written to {where}")

    def summary(self) -> str:
        """Return what was looked at and what was found, in a line."""
        return f"{self.files} files, {self.bytes:,} bytes, {len(self.found)} found"


def census_of(*patterns: bytes) -> Census:
    """Return a census for patterns, letters in capitals or not."""
    return Census(re.compile(b"|".join(patterns), re.IGNORECASE | re.DOTALL))


def traced(command: list[str], trace: Path) -> list[str]:
    """Return a command whose writes and openings are written down."""
    return [*_TRACED, "-o", str(trace), *command]


def written_places(trace: Path) -> Iterator[str]:
    """Yield the path of every file a process opened to write or made, as strace wrote it down."""
    for line in trace.read_bytes().splitlines():
        call = line.partition(b"(")[0]
        if b"memfd_create" in call:
            yield "memory given a name"
        elif (b"open" in call or b"creat" in call) and _FOR_WRITING.search(line) and b" = -1 " not in line:
            place = _PLACE.search(line.rpartition(b" = ")[2]) if b" = " in line else _STRING.search(line)
            if place:  # a call cut short by another thread's names its file as it was asked for
                yield os.fsdecode(place[1])
