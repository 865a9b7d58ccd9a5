"""The day something to do is for, where its words say it: « ! appeler la CAF demain », « avant le 12/12 : le dossier ».

Without a day nobody is reminded of it. Only what begins or ends the words counts, and only a day to come: « ce qu’il a
signé lundi dernier » is for no day. A number alone is never a day (« payer 60 », a telephone's): « le » must say so.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from app.errors import Expected
from app.services.typed import day_from_typed

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 4  # « mardi 1er décembre 2026 »
_FURTHEST: Final = dt.timedelta(days=366)
_READ: Final = 12  # words of each end: a day and its hour have fewer, and a text may be of any length
_WORD: Final = 40  # letters: a longer one says no day
_HOUR_LAST: Final = re.compile(
    r"(?:,? (?:matin|midi|après-midi|soir|au plus tard|(?:[àa] |vers )?(?:midi|[0-9]{1,2} ?h ?[0-9]{0,2})))+$",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"^(?:avant|pour|d'ici|dès|au plus tard) +", re.IGNORECASE)
_NAMED: Final = re.compile(r"^le +[0-9]++(?! +[0-9])|[a-zé]{3}", re.IGNORECASE)


def day_said(what: str, on: dt.date) -> dt.date | None:
    """Return the day something is to be done, None where its words say none.

    Args:
        what: What is to be done, as kept: without its mark.
        on: The day of the note: « demain » is the day after.
    """
    words = what.replace("’", "'").strip(" \u00a0.,;:!…").split()
    last = _HOUR_LAST.sub("", " ".join(word[:_WORD] for word in words[-_READ:])).split()
    first = [word[:_WORD] for word in words[:_READ]]
    for said in (*_last_of(last), *_first_of(first)):
        found = _day(said, on)
        if found is not None:
            return found
    return None


def _last_of(words: list[str]) -> Iterator[str]:
    """Give what may say a day at the end, the longest first."""
    return (" ".join(words[-count:]) for count in range(min(_LONGEST + 1, len(words)), 0, -1))


def _first_of(words: list[str]) -> Iterator[str]:
    """Give what may say a day at the beginning, the longest first."""
    for count in range(min(_LONGEST + 1, len(words)), 0, -1):
        if not _goes_on(words[count:]):
            yield " ".join(words[:count]).rstrip(",:")


def _goes_on(words: list[str]) -> bool:
    return bool(words) and words[0][0].isdigit()  # « le 06 » of « le 06 12 34 56 10 »


def _day(said: str, on: dt.date) -> dt.date | None:
    said = _BEFORE.sub("", said)
    if _NAMED.search(said) is None:
        return None
    try:
        found = day_from_typed(said, on)
    except Expected:
        return None
    return found if on <= found <= on + _FURTHEST else None
