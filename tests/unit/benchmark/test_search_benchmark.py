"""The benchmark of the search: what it fills is found, and every way of asking is timed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.commands import bench
from app.services.benchmark import searching
from app.services.benchmark.vaults import CONTACTS

if TYPE_CHECKING:
    from app.services.desk import Desk

pytestmark = pytest.mark.thorough


def test_each_way_of_asking_is_timed_and_finds_who_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, list[int]] = {}
    asked = searching._asked

    def counted(desk: Desk) -> dict[str, list[str]]:
        ways = asked(desk)
        found.update((way, [len(desk.search(words)) for words in names]) for way, names in ways.items())
        return ways

    monkeypatch.setattr(searching, "_asked", counted)
    monkeypatch.setattr(searching, "TURNS", 1)
    told: list[str] = []
    report = searching.measure_search([1, 3], told.append)
    assert [one["cases"] for one in report["sizes"]] == [1, 3]
    assert [one["texts"] >= one["cases"] * CONTACTS for one in report["sizes"]] == [True, True]
    assert set(found) | {"words"} == set(bench.SEARCHES)
    assert all(all(counts) for counts in found.values()), found
    lines = bench.search_table(report)
    assert len(lines) == 1 + len(bench.SEARCHES)
    assert len(told) == len(report["sizes"])
