"""A note written again: which paragraph is which, so that what nobody touched stays what it was (decision 12)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Revised:
    """One paragraph of the text as it stands now.

    Attributes:
        before: Rank of what it was among what was shown; None for a new one.
        line: Its text as typed; None when nobody touched it.
    """

    before: int | None
    line: str | None


def revised(shown: Sequence[str], text: str) -> tuple[Revised, ...]:
    """Compare what was shown with the text as it stands now.

    Args:
        shown: What was shown, one item a passage or an action, marks put back; an item may hold several lines.
        text: The text zone now.

    Returns:
        The paragraphs in order; what was shown and is in none of them was taken out.
    """
    before = [(rank, line) for rank, item in enumerate(shown) for line in _lines(item)]
    now = list(_lines(text))
    same: dict[int, int] = {}
    instead: dict[int, int] = {}
    matcher = SequenceMatcher(
        None, [_plain(line) for _rank, line in before], [_plain(one) for one in now], autojunk=False
    )
    for tag, first, last, start, end in matcher.get_opcodes():
        pairs = dict(zip(range(start, end), range(first, last), strict=False))
        if tag == "equal":
            same.update(pairs)
        elif tag == "replace":
            instead.update(pairs)
    whole = _untouched([rank for rank, _line in before], same)
    return tuple(_paragraphs(now, {place: before[one][0] for place, one in (same | instead).items()}, whole))


def _untouched(ranks: Sequence[int], same: dict[int, int]) -> dict[int, int]:
    """Return the place of the first line of each item that stands whole, by rank."""
    places = {old: place for place, old in same.items()}
    lines_of: dict[int, list[int]] = defaultdict(list)
    for old, rank in enumerate(ranks):
        lines_of[rank].append(old)
    found: dict[int, int] = {}
    for rank, lines in lines_of.items():
        start = places.get(lines[0])
        if start is not None and all(places.get(old) == start + ahead for ahead, old in enumerate(lines)):
            found[rank] = start
    return found


def _paragraphs(now: Sequence[str], owners: dict[int, int], whole: dict[int, int]) -> Iterator[Revised]:
    taken: set[int] = set()
    for place, line in enumerate(now):
        rank = owners.get(place)
        if rank in whole:
            if whole[rank] == place:
                yield Revised(rank, None)
        elif rank is None or rank in taken:
            yield Revised(None, line)
        else:
            taken.add(rank)
            yield Revised(rank, line)


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _plain(line: str) -> str:
    """Return a line without what a text zone does not tell apart: a no-break space is a space there."""
    return " ".join(line.split())
