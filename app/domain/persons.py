"""People of a household as rules see them: a ref, an age, a place.

Somebody of whom nothing says whether they are of age signs nothing until it is said (domain C.0). The one exception
is a case that names no adult at all, which is then about the first it names.
"""

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
        birth_date: ``None`` when unknown; the relation then may say whether they are an adult.
        relation: Their place in the household.
        label: Name to show beside what concerns them.
    """

    ref: str
    birth_date: dt.date | None = None
    relation: Relation | None = None
    label: str = ""


_SAID = {
    Relation.HOLDER: True,
    Relation.PARTNER: True,
    Relation.OTHER_ADULT: True,
    Relation.CHILD: False,
}
"""What a place in the household says of an age; somebody in another's charge may have any."""


def is_adult(person: Person, day: dt.date, rules: Rules) -> bool | None:
    """Tell whether a person is of age on a day; None when nothing says it."""
    if person.birth_date is None:
        return _SAID.get(person.relation) if person.relation is not None else None
    return age_on(person.birth_date, day) >= rules.on("adult_age", day).number


def adults(persons: Iterable[Person], day: dt.date, rules: Rules) -> tuple[str, ...]:
    """Give the refs of the adults on a day, in the household's order."""
    said = [(person.ref, is_adult(person, day, rules)) for person in persons]
    known = tuple(ref for ref, adult in said if adult)
    return known or tuple(ref for ref, adult in said if adult is None)[:1]


def unspecified(persons: Iterable[Person], day: dt.date, rules: Rules) -> tuple[str, ...]:
    """Give the refs of those of whom it is to be said whether they are adults or children, in order."""
    every = tuple(persons)
    counted = adults(every, day, rules)
    return tuple(one.ref for one in every if one.ref not in counted and is_adult(one, day, rules) is None)
