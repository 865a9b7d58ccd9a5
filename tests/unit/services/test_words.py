"""Dates and amounts as people write them, compared with the repository every other program takes them from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from app.words import amount, long_day, speaking, week_day

YEAR = [dt.date(2027, 1, 1) + dt.timedelta(days=count) for count in range(365)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_day_of_a_year_is_named_as_everywhere(language):
    with speaking(language):
        for day in YEAR:
            known = format_date(day, "d MMMM y", locale=language)
            assert long_day(day) == (known.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else known)
            assert week_day(day) == format_date(day, "EEEE", locale=language)


@pytest.mark.parametrize("language", ["fr", "en"])
@given(cents=st.integers(-(10**13), 10**13))
def test_every_amount_is_written_as_everywhere_with_spaces_the_papers_can_draw(language, cents):
    known = format_currency(Decimal(cents) / 100, "EUR", locale=language).replace("\u202f", "\u00a0")
    with speaking(language):
        assert amount(cents) == known


def test_the_first_of_a_month_and_the_two_signs_of_an_amount():
    assert long_day(dt.date(2027, 1, 1)) == "1er janvier 2027"
    assert long_day(dt.date(2026, 12, 31)) == "31 décembre 2026"
    assert amount(175330) == "1\u00a0753,30\u00a0€"
    assert amount(-5) == "-0,05\u00a0€"
