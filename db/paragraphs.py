"""Two texts written from the same one, without knowing each other, put together by paragraph (review A1).

Nothing that comes out was written by no one: every paragraph stands whole in one of the texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class _Edit:
    """Paragraphs ``start`` to ``end`` of the base that became others."""

    start: int
    end: int
    new: tuple[str, ...]

    @property
    def is_insertion(self) -> bool:
        return self.start == self.end

    @property
    def keeps_count(self) -> bool:
        return len(self.new) == self.end - self.start


def put_together(base: str, one: str, other: str) -> str | None:
    """Return both edits of a text, or None when they touch the same paragraph or add at the same point."""
    before = base.split("\n")
    edits = sorted({*_edits(before, one), *_edits(before, other)}, key=lambda edit: (edit.start, edit.end))
    if any(_meet(first, second) for first, second in pairwise(edits)):
        return None
    found: list[str] = []
    place = 0
    for edit in edits:
        found += (*before[place : edit.start], *edit.new)
        place = edit.end
    return "\n".join([*found, *before[place:]])


def _edits(before: list[str], text: str) -> list[_Edit]:
    after = text.split("\n")
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [_Edit(i, j, tuple(after[k:m])) for tag, i, j, k, m in codes if tag != "equal"]


def _meet(first: _Edit, second: _Edit) -> bool:
    """Tell whether two edits, the first beginning no later, cannot both stand in one order only."""
    if second.start < first.end:
        return True
    if second.start > first.end:
        return False
    # They touch. Beside a paragraph rewritten one for one there is one place for what is added, and no other.
    if first.is_insertion and second.is_insertion:
        return True
    if first.is_insertion:
        return not second.keeps_count
    return second.is_insertion and not first.keeps_count
