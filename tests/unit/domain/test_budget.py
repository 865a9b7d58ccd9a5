from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.budget import Budget, Charge, Debt, Housing, NoValue, Resource, consumption_units, read_budget
from app.domain.persons import Person, adults, unspecified
from app.domain.rules import shipped_rules
from resources.vocabulary import ChargeType, Relation, ResourceType

RULES = shipped_rules()
ON = dt.date(2026, 11, 17)
ALONE = (Person("p1", dt.date(1990, 1, 1)),)
NOTHING = Housing()
CENTS = st.integers(0, 500000)


def resource(*monthly, current=None):
    return Resource(ResourceType.RSA, monthly, current)


def reading(*resources, housing=NOTHING, charges=(), debts=(), persons=ALONE):
    return read_budget(Budget(ON, resources, housing, charges, debts), persons, RULES)


def value(figure):
    return None if figure.value is None else str(figure.value)


def test_a_missing_month_counts_as_absent_and_not_as_zero():
    assert value(reading(resource(None, 30000, None)).average.resources) == "300.00"
    assert value(reading(resource(0, 30000)).average.resources) == "150.00"


def test_only_the_last_three_months_are_averaged():
    assert value(reading(resource(999999, 10000, 20000, 30000)).average.resources) == "200.00"


def test_resources_are_rounded_once_and_not_line_by_line():
    thirds = resource(10000, 10000, 10001)
    assert value(reading(thirds, thirds).average.resources) == "200.01"
    assert [str(line.amount) for line in reading(thirds, thirds).average.resources.lines] == ["100.00", "100.00"]


def test_half_a_cent_of_average_goes_up():
    assert value(reading(resource(10000, 10001)).average.resources) == "100.01"


def test_housing_benefit_is_deducted_from_housing_down_to_zero():
    housing = Housing(rent=20000, charges=1000, housing_benefit=30000)
    assert value(reading(resource(current=50000), housing=housing).current.net_housing_cost) == "0.00"


def test_the_rent_reduction_is_subtracted_and_works_and_annexes_are_added():
    housing = Housing(rent=40000, charges=5000, housing_benefit=10000, rls=3000, energy_works=1500, annexes=2000)
    assert value(reading(resource(current=100000), housing=housing).current.net_housing_cost) == "355.00"


def test_without_resources_ratios_have_a_reason_and_no_value():
    block = reading(housing=Housing(rent=40000)).current
    assert value(block.resources) == "0.00"
    assert (block.housing_cost_ratio_net.value, block.housing_cost_ratio_net.reason) == (None, NoValue.NO_RESOURCES)
    assert block.housing_cost_ratio_gross.reason is NoValue.NO_RESOURCES
    assert value(block.residual_income_month) == "-400.00"


def test_amounts_nobody_wrote_are_unknown_and_not_zero():
    block = reading(resource(10000)).current
    assert block.resources.value is None
    assert block.residual_income_month.reason is NoValue.UNKNOWN_RESOURCES
    assert block.residual_income_day_per_unit.value is None
    assert value(reading(resource(10000)).average.resources) == "100.00"


def test_every_listed_instalment_counts_whether_or_not_its_plan_has_begun():
    block = reading(
        resource(current=100000),
        charges=(Charge(ChargeType.WATER, 3000, "Eau du nord"),),
        debts=(Debt("Banque", None, 900000, 10000), Debt("Ami", None, 5000, None)),
    ).current
    assert value(block.residual_income_month) == "870.00"
    assert [(line.key, line.label, str(line.amount)) for line in block.residual_income_month.lines[2:]] == [
        ("water", "Eau du nord", "-30.00"),
        ("debt", "Banque", "-100.00"),
    ]


def test_a_negative_residual_income_is_rounded_away_from_zero():
    block = reading(resource(current=0), housing=Housing(rent=4515)).current
    assert value(block.residual_income_day_per_unit) == "-1.51"


def units(*births, relation=None):
    persons = tuple(Person(f"p{n}", birth, relation) for n, birth in enumerate(births))
    return str(consumption_units(persons, ON, RULES).value)


def test_units_follow_the_age_on_the_day_of_the_budget():
    adult, teenager, child = dt.date(1990, 1, 1), dt.date(2012, 11, 17), dt.date(2012, 11, 18)
    assert units(adult) == "1.0"
    assert units(adult, teenager) == "1.5"
    assert units(adult, child) == "1.3"
    assert units(child) == "1.0"
    assert units(adult, adult, child, child) == "2.1"


def test_a_child_to_be_born_does_not_count_yet():
    assert units(dt.date(1990, 1, 1), dt.date(2026, 11, 18)) == "1.0"


def test_without_a_birth_date_the_relation_decides():
    assert units(None, None, relation=Relation.CHILD) == "1.3"
    assert units(None, None, relation=Relation.PARTNER) == "1.5"


def test_a_household_without_anybody_has_no_daily_figure():
    block = reading(resource(current=100), persons=()).current
    assert value(block.consumption_units) == "0.0"
    assert block.residual_income_day_per_unit.value is None


def test_adults_are_of_age_on_the_day():
    persons = (
        Person("a", dt.date(2008, 11, 17)),
        Person("b", dt.date(2008, 11, 18)),
        Person("c", None, Relation.PARTNER),
        Person("d", None, Relation.CHILD),
    )
    assert adults(persons, ON, RULES) == ("a", "c")


def test_who_nothing_says_to_be_of_age_signs_nothing_and_is_to_be_specified():
    persons = (Person("a", None, Relation.HOLDER), Person("b"), Person("c", None, Relation.DEPENDENT))
    assert adults(persons, ON, RULES) == ("a",)
    assert unspecified(persons, ON, RULES) == ("b", "c")


def test_a_case_that_names_no_adult_is_about_the_first_it_names():
    persons = (Person("a", None, Relation.CHILD), Person("b"), Person("c"))
    assert adults(persons, ON, RULES) == ("b",)
    assert unspecified(persons, ON, RULES) == ("c",)


@given(st.lists(st.tuples(CENTS, CENTS, CENTS), max_size=5), CENTS, CENTS, CENTS)
def test_invariant_8_sums_are_exact_to_the_cent(months, rent, benefit, charge):
    block = reading(
        *(resource(*three) for three in months),
        housing=Housing(rent=rent, housing_benefit=benefit),
        charges=(Charge(ChargeType.FOOD, charge),),
    ).average
    exact = sum((Decimal(sum(three)) / 300 for three in months), start=Decimal(0))
    assert abs(block.resources.value - exact) <= Decimal("0.005") + Decimal("1e-20")
    rest = block.resources.value - block.net_housing_cost.value - Decimal(charge) / 100
    assert block.residual_income_month.value == rest
    assert block.net_housing_cost.value == Decimal(max(0, rent - benefit)) / 100
