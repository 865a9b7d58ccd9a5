"""The window is measured as people use it: the real program, started, opened, typed in, locked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.commands import bench
from app.commands.parser import FrenchParser
from app.services.benchmark import running
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
    assert all(one["median"] is not None and one["met"] in {True, False} for one in window["figures"].values())
    assert window["walk"]["missed"] == []


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
