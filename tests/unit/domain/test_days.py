from __future__ import annotations

import datetime as dt

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from app.domain.days import (
    Delay,
    HolidayZone,
    Truce,
    WorkingWeek,
    add_months,
    add_working_days,
    after,
    age_on,
    before,
    is_working,
    months_between,
    next_working_day,
    public_holidays,
    term,
    zone_from_text,
)
from app.domain.refusals import UnreadableValue
from app.domain.rules import shipped_rules
from resources.vocabulary import DelayUnit

METROPOLE = HolidayZone.METROPOLE
RULES = shipped_rules()
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
ZONES = st.sampled_from(HolidayZone)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "value", "unit", "nominal", "extended"),
    [
        ("2026-11-14", 6, DelayUnit.WEEKS, "2026-12-26", "2026-12-28"),
        ("2026-12-15", 6, DelayUnit.WEEKS, "2027-01-26", "2027-01-26"),
        ("2026-12-31", 2, DelayUnit.MONTHS, "2027-02-28", "2027-03-01"),
        ("2022-02-02", 10, DelayUnit.DAYS, "2022-02-12", "2022-02-14"),
        ("2027-01-31", 1, DelayUnit.MONTHS, "2027-02-28", "2027-03-01"),
        ("2027-01-31", 2, DelayUnit.MONTHS, "2027-03-31", "2027-03-31"),
        ("2026-06-10", 2, DelayUnit.MONTHS, "2026-08-10", "2026-08-10"),
        ("2026-06-10", 6, DelayUnit.WEEKS, "2026-07-22", "2026-07-22"),
    ],
)
def test_forward_delays_of_the_law_page(start, value, unit, nominal, extended):
    end = term(day(start), Delay.of(value, unit), METROPOLE)
    assert (end.nominal, end.extended) == (day(nominal), day(extended))


@pytest.mark.parametrize(("hearing", "latest"), [("2027-03-15", "2027-01-31"), ("2026-12-09", "2026-10-27")])
def test_the_prefect_is_told_43_days_before_and_the_day_never_moves(hearing, latest):
    delay = Delay.of_rule(RULES.on("summons_prefect_notice", day(hearing)))
    assert before(day(hearing), delay) == day(latest)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-30", 15, "2026-12-21"),
        ("2027-01-12", -5, "2027-01-05"),
        ("2027-01-12", -15, "2026-12-18"),
        ("2026-12-09", -5, "2026-12-02"),
        ("2026-12-09", 0, "2026-12-09"),
    ],
)
def test_working_days_of_the_law_page(start, count, end):
    assert add_working_days(day(start), count, METROPOLE) == day(end)


def test_saturday_counts_among_jours_ouvrables_only():
    assert add_working_days(day("2026-12-09"), -5, METROPOLE, WorkingWeek.OUVRABLES) == day("2026-12-03")
    assert is_working(day("2026-12-05"), METROPOLE, WorkingWeek.OUVRABLES)
    assert not is_working(day("2026-12-06"), METROPOLE, WorkingWeek.OUVRABLES)


def test_the_truce_ends_on_31_march_and_covers_both_its_ends():
    truce = Truce.of_rule(RULES.on("winter_truce", day("2026-11-20")))
    assert truce.covers(day("2026-11-01"))
    assert truce.covers(day("2027-03-31"))
    assert not truce.covers(day("2026-10-31"))
    assert truce.first_day_outside(day("2027-03-31")) == day("2027-04-01")


def test_a_truce_inside_one_year_is_understood():
    truce = Truce((7, 1), (8, 31))
    assert truce.covers(day("2026-07-14"))
    assert not truce.covers(day("2026-12-14"))


def test_months_are_counted_before_days():
    assert after(day("2027-01-30"), Delay(months=1, days=1)) == day("2027-03-01")


def test_each_zone_has_its_own_holidays():
    def only(zone, year):
        return public_holidays(zone, year) - public_holidays(METROPOLE, year)

    assert len(public_holidays(METROPOLE, 2026)) == 11
    assert only(HolidayZone.ALSACE_MOSELLE, 2026) == {day("2026-04-03"), day("2026-12-26")}
    assert only(HolidayZone.GUADELOUPE, 2026) == {day("2026-05-27")}
    assert only(HolidayZone.MARTINIQUE, 2026) == {day("2026-05-22")}
    assert only(HolidayZone.GUYANE, 2026) == {day("2026-06-10")}
    assert only(HolidayZone.LA_REUNION, 2026) == {day("2026-12-20")}
    assert only(HolidayZone.MAYOTTE, 2026) == {day("2026-04-27")}


