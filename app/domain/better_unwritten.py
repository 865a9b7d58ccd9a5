"""What a note is better without: numbers and secrets that have no place here, words that judge (review E8, S-28).

Nothing is refused, counted nor sent: a quiet line stands beside the text, and the text stays.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.domain.rules import Rules

_SPACE: Final = " .\u00a0\u202f-"
_NUMBER: Final = re.compile(rf"(?<![0-9A-Za-z])[123478](?:[{_SPACE}]?[0-9AaBb]){{14}}(?![0-9A-Za-z])")
_DEPARTMENT: Final = slice(5, 7)
_CORSICA: Final = {"2A": "19", "2B": "18"}
_PASSWORD: Final = re.compile(r"\b(?:mots?\s+de\s+passe|mdp)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r"«[^»\n]*(?:»|$)|“[^”\n]*(?:”|$)", re.MULTILINE)
_JUDGING: Final = re.compile(
    r"\b(?:clochardis\w*|consommat\w+ chroniques?|beneficiaires? chroniques?|(?:le |du |dans le )?deni|savoir habiter"
    r"|desinvesti\w*|(?:manque d.|probleme d.)?hygiene|clients?|publics? cibles?|tentee?s? d.y retourner"
    r"|situations? degradees?|normalis\w+|manipulat\w+|demissionnaires?)\b"
)


def holds_social_security_number(text: str, rules: Rules) -> bool:
    """Tell whether a text holds a social-security number: fifteen digits whose key is right (NIR, INSEE)."""
    (modulus,) = (row.number for row in rules.of("social_security_number_key"))
    return any(_is_number(found.group(), modulus) for found in _NUMBER.finditer(text))


def speaks_of_password(text: str) -> bool:
    """Tell whether a text speaks of a password."""
    return _PASSWORD.search(text) is not None


def judging_words(text: str) -> tuple[str, ...]:
    """Return the words of ours that judge more than they describe, as written; what is quoted is theirs and left be."""
    ours = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    return tuple(dict.fromkeys(ours[found.start() : found.end()] for found in _JUDGING.finditer(_folded(ours))))


def _is_number(written: str, modulus: int) -> bool:
    signs = written.translate({ord(one): None for one in _SPACE}).upper()
    department = signs[_DEPARTMENT]
    digits = signs[:5] + _CORSICA.get(department, department) + signs[7:]
    return digits.isascii() and digits.isdigit() and modulus - int(digits[:-2]) % modulus == int(digits[-2:])


def _folded(text: str) -> str:
    """Return a text without capitals nor accents, sign for sign: places stay the same."""
    return "".join((unicodedata.normalize("NFKD", one)[0].casefold() or one)[0] for one in text)
