"""Neighbouring leaks: words that let a reader guess the point about health (decision 10, practice P-03).

A warning, never a refusal: whoever writes the sentence reads it again, and it stays theirs.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LONG_ENOUGH = 6
_LETTERS = re.compile(r"[^\W_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")  # only there does a sign carry marks


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that let guess a kind of thing, all folded.

    Attributes:
        beginnings: A word that begins so is one of them; those of two words are looked for as they are.
        exact: Words found whole only.
        plain: Words that tell nothing, even where the point itself uses them.
    """

    beginnings: tuple[str, ...]
    exact: frozenset[str]
    plain: frozenset[str]


@cache
def health_lexicon() -> Lexicon:
    """Read the lexicon of health the program ships; read once."""
    text = (resources.files("resources") / "lexicons" / "health.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return Lexicon(
        tuple(_folded(word) for word in found["beginnings"]),
        frozenset(_folded(word) for word in found["exact"]),
        frozenset(_folded(word) for word in found["plain"]),
    )


def leaking_words(sentence: str, kept: str, elsewhere: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the words of a sentence that let guess what is kept, as they are written, each once, in order.

    Args:
        sentence: What would leave.
        kept: Text of the point that never leaves.
        elsewhere: Text of the other points: a word used there says nothing of the one kept.
        lexicon: Words known to tell by themselves.
    """
    own = {word for word in _words(kept) if len(word) >= _LONG_ENOUGH} - set(_words(elsewhere)) - lexicon.plain
    found = dict.fromkeys(word for word in _written(sentence) if _tells(_folded(word), own, lexicon))
    pairs = (start for start in lexicon.beginnings if " " in start and start in " ".join(_words(sentence)))
    return (*found, *pairs)


def _tells(word: str, own: set[str], lexicon: Lexicon) -> bool:
    return word in own or word in lexicon.exact or any(word.startswith(start) for start in lexicon.beginnings)


def _written(text: str) -> list[str]:
    return _LETTERS.findall(text)


def _words(text: str) -> list[str]:
    return _written(_folded(text))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _BEYOND_ASCII.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], plain)
