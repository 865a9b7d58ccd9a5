"""French as it is printed: no-break spaces, days and amounts in words.

U+202F is missing from the font of the documents: the ordinary no-break space U+00A0 stands for it everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

NBSP = "\u00a0"

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_SAME = {"\u202f": NBSP, "\u2007": NBSP, "\u2011": "-", "\t": " ", "\r\n": "\n", "\r": "\n", "\u2028": "\n"}
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"  # shades and flags: nothing of them shows in black and white
)
_BEFORE = re.compile("[ \u00a0]+([;:!?»])")
_AFTER = re.compile("«[ \u00a0]*(?=\\S)")
_GLUED = re.compile("(?<=[^\\s\u00a0])»")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_UNITS = re.compile(r"(?<=\d) (?=(?:€|%|mois|jours?|ans|h|m²|rue|place|quai|avenue)\b|[€%])")
_DATES = re.compile(r"\b(\d{1,2}|1er) (" + "|".join(_MONTHS) + r")\b(?: (?=\d{4}\b))?")
_PHONES = re.compile(r"(?<!\d)(?:\+33 \d|0\d)(?: \d{2}){4}(?! ?\d)")
_TITLES = re.compile(r"\b(M\.|MM\.|Mme|Mmes|Me|n°|art\.|p\.|TSA|SIRET) (?=\S)")


def french(text: str) -> str:
    """Return the text with the no-break spaces French printing wants; words are never changed.

    Spaces already written before ``; : ! ? »`` become no-break; guillemets get theirs when missing; nothing is added
    before a colon or a question mark written without a space (addresses, hours).
    """
    text = clean(text)
    text = _AFTER.sub("«" + NBSP, text)
    text = _GLUED.sub(NBSP + "»", text)
    text = _BEFORE.sub(NBSP + r"\1", text)
    text = _THOUSANDS.sub(NBSP, text)
    text = _UNITS.sub(NBSP, text)
    text = _DATES.sub(_unbroken, text)
    text = _PHONES.sub(_unbroken, text)
    return _TITLES.sub(r"\1" + NBSP, text)


def _unbroken(found: re.Match[str]) -> str:
    return found[0].replace(" ", NBSP)


def clean(text: str) -> str:
    """Return the text composed (NFC), without characters that show nothing, with the line feed as only line end."""
    for written, same in _SAME.items():
        text = text.replace(written, same)
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def day(value: dt.date) -> str:
    """Return « 22 septembre 2026 », « 1er mars 2027 » in no-break spaces."""
    number = "1er" if value.day == 1 else str(value.day)
    return NBSP.join((number, _MONTHS[value.month - 1], str(value.year)))


def day_or(value: dt.date | None, otherwise: str = "") -> str:
    """Return the day in words, or what stands for a day nobody set."""
    return otherwise if value is None else day(value)


def days(values: tuple[dt.date, ...]) -> str:
    """Return « 27 août 2026 et 3 septembre 2026 »."""
    return listed(tuple(day(value) for value in values))


def listed(words: tuple[str, ...]) -> str:
    """Return « a, b et c »."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " et " + words[-1] if words else ""


def money(cents: int) -> str:
    """Return cents as « 1 753,30 € » with no-break spaces; a debt is « −12,00 € »."""
    euros, rest = divmod(abs(cents), 100)
    whole = f"{euros:,}".replace(",", NBSP)
    sign = "−" if cents < 0 else ""
    return f"{sign}{whole},{rest:02d}{NBSP}€"


def number_word(count: int) -> str:
    """Return small numbers in letters, others in figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def sentence(text: str) -> str:
    """Return the text with a first capital and an end, for words written as fragments."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…»" else ".")