# Local customs the library names beside them (Mi-Carême, Good Friday in Guadeloupe) are days no delay may stand on.
LIBRARY = {
    HolidayZone.METROPOLE: (None, set()),
    HolidayZone.ALSACE_MOSELLE: ("6AE", {"Good Friday", "Saint Stephen's Day"}),
    HolidayZone.GUADELOUPE: ("971", {"Abolition of Slavery"}),
    HolidayZone.MARTINIQUE: ("972", {"Abolition of Slavery"}),
    HolidayZone.GUYANE: ("973", {"Abolition of Slavery"}),
    HolidayZone.LA_REUNION: ("974", {"Abolition of Slavery"}),
    HolidayZone.MAYOTTE: ("976", {"Abolition of Slavery"}),
    HolidayZone.SAINT_BARTHELEMY: ("BL", {"Abolition of Slavery"}),
    HolidayZone.SAINT_MARTIN: ("MF", {"Abolition of Slavery"}),
}


@pytest.mark.thorough
@pytest.mark.parametrize("zone", HolidayZone)
def test_holidays_are_those_a_library_that_watches_them_knows(zone):
    subdivision, names = LIBRARY[zone]
    years = range(2018, 2101)  # before, it counts Whit Monday and the overseas days otherwise
    national = set(country_holidays("FR", years=years, language="en_US"))
    local = country_holidays("FR", subdiv=subdivision, years=years, language="en_US")
    known = national | {day for day, label in local.items() if not names.isdisjoint(label.split("; "))}

    assert known == {day for year in years for day in public_holidays(zone, year)}


def test_the_zone_moves_the_end_of_a_delay():
    start, delay = day("2025-11-26"), Delay.of(1, DelayUnit.MONTHS)
    assert term(start, delay, METROPOLE).extended == day("2025-12-26")
    assert term(start, delay, HolidayZone.ALSACE_MOSELLE).extended == day("2025-12-29")


def test_an_unknown_zone_is_refused_and_an_absent_one_is_metropole():
    assert zone_from_text(None) is METROPOLE
    with pytest.raises(UnreadableValue, match="holiday_zone"):
        zone_from_text("atlantide")


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("2012-11-17", "2026-11-16", 13),
        ("2012-11-17", "2026-11-17", 14),
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", 18),
    ],
)
def test_ages_change_on_the_birthday(birth, on, age):
    assert age_on(day(birth), day(on)) == age


def test_a_delay_beyond_the_calendar_is_an_error():
    with pytest.raises(OverflowError):
        add_months(dt.date(9999, 12, 1), 1)


@given(DAYS, st.integers(-600, 600))
def test_months_keep_the_day_or_take_the_last_of_the_month(start, months):
    end = add_months(start, months)
    last = (add_months(end.replace(day=1), 1) - dt.timedelta(days=1)).day
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == min(start.day, last)


@given(DAYS, st.integers(0, 600))
def test_months_between_is_the_inverse_of_adding_months(start, months):
    assert months_between(start, add_months(start, months)) == months
    assert months_between(start, add_months(start, months + 1) - dt.timedelta(days=1)) in {months, months + 1}


@given(DAYS, DAYS)
def test_months_between_never_goes_past_the_day(start, other):
    months = months_between(start, other)
    assert add_months(start, months) <= other < add_months(start, months + 1)


@given(DAYS, st.integers(0, 60), st.sampled_from(DelayUnit), ZONES)
def test_an_extended_day_is_worked_and_never_earlier_than_the_nominal(start, value, unit, zone):
    end = term(start, Delay.of(value, unit), zone)
    assert start <= end.nominal <= end.extended
    assert is_working(end.extended, zone)
    assert not any(
        is_working(end.nominal + dt.timedelta(days=n), zone) for n in range((end.extended - end.nominal).days)
    )


@given(DAYS, st.integers(0, 400))
def test_counting_days_back_is_the_inverse_of_counting_them_forward(start, days):
    delay = Delay(days=days)
    assert before(after(start, delay), delay) == start


@given(DAYS, st.integers(1, 40), ZONES, st.sampled_from(WorkingWeek))
def test_working_days_back_return_to_the_last_worked_day(start, count, zone, week):
    end = add_working_days(start, count, zone, week)
    back = add_working_days(end, -count, zone, week)
    assert is_working(end, zone, week)
    assert back <= start
    assert not any(is_working(back + dt.timedelta(days=n), zone, week) for n in range(1, (start - back).days + 1))


@given(DAYS, ZONES)
def test_the_next_working_day_of_a_working_day_is_itself(start, zone):
    found = next_working_day(start, zone)
    assert next_working_day(found, zone) == found


@given(st.integers(0, 90))
def test_29_february_falls_on_the_28th_of_common_years(years):
    end = add_months(dt.date(2000, 2, 29), 12 * years)
    assert (end.month, end.day) == (2, 29 if end.year % 4 == 0 else 28)
