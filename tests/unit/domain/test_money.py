from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.money import cents_from_text, euros, half_up, half_up_cents, text_from_cents
from app.domain.refusals import UnreadableValue


@given(st.integers(-99999999999, 99999999999))
def test_cents_come_back_as_they_were_written(cents):
    assert cents_from_text(text_from_cents(cents)) == cents
    assert str(euros(cents)) == text_from_cents(cents)


NO_AMOUNTS = (
    *("", "4", "4.0", "4.000", "04.00", "+4.00", ".50", "4,00", "1e2", "400.00\n", " 4.00", "--4.00", "NaN"),
    *("1000000000.00", "４００.00", "٤٠٠.٠٠", "4.0０"),
)


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_any_other_writing_of_an_amount_is_refused(text):
    with pytest.raises(UnreadableValue) as caught:
        cents_from_text(text)
    assert (caught.value.code, caught.value.found) == ("money", text)


@given(st.fractions(), st.integers(0, 6))
@example(Fraction(10**40, 3), 6)
def test_rounding_is_half_away_from_zero_and_once(exact, digits):
    unit = Fraction(1, 10**digits)
    rounded = half_up(exact, digits)
    assert abs(Fraction(rounded) - exact) <= unit / 2
    assert -rounded.as_tuple().exponent == digits
    if abs(Fraction(rounded) - exact) == unit / 2:
        assert abs(Fraction(rounded)) > abs(exact)


@given(st.decimals(-(10**6), 10**6, places=6))
def test_rounding_agrees_with_the_decimal_module(value):
    assert half_up(Fraction(value), 2) == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_half_a_cent_goes_up():
    assert half_up_cents(Fraction(1, 2)) == 1
    assert half_up_cents(Fraction(-1, 2)) == -1
    assert half_up_cents(Fraction(49, 100)) == 0
