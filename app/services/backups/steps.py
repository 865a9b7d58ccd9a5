"""How far a long work is, when it is one part of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ports import Progress


@dataclass(frozen=True, slots=True)
class PartOf:
    """What a part is given, so that who waits sees one bar go from its beginning to its end.

    Attributes:
        progress: Who waits for the whole.
        before: Steps done before this part.
        whole: Steps of the whole.
    """

    progress: Progress
    before: int
    whole: int

    def tell(self, done: int, _of_part: int) -> None:
        """Say how many steps of the part are done."""
        self.progress.tell(self.before + done, self.whole)

    def decide(self) -> None:
        """Let nobody stop the whole any more."""
        self.progress.decide()
