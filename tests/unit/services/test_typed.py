"""What people type is read as they mean it, and whatever they type gets a value or one sentence."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import words
from app.errors import Expected
from app.services.typed import cents_from_typed, day_from_typed, hour_from_typed, number_from_typed
from app.words import amount, long_day

TODAY = dt.date(2026, 11, 20)  # a Friday
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("60", 6000),
        ("60€", 6000),
        ("60 €", 6000),
        ("60\u00a0€", 6000),
        ("60 euros", 6000),
        ("60,5", 6050),
        ("60.50", 6050),
        ("60€50", 6050),
        ("1 234,50", 123450),
        ("1\u202f234,50 €", 123450),
        ("1.234,50", 123450),
        ("-12", -1200),
        ("\u221212,30", -1230),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(text, cents):
    assert cents_from_typed(text) == cents


@pytest.mark.parametrize("text", ["", "soixante", "1,234", "1.234", "12,345", "1,2,3", "€", "10000000000", "5%"])
def test_what_may_mean_two_amounts_or_none_is_asked_again(text):
    with pytest.raises(Expected) as caught:
        cents_from_typed(text)
    assert caught.value.code == "amount_unread"


@given(st.integers(-99_999_999_999, 99_999_999_999))
def test_an_amount_as_shown_is_read_back(cents):
    assert cents_from_typed(amount(cents)) == cents


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("14h30", dt.time(14, 30)),
        ("14:30", dt.time(14, 30)),
        ("14.30", dt.time(14, 30)),
        ("14 h 30", dt.time(14, 30)),
        ("1430", dt.time(14, 30)),
        ("9h", dt.time(9)),
        ("9", dt.time(9)),
        ("09H05", dt.time(9, 5)),
        ("midi", dt.time(12)),
        ("0h", dt.time(0)),
    ],
)
def test_hours_are_read_as_people_write_them(text, hour):
    assert hour_from_typed(text) == hour


@pytest.mark.parametrize("text", ["", "25h", "14h75", "14h3", "bientôt", "14:30:20"])
def test_what_is_no_hour_is_asked_again(text):
    with pytest.raises(Expected) as caught:
        hour_from_typed(text)
    assert caught.value.code == "hour_unread"


@given(st.times().map(lambda time: time.replace(second=0, microsecond=0)))
def test_an_hour_as_shown_is_read_back(hour):
    assert hour_from_typed(words.hour(hour)) == hour


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9/12/2026", dt.date(2026, 12, 9)),
        ("09.12.26", dt.date(2026, 12, 9)),
        ("9-12-2026", dt.date(2026, 12, 9)),
        ("9 12 2026", dt.date(2026, 12, 9)),
        ("2026-12-09", dt.date(2026, 12, 9)),
        ("9/12", dt.date(2026, 12, 9)),
        ("15/1", dt.date(2027, 1, 15)),
        ("3/9", dt.date(2026, 9, 3)),
        ("9 déc", dt.date(2026, 12, 9)),
        ("9 déc.", dt.date(2026, 12, 9)),
        ("9 Décembre 2026", dt.date(2026, 12, 9)),
        ("le 1er janvier", dt.date(2027, 1, 1)),
        ("mercredi 9 décembre", dt.date(2026, 12, 9)),
        ("12/3/88", dt.date(1988, 3, 12)),
        ("12/3/45", dt.date(2045, 3, 12)),
        ("29/2", dt.date(2028, 2, 29)),
        ("aujourd’hui", TODAY),
        ("demain", dt.date(2026, 11, 21)),
        ("après-demain", dt.date(2026, 11, 22)),
        ("hier", dt.date(2026, 11, 19)),
        ("lundi", dt.date(2026, 11, 23)),
        ("vendredi", dt.date(2026, 11, 27)),
        ("mardi prochain", dt.date(2026, 11, 24)),
        ("mardi dernier", dt.date(2026, 11, 17)),
        ("vendredi dernier", dt.date(2026, 11, 13)),
        ("+15", dt.date(2026, 12, 5)),
        ("+15 j", dt.date(2026, 12, 5)),
        ("-3", dt.date(2026, 11, 17)),
        ("+2 sem", dt.date(2026, 12, 4)),
        ("dans 3 jours", dt.date(2026, 11, 23)),
        ("dans 1 mois", dt.date(2026, 12, 20)),
        ("+1 an", dt.date(2027, 11, 20)),
        ("25", dt.date(2026, 11, 25)),
        ("9", dt.date(2026, 12, 9)),
        ("31", dt.date(2026, 12, 31)),
    ],
)
def test_days_are_read_as_people_write_them(text, day):
    assert day_from_typed(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/2/2026", "no_such_day"),
        ("30 février", "no_such_day"),
        ("32", "no_such_day"),
        ("12/13", "no_such_day"),
        ("bientôt", "day_unread"),
        ("9 brumaire", "day_unread"),
        ("", "day_unread"),
        ("9/12/202", "day_unread"),
        ("+9999 ans", "no_such_day"),
    ],
)
def test_what_is_no_day_is_asked_again(text, code):
    with pytest.raises(Expected) as caught:
        day_from_typed(text, TODAY)
    assert caught.value.code == code


@given(DAYS, DAYS)
def test_a_day_as_shown_or_written_whole_is_read_back(day, today):
    assert day_from_typed(long_day(day), today) == day
    assert day_from_typed(f"{day:%d/%m/%Y}", today) == day
    assert day_from_typed(day.isoformat(), today) == day


# Far from the last year that is read: the nearest day of a number may be in the year after.
@given(DAYS, st.dates(dt.date(1910, 1, 1), dt.date(2190, 1, 1)))
def test_without_a_year_the_nearest_day_is_meant(day, today):
    found = day_from_typed(f"{day.day}/{day.month}", today)
    assert (found.day, found.month) == (day.day, day.month)
    if (day.day, day.month) != (29, 2):
        assert abs(found - today).days <= 183


@given(st.text(max_size=20), DAYS)
def test_whatever_is_typed_is_read_or_said_in_a_sentence(text, today):
    readers = (cents_from_typed, hour_from_typed, number_from_typed, lambda typed: day_from_typed(typed, today))
    for read in readers:
        with suppress(Expected):
            read(text)


def test_surfaces_are_read_as_people_write_them():
    assert number_from_typed("78,5 m²") == Decimal("78.5")
    assert number_from_typed("78") == Decimal(78)
