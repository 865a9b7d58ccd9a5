"""People of a household as rules see them: a ref, an age, a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.days import age_on
from resources.vocabulary import Relation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app.domain.rules import Rules


@dataclass(frozen=True, slots=True)
class Person:
    """One person, in the household's order.

    Attributes:
        ref: How other values name them.
        birth_date: ``None`` when unknown; the relation then says whether they are an adult.
        relation: Their place in the household.
        label: Name to show beside what concerns them.
    """

    ref: str
    birth_date: dt.date | None = None
    relation: Relation | None = None
    label: str = ""


def is_adult(person: Person, day: dt.date, rules: Rules) -> bool:
    """Tell whether a person is of age on a day; without a birth date, everyone but a child is."""
    if person.birth_date is None:
        return person.relation is not Relation.CHILD
    return age_on(person.birth_date, day) >= rules.on("adult_age", day).number


def adults(persons: Iterable[Person], day: dt.date, rules: Rules) -> tuple[str, ...]:
    """Give the refs of the adults on a day, in the household's order."""
    return tuple(person.ref for person in persons if is_adult(person, day, rules))
