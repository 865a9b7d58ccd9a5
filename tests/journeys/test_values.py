"""The values the exchange page gives for the example come out of the command line exactly."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.journeys.world import NUMBER, REPOSITORY, TODAY, benali, second, written

FIGURE = {"value", "formula", "lines"}
AVERAGE = {
    "resources": "1128.52",
    "net_housing_cost": "266.50",
    "housing_cost_ratio_net": "0.2362",
    "housing_cost_ratio_gross": "0.4226",
    "residual_income_month": "444.54",
    "residual_income_day_per_unit": "7.06",
    "consumption_units": "2.1",
}
CURRENT = {
    "resources": "1603.52",
    "net_housing_cost": "266.50",
    "housing_cost_ratio_net": "0.1662",
    "housing_cost_ratio_gross": "0.2974",
    "residual_income_month": "919.54",
    "residual_income_day_per_unit": "14.60",
    "consumption_units": "2.1",
}
DEADLINES = [
    ("2026-07-05", "arrears_report", "passed"),
    ("2026-08-10", "summons_to_pay_end", "passed"),
    ("2026-08-16", "earliest_court_summons", "passed"),
    ("2026-10-27", "prefect_notice", "passed"),
    ("2026-11-24", "procedure_chase", "upcoming"),
    ("2026-12-02", "assessment_to_judge", "upcoming"),
    ("2026-12-03", "procedure_chase", "upcoming"),
    ("2026-12-05", "plan_instalment", "upcoming"),
    ("2026-12-09", "hearing", "upcoming"),
    ("2026-12-11", "committee_review", "upcoming"),
    ("2026-12-22", "objective", "upcoming"),
    ("2026-12-24", "landlord_exchange", "upcoming"),
    ("2027-01-10", "residence_permit", "upcoming"),
    ("2027-01-31", "objective", "upcoming"),
    ("2027-03-22", "contract_review", "upcoming"),
    ("2027-03-22", "objective", "upcoming"),
]
DEADLINE_KEYS = {
    "due_on", "id", "object", "ref", "extended_to", "rule", "source", "certainty", "state", "under", "sentence",
}  # fmt: skip
STATES = {"upcoming", "today", "passed", "done", "not_applicable"}


@pytest.mark.parametrize(("block", "expected"), [("average", AVERAGE), ("current", CURRENT)])
def test_the_budget_of_the_example_comes_out_exactly(palier, block, expected):
    answer = palier.json("budget", NUMBER)
    assert {name: figure["value"] for name, figure in answer[block].items()} == expected


def test_a_budget_has_the_keys_of_the_interface_and_no_other(palier):
    answer = palier.json("budget", NUMBER)
    assert set(answer) == {"today", "case", "on", "average", "current"}
    assert (answer["today"], answer["case"], answer["on"]) == (TODAY, NUMBER, "2026-11-17")
    for block in (answer["average"], answer["current"]):
        assert set(block) == set(AVERAGE)
        for figure in block.values():
            assert set(figure) == FIGURE
            assert all(set(line) == {"label", "amount"} for line in figure["lines"])
            assert all(isinstance(line["label"], str) and isinstance(line["amount"], str) for line in figure["lines"])


def test_lines_of_a_budget_add_up_to_the_cent(palier):
    """Invariant 8: money sums are exact in cents."""
    for block in ("average", "current"):
        figures = palier.json("budget", NUMBER)[block]
        for name in ("resources", "net_housing_cost", "residual_income_month"):
            cents = sum(int(line["amount"].replace(".", "")) for line in figures[name]["lines"])
            assert cents == int(figures[name]["value"].replace(".", "")), name


def test_deadlines_of_the_example_come_out_exactly(palier):
    answer = palier.json("deadlines", NUMBER)
    assert [(one["due_on"], one["id"], one["state"]) for one in answer["deadlines"]] == DEADLINES


def test_deadlines_have_the_keys_of_the_interface(palier):
    answer = palier.json("deadlines", NUMBER)
    assert set(answer) == {"today", "case", "deadlines"}
    for one in answer["deadlines"]:
        assert set(one) - {"differs_from_computed"} == DEADLINE_KEYS
        assert one["state"] in STATES
        assert one["rule"]
        assert one["source"]
        assert one["certainty"] in {"seed", "law", "src", "mem", "derived", "verify", "written"}
        assert one["extended_to"] is None or one["extended_to"] >= one["due_on"]
        assert one["sentence"].rstrip().endswith((".", "?"))


def test_a_promise_never_hides_a_hearing(palier):
    """Invariant 10 and decision 14: the hold is said, the day stays in full view."""
    (hearing,) = (one for one in palier.json("deadlines", NUMBER)["deadlines"] if one["id"] == "hearing")
    assert (hearing["due_on"], hearing["state"], hearing["under"]) == ("2026-12-09", "upcoming", "hold")
    assert "l’audience a toujours lieu tant que" in hearing["sentence"]
    (later,) = (
        one for one in palier.json("deadlines", NUMBER, today="2026-12-09")["deadlines"] if one["id"] == "hearing"
    )
    assert later["state"] == "today"


def test_a_truce_hides_no_deadline(palier, tmp_path):
    """Invariant 10: the same steps stand in winter as in summer."""
    summer = palier.json("deadlines", NUMBER, today="2026-10-30")["deadlines"]
    winter = palier.json("deadlines", NUMBER, today="2026-11-02")["deadlines"]
    assert {(one["id"], one["due_on"]) for one in summer} - {(one["id"], one["due_on"]) for one in winter} == set()


def test_the_rent_account_the_plan_and_the_requests_come_out_exactly(palier):
    computed = palier.json("show", NUMBER)["computed"]
    assert computed["rent_account"] == {
        "balance": "1753.30",
        "first_default_on": "2026-04-05",
        "constituted_on": "2026-05-05",
        "rule": computed["rent_account"]["rule"],
        "missing_housing_benefit": "420.80",
        "plan": {"instalments": 30, "last_amount": "13.30", "last_on": "2029-05-05"},
    }
    assert computed["rent_account"]["rule"]
    assert computed["requests"] == [
        {"requested_at": "2026-11-09T14:10", "answered": "half_day", "settled": "half_day"},
        {"requested_at": "2026-10-20T17:00", "answered": "half_day", "settled": "day"},
        {"requested_at": "2026-10-29T09:05", "answered": "half_day", "settled": "late"},
    ]


def test_states_of_the_example(palier):
    computed = palier.json("show", NUMBER)["computed"]
    assert (computed["state"], computed["contract_state"], computed["measure_state"]) == (
        "active",
        "in_force",
        "running",
    )
    assert computed["mutual_commitments_state"] == "signed"


def test_show_has_the_keys_of_the_interface_and_gives_the_case_back(palier):
    answer = palier.json("show", NUMBER)
    assert set(answer) == {"today", "case", "computed"}
    assert {"state", "contract_state", "measure_state", "rent_account", "requests", "next"} <= set(answer["computed"])
    assert answer["case"] == {**benali(), "as_of": TODAY}
    assert all(set(one) - {"differs_from_computed"} == DEADLINE_KEYS for one in answer["computed"]["next"])
    assert all(one["due_on"] >= TODAY for one in answer["computed"]["next"])


def test_the_list_has_the_keys_of_the_interface(palier):
    answer = palier.json("list")
    assert set(answer) == {"today", "cases"}
    (case,) = answer["cases"]
    assert {key: value for key, value in case.items() if key != "id"} == {
        "number": NUMBER,
        "label": "Famille Benali",
        "state": "active",
        "referent": "Claire Morel",
        "next_on": "2026-11-24",
    }
    assert len(case["id"]) == 36


def test_a_list_is_sorted_by_number_then_id(palier, tmp_path):
    other = benali()
    other["case"]["number"] = "2025-0009"
    assert palier("import", written(tmp_path / "a.json", other)).code == 0
    assert palier("import", written(tmp_path / "b.json", second())).code == 0
    numbers = [one["number"] for one in palier.json("list")["cases"]]
    assert numbers == sorted(numbers)
    assert len(numbers) == 3


def test_a_search_has_the_keys_of_the_interface_and_says_where_the_words_stand(palier):
    answer = palier.json("search", "loyer", "novembre")
    assert set(answer) == {"today", "words", "results"}
    assert answer["words"] == "loyer novembre"
    assert answer["results"]
    for one in answer["results"]:
        assert set(one) == {"kind", "case", "id", "on", "snippet", "match"}
        assert one["case"] == NUMBER
        for start, end in one["match"]:
            assert one["snippet"][start:end].lower()[:5] in {"loyer", "novem"}


def test_a_search_finds_a_person_without_accents(palier):
    kinds = {one["kind"] for one in palier.json("search", "ines")["results"]}
    assert "person" in kinds


def test_states_follow_the_day_asked(palier):
    def states(day):
        computed = palier.json("show", NUMBER, today=day)["computed"]
        return computed["state"], computed["contract_state"]

    assert states("2026-09-15")[1] == "handed_for_reading"
    assert states("2026-09-22") == ("active", "in_force")


def test_the_export_is_the_file_that_came_in(palier, tmp_path):
    out = tmp_path / "sorti.json"
    assert palier("export", NUMBER, "--out", out, "--today", TODAY).code == 0
    assert json.loads(out.read_text("utf-8")) == {**benali(), "as_of": TODAY}
    assert out.stat().st_mode & 0o077 == 0


def test_the_schema_printed_is_the_one_shipped(new_palier):
    shipped = (REPOSITORY / "resources" / "exchange" / "palier.case-1.schema.json").read_text("utf-8")
    assert json.loads(new_palier.bare("schema").out) == json.loads(shipped)


def test_the_second_example_comes_in_and_out_unchanged(new_palier, tmp_path):
    document = second()
    assert new_palier("import", written(tmp_path / "second.json", document)).code == 0
    answer = new_palier("export", document["case"]["number"], "--today", TODAY)
    assert {**json.loads(answer.out), "as_of": None} == {**document, "as_of": None}
    shown = new_palier.json("show", document["case"]["number"])
    assert shown["computed"]["state"]
    assert new_palier.json("budget", document["case"]["number"])["current"]


def test_a_case_without_budget_says_so(new_palier, tmp_path):
    document = benali()
    del document["budget"]
    new_palier("import", written(tmp_path / "a.json", document))
    answer = new_palier("budget", NUMBER, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "no_budget")


def test_the_command_line_imports_no_screen(tmp_path):
    code = (
        "import sys; from ui.__main__ import main; sys.argv = ['palier', 'schema']; main(); "
        "print([n for n in sys.modules if 'PySide' in n or 'shiboken' in n], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
