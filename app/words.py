"""Words shown to people: one gettext catalogue for screens, papers and messages.

The source language is French (a jurist must be able to read the papers in the code); English is a complete second
catalogue under ``resources/locale/en``.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from gettext import NullTranslations

LOCALE_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "locale"
DOMAIN = "palier"
NO_BREAK = "\u00a0"
_SPACES = re.compile(r"[ \t\r\n\f\v]+")  # never the no-break ones

# As the Common Locale Data Repository has them (a test compares): the library that knows every language of the world
# costs 5 MB and a tenth of a second at the first date shown.
# fmt: off
_MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin",
           "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}
# fmt: on
_WEEK_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

_catalogue: NullTranslations | None = None  # French needs none: its sentences are those of the code
_language = "fr"


def use_language(language: str) -> None:
    """Speak ``fr`` or ``en`` from now on; any other language falls back to French."""
    global _catalogue, _language  # noqa: PLW0603 -- the language is the process's, like its locale
    _language = language if language == "en" else "fr"
    _catalogue = _catalogue_of(_language)


def _catalogue_of(language: str) -> NullTranslations | None:
    if language == "fr":
        return None
    import gettext  # noqa: PLC0415 -- the lock screen speaks French without it

    return gettext.translation(DOMAIN, LOCALE_FOLDER, [language])


def language_of_the_system() -> str:
    """Return ``en`` when ``PALIER_LANGUAGE`` asks for it, else ``fr``: the users' language is French."""
    return "en" if os.environ.get("PALIER_LANGUAGE", "").startswith("en") else "fr"


def language() -> str:
    """Return the language spoken now."""
    return _language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while (papers are French whatever the screen speaks)."""
    before = _language
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def _(message: str) -> str:
    """Return the sentence in the language spoken now."""
    return message if _catalogue is None else _catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the sentence for that count in the language spoken now."""
    if _catalogue is None:
        return singular if abs(count) < 2 else plural  # noqa: PLR2004 -- French: 0 and 1 are singular
    return _catalogue.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name, known to every extractor
    """Mark a sentence for the catalogue without translating it yet."""
    return message


def on_one_line(text: str, most: int) -> str:
    """Return a text on one line of so many characters at most, cut between two words; no-break spaces stay."""
    line = _SPACES.sub(" ", text.strip(" \n"))
    if len(line) <= most:
        return line
    return f"{line[: most - 1].rpartition(' ')[0] or line[: most - 2]} …"


def long_day(day: dt.date) -> str:
    """Return a day as people say it: « 9 décembre 2026 », « 1er janvier 2027 »."""
    number = "1er" if day.day == 1 and _language == "fr" else str(day.day)
    return f"{number} {_MONTHS[_language][day.month - 1]} {day.year}"


def month_name(day: dt.date) -> str:
    """Return the month of a day: « décembre 2026 »."""
    return f"{_MONTHS[_language][day.month - 1]} {day.year}"


def week_day(day: dt.date) -> str:
    """Return the name of a day of the week: « mardi »."""
    return _WEEK_DAYS[_language][day.weekday()]


def amount(cents: int) -> str:
    """Return money as people write it, with no-break spaces: « 1 753,30 € »."""
    whole, rest = divmod(abs(cents), 100)
    sign, euros = "-" if cents < 0 else "", f"{whole:,}"
    if _language == "en":
        return f"{sign}€{euros}.{rest:02d}"
    return f"{sign}{euros.replace(',', NO_BREAK)},{rest:02d}{NO_BREAK}€"


def hour(at: dt.time) -> str:
    """Return a time of day as people write it: « 9 h », « 14 h 05 »; in English « 09:00 »."""
    if _language != "fr":
        return f"{at:%H:%M}"
    return f"{at.hour}\u00a0h\u00a0{at.minute:02d}" if at.minute else f"{at.hour}\u00a0h"
