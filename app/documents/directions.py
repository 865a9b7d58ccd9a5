"""Words written from right to left, put in the order the eye reads them.

PDF drawing places glyphs from left to right and joins nothing: Arabic letters must be given their joined shapes and
each line turned round beforehand. This follows the plain rules of Unicode (UAX 9, levels 0 to 2, no embedding) for ONE
line at a time; the caller breaks lines first, in reading order.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_RIGHT = frozenset({"R", "AL"})
_NUMBER = frozenset({"EN", "AN"})
_MIRRORS = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_FORMS = ("<isolated>", "<final>", "<initial>", "<medial>")


def has_right_to_left(text: str) -> bool:
    """Tell whether a letter of the text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RIGHT for char in text)


def starts_right_to_left(text: str) -> bool:
    """Tell whether the first letter, hence the paragraph, goes from right to left."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT or kind == "L":
            return kind in _RIGHT
    return False


def visual(line: str, *, right_to_left: bool) -> str:
    """Return one line, its letters joined and in the order they stand on paper from left to right.

    Args:
        line: The line in reading order.
        right_to_left: Direction of the paragraph it belongs to.
    """
    clusters = _clusters(joined(line))
    levels = _levels([cluster[0] for cluster in clusters], base=1 if right_to_left else 0)
    for level in range(max(levels, default=0), 0, -1):
        _turn(clusters, levels, level)
    return "".join(
        cluster.translate(_MIRRORS) if level % 2 else cluster for cluster, level in zip(clusters, levels, strict=True)
    )


def _clusters(text: str) -> list[str]:
    """Keep marks with the letter that bears them."""
    found: list[str] = []
    for char in text:
        if found and unicodedata.combining(char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _levels(chars: list[str], base: int) -> list[int]:
    """Give each letter its level: even from left to right, odd from right to left."""
    kinds = [_strong(char) for char in chars]
    for place, char in enumerate(chars):
        if kinds[place] == "" and char in ".,:/-\u00a0" and _between_numbers(kinds, place):
            kinds[place] = "N"
    return [_level(kinds, place, base) for place in range(len(kinds))]


def _strong(char: str) -> str:
    """Return R, L, N for a number, or nothing for what follows its neighbours."""
    kind = unicodedata.bidirectional(char)
    if kind in _RIGHT:
        return "R"
    return "N" if kind in _NUMBER else "L" if kind == "L" else ""


def _between_numbers(kinds: list[str], place: int) -> bool:
    return 0 < place < len(kinds) - 1 and kinds[place - 1] == "N" and kinds[place + 1] == "N"


def _level(kinds: list[str], place: int, base: int) -> int:
    kind = kinds[place]
    if kind == "":
        before, after = _nearest(kinds, place, -1), _nearest(kinds, place, 1)
        kind = before if before == after and before else ("R" if base else "L")
    if kind == "R":
        return 1
    if base or (kind == "N" and _nearest_letter(kinds, place) == "R"):
        return 2
    return 0


def _nearest(kinds: list[str], place: int, step: int) -> str:
    """Return the direction a neutral sees on one side; numbers count as right to left beside such letters."""
    at = place + step
    while 0 <= at < len(kinds):
        if kinds[at] in {"R", "L"}:
            return kinds[at]
        if kinds[at] == "N":
            return "R" if _nearest_letter(kinds, at) == "R" else "L"
        at += step
    return ""


def _nearest_letter(kinds: list[str], place: int) -> str:
    """Return the direction of the last letter before a number."""
    return next((kind for kind in reversed(kinds[:place]) if kind in {"R", "L"}), "")


def _turn(clusters: list[str], levels: list[int], level: int) -> None:
    """Reverse each stretch at or above a level (rule L2)."""
    start = 0
    while start < len(levels):
        end = start
        while end < len(levels) and levels[end] >= level:
            end += 1
        if end > start:
            clusters[start:end] = clusters[start:end][::-1]
            levels[start:end] = levels[start:end][::-1]
        start = end + 1


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Return, for each Arabic letter (and lam-alef), its shapes, read from Unicode's own decompositions."""
    shapes: dict[str, dict[str, str]] = {}
    for block in (range(0xFB50, 0xFBFF), range(0xFE80, 0xFEFD)):
        for code in block:
            form, *letters = unicodedata.decomposition(chr(code)).split(" ") or [""]
            if form in _FORMS and letters:
                shapes.setdefault("".join(chr(int(letter, 16)) for letter in letters), {})[form] = chr(code)
    return shapes


def joined(text: str) -> str:
    """Return the text with Arabic letters in their joined shapes, still in reading order."""
    if not any("\u0600" <= char <= "\u06ff" for char in text):
        return text
    shapes = _shapes()
    units = _units(text, shapes)
    out: list[str] = []
    for place, unit in enumerate(units):
        forms = shapes.get(unit)
        if forms is None:
            out.append(unit)
            continue
        before = _joins(_letter(units, place, -1), shapes, "<initial>")
        after = "<initial>" in forms and _joins(_letter(units, place, 1), shapes, "<final>")
        wanted = _FORMS[(1 if before else 0) + (2 if after else 0)]
        out.append(forms.get(wanted, forms.get("<isolated>", unit)))
    return "".join(out)


def _units(text: str, shapes: dict[str, dict[str, str]]) -> list[str]:
    """Split into letters, lam-alef as one."""
    units: list[str] = []
    place = 0
    while place < len(text):
        pair = text[place : place + 2]
        size = 2 if len(pair) == 2 and pair[0] == "\u0644" and pair in shapes else 1  # noqa: PLR2004 -- a pair
        units.append(text[place : place + size])
        place += size
    return units


def _letter(units: list[str], place: int, step: int) -> str:
    """Return the neighbouring unit, marks skipped."""
    place += step
    while 0 <= place < len(units) and unicodedata.combining(units[place][0]):
        place += step
    return units[place] if 0 <= place < len(units) else ""


def _joins(unit: str, shapes: dict[str, dict[str, str]], form: str) -> bool:
    """Tell whether a neighbour reaches out on the side that faces us; the tatweel always does."""
    return unit == "\u0640" or form in shapes.get(unit, {})
