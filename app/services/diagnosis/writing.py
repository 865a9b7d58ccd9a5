"""Which version an edit of the diagnosis goes to, and how a point is written in it (review E4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.services.papers.diagnosis import POINTS
from db.models.diagnosis import Approval, Diagnosis, DiagnosisPointEntry, Difficulty
from resources.vocabulary import DiagnosisPoint, PassageKind, PointState

if TYPE_CHECKING:
    from app.services.case_pen import Pen

AFTER: Final = frozenset(
    {
        "household_read_on",
        "landlord_said_text",
        "landlord_said_by_id",
        "landlord_said_on_day",
        "landlord_opinion",
    }
)
"""Facts about a version that come after it was approved and are no part of it."""
VOICES: Final = frozenset(kind.value for kind in PassageKind)


def opened_version(pen: Pen, row: Diagnosis) -> tuple[Diagnosis, dict[str, Any]]:
    """Open a version that says what another says, and set that one among the earlier.

    Returns:
        The new version, and its rows by the ids of those they say again.
    """
    opened = pen.copy(Diagnosis, row, earlier=None, position=None)
    same: dict[str, Any] = {}
    for point in pen.rows.under(DiagnosisPointEntry, "diagnosis_id", row):
        same[point.id] = pen.copy(DiagnosisPointEntry, point, diagnosis_id=opened.id)
    for difficulty in pen.rows.under(Difficulty, "diagnosis_id", row):
        same[difficulty.id] = pen.copy(Difficulty, difficulty, diagnosis_id=opened.id)
    pen.change(pen.row(Diagnosis, row.id), earlier=True)
    return opened, same


def diagnosis_to_edit(pen: Pen) -> tuple[Diagnosis, dict[str, Any]]:
    """Return the version an edit goes to: the current one until somebody answered it, else a new one."""
    row = pen.rows.current(Diagnosis)
    if row is None:
        return pen.add(Diagnosis, author_ids=(pen.worker_id,)), {}
    if pen.rows.under(Approval, "diagnosis_id", row):
        return opened_version(pen, row)
    return pen.row(Diagnosis, row.id), {}


def difficulty_row(pen: Pen, difficulty_id: str) -> Difficulty:
    """Return a difficulty to change, in the version an edit goes to."""
    row, same = diagnosis_to_edit(pen)
    if difficulty_id in same:
        again: Difficulty = same[difficulty_id]
        return again
    found = pen.row(Difficulty, difficulty_id)
    if found.diagnosis_id == row.id:
        return found
    return _heir(pen, found, row)


def _heir(pen: Pen, found: Difficulty, row: Diagnosis) -> Difficulty:
    """Return what says a difficulty again in a later version: a screen may still hold the id it had before."""
    rank = [one.id for one in pen.rows.all(Difficulty) if one.diagnosis_id == found.diagnosis_id].index(found.id)
    living = pen.rows.under(Difficulty, "diagnosis_id", row)
    if rank >= len(living):
        raise LookupError(found.id)
    return pen.row(Difficulty, living[rank].id)


class Edit:
    """Writes points in one command; a version is opened by the first thing that truly changes."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._current = pen.rows.current(Diagnosis)
        self._target: Diagnosis | None = None
        self._entries: dict[str, Any] = {
            one.point: one for one in pen.rows.under(DiagnosisPointEntry, "diagnosis_id", self._current)
        }

    def value(self, point: DiagnosisPoint, column: str) -> Any:
        """Return what stands in a column of a point."""
        return getattr(self._entries.get(point), column, None)

    def set(self, point: DiagnosisPoint, values: dict[str, Any]) -> None:
        """Write columns of a point; a sentence for the landlord that changes is to be read again."""
        changed = {column: value for column, value in values.items() if self.value(point, column) != value}
        if not changed:
            return
        if "landlord_sentence" in changed:
            changed["household_read_on"] = None
        if self.value(point, "state") == PointState.NOT_YET and any(changed.get(voice) for voice in VOICES):
            changed.setdefault("state", PointState.DISCUSSED.value)
        row = self._row(point, only_after=changed.keys() <= AFTER)
        self._pen.change(row, **changed)

    def _row(self, point: DiagnosisPoint, *, only_after: bool) -> DiagnosisPointEntry:
        held = self._entries.get(point)
        if only_after and held is not None:
            return self._living(point, held)
        self._open()
        held = self._entries.get(point)
        if held is not None:
            return self._living(point, held)
        assert self._target is not None  # noqa: S101 -- opened just above
        place = (POINTS.index(point) + 1) * 1024
        self._entries[point] = self._pen.add(
            DiagnosisPointEntry, diagnosis_id=self._target.id, point=point.value, position=place
        )
        made: DiagnosisPointEntry = self._entries[point]
        return made

    def _living(self, point: DiagnosisPoint, held: Any) -> DiagnosisPointEntry:
        """Return a point as an object of the session: what was read at first is only read."""
        if not isinstance(held, DiagnosisPointEntry):
            self._entries[point] = self._pen.row(DiagnosisPointEntry, held.id)
        living: DiagnosisPointEntry = self._entries[point]
        return living

    def _open(self) -> None:
        if self._target is not None:
            return
        self._target, same = diagnosis_to_edit(self._pen)
        if same:
            self._entries = {one.point: one for one in same.values() if isinstance(one, DiagnosisPointEntry)}
