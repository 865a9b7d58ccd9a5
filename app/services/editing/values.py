"""One value of a field: as a row keeps it, as a screen gives it, as it is read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.domain.instants import time_from_text
from app.services.editing.fields import SEVERAL, Field, FieldType
from app.words import _, amount, hour, language, long_day
from resources.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_CENTS = 99_999_999_999
_YEARS = range(1900, 2200)
_MOST_NUMBER = Decimal(99_999)
_DIGITS = -2
_IDS = frozenset({FieldType.PERSON, FieldType.WORKER, FieldType.ORGANISATION, FieldType.SOMEONE, FieldType.CONTACT})
_ONE: Mapping[FieldType, FieldType] = {
    FieldType.WORDS: FieldType.WORD,
    FieldType.TEXTS: FieldType.TEXT,
    FieldType.DAYS: FieldType.DAY,
    FieldType.AMOUNTS: FieldType.CENTS,
    FieldType.PERSONS: FieldType.PERSON,
    FieldType.WORKERS: FieldType.WORKER,
    FieldType.ORGANISATIONS: FieldType.ORGANISATION,
    FieldType.PEOPLE: FieldType.SOMEONE,
    FieldType.OBJECTIVES: FieldType.CONTACT,
}


def read_value(field: Field, kept: Any) -> Any:
    """Return the Python value of what a row keeps; a list nobody filled is empty, anything else ``None``."""
    if field.type in SEVERAL:
        return tuple(_read(field, _ONE[field.type], one) for one in kept or ())
    return None if kept is None else _read(field, field.type, kept)


def _read(field: Field, type_: FieldType, kept: Any) -> Any:
    match type_:
        case FieldType.WORD:
            known = {one.value: one for one in field.words or ()}
            return known.get(kept, kept)  # a word of a later version is shown as it is written
        case FieldType.HOUR:
            return time_from_text(kept)
        case FieldType.INSTANT:
            return dt.datetime.fromisoformat(kept)
        case FieldType.NUMBER:
            return Decimal(kept)
        case FieldType.DAY if isinstance(kept, str):
            return dt.date.fromisoformat(kept)
        case _:
            return kept


def kept_value(field: Field, value: Any) -> Any:
    """Return what a row keeps of a Python value; an empty text or list is « not said ».

    Raises:
        ValueError: The value is not of the field's type: a fault of the screen.
    """
    if value is None or value in ("", ()):
        return None
    if field.type not in SEVERAL:
        return _kept(field, field.type, value)
    if isinstance(value, str) or not isinstance(value, tuple | list):
        raise _wrong(field, value)
    kept = tuple(_kept(field, _ONE[field.type], one) for one in value)
    return tuple(day.isoformat() for day in kept) if field.type is FieldType.DAYS else kept


def _kept(field: Field, type_: FieldType, value: Any) -> Any:
    if type_ is FieldType.WORD:
        return _word(field, value)
    expected = str if type_ in _IDS else _PYTHON[type_]
    # A yes is an integer and an instant is a day, for the language and for nobody else.
    if not isinstance(value, expected) or isinstance(value, bool) is not (type_ is FieldType.FLAG):
        raise _wrong(field, value)
    return _WRITTEN[type_](field, value) if type_ in _WRITTEN else value


def _word(field: Field, value: Any) -> Any:
    if field.words is None or not isinstance(value, str):
        raise _wrong(field, value)
    return field.words(value)


def _cents(field: Field, value: int) -> int:
    if abs(value) > MOST_CENTS:
        raise _wrong(field, value)
    return value


def _count(field: Field, value: int) -> int:
    if not field.least <= value <= field.most:
        raise _wrong(field, value)
    return value


def _day(field: Field, value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime) or value.year not in _YEARS:
        raise _wrong(field, value)
    return value


def _instant(field: Field, value: dt.datetime) -> str:
    if value.year not in _YEARS:
        raise _wrong(field, value)
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _number(field: Field, value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < _DIGITS or not 0 <= value <= _MOST_NUMBER:
        raise _wrong(field, value)
    return f"{value:f}"


_PYTHON: Mapping[FieldType, type] = {
    FieldType.TEXT: str,
    FieldType.LONG_TEXT: str,
    FieldType.DAY: dt.date,
    FieldType.HOUR: dt.time,
    FieldType.INSTANT: dt.datetime,
    FieldType.CENTS: int,
    FieldType.COUNT: int,
    FieldType.NUMBER: Decimal,
    FieldType.FLAG: bool,
}
_WRITTEN: Mapping[FieldType, Callable[[Field, Any], Any]] = {
    FieldType.DAY: _day,
    FieldType.HOUR: lambda _field, value: value.strftime("%H:%M"),
    FieldType.INSTANT: _instant,
    FieldType.CENTS: _cents,
    FieldType.COUNT: _count,
    FieldType.NUMBER: _number,
}


def _wrong(field: Field, value: Any) -> ValueError:
    # The value itself is private: only what it is may stand in a trace.
    return ValueError(f"{field.name}: {type(value).__name__} is not a {field.type.name.lower()} it may hold")


def shown_value(field: Field, value: Any, name_of: Callable[[str], str]) -> str:
    """Return a Python value as it is read; what is not said is an empty text.

    Args:
        field: What it is the value of.
        value: The Python value.
        name_of: How the person, the organisation… with that id is called.
    """
    if field.type in SEVERAL:
        texts = [_shown(_ONE[field.type], one, name_of) for one in value]
        return ("\n" if field.type is FieldType.TEXTS else ", ").join(filter(None, texts))
    return "" if value is None else _shown(field.type, value, name_of)


def _shown(type_: FieldType, value: Any, name_of: Callable[[str], str]) -> str:
    if type_ in _IDS:
        return name_of(value)
    return _SHOWN[type_](value) if type_ in _SHOWN else str(value)


def _shown_instant(instant: dt.datetime) -> str:
    return _("{day} à {hour}").format(day=long_day(instant.date()), hour=hour(instant.time()))


_SHOWN: Mapping[FieldType, Callable[[Any], str]] = {
    FieldType.WORD: lambda word: _(LABELS[word].text) if type(word) is not str else word,
    FieldType.DAY: long_day,
    FieldType.HOUR: hour,
    FieldType.INSTANT: _shown_instant,
    FieldType.CENTS: amount,
    FieldType.NUMBER: lambda number: f"{number:f}".replace(".", "," if language() == "fr" else "."),
    FieldType.FLAG: lambda yes: _("oui") if yes else _("non"),
}
