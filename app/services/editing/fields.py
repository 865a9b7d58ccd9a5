"""What can be edited and how it is said: a kind of thing, its fields, where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Any

from app.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.base import Journalled


class FieldType(Enum):
    """What a field holds, and the Python value a screen gives and receives (``None``: not said)."""

    TEXT = auto()  # str, one line
    LONG_TEXT = auto()  # str
    WORD = auto()  # a member of the field's vocabulary
    WORDS = auto()  # tuple of them
    TEXTS = auto()  # tuple of str
    DAY = auto()  # dt.date
    DAYS = auto()  # tuple of dt.date
    HOUR = auto()  # dt.time
    INSTANT = auto()  # dt.datetime, naive when it was written without offset
    CENTS = auto()  # int
    AMOUNTS = auto()  # tuple of int, cents
    COUNT = auto()  # int, from the field's least to its most
    NUMBER = auto()  # decimal.Decimal, two digits at most
    FLAG = auto()  # bool
    PERSON = auto()  # id of a person of the case
    PERSONS = auto()
    WORKER = auto()  # id of a worker of the directory
    WORKERS = auto()
    ORGANISATION = auto()  # id of an organisation of the directory
    ORGANISATIONS = auto()
    SOMEONE = auto()  # id of a person of the case or of a worker
    PEOPLE = auto()
    OBJECTIVES = auto()  # tuple of ids of objectives of the case
    CONTACT = auto()  # id of a contact of the case


SEVERAL = frozenset(
    {
        FieldType.WORDS,
        FieldType.TEXTS,
        FieldType.DAYS,
        FieldType.AMOUNTS,
        FieldType.PERSONS,
        FieldType.WORKERS,
        FieldType.ORGANISATIONS,
        FieldType.PEOPLE,
        FieldType.OBJECTIVES,
    }
)
"""The types whose value is a tuple."""


Vocabulary = type[StrEnum]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        name: Its column.
        message: Its French label, before translation.
        words: The vocabulary of a word.
        needed: Whether the thing means nothing without it; a screen keeps what is typed meanwhile as a draft.
        least: Smallest count.
        most: Largest count.
    """

    name: str
    type: FieldType
    message: str
    words: Vocabulary | None = None
    needed: bool = False
    least: int = 0
    most: int = 10_000

    @property
    def label(self) -> str:
        """The label to show."""
        return _(self.message)


@dataclass(frozen=True, slots=True)
class Editable:
    """One kind of thing a case file carries.

    Attributes:
        kind: Its table.
        message: What one of them is called, in French, before translation.
        parents: Kind to the column that names it; empty for what stands in the case itself.
        single: There is one of them (in its parent, or in the case).
        versions: The last is the current one; those before stay as they were.
        sort: The day it is listed by; without one, the order in which it was written.
        in_order: Pairs of days the second of which is not before the first; told, never refused.
        together: Fields that mean nothing without the first ones of their group (those needed, the others); told.
        fallbacks: What stands for a needed field that is not said.
    """

    kind: str
    model: type[Journalled]
    message: str
    fields: tuple[Field, ...]
    parents: Mapping[str, str] = field(default_factory=dict)
    single: bool = False
    versions: bool = False
    sort: str | None = None
    in_order: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    fallbacks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The name to show."""
        return _(self.message)

    def field(self, name: str) -> Field:
        """Return a field by its name.

        Raises:
            ValueError: No such field.
        """
        found = next((one for one in self.fields if one.name == name), None)
        if found is None:
            raise ValueError(f"{self.kind} has no field {name!r}")
        return found


def text(name: str, message: str, *, needed: bool = False) -> Field:
    """Declare a short text."""
    return Field(name, FieldType.TEXT, message, needed=needed)


def long_text(name: str, message: str, *, needed: bool = False) -> Field:
    """Declare a long text."""
    return Field(name, FieldType.LONG_TEXT, message, needed=needed)


def word(name: str, message: str, words: type[StrEnum], *, needed: bool = False) -> Field:
    """Declare a word of a vocabulary."""
    return Field(name, FieldType.WORD, message, words, needed=needed)


def words(name: str, message: str, vocabulary: type[StrEnum], *, needed: bool = False) -> Field:
    """Declare several words of a vocabulary."""
    return Field(name, FieldType.WORDS, message, vocabulary, needed=needed)


def day(name: str, message: str, *, needed: bool = False) -> Field:
    """Declare a day."""
    return Field(name, FieldType.DAY, message, needed=needed)


def cents(name: str, message: str, *, needed: bool = False) -> Field:
    """Declare an amount."""
    return Field(name, FieldType.CENTS, message, needed=needed)


def flag(name: str, message: str) -> Field:
    """Declare a yes or a no."""
    return Field(name, FieldType.FLAG, message)


def count(name: str, message: str, least: int = 0, most: int = 10_000) -> Field:
    """Declare a whole number."""
    return Field(name, FieldType.COUNT, message, least=least, most=most)


def of(type_: FieldType, name: str, message: str, *, needed: bool = False) -> Field:
    """Declare a field of any type that needs no vocabulary."""
    return Field(name, type_, message, needed=needed)
