"""Nothing typed, read, printed, signed or crashed on stands in clear anywhere the program wrote.

Every file under a home of its own is searched once the day is over, and, where strace is there, every buffer the
process gave the system: a file deleted since, one that never had a name, its console, a socket. Two controls find.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.census import MARKER, PAPERS, PASSPHRASE, census_of, written_places
from tests.unit.papers.marked import MARKER as OF_CASE
from tests.unit.papers.marked import every_text_key, marked_case, text_keys_marked

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at what Linux tells of a process"),
    pytest.mark.timeout(300),
]

NO_FILE = ("/dev/null", "/dev/tty", "/proc/", "/sys/")  # devices and the system's own


def test_every_text_the_format_knows_is_a_marker_of_its_own():
    """A census that types half the fields proves half of it."""
    assert every_text_key() == text_keys_marked(marked_case())
    assert all(OF_CASE.fullmatch(one) for one in marked_case().paths)


@pytest.mark.parametrize("end", ["crash", "lock"])
def test_nothing_of_a_long_day_stands_in_clear_in_what_the_program_wrote(home, end):
    said = home.lived(end)
    assert {"opened", "imported", "typed", "searched", "exported", "failed"} <= set(said)
    assert any(one.startswith("printed ") and one.endswith("bytes of %PDF") for one in said)
    assert "kept a copy of %PDF" in said
    found = home.census(MARKER, PASSPHRASE, PAPERS)
    print(f"{end}: {said}; {found.summary()}")  # noqa: T201
    assert found.found == []
    assert "0 found" in next(one for one in said if one.startswith("open:"))
    assert "ValueError" in home.console.read_text("utf-8")  # the crashes were told, in words of ours


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace writes down what a process opens")
def test_the_program_writes_nowhere_but_at_home(home):
    home.lived("crash")
    places = {place for place in written_places(home.trace) if not place.startswith(NO_FILE)}
    print(sorted({str(Path(place).relative_to(home.root)) for place in places if place.startswith(str(home.root))}))  # noqa: T201
    assert {place for place in places if not place.startswith(str(home.root))} == set()


def test_a_printed_paper_and_the_copy_somebody_asked_for_are_found_where_they_went_so_nothing_else_holds_them(home):
    said = home.lived("crash")
    assert not home.queued.exists()
    whole = census_of(PAPERS, MARKER)
    whole.file(home.copy)
    assert {where.partition(": ")[0] for where in whole.found} == {f"name of {home.copy}", str(home.copy)}, said
    if home.trace.exists():
        written = census_of(PAPERS, MARKER)
        written.writes(home.trace)
        places = {where.partition(": ")[0] for where in written.found}
        assert places == {f"written to {home.queued}", f"written to {home.copy}"}


def test_without_encryption_the_census_finds_the_texts_so_it_can_fail(home):
    said = home.lived("plain", "crash")
    found = home.census(MARKER)
    print(f"plain: {said[-2]}; {found.summary()}")  # noqa: T201
    markers = set(marked_case().paths)
    seen = {marker for marker in markers if any(marker in one for one in found.found)}
    assert len(seen) > 0.95 * len(markers)


def test_a_file_left_without_a_name_is_found_so_the_look_at_what_is_open_can_fail(home):
    said = home.lived("leaves", "crash")
    assert "0 found" not in next(one for one in said if one.startswith("open:"))
    if home.trace.exists():
        assert [one for one in home.census(MARKER).found if "written to" in one]


SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-16": lambda text: text.encode("utf-16-le"),
    "utf-32": lambda text: text.encode("utf-32-be"),
    "capitals": lambda text: text.lower().encode(),
    "JSON": lambda text: f"\\u00e9{text}\\u00e9".encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_marker_is_found_however_it_is_written(tmp_path, spelling):
    (tmp_path / "left").write_bytes(b"\x80" * 999 + spelling("MQ0042Z") + b"\x80")
    made = census_of(MARKER)
    made.tree(tmp_path)
    assert len(made.found) == 1


def test_a_marker_is_found_across_two_pieces_and_in_a_name(tmp_path):
    (tmp_path / "MQ0042Z.txt").write_bytes(b"\x80" * ((1 << 22) - 3) + b"MQ0042Z")
    made = census_of(MARKER)
    made.tree(tmp_path)
    assert len(made.found) == 2
