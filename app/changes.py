"""What a command touched, so that each screen decides whether to look again, and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One row a command made or changed; its values are private and never shown in a trace.

    Attributes:
        kind: Its table.
        before: Column and value of each column changed, as it stood.
        after: The same columns, as the command left them.
        made: Whether the command made the row: taking it back puts it away.
    """

    kind: str
    row_id: str
    before: tuple[tuple[str, Any], ...] = field(default=(), repr=False)
    after: tuple[tuple[str, Any], ...] = field(default=(), repr=False)
    made: bool = False


@dataclass(frozen=True, slots=True)
class Undo:
    """What « Annuler » takes back: the previous values of one command on this device (review A17)."""

    case_id: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Kinds of things and cases a command touched.

    Attributes:
        kinds: Tables.
        cases: Ids of cases.
        warnings: Sentences to show beside what was kept all the same (« passer outre »).
        undo: How to take it back, when it can be.
    """

    kinds: frozenset[str] = field(default_factory=frozenset)
    cases: frozenset[str] = field(default_factory=frozenset)
    warnings: tuple[str, ...] = field(default=(), compare=False)
    undo: Undo | None = field(default=None, compare=False)

    def touches(self, *kinds: str) -> bool:
        """Tell whether any of these kinds changed."""
        return not self.kinds.isdisjoint(kinds)
