from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.commands import bench
from app.commands.parser import FrenchParser
from app.services.benchmark import running
from app.services.benchmark.figures import AIMS, Facts, compared, growth, summary
from app.services.benchmark.measuring import Repeats
from app.services.benchmark.running import FORMAT, Asked, run
from app.services.benchmark.timing import Timing, timed
from app.services.benchmark.vaults import count_cases, grow, open_measured

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.thorough  # it makes vaults and measures them for half a minute
CASES = 3
FEW = Repeats(opened=2, saved=2, unlocked=1, imported=1, printed=2)
SPOKEN_OF = {
    "unlock",
    "open_case",
    "save_draft",
    "command_0",
    "command_10",
    "command_40",
    "search",
    "search_worst",
    "list_page",
    "contract_pdf",
    "seal",
    "verify",
    "import_case",
}


@pytest.fixture(scope="module")
def told() -> list[str]:
    return []


@pytest.fixture(scope="module")
def keep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def report(keep: Path, told: list[str]) -> dict:
    return run(Asked((CASES,), keep, FEW), told.append)


def test_every_figure_asked_for_is_in_the_report(report: dict) -> None:
    (size,) = report["sizes"]
    assert size["cases"] == CASES
    assert set(size["figures"]) >= SPOKEN_OF
    assert set(size["memory_mb"]) == {"before", "in_use", "end"}
    assert report["key_derivation"]["median_ms"] > 0


def test_what_touches_storage_stands_beside_its_plain_twin(report: dict) -> None:
    for name, figure in report["sizes"][0]["figures"].items():
        assert figure["encrypted"]["median_ms"] > 0
        if AIMS[name].has_twin:
            assert figure["ratio"] > 0
            assert figure["plain"]["count"] == figure["encrypted"]["count"]
        else:
            assert figure["ratio"] is None
            assert figure["plain"] is None


def test_an_added_sync_cost_is_paid_by_each_command(report: dict) -> None:
    figures = report["sizes"][0]["figures"]
    assert figures["command_10"]["encrypted"]["best_ms"] >= 10
    assert figures["command_40"]["encrypted"]["best_ms"] >= 40


def test_the_report_says_how_and_on_what_it_was_made_and_names_nobody(report: dict, keep: Path) -> None:
    assert report["format"] == FORMAT
    assert {"cores", "python", "sqlite", "sqlcipher"} <= set(report["machine"])
    assert {"plain", "added_sync", "memory"} <= set(report["method"])
    assert str(keep) not in json.dumps(report)


def test_the_report_is_a_table_with_a_line_for_each_figure(report: dict) -> None:
    lines = bench.table(report)
    for aim in AIMS.values():
        assert any(line.startswith(aim.label) for line in lines)


def test_a_kept_vault_is_not_generated_again_and_stays_as_it_was(report: dict, keep: Path) -> None:
    folder = keep / str(CASES)
    with open_measured(folder) as desk:
        assert count_cases(desk) == CASES
    assert grow(folder, CASES, None, lambda _count, _total: None) == 0
    assert [path.name for path in keep.iterdir()] == [str(CASES)]


def test_what_goes_on_is_told(report: dict, told: list[str]) -> None:
    assert len(told) >= 3


@pytest.mark.parametrize("asked", ["0", "-3", "ten", "20001", "1e3"])
def test_a_number_of_cases_out_of_reason_is_wrong_usage(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = FrenchParser(prog="palier")
    bench.add(parser.add_subparsers(parser_class=FrenchParser))
    with pytest.raises(SystemExit) as end:
        parser.parse_args(["bench", "--cases", asked])
    assert end.value.code == 2


def test_the_command_writes_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: dict, capsys) -> None:
    monkeypatch.setattr(running, "run", lambda _asked, _tell: report)
    parser = FrenchParser(prog="palier")
    bench.add(parser.add_subparsers(parser_class=FrenchParser))
    asked = parser.parse_args(["bench", "--cases", "3", "--out", str(tmp_path / "made" / "bench.json"), "--json"])
    assert asked.answer(asked) == 0
    assert json.loads((tmp_path / "made" / "bench.json").read_text("utf-8")) == report
    assert json.loads(capsys.readouterr().out) == report


def test_a_command_is_judged_without_the_disks_own_sync() -> None:
    slow = summary([Timing(0.009, 0.004)])
    assert compared("command_0", slow, slow, Facts(500, sync_ms=6.0))["met"] is True
    assert compared("command_0", slow, slow, Facts(500, sync_ms=3.0))["met"] is False
    assert compared("open_case", slow, None, Facts(500, sync_ms=3.0))["ratio"] is None


def test_growth_is_judged_from_five_hundred_cases_on() -> None:
    def size(cases: int, milliseconds: float) -> dict:
        figure = {"encrypted": {"median_ms": milliseconds}}
        return {"cases": cases, "figures": dict.fromkeys(AIMS, figure)}

    grown = growth([size(50, 10), size(500, 20), size(5000, 40)])
    assert {one["met"] for one in grown if one["from_cases"] == 50} == {None}
    assert {one["met"] for one in grown if one["from_cases"] == 500} == {False}
    assert {one["factor"] for one in grown} == {2.0}


def test_a_figure_keeps_the_median_and_the_extremes() -> None:
    figure = summary([Timing(0.001, 0.001), Timing(0.002, 0.001), Timing(0.009, 0.005)])
    assert figure == {"median_ms": 2.0, "best_ms": 1.0, "worst_ms": 9.0, "cpu_ms": 1.0, "count": 3}
    assert timed(lambda: None).wall >= 0
