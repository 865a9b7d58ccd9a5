"""Appointments: planned, proposed, moved, met with a closed door, begun (practice 5-3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from app.errors import Expected
from app.services.acting import case_of, perform, perform_on
from app.services.case_rows import rows_of
from app.services.troubles import told
from app.services.visit.meetings import meeting_of, proposal, taken_from
from app.words import _, long_day
from db.models.contact import Appointment, Contact
from resources.vocabulary import ContactKind, ContactOutcome

if TYPE_CHECKING:
    import datetime as dt

    from app.changes import Changes
    from app.services.acting import Act
    from app.services.visit.meetings import Meeting, Slot
    from db.vault import Vault


class Whose(StrEnum):
    """Whose doing it is that a meeting does not take place."""

    HOUSEHOLD = "household"
    OPERATOR = "operator"
    OTHER = "other"


_MOVED = {
    Whose.HOUSEHOLD: ContactOutcome.CANCELLED_BY_HOUSEHOLD,
    Whose.OPERATOR: ContactOutcome.CANCELLED_BY_WORKER,
    Whose.OTHER: ContactOutcome.POSTPONED,
}


@dataclass(frozen=True, slots=True)
class Missed:
    """How many meetings did not take place, and whose doing it was; never shown as a score."""

    by_household: int = 0
    by_us: int = 0
    moved_otherwise: int = 0
    closed_door: int = 0


@dataclass(frozen=True, slots=True)
class Appointments:
    """Plans and moves the appointments of one vault."""

    vault: Vault

    def plan(self, case_id: str, slot: Slot) -> tuple[str, Changes]:
        """Plan an appointment; an hour already taken is planned all the same, and told."""
        return perform(self.vault, case_id, lambda act: planned(act, slot))

    def propose_next(self, case_id: str, today: dt.date) -> Slot:
        """Return the next meeting to propose: the usual day and hour, at the agreed rhythm."""
        with told(self.vault.folder), self.vault.read() as session:
            return proposal(rows_of(session, case_id), today)

    def propose(self, case_id: str, today: dt.date) -> Meeting:
        """Return what a note of today already knows."""
        with told(self.vault.folder), self.vault.read() as session:
            return meeting_of(rows_of(session, case_id), today, None)

    def begin(self, appointment_id: str) -> Meeting:
        """Return what the note of an appointment already knows; nothing is written before the note is.

        Raises:
            Expected: ``gone``.
        """
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_of(session, Appointment, appointment_id))
            row = cast("Appointment", rows.by_id(Appointment, appointment_id))
            return meeting_of(rows, row.on_day, row)

    def postpone(self, appointment_id: str, slot: Slot, by: Whose) -> tuple[str, Changes]:
        """Move an appointment; the one that was planned stays, with whose doing it is.

        Raises:
            Expected: ``gone``.
        """

        def work(act: Act, row: Appointment) -> str:
            act.change(row, outcome=_MOVED[by])
            return planned(act, slot, moved_from=row.on_day)

        return perform_on(self.vault, Appointment, appointment_id, work)

    def cancel(self, appointment_id: str, by: Whose) -> Changes:
        """Call an appointment off, with whose doing it is and no other day."""
        return perform_on(
            self.vault, Appointment, appointment_id, lambda act, row: act.change(row, outcome=_MOVED[by])
        )[1]

    def closed_door(self, appointment_id: str, following: Slot | None = None) -> Changes:
        """Write that we came and nobody opened, with another day if there is one.

        Raises:
            Expected: ``gone``; ``not_come_yet`` for an appointment of a day to come.
        """

        def work(act: Act, row: Appointment) -> None:
            if (refused := not_come_yet(row.on_day, act.local_now().date())) is not None:
                raise refused
            act.change(row, outcome=ContactOutcome.CLOSED_DOOR)
            act.make(
                Contact,
                on_day=row.on_day,
                at_time=row.at_time,
                kind=row.kind or ContactKind.HOME_VISIT,
                outcome=ContactOutcome.CLOSED_DOOR,
                announced=True,
                worker_id=act.context.worker_id,
                place=row.place,
                next_on=following.on if following is not None else None,
            )
            if following is not None:
                planned(act, following, moved_from=row.on_day)

        return perform_on(self.vault, Appointment, appointment_id, work)[1]

    def missed(self, case_id: str, since: dt.date | None = None) -> Missed:
        """Count the meetings that did not take place, ours beside theirs."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            seen = {(one.on_day, one.outcome) for one in rows.all(Appointment)}
            seen |= {(one.on_day, one.outcome) for one in rows.all(Contact)}
        counts = Counter(outcome for on, outcome in seen if outcome is not None and (since is None or on >= since))
        return Missed(
            counts[ContactOutcome.CANCELLED_BY_HOUSEHOLD] + counts[ContactOutcome.NO_SHOW],
            counts[ContactOutcome.CANCELLED_BY_WORKER],
            counts[ContactOutcome.POSTPONED],
            counts[ContactOutcome.CLOSED_DOOR],
        )


def not_come_yet(on: dt.date, today: dt.date) -> Expected | None:
    """Return the refusal of a closed door before the day of the appointment; None once the day is there."""
    if on <= today:
        return None
    sentence = _(
        "Ce rendez-vous est prévu le {day}\u00a0: personne n’a encore trouvé porte close. Rien n’a changé\u00a0; "
        "dites qui a prévenu, ou notez-le ce jour-là."
    )
    return Expected("not_come_yet", sentence.format(day=long_day(on)))


def planned(act: Act, slot: Slot, moved_from: dt.date | None = None) -> str:
    """Make the row of an appointment inside a command."""
    if slot.at is not None and any(one.on == slot.on and one.at == slot.at for one in taken_from(act.session, slot.on)):
        act.warnings.append(_("Vous avez déjà un rendez-vous {when}. Les deux sont gardés.").format(when=slot.shown))
    row = act.make(
        Appointment,
        on_day=slot.on,
        at_time=slot.at.strftime("%H:%M") if slot.at is not None else None,
        minutes=slot.minutes,
        kind=slot.kind,
        place=slot.place,
        with_ids=slot.people or None,
        worker_id=act.context.worker_id,
        moved_from=moved_from,
    )
    return row.id
