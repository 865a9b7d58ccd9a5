"""What is better read once more before a landlord reads it: words that let guess somebody's health (decision 10).

The warning stands where the sentence is typed, and again where it is decided and printed: whoever typed it may not be
who prints it. It warns and never refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.diagnosis.leak_warnings import leaks_of
from app.services.papers.diagnosis import POINTS, last_approved, point_title
from app.words import _, ngettext
from db.models.diagnosis import Diagnosis, DiagnosisPointEntry
from db.models.mutual_commitments import MutualCommitments
from resources.vocabulary import DiagnosisPoint, DocumentKind, LandlordShare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.services.diagnosis.leak_warnings import Leak
    from app.services.papers.common import PaperContext


@dataclass(frozen=True, slots=True)
class ToReadAgain:
    """Words a landlord would read that let guess health.

    Attributes:
        title: What they stand in: a point of the diagnosis, a paper.
        words: Each once, as written.
        point: The point; None for the mutual commitments.
    """

    title: str
    words: tuple[str, ...]
    point: DiagnosisPoint | None

    @property
    def sentence(self) -> str:
        """What is said of it."""
        words = ", ".join(f"«\u00a0{word}\u00a0»" for word in self.words)
        said = ngettext(
            "{title}\u00a0: {words} peut laisser deviner la santé de quelqu’un.",
            "{title}\u00a0: {words} peuvent laisser deviner la santé de quelqu’un.",
            len(self.words),
        )
        return said.format(title=self.title, words=words)


def leaks_by_point(entries: Mapping[DiagnosisPoint, DiagnosisPointEntry]) -> dict[DiagnosisPoint, tuple[Leak, ...]]:
    """Return the warnings of each sentence written for a landlord; the point about health has none, it never leaves."""
    kept = texts_of(entries.get(DiagnosisPoint.HEALTH_ISSUES))
    others = {point: one for point, one in entries.items() if point is not DiagnosisPoint.HEALTH_ISSUES}
    elsewhere = " ".join(map(texts_of, others.values()))
    return {point: leaks_of(one.landlord_sentence or "", kept, elsewhere) for point, one in others.items()}


def texts_of(entry: DiagnosisPointEntry | None) -> str:
    """Return all that is written of a point among us."""
    if entry is None:
        return ""
    return " ".join(part for part in (entry.reported, entry.observed, entry.analysis, *(entry.strengths or ())) if part)


def in_sentences(context: PaperContext, row: Diagnosis | None) -> tuple[ToReadAgain, ...]:
    """Return what to read again in the sentences of one version of a diagnosis."""
    entries = {DiagnosisPoint(one.point): one for one in context.rows.under(DiagnosisPointEntry, "diagnosis_id", row)}
    leaks = leaks_by_point(entries)
    return tuple(
        ToReadAgain(point_title(point), _words(leaks[point]), point)
        for point in POINTS
        if leaks.get(point) and entries[point].share_with_landlord == LandlordShare.SENTENCE
    )


def in_paper(context: PaperContext, kind: DocumentKind) -> tuple[ToReadAgain, ...]:
    """Return what to read again in a paper before it leaves."""
    if kind is DocumentKind.LANDLORD_SENTENCES:
        return in_sentences(context, last_approved(context) or context.rows.current(Diagnosis))
    page = context.rows.current(MutualCommitments) if kind is DocumentKind.MUTUAL_COMMITMENTS else None
    if page is None:
        return ()
    lines = (*(page.household or ()), *(page.operator or ()), *(page.landlord or ()))
    words = _words(leak for line in lines for leak in leaks_of(line))
    return (ToReadAgain(_("Engagements mutuels"), words, None),) if words else ()


def _words(leaks: Iterable[Leak]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leak.word for leak in leaks))
