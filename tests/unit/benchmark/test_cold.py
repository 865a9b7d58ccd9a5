"""A cold start is proved cold: what was read is out of the cache, and whoever reads it next reads the disk."""

from __future__ import annotations

import mmap
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services.benchmark.cold import Evicted, evict, files_of_start, in_cache, may_evict
from tests.journeys.world import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not may_evict(), reason="only Linux lets go of its cache without root")
SIZE = 8 << 20
BLOCK = 512


@pytest.fixture
def read_file(tmp_path) -> Iterator[Path]:
    """A file on a disk, read just now: all of it is in the cache; where tests live in memory, beside the house."""
    with tempfile.TemporaryDirectory(dir=REPOSITORY) as beside:
        for folder in (tmp_path, Path(beside)):
            path = folder / "lu"
            path.write_bytes(os.urandom(SIZE))
            path.read_bytes()
            if not evict([path]).left:
                path.read_bytes()
                yield path
                return
        pytest.skip("no disk at all here: what is in memory is the file itself")


def read_by_another(path: Path) -> int:
    """Return how many bytes a process that reads a file has the disk read."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_inblock
    subprocess.run([sys.executable, "-S", "-c", "import sys; open(sys.argv[1], 'rb').read()", path], check=True)
    return (resource.getrusage(resource.RUSAGE_CHILDREN).ru_inblock - before) * BLOCK


def test_what_was_read_is_in_the_cache_and_leaves_it(read_file):
    assert in_cache(read_file) == SIZE
    found = evict([read_file])
    assert (found.files, found.held, found.left, found.is_cold) == (1, SIZE, 0, True)
    assert in_cache(read_file) == 0


def test_whoever_reads_it_next_reads_the_disk_and_not_before(read_file):
    assert read_by_another(read_file) < SIZE // 2
    evict([read_file])
    assert read_by_another(read_file) >= SIZE
    assert in_cache(read_file) == SIZE


def test_what_somebody_uses_stays_and_is_counted(read_file):
    with read_file.open("rb") as file, mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as used:
        assert sum(used[place] for place in range(0, SIZE, mmap.PAGESIZE)) > 0
        found = evict([read_file])
        assert found.left == SIZE
        assert not found.is_cold


def test_what_is_gone_or_empty_is_no_trouble(tmp_path):
    (tmp_path / "vide").touch()
    assert evict([tmp_path / "vide", tmp_path / "absent"]) == Evicted(1, 0, 0)


def test_a_start_is_told_to_read_the_house_python_and_its_packages():
    found = {str(path) for path in files_of_start(["/proc/self/maps", "[heap]", "/absent.so"])}
    assert "/absent.so" not in found
    for part in ("/app/words.py", "/ui/__main__.py", "/db/vault.py", "/resources/themes/palier.qss"):
        assert any(one.endswith(part) for one in found), part
    assert any("/PySide6/" in one and ".so" in one for one in found)
    assert any(one.endswith("/json/decoder.py") for one in found)
