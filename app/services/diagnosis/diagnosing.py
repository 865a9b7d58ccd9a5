"""The shared diagnosis on the table: read it, write a point, choose what leaves, hear each adult (review E4).

An answer of an adult names the version they read: the first edit after it opens a new version to be approved, and the
one they answered stays as they read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from app.domain.diagnosis import content_hash
from app.domain.sentences import appended, split_sentences
from app.errors import Expected
from app.services.case_pen import Pen, change
from app.services.case_rows import rows_of
from app.services.diagnosis.view import LANDLORD_SPEAKS, diagnosis_view
from app.services.diagnosis.writing import AFTER, Edit, diagnosis_to_edit, difficulty_row, opened_version
from app.services.facts import paper_facts
from app.services.papers.common import PaperContext
from app.services.troubles import told
from app.words import _
from db.models.diagnosis import Approval, Diagnosis, Difficulty
from resources.vocabulary import (
    ApprovalStatus,
    DiagnosisPoint,
    LandlordShare,
    PassageKind,
    PointState,
    Recipient,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.changes import Changes
    from app.services.diagnosis.view import DiagnosisView
    from db.vault import Vault

WholeField = Literal[
    "interviews",
    "place",
    "present_ids",
    "author_ids",
    "work_axes",
    "operator_means",
    "partners_to_mobilise",
    "estimated_duration_months",
    "proposed_measure",
    "household_opinion",
    "disagreements",
    "landlord_opinion",
]
DifficultyField = Literal["what", "cause", "consequence"]


@dataclass(frozen=True, slots=True)
class SortedSentence:
    """A sentence talked first, and where the two of them put it."""

    sentence: str
    point: DiagnosisPoint
    voice: PassageKind = PassageKind.REPORTED


@dataclass(frozen=True, slots=True)
class Answer:
    """What an adult says of the diagnosis.

    Attributes:
        status: Approved, with reservations, or not in agreement: three answers of one size.
        on: Day they said it.
        words: Their reservations or their disagreement; they travel with the document.
    """

    status: ApprovalStatus
    on: dt.date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosing:
    """Reads and writes the diagnoses of one vault."""

    vault: Vault

    def diagnosis(self, case_id: str, today: dt.date, version_id: str | None = None) -> DiagnosisView:
        """Return the current version, or one asked for, as the operator sees it."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            context = PaperContext(rows, Recipient.OPERATOR, today, self.vault.context.worker_id)
            row = rows.by_id(Diagnosis, version_id) if version_id is not None else rows.current(Diagnosis)
            return diagnosis_view(context, row)

    def sentences(self, text: str) -> tuple[str, ...]:
        """Cut what was talked first into sentences to sort; what is not sorted yet is a draft."""
        return split_sentences(text)

    def start(self, case_id: str, on: dt.date) -> Changes:
        """Begin a diagnosis with the first interview; nothing happens where there is one."""

        def work(pen: Pen) -> None:
            if pen.rows.current(Diagnosis) is None:
                pen.add(Diagnosis, interviews=(on.isoformat(),), author_ids=(pen.worker_id,))

        return change(self.vault, case_id, work)

    def new_version(self, case_id: str) -> Changes:
        """Open a new version, the same as the last; the one before stays readable."""

        def work(pen: Pen) -> None:
            row = pen.rows.current(Diagnosis)
            if row is not None:
                opened_version(pen, row)

        return change(self.vault, case_id, work)

    def write(self, case_id: str, point: DiagnosisPoint, voice: PassageKind, text: str) -> Changes:
        """Write what the household says, what we observe or our analysis of a point, whole."""
        return self._point(case_id, point, {voice.value: text.strip() or None})

    def set_state(self, case_id: str, point: DiagnosisPoint, state: PointState) -> Changes:
        """Say how far a point was talked about; « ne souhaite pas en parler » is a complete answer (practice S-21)."""
        return self._point(case_id, point, {"state": state.value})

    def set_strengths(self, case_id: str, point: DiagnosisPoint, strengths: Sequence[str]) -> Changes:
        """Write what helps, all lines in order; empty ones fall away."""
        kept = tuple(one.strip() for one in strengths if one.strip())
        return self._point(case_id, point, {"strengths": kept or None})

    def landlord_said(
        self, case_id: str, point: DiagnosisPoint, text: str, *, by_id: str | None, on: dt.date
    ) -> Changes:
        """Write what the landlord said at stage 2; it is no part of what the household approved.

        Raises:
            Expected: ``landlord_has_no_word`` on a point where they have no facts of their own (decision 4).
        """
        if point not in LANDLORD_SPEAKS:
            raise Expected(
                "landlord_has_no_word",
                _(
                    "Le bailleur ne s’exprime que sur les finances, le projet résidentiel et les démarches. "
                    "Rien n’a été écrit ; notez-le dans un échange avec le bailleur."
                ),
            )
        said = text.strip() or None
        values = {
            "landlord_said_text": said,
            "landlord_said_by_id": by_id if said else None,
            "landlord_said_on_day": on if said else None,
        }
        return self._point(case_id, point, values)

    def share(self, case_id: str, point: DiagnosisPoint, sentence: str | None) -> Changes:
        """Keep what the household decided: nothing leaves (``None``), or one sentence written for the landlord.

        Another sentence is to be read again by the household before it leaves.

        Raises:
            Expected: ``never_to_landlord`` for health, one of the four hard refusals.
        """
        if sentence is not None and point is DiagnosisPoint.HEALTH_ISSUES:
            raise Expected(
                "never_to_landlord",
                _("La santé ne part jamais chez le bailleur. Rien n’a changé ; le texte reste dans le dossier."),
            )
        if sentence is None:
            return self._point(case_id, point, {"share_with_landlord": LandlordShare.NONE.value})
        values = {"share_with_landlord": LandlordShare.SENTENCE.value, "landlord_sentence": sentence.strip() or None}
        return self._point(case_id, point, values)

    def read_by_household(self, case_id: str, point: DiagnosisPoint, on: dt.date | None) -> Changes:
        """Note the day the household read the sentence for the landlord; ``None`` takes it back."""
        return self._point(case_id, point, {"household_read_on": on})

    def sort_sentences(self, case_id: str, placed: Sequence[SortedSentence]) -> Changes:
        """Put sentences under their points, each after what its voice already says there, in one command."""

        def work(pen: Pen) -> None:
            edit = Edit(pen)
            for one in placed:
                if one.sentence.strip():
                    before = edit.value(one.point, one.voice.value)
                    edit.set(one.point, {one.voice.value: appended(before, one.sentence.strip())})

        return change(self.vault, case_id, work)

    def set_whole(self, case_id: str, field: WholeField, value: Any) -> Changes:
        """Write one field of the whole: listings are tuples of texts, days in ISO form."""

        def work(pen: Pen) -> None:
            row = pen.rows.current(Diagnosis)
            if row is not None and (getattr(row, field) or None) == (value or None):
                return
            later = field in AFTER and row is not None
            target = pen.row(Diagnosis, row.id) if later and row is not None else diagnosis_to_edit(pen)[0]
            pen.change(target, **{field: value or None})

        return change(self.vault, case_id, work)

    def add_difficulty(self, case_id: str, what: str, cause: str = "", consequence: str = "") -> Changes:
        """Add a difficulty after the others."""

        def work(pen: Pen) -> None:
            row, _same = diagnosis_to_edit(pen)
            said = {"what": what.strip(), "cause": cause.strip() or None, "consequence": consequence.strip() or None}
            pen.add(Difficulty, diagnosis_id=row.id, **said)

        return change(self.vault, case_id, work)

    def change_difficulty(self, case_id: str, difficulty_id: str, field: DifficultyField, text: str) -> Changes:
        """Write one of the three texts of a difficulty."""

        def work(pen: Pen) -> None:
            if (getattr(pen.row(Difficulty, difficulty_id), field) or "") != text.strip():
                empty = "" if field == "what" else None
                pen.change(difficulty_row(pen, difficulty_id), **{field: text.strip() or empty})

        return change(self.vault, case_id, work)

    def remove_difficulty(self, case_id: str, difficulty_id: str) -> Changes:
        """Take a difficulty out of the version being written."""

        def work(pen: Pen) -> None:
            pen.set_aside(difficulty_row(pen, difficulty_id))

        return change(self.vault, case_id, work)

    def approve(self, case_id: str, person_id: str, answer: Answer) -> Changes:
        """Keep what one adult says of the current version, named by its content; said again the same day, it replaces.

        Raises:
            Expected: ``nothing_to_approve``.
        """

        def work(pen: Pen) -> None:
            row = pen.rows.current(Diagnosis)
            if row is None:
                raise Expected("nothing_to_approve", _("Le diagnostic n’est pas encore commencé : rien à approuver."))
            for one in pen.rows.under(Approval, "diagnosis_id", row):
                if one.person_id == person_id and one.on_day == answer.on:
                    pen.set_aside(pen.row(Approval, one.id))
            pen.add(
                Approval,
                diagnosis_id=row.id,
                person_id=person_id,
                status=answer.status.value,
                on_day=answer.on,
                reservations=answer.words.strip() or None,
                version_hash=content_hash(paper_facts.diagnosis_content(pen.rows, row)),
            )

        return change(self.vault, case_id, work)

    def _point(self, case_id: str, point: DiagnosisPoint, values: dict[str, Any]) -> Changes:
        def work(pen: Pen) -> None:
            Edit(pen).set(point, values)

        return change(self.vault, case_id, work)
