"""What people type in a form, read: amounts, days and hours as they are written by hand in French.

The household's « 60 », « 60€ » and « 1 234,50 » are one way of writing; « demain » and « +15 » are days. Whatever does
not read is said in one sentence, and the text stays where it was typed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.domain.days import add_months
from app.errors import Expected
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SPACES: Final = re.compile(r"\s+")  # no-break and narrow ones are spaces too
_AMOUNT: Final = re.compile(r"(?P<sign>[-−–]?)(?P<euros>[0-9]{1,9})(?:[.,](?P<cents>[0-9]{1,2}))?", re.ASCII)
_THOUSANDS: Final = re.compile(r"(?P<sign>[-−–]?)(?P<euros>[0-9]{1,3}(?:[.][0-9]{3})+),(?P<cents>[0-9]{1,2})", re.ASCII)
_HOUR: Final = re.compile(r"(?P<hour>[0-9]{1,2})\s*(?:[h:.]\s*(?P<minute>[0-9]{2})?)?", re.ASCII)
_CLOCK: Final = re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})", re.ASCII)
_NUMBERS: Final = re.compile(
    r"(?P<day>[0-9]{1,2})\s*[/.\- ]\s*(?P<month>[0-9]{1,2})(?:\s*[/.\- ]\s*(?P<year>[0-9]{2,4}))?"
)
_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_WORDS: Final = re.compile(
    r"(?:(?P<name>[a-z]+)\.? )?(?P<day>[0-9]{1,2})(?:er)? ?(?P<month>[a-z]+)\.?(?: (?P<year>[0-9]{2,4}))?"
)
_ALONE: Final = re.compile(r"(?P<day>[0-9]{1,2})(?:er)?")
_AWAY: Final = re.compile(r"(?:(?P<in>dans) )?(?P<sign>[+-]?) ?(?P<count>[0-9]{1,4}) ?(?P<unit>[a-z]*)\.?")
_MONTHS: Final = (
    ("janvier", "janv", "jan"), ("fevrier", "fevr", "fev"), ("mars", "mar"), ("avril", "avr"), ("mai",), ("juin",),
    ("juillet", "juil"), ("aout", "aou"), ("septembre", "sept", "sep"), ("octobre", "oct"), ("novembre", "nov"),
    ("decembre", "dec"),
)  # fmt: skip
_MONTH_OF: Final[Mapping[str, int]] = {word: rank for rank, words in enumerate(_MONTHS, start=1) for word in words}
_WEEK: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_NEAR: Final[Mapping[str, int]] = {
    "aujourd'hui": 0, "aujourdhui": 0, "ce jour": 0, "demain": 1, "apres-demain": 2, "apres demain": 2, "hier": -1,
    "avant-hier": -2, "avant hier": -2,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_AHEAD: Final = 20  # « 45 » is 1945 once it would be further ahead than this many years
_CENTURY: Final = 100
_SHORT_YEAR: Final = 2
_DAYS_IN_A_WEEK: Final = 7
_LEAP: Final = 8  # years between two 29 February, at most


def cents_from_typed(text: str) -> int:
    """Read an amount in euros: « 1 234,50 », « 60 », « 60€ », « 60,5 », « 60€50 », « -12 ».

    Raises:
        Expected: ``amount_unread``.
    """
    written = _SPACES.sub("", text.casefold()).replace("euros", "€").replace("euro", "€").replace("eur", "€")
    written = written[:-1] if written.endswith("€") else written.replace("€", ",")
    found = _AMOUNT.fullmatch(written) or _THOUSANDS.fullmatch(written)
    if found is None:
        raise Expected(
            "amount_unread",
            _("« {text} » ne se lit pas comme un montant. Écrivez par exemple 60, 60,50 ou 1 234,50.").format(
                text=text
            ),
        )
    cents = int(found["euros"].replace(".", "")) * _CENTURY + int((found["cents"] or "").ljust(2, "0"))
    return -cents if found["sign"] else cents


def number_from_typed(text: str) -> Decimal:
    """Read a surface: « 78 », « 78,5 », « 78,5 m² ».

    Raises:
        Expected: ``number_unread``.
    """
    written = _SPACES.sub("", text).removesuffix("m²").removesuffix("m2").replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,5}([.][0-9]{1,2})?", written, re.ASCII):
        raise Expected(
            "number_unread",
            _("« {text} » ne se lit pas comme un nombre. Écrivez par exemple 78 ou 78,5.").format(text=text),
        )
    return Decimal(written)


def hour_from_typed(text: str) -> dt.time:
    """Read an hour: « 14h30 », « 14:30 », « 14 h », « 9 », « 1430 », « midi ».

    Raises:
        Expected: ``hour_unread``.
    """
    written = _SPACES.sub(" ", text.strip().casefold())
    if written == "midi":
        return dt.time(12)
    found = _CLOCK.fullmatch(written) or _HOUR.fullmatch(written)
    try:
        if found is not None:
            return dt.time(int(found["hour"]), int(found["minute"] or 0))
    except ValueError:
        pass
    raise Expected(
        "hour_unread",
        _("« {text} » ne se lit pas comme une heure. Écrivez par exemple 9h, 14h30 ou 14:30.").format(text=text),
    )


def day_from_typed(text: str, today: dt.date) -> dt.date:
    """Read a day: « 9/12/2026 », « 9/12 », « 9 déc », « mardi 9 décembre », « demain », « mardi », « +15 », « 9 ».

    Without a year, the day nearest to today is meant; without a month either, the next one of that number; a name of a
    day is the next one.

    Raises:
        Expected: ``day_unread``, ``no_such_day`` (31/02).
    """
    written = _plain(text)
    for way in (_near, _week, _iso, _numbers, _words, _away, _alone):
        found = _tried(way, text, written, today)
        if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return found
    raise Expected(
        "day_unread",
        _("« {text} » ne se lit pas comme une date. Écrivez par exemple 9/12/2026, 9 déc, demain ou +15.").format(
            text=text
        ),
    )


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.replace("’", "'").replace("−", "-").casefold())
    written = "".join(sign for sign in marks if not unicodedata.combining(sign))
    return _SPACES.sub(" ", written).strip().removeprefix("le ").strip()


def _tried(way: Callable[[str, dt.date], dt.date | None], text: str, written: str, today: dt.date) -> dt.date | None:
    try:
        return way(written, today)
    except (ValueError, OverflowError) as problem:
        raise Expected(
            "no_such_day", _("Ce jour n’existe pas au calendrier : « {text} ». Vérifiez-le.").format(text=text)
        ) from problem


def _near(written: str, today: dt.date) -> dt.date | None:
    return today + dt.timedelta(days=_NEAR[written]) if written in _NEAR else None


def _week(written: str, today: dt.date) -> dt.date | None:
    name, _space, when = written.partition(" ")
    if name not in _WEEK or when not in {"", "prochain", "dernier"}:
        return None
    ahead = (_WEEK.index(name) - today.weekday()) % _DAYS_IN_A_WEEK
    if when == "dernier":
        return today + dt.timedelta(days=ahead - _DAYS_IN_A_WEEK)
    return today + dt.timedelta(days=ahead or _DAYS_IN_A_WEEK)


def _iso(written: str, _today: dt.date) -> dt.date | None:
    found = _ISO.fullmatch(written)
    return dt.date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def _numbers(written: str, today: dt.date) -> dt.date | None:
    found = _NUMBERS.fullmatch(written)
    return _dated(int(found["day"]), int(found["month"]), found["year"], today) if found else None


def _words(written: str, today: dt.date) -> dt.date | None:
    found = _WORDS.fullmatch(written)
    if found is None or found["month"] not in _MONTH_OF or (found["name"] and found["name"] not in _WEEK):
        return None
    return _dated(int(found["day"]), _MONTH_OF[found["month"]], found["year"], today)


def _dated(day: int, month: int, year: str | None, today: dt.date) -> dt.date:
    if year is not None:
        return dt.date(_whole_year(year, today), month, day)
    around = (_existing(today.year + years, month, day) for years in range(-_LEAP, _LEAP + 1))
    known = [one for one in around if one is not None]
    if not known:
        raise ValueError("never a day")
    return min(known, key=lambda one: (abs(one - today), one < today))


def _existing(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _whole_year(year: str, today: dt.date) -> int:
    if len(year) != _SHORT_YEAR:
        return int(year)
    this_century = today.year // _CENTURY * _CENTURY + int(year)
    return this_century if this_century <= today.year + _AHEAD else this_century - _CENTURY


def _away(written: str, today: dt.date) -> dt.date | None:
    found = _AWAY.fullmatch(written)
    if found is None or not (found["sign"] or found["in"]):
        return None
    count = int(found["count"]) * (-1 if found["sign"] == "-" else 1)
    unit = found["unit"]
    if unit in {"", "j", "jour", "jours"}:
        return today + dt.timedelta(days=count)
    if unit in {"s", "sem", "semaine", "semaines"}:
        return today + dt.timedelta(weeks=count)
    if unit in {"m", "mois"}:
        return add_months(today, count)
    return add_months(today, count * 12) if unit in {"an", "ans"} else None


def _alone(written: str, today: dt.date) -> dt.date | None:
    found = _ALONE.fullmatch(written)
    if found is None:
        return None
    for months in range(13):
        there = _existing(*add_months(today.replace(day=1), months).timetuple()[:2], int(found["day"]))
        if there is not None and there >= today:
            return there
    raise ValueError("never a day")
