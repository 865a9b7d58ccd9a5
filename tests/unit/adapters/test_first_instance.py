"""One window a vault: the second start calls the first."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from app.adapters.first_instance import claim
from tests.journeys.world import REPOSITORY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no local sockets")

SECOND_START = """
import sys
from pathlib import Path
from app.adapters.first_instance import claim
print("held" if claim(Path(sys.argv[1]), Path(sys.argv[2]), patience=10) else "called")
"""
HELD_THEN_REPLACED = """
import sys
from pathlib import Path
from app.adapters.first_instance import claim
held = claim(Path("coffre"), Path(sys.argv[1]))
if sys.argv[2] == "again":
    import os
    os.execv(sys.executable, [sys.executable, "-c", sys.argv[3], sys.argv[1], "last", ""])
print("held" if held else "refused")
"""


@pytest.fixture
def room(tmp_path_factory):
    return tmp_path_factory.mktemp("s")  # short: addresses of sockets are


@pytest.fixture
def first(room, tmp_path):
    place = claim(tmp_path / "coffre", room)
    yield place
    place.release()


def test_the_first_start_has_the_place_and_nobody_called_yet(first):
    assert first.fileno() is not None
    assert not first.called()


def test_a_second_start_calls_the_first_and_is_refused(first, room, tmp_path):
    second = threading.Thread(target=lambda: answers.append(claim(tmp_path / "coffre", room, patience=20)))
    answers: list[object] = []
    second.start()
    while not first.called():
        pass
    second.join()
    assert answers == [None]


def test_a_start_in_another_process_calls_the_first(first, room, tmp_path):
    command = [sys.executable, "-c", SECOND_START, tmp_path / "coffre", room]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as other:
        while not first.called():
            pass
        assert other.communicate()[0].strip() == "called"


def test_a_window_on_another_vault_is_a_first_one(first, room, tmp_path):
    other = claim(tmp_path / "autre", room)
    assert other is not None
    other.release()


def test_the_place_is_free_again_once_released(room, tmp_path):
    claim(tmp_path, room).release()
    again = claim(tmp_path, room)
    assert again is not None
    again.release()
    again.release()


def test_a_first_one_that_does_not_answer_is_not_waited_for_long(first, room, tmp_path):
    assert claim(tmp_path / "coffre", room, patience=0.01) is None


def test_the_place_is_kept_through_a_replacement_of_the_process(room):
    command = [sys.executable, "-c", HELD_THEN_REPLACED, room, "again", HELD_THEN_REPLACED]
    assert subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.strip() == "held"


def test_lock_and_socket_are_for_their_owner_only(first, room):
    assert len(list(room.iterdir())) == 2
    for path in room.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_path_too_long_for_a_socket_still_holds_the_place(tmp_path):
    room = tmp_path / ("x" * 120)
    place = claim(tmp_path, room)
    assert place.fileno() is None
    assert claim(tmp_path, room, patience=0) is None
    place.release()


def test_without_a_folder_for_the_channel_the_window_opens_all_the_same(tmp_path):
    (tmp_path / "fichier").write_text("", "utf-8")
    place = claim(tmp_path, tmp_path / "fichier" / "x")
    assert place is not None
    assert not place.called()
    place.release()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives a folder away")
def test_a_folder_of_somebody_else_is_no_place_to_listen(tmp_path):
    room = tmp_path / "autre"
    room.mkdir()
    os.chown(room, 65534, -1)
    place = claim(tmp_path, room)
    assert place.fileno() is None
    assert list(room.iterdir()) == []
