"""Démarches: moved forward in one gesture, their papers seen, and « mes relances » of all households (practice 5-5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from app.services.acting import perform_on
from app.services.lists.figures import labels_of
from app.services.troubles import told
from app.words import _
from db.local import Space
from db.models.aid import Piece, Procedure
from db.models.around import Letter
from resources.labels import LABELS
from resources.vocabulary import PieceState, ProcedureStatus, ProcedureTopic

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.services.acting import Act
    from db.vault import Vault

CHASE_IN_DAYS = 15
OVER = frozenset({ProcedureStatus.DONE, ProcedureStatus.REFUSED, ProcedureStatus.ABANDONED})
ASKED = frozenset({ProcedureStatus.REQUESTED, ProcedureStatus.WAITING})


@dataclass(frozen=True, slots=True)
class Chase:
    """A démarche or a letter that waits for an answer, whatever its household.

    Attributes:
        id: Of the row.
        kind: ``procedure`` or ``letter``.
        case_id: The case.
        case_label: How the household is called.
        what: What it is about, in words.
        body: From whom an answer is awaited.
        status: Where it stands; ``None`` for a letter.
        status_label: The same in words.
        chase_on: When to ask again.
        due_on: The last day to do it, when there is one.
        is_due: Whether the day to act has come.
        confided: Whether it is not for every eye, even in their home.
    """

    id: str
    kind: str
    case_id: str
    case_label: str
    what: str
    body: str
    status: ProcedureStatus | None
    status_label: str
    chase_on: dt.date | None
    due_on: dt.date | None
    is_due: bool
    confided: bool

    @property
    def day(self) -> dt.date:
        """The first day something is to be done."""
        return min((one for one in (self.chase_on, self.due_on) if one is not None), default=dt.date.max)


@dataclass(frozen=True, slots=True)
class Procedures:
    """Moves the démarches of one vault forward."""

    vault: Vault

    def advance(self, procedure_id: str, status: ProcedureStatus, chase_in_days: int | None = CHASE_IN_DAYS) -> Changes:
        """Say where a démarche stands now: asked for or waiting, it is chased later; over, it is not any more.

        Args:
            procedure_id: The démarche.
            status: Where it stands.
            chase_in_days: When to ask again; ``None`` leaves the day as it is.

        Raises:
            Expected: ``gone``.
        """

        def work(act: Act, row: Procedure) -> None:
            today = act.today()
            values: dict[str, Any] = {"status": status}
            if status in ASKED:
                values["on_day"] = row.on_day or today
            if status in OVER:
                values["chase_on"] = None
            elif chase_in_days is not None:
                values["chase_on"] = today + dt.timedelta(days=chase_in_days)
            act.change(row, **values)

        return perform_on(self.vault, Procedure, procedure_id, work)[1]

    def chase(self, procedure_id: str, in_days: int = CHASE_IN_DAYS) -> Changes:
        """Ask again later: « relance + 15 j »."""

        def work(act: Act, row: Procedure) -> None:
            act.change(row, chase_on=act.today() + dt.timedelta(days=in_days))

        return perform_on(self.vault, Procedure, procedure_id, work)[1]

    def piece_seen(self, piece_id: str) -> Changes:
        """Write that a paper was seen, which is enough by default (decision 15)."""
        return self._piece(piece_id, PieceState.SEEN)

    def piece_handed(self, piece_id: str) -> Changes:
        """Write that a paper was handed over to whom asked for it."""
        return self._piece(piece_id, PieceState.HANDED)

    def piece_asked(self, piece_id: str) -> Changes:
        """Write that a paper was asked for."""
        return self._piece(piece_id, PieceState.ASKED)

    def piece_copied(self, piece_id: str, until: dt.date) -> Changes:
        """Write that a copy is kept, and until which day."""
        return self._piece(piece_id, PieceState.COPIED, until)

    def _piece(self, piece_id: str, state: PieceState, until: dt.date | None = None) -> Changes:
        def work(act: Act, row: Piece) -> None:
            act.change(row, state=state, on_day=act.today(), by_id=act.context.worker_id, until=until)

        return perform_on(self.vault, Piece, piece_id, work)[1]

    def mine(self, today: dt.date) -> tuple[Chase, ...]:
        """Return all that waits for an answer or has a last day, of all households, soonest first."""
        with told(self.vault.folder), self.vault.read() as session:
            found = [*_procedures(session, today), *_letters(session, today)]
        return tuple(sorted(found, key=lambda one: (one.day, one.case_label, one.id)))


def _procedures(session: Session, today: dt.date) -> list[Chase]:
    query = (
        select(Procedure, Space.case_id)
        .join(Space, Procedure.space_id == Space.id)
        .where(
            Procedure.archived_at.is_(None),
            or_(Procedure.chase_on.is_not(None), Procedure.due_on.is_not(None)),
            or_(Procedure.status.is_(None), Procedure.status.not_in([status.value for status in OVER])),
        )
    )
    rows = session.execute(query).all()
    labels = labels_of(session, {case_id for _row, case_id in rows if case_id})
    return [_of_procedure(row, case_id, labels[case_id], today) for row, case_id in rows if case_id in labels]


def _of_procedure(row: Procedure, case_id: str | None, label: str, today: dt.date) -> Chase:
    status = ProcedureStatus(row.status) if row.status else None
    topic = _(LABELS[ProcedureTopic(row.topic)].text)
    return Chase(
        row.id,
        "procedure",
        case_id or "",
        label,
        _("{topic} : {what}").format(topic=topic, what=row.what) if row.what else topic,
        row.body or "",
        status,
        _(LABELS[status].text) if status is not None else "",
        row.chase_on,
        row.due_on,
        any(day is not None and day <= today for day in (row.chase_on, row.due_on)),
        _is_confided(row),
    )


def _letters(session: Session, today: dt.date) -> list[Chase]:
    query = (
        select(Letter, Space.case_id)
        .join(Space, Letter.space_id == Space.id)
        .where(Letter.archived_at.is_(None), Letter.chase_on.is_not(None), Letter.acknowledged_on.is_(None))
    )
    rows = session.execute(query).all()
    labels = labels_of(session, {case_id for _row, case_id in rows if case_id})
    return [
        Chase(
            row.id,
            "letter",
            case_id or "",
            labels[case_id],
            row.subject or row.kind or _("Courrier"),
            row.to_whom or "",
            None,
            "",
            row.chase_on,
            None,
            row.chase_on is not None and row.chase_on <= today,
            _is_confided(row),
        )
        for row, case_id in rows
        if case_id in labels
    ]


def _is_confided(row: Procedure | Letter) -> bool:
    return bool(row.confided_by_id or row.hide_from_ids or row.confidentiality)
