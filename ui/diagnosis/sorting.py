"""Sentences talked first and put to their points with one key each; no widget here (practice row m)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.diagnosis.diagnosing import SortedSentence
from resources.vocabulary import DiagnosisPoint, PassageKind

if TYPE_CHECKING:
    from collections.abc import Sequence

POINTS = tuple(DiagnosisPoint)
_SPEECH = "«"


@dataclass(slots=True)
class Sentence:
    """One sentence, whose it is and where it goes; ``point`` is None while it stays on the page of notes."""

    text: str
    voice: PassageKind
    point: DiagnosisPoint | None = None


@dataclass(slots=True)
class Sorting:
    """The sentences of a page of notes, and which one is in hand."""

    sentences: list[Sentence] = field(default_factory=list)
    current: int = 0

    @classmethod
    def of(cls, texts: Sequence[str]) -> Sorting:
        """Begin with sentences; a quotation is theirs, anything else what we saw, as in a note (decision 20)."""
        return cls(
            [Sentence(text, PassageKind.REPORTED if _SPEECH in text else PassageKind.OBSERVED) for text in texts]
        )

    def take(self, rank: int) -> None:
        """Take one in hand."""
        self.current = min(max(rank, 0), max(len(self.sentences) - 1, 0))

    def put(self, point: DiagnosisPoint) -> None:
        """Put the one in hand to a point, and take the next that has none."""
        self.sentences[self.current].point = point
        ranks = [*range(self.current + 1, len(self.sentences)), *range(self.current)]
        self.current = next((rank for rank in ranks if self.sentences[rank].point is None), self.current)

    def take_back(self) -> None:
        """Leave the one in hand on the page of notes."""
        self.sentences[self.current].point = None

    def turn(self) -> None:
        """Give the one in hand to the other voice."""
        one = self.sentences[self.current]
        theirs = one.voice is PassageKind.REPORTED
        one.voice = PassageKind.OBSERVED if theirs else PassageKind.REPORTED

    @property
    def placed(self) -> tuple[SortedSentence, ...]:
        """Those that have a point, in order."""
        return tuple(SortedSentence(one.text, one.point, one.voice) for one in self.sentences if one.point is not None)

    def leave(self) -> tuple[SortedSentence, ...]:
        """Let those that have a point go there, and return them; the others stay."""
        gone = self.placed
        self.sentences = [one for one in self.sentences if one.point is None]
        self.take(self.current)
        return gone
