"""The window is measured as people use it: the real program, started, opened, typed in, locked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.commands import bench
from app.commands.parser import FrenchParser
from app.services.benchmark import running
from app.services.benchmark.cold import may_evict
from app.services.benchmark.window import Seconds, measure_window
from app.services.benchmark.window_aims import WINDOW_AIMS
from app.services.benchmark.window_vaults import fill, open_still

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(300)]
CASES = 20


@pytest.fixture(scope="module")
def keep(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def window(keep: Path, tmp_path_factory) -> dict[str, Any]:
    room = tmp_path_factory.mktemp("room")
    return measure_window(keep, room, lambda _sentence: None, CASES, Seconds(rest=0, starts=1))


def test_every_figure_of_the_window_is_measured_and_judged(window):
    assert list(window["figures"]) == list(WINDOW_AIMS)
    judged = {name for name, one in window["figures"].items() if one["median"] is not None and one["met"] is not None}
    assert judged | {"start_cold"} == set(WINDOW_AIMS)
    assert window["walk"]["missed"] == []


@pytest.mark.skipif(not may_evict(), reason="only Linux lets go of its cache without root")
def test_a_start_is_told_cold_only_when_its_files_had_left_the_cache_and_it_read_them_from_the_disk(window):
    cold, figure = window["cold"], window["figures"]["start_cold"]
    assert cold["files"] > 1000
    assert cold["is_cold"] is (cold["left_mb"] <= 0.1 * cold["held_mb"])
    assert figure["median"] == (cold["ms"] if cold["is_cold"] else None)
    assert cold["read_mb"] > cold["read_mb_warm"]


def test_where_nothing_leaves_the_cache_no_start_is_told_cold(monkeypatch, keep, tmp_path):
    monkeypatch.setattr("app.services.benchmark.window.may_evict", lambda: False)
    said: list[str] = []
    found = measure_window(keep, tmp_path, said.append, CASES, Seconds(rest=0, starts=1))
    assert (found["cold"], found["figures"]["start_cold"]["median"]) == (None, None)
    assert any("à froid n’a pas été mesuré" in one for one in said)


def test_the_window_is_a_table_with_a_line_for_each_figure(window):
    lines = bench.window_table(window)
    assert len(lines) == 1 + len(WINDOW_AIMS)
    assert all(any(line.startswith(aim.label) for line in lines) for aim in WINDOW_AIMS.values())


def test_its_vault_is_kept_with_its_lists_ready_and_made_only_once(window, keep):
    folder = keep / f"window-{CASES}"
    before = (folder / "palier.db").read_bytes()
    fill(folder, CASES, lambda _count, _total: pytest.fail("nothing is left to make"))
    with open_still(folder) as desk:
        page = desk.listing.page(desk.today())
        assert (page.total, page.old) == (CASES, 0)
    assert before


def test_the_command_measures_the_window_alone_when_asked(tmp_path, monkeypatch, window, capsys):
    asked: list[running.Asked] = []

    def run(what: running.Asked, _tell: object) -> dict[str, Any]:
        asked.append(what)
        return {"format": running.FORMAT, "window": window}

    monkeypatch.setattr(running, "run", run)
    parser = FrenchParser(prog="palier")
    bench.add(parser.add_subparsers(parser_class=FrenchParser))
    said = parser.parse_args(["bench", "--window", "--out", str(tmp_path / "bench.json")])
    assert said.answer(said) == 0
    assert (asked[0].sizes, asked[0].window) == ((), 5000)
    assert json.loads((tmp_path / "bench.json").read_text("utf-8"))["window"] == window
    assert "Ctrl+N" in capsys.readouterr().out
