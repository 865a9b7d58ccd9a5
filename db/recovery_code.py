"""The code of the paper recovery kit: 256 bits a person can copy, where a slip of the pen is told at once.

Thirteen groups of five signs, without I, L, O and U (Crockford's base 32: what looks alike is read alike). The last
sign of each group checks the group and its place: one wrong sign, two signs or two groups exchanged are always seen,
and the group is named. The check is the value of a polynomial over the field of 32 elements, at a generator: each
place has its own weight, and no weight is zero.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import StorageTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LENGTH = 13, 5
SECRET_LENGTH = 32
_VALUES = {sign: value for value, sign in enumerate(SIGNS)} | {"I": 1, "L": 1, "O": 0}
_PRIMITIVE = 0b100101  # x⁵ + x² + 1, whose root generates the field
_CARRIED = GROUPS * (GROUP_LENGTH - 1) * 5 - SECRET_LENGTH * 8  # bits of the last group that carry no secret


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode:
    """What the kit opens the vault with: 32 bytes drawn at random, never shown but on paper.

    Attributes:
        secret: The bytes.
        mark: What the spare bits say, 0 to 15: 0 a kit, else the number of a sheet that is a part of something.
    """

    secret: bytes
    mark: int = 0

    def groups(self) -> tuple[str, ...]:
        """Return the thirteen groups, as they are printed."""
        number = int.from_bytes(self.secret, "big") << _CARRIED | self.mark
        values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * (GROUP_LENGTH - 1)))]
        rows = [values[start : start + GROUP_LENGTH - 1] for start in range(0, len(values), GROUP_LENGTH - 1)]
        return tuple(
            "".join(SIGNS[value] for value in (*row, _check(place, row))) for place, row in enumerate(rows, start=1)
        )


def new_code(random: Callable[[int], bytes]) -> RecoveryCode:
    """Draw a code."""
    return RecoveryCode(random(SECRET_LENGTH))


def group_holds(place: int, typed: str) -> bool:
    """Tell whether what was typed can be the group at that place, 1 to 13: said while the hand is still there."""
    values = _values(typed)
    return values is not None and len(values) == GROUP_LENGTH and values[-1] == _check(place, values[:-1])


def read_code(typed: str) -> RecoveryCode:
    """Read a kit's code, as :func:`read_marked` reads any.

    Raises:
        StorageTrouble: ``kit_mistyped``, with the same facts: the last group of what is no kit's is wrong.
    """
    code = read_marked(typed)
    if code.mark:
        whole = GROUPS * GROUP_LENGTH
        raise StorageTrouble("kit_mistyped", group=GROUPS, signs=whole, expected=whole)
    return code


def read_marked(typed: str) -> RecoveryCode:
    """Read a code as people type it: capitals or not, spaces and hyphens anywhere, O for 0, I and L for 1.

    Raises:
        StorageTrouble: ``kit_mistyped``, with ``group``, the first one that does not hold, or None when the whole has
            not its length; ``signs``, how many there are; ``expected``, how many there should be.
    """
    signs = _signs(typed)
    parts = [signs[start : start + GROUP_LENGTH] for start in range(0, len(signs), GROUP_LENGTH)]
    whole = len(signs) == GROUPS * GROUP_LENGTH
    full = [part for part in parts[:GROUPS] if len(part) == GROUP_LENGTH]
    wrong = next((place for place, part in enumerate(full, 1) if not group_holds(place, part)), None)
    number = _number(parts) if whole and wrong is None else None
    if number is None:
        wrong = wrong or (GROUPS if whole else None)
        raise StorageTrouble("kit_mistyped", group=wrong, signs=len(signs), expected=GROUPS * GROUP_LENGTH)
    return RecoveryCode((number >> _CARRIED).to_bytes(SECRET_LENGTH, "big"), number & ((1 << _CARRIED) - 1))


def _number(parts: list[str]) -> int:
    """Return the bits of sound groups, without their checks."""
    number = 0
    for part in parts:
        for value in (_values(part) or [])[:-1]:
            number = number << 5 | value
    return number


def same_group(group: str, typed: str) -> bool:
    """Tell whether what was typed is that group, read as codes are."""
    return _values(group) == _values(typed)


def _signs(typed: str) -> str:
    """Return the signs alone: no space, no hyphen or dash of any kind, capitals."""
    composed = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in composed if unicodedata.category(sign) not in {"Zs", "Pd", "Cc", "Cf"})


def _values(typed: str) -> list[int] | None:
    found = [_VALUES.get(sign) for sign in _signs(typed)]
    return None if None in found else [value for value in found if value is not None]


def _check(place: int, values: list[int]) -> int:
    """Return the sign that brings the group, begun by its place, to zero at the generator."""
    total = place
    for value in values:
        total = _shifted(total) ^ value
    return _shifted(total)


def _shifted(value: int) -> int:
    """Return a value of the field multiplied by its generator."""
    doubled = value << 1
    return doubled ^ _PRIMITIVE if doubled & 32 else doubled
