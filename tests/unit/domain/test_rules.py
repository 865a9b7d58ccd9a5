from __future__ import annotations

import ast
import datetime as dt
from itertools import combinations
from pathlib import Path

import pytest

import app.domain
from app.domain.days import Delay
from app.domain.rules import Rule, Rules, UnknownRuleError, rules_from_text, shipped_rules

RULES = shipped_rules()
CERTAINTIES = {"law", "src", "mem", "derived", "seed", "verify", "written"}
TODAY = dt.date(2026, 11, 20)
DOMAIN = Path(app.domain.__file__).parent


def test_every_row_has_a_unit_a_source_and_a_known_certainty():
    assert len(RULES.rows) > 40
    for row in RULES.rows:
        assert row.unit, row
        assert row.source, row
        assert row.certainty in CERTAINTIES, row


def test_two_rows_of_one_id_never_hold_together():
    for one, other in combinations(RULES.rows, 2):
        if one.id != other.id:
            continue
        days = [day for row in (one, other) for day in (row.valid_from, row.valid_to) if day is not None]
        leases = [day for row in (one, other) for day in (row.lease_from, row.lease_before) if day is not None]
        together = any(one.holds_on(day) and other.holds_on(day) for day in days or [TODAY])
        same_leases = any(one.holds_for_lease(day) and other.holds_for_lease(day) for day in leases or [TODAY])
        assert not (together and same_leases), one.id


def test_a_row_is_found_by_its_day_or_the_day_of_the_lease():
    eve, new_year = dt.date(2026, 12, 31), dt.date(2027, 1, 1)
    assert RULES.on("arrears_constituted", eve).unit == "monthly_amounts"
    assert RULES.on("arrears_constituted", new_year).unit == "cents_exceeded"
    assert RULES.find("arrears_constituted_after_default", eve) is None
    assert RULES.for_lease("summons_to_pay_delay", dt.date(2023, 7, 28)).unit == "months"
    assert RULES.for_lease("summons_to_pay_delay", dt.date(2023, 7, 29)).unit == "weeks"
    assert RULES.for_lease("nothing", TODAY) is None


def test_an_unknown_rule_is_our_own_error():
    with pytest.raises(UnknownRuleError):
        RULES.on("nothing", TODAY)
    with pytest.raises(UnknownRuleError):
        _ = RULES.on("apl_decision_body", TODAY).number
    with pytest.raises(UnknownRuleError):
        _ = RULES.on("month_length", TODAY).numbers


def test_a_local_row_comes_before_the_shipped_one_on_its_days_only():
    local = Rule("landlord_operator_exchange", 28, "days", "convention locale", "seed", valid_from=dt.date(2027, 1, 1))
    table = RULES.overridden_by([local])
    assert table.on("landlord_operator_exchange", TODAY).number == 42
    assert table.on("landlord_operator_exchange", dt.date(2027, 1, 1)).number == 28
    assert RULES.on("landlord_operator_exchange", dt.date(2027, 1, 1)).number == 42


def test_rows_are_read_from_toml_and_an_unknown_key_is_refused():
    text = '[[rule]]\nid = "a"\nvalue = [1, 2]\nunit = "days"\nsource = "s"\ncertainty = "seed"\n'
    assert rules_from_text(text)[0].numbers == (1, 2)
    with pytest.raises(TypeError):
        rules_from_text(text + "valeur = 3\n")


@pytest.mark.parametrize(
    ("rule", "delay"),
    [
        ("order_to_leave_delay", Delay(months=2)),
        ("summons_prefect_notice", Delay(days=43)),
        ("cohesion_protocol", Delay(months=24)),
        ("retention_active", Delay(months=24)),
    ],
)
def test_rows_give_delays_by_their_unit(rule, delay):
    assert Delay.of_rule(RULES.on(rule, TODAY)) == delay


def test_a_table_without_rows_finds_nothing():
    assert Rules(()).find("winter_truce", TODAY) is None


def test_no_legal_number_stands_in_the_code():
    """Only counts that are no rule may be written: signs, halves, cents in a euro, digits, days of a week, months."""
    allowed = {-2, 0, 1, 2, 3, 4, 5, 6, 7, 10, 12, 100}
    found = {
        (path.name, node.value)
        for path in DOMAIN.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    }
    assert {number for _, number in found} <= allowed, sorted(found)


def test_every_rule_the_code_names_is_in_the_table():
    known = {row.id for row in RULES.rows}
    for path in DOMAIN.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _asks_the_table(node):
                assert node.args[0].value in known, (path.name, node.args[0].value)


def _asks_the_table(node):
    return (
        isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "rules"
        and bool(node.args)
        and isinstance(node.args[0], ast.Constant)
    )
