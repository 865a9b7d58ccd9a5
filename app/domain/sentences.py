"""A text talked first is cut into sentences, sorted to the points afterwards (decision 20)."""

from __future__ import annotations

import re

_ENDS = ".!?…"
_CLOSING = '»"”)'
_QUOTES = {"«": 1, "»": -1}
_SHORT = frozenset(
    {
        "m",
        "mm",
        "mme",
        "mmes",
        "mlle",
        "dr",
        "pr",
        "me",
        "st",
        "ste",
        "av",
        "bd",
        "art",
        "env",
        "tél",
        "cf",
        "ex",
        "rdv",
    }
)
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")


def split_sentences(text: str) -> tuple[str, ...]:
    """Cut a French text into its sentences, in order; nothing is lost but the white space between them.

    A line always ends a sentence. Words between « and » stay together, as one person said them; an abbreviation
    (« Mme Benali », « M. K. ») ends none.
    """
    return tuple(sentence for line in text.splitlines() for sentence in _of_line(line.strip()))


def _of_line(line: str) -> list[str]:
    found: list[str] = []
    start, depth = 0, 0
    for place, sign in enumerate(line):
        depth = max(0, depth + _QUOTES.get(sign, 0))
        if depth == 0 and _ends_here(line, start, place):
            found.append(line[start : place + 1].strip())
            start = place + 1
    found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _ends_here(line: str, start: int, place: int) -> bool:
    """Tell whether a sentence ends at a sign: a final mark, or what closes after one, then white space."""
    following = line[place + 1 : place + 2]
    if not following.isspace() or _goes_on(line[place + 1 :]):
        return False
    written = line[start : place + 1].rstrip(_CLOSING + " \u00a0\u202f") if line[place] in _CLOSING else None
    said = written if written is not None else line[start : place + 1]
    return said[-1:] in tuple(_ENDS) and any(map(str.isalnum, said)) and not _is_short(said)


def _goes_on(rest: str) -> bool:
    """Tell whether what follows is the same sentence: small letters, or a mark held back by a no-break space."""
    following = rest.lstrip()
    return not following or following[0].islower() or following[0] in _ENDS + _CLOSING + ";:,"


def _is_short(said: str) -> bool:
    last = _LAST_WORD.search(said)
    return last is not None and ((len(last[1]) == 1 and last[1].isupper()) or last[1].casefold() in _SHORT)


def appended(text: str | None, sentence: str) -> str:
    """Put a sentence after a text, on a line of its own: two people who add one each lose nothing."""
    return f"{text.rstrip()}\n{sentence}" if text and text.strip() else sentence
