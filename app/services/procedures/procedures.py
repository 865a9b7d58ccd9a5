"""Démarches: moved forward in one gesture, their papers seen, and « mes relances » of all households (practice 5-5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.acting import perform_on
from app.services.procedures.chases import OVER, waiting
from app.services.troubles import told
from db.models.aid import Piece, Procedure
from resources.vocabulary import PieceState, ProcedureStatus

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.acting import Act
    from app.services.procedures.chases import Chase
    from db.vault import Vault

CHASE_IN_DAYS = 15
ASKED = frozenset({ProcedureStatus.REQUESTED, ProcedureStatus.WAITING})


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
            return waiting(session, today)
