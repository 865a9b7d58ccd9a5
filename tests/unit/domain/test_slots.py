"""When to meet again."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from app.domain.days import HolidayZone, is_holiday
from app.domain.rules import shipped_rules
from app.domain.slots import Free, Met, next_free

ZONE = HolidayZone.METROPOLE
RULES = shipped_rules()
TODAY = dt.date(2026, 11, 20)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
MET = st.builds(Met, DAYS, st.none() | st.times(), st.none() | st.integers(15, 180))


def tuesdays(*days: int) -> list[Met]:
    return [Met(dt.date(2026, 11, day), dt.time(10, 30), 45) for day in days]


def test_the_usual_day_and_hour_at_the_agreed_rhythm():
    assert next_free(tuesdays(3, 17), 14, TODAY, ZONE, [], RULES) == Free(dt.date(2026, 12, 1), dt.time(10, 30), 45)


def test_one_meeting_moved_to_another_day_does_not_change_the_usual_one():
    before = [*tuesdays(3, 10), Met(dt.date(2026, 11, 19), dt.time(9))]
    assert next_free(before, 14, TODAY, ZONE, [], RULES).on == dt.date(2026, 12, 1)


def test_a_public_holiday_is_skipped():
    before = [Met(dt.date(2026, 12, 11), dt.time(10))]  # two weeks later is 25 December
    assert next_free(before, 14, TODAY, ZONE, [], RULES).on == dt.date(2027, 1, 8)  # and 1 January follows


def test_an_hour_taken_is_skipped_and_one_that_ends_before_is_not():
    taken = Met(dt.date(2026, 12, 1), dt.time(11), 60)
    assert next_free(tuesdays(3, 17), 14, TODAY, ZONE, [taken], RULES).on == dt.date(2026, 12, 8)
    before = Met(dt.date(2026, 12, 1), dt.time(9, 30), 60)
    assert next_free(tuesdays(3, 17), 14, TODAY, ZONE, [before], RULES).on == dt.date(2026, 12, 1)


def test_where_nothing_was_agreed_nor_said_people_meet_as_the_table_says():
    found = next_free([Met(dt.date(2026, 11, 17))], None, TODAY, ZONE, [], RULES)
    assert found == Free(dt.date(2026, 12, 1), None, 60)


def test_a_worker_taken_for_a_year_is_still_proposed_a_free_hour():
    taken = [Met(dt.date(2026, 12, 1) + dt.timedelta(weeks=week), dt.time(10, 30), 45) for week in range(52)]
    assert next_free(tuesdays(3, 17), 14, TODAY, ZONE, taken, RULES).on == dt.date(2027, 11, 30)


def test_a_household_not_seen_for_long_is_proposed_a_coming_day():
    assert next_free([Met(dt.date(2026, 3, 3))], 14, TODAY, ZONE, [], RULES).on == dt.date(2026, 11, 24)


@given(st.lists(MET, max_size=6), st.integers(1, 60), DAYS, st.lists(MET, max_size=6))
def test_what_is_proposed_is_to_come_and_never_a_holiday(before, every, today, taken):
    found = next_free(sorted(before, key=lambda one: one.on), every, today, ZONE, taken, RULES)
    assert found.on > today
    assert all(found.on > one.on for one in before)
    assert not is_holiday(found.on, ZONE)
