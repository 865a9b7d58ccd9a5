"""Amounts in integer cents, written as ``"476.90"`` in files, and the one way of rounding."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.refusals import UnreadableValue

if TYPE_CHECKING:
    from fractions import Fraction

_WRITTEN = re.compile(r"-?(0|[1-9][0-9]{0,8})\.[0-9]{2}", re.ASCII)
_CENTS_IN_A_EURO = 100


def cents_from_text(text: str) -> int:
    """Read an amount as a case file writes it.

    Args:
        text: Euros with exactly two digits, ASCII, as ``"476.90"`` or ``"-3.45"`` (review C8).

    Returns:
        Integer cents.

    Raises:
        UnreadableValue: Code ``money``, for any other writing.
    """
    if _WRITTEN.fullmatch(text) is None:
        raise UnreadableValue("money", found=text, expected='-?(0|[1-9][0-9]{0,8})\\.[0-9]{2} ("476.90")')
    return int(text.replace(".", ""))


def text_from_cents(cents: int) -> str:
    """Write cents as a case file does: ``47690`` gives ``"476.90"``."""
    euros, rest = divmod(abs(cents), _CENTS_IN_A_EURO)
    return f"{'-' if cents < 0 else ''}{euros}.{rest:02d}"


def euros(cents: int) -> Decimal:
    """Give cents as euros with two digits, exactly."""
    return Decimal(f"{cents}E-2")


def half_up(exact: Fraction, digits: int) -> Decimal:
    """Round an exact fraction once, half away from zero (review D2).

    Args:
        exact: What was computed, never rounded before.
        digits: Digits kept after the point.

    Returns:
        A decimal with exactly that many digits.
    """
    scaled = abs(exact) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    # From text: arithmetic on decimals would round to the precision of the context.
    return Decimal(f"{-whole if exact < 0 else whole}E-{digits}")


def half_up_cents(exact: Fraction) -> int:
    """Round an exact number of cents to a whole one, half away from zero."""
    return int(half_up(exact, 0))
