"""How a rule says no: a value for what is refused, an exception for what cannot be read.

A rule never writes a sentence: it gives a stable code and facts; services and documents make the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableValue(ValueError):
    """A written value that is not of its kind.

    Attributes:
        code: Which kind or why (``money``, ``instant``, ``nonexistent_time``, ``ambiguous_time``, ``zone``).
        found: What stood there.
        expected: What was expected, in technical form.
    """

    def __init__(self, code: str, *, found: str, expected: str) -> None:
        super().__init__(f"{code}: {found!r}")
        self.code = code
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act is not done.

    Attributes:
        code: Stable word (``diagnosis_not_approved``).
        about: Refs of what stands in the way (persons, points, objectives), in order.
        hard: One of the four refusals nobody passes over (decisions 7); every other is passed over with a dated motive.
    """

    code: str
    about: tuple[str, ...] = ()
    hard: bool = False
