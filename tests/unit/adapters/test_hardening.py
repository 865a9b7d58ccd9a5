"""What a process leaves behind is nobody else's to read."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from pathlib import Path

import pytest

from app.adapters.hardening import keep_temporary_files_in_memory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a session has a folder in memory on Linux")


@pytest.fixture
def session(monkeypatch, tmp_path) -> Path:
    """A session whose folder is private, and another place for temporary files."""
    (tmp_path / "disk").mkdir()
    folder = tmp_path / "session"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "disk"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def test_a_paper_given_to_the_print_system_lies_in_memory_and_not_on_the_disk(session):
    """Qt writes a paper it prints where the print system says, whole and in clear, until the queue has taken it."""
    name = ctypes.util.find_library("cups")
    if name is None:
        pytest.skip("no print system here")
    keep_temporary_files_in_memory()
    place = ctypes.create_string_buffer(1024)
    os.close(ctypes.CDLL(name).cupsTempFd(place, len(place)))
    assert Path(os.fsdecode(place.value)).parent == session


def test_a_session_without_a_private_folder_is_left_as_it_is(session, monkeypatch):
    before = os.environ["TMPDIR"]
    session.chmod(0o755)
    keep_temporary_files_in_memory()
    assert os.environ["TMPDIR"] == before
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    keep_temporary_files_in_memory()
    assert os.environ["TMPDIR"] == before
