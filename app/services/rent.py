"""The rent of a month told in one gesture: paid, another amount, not paid, its housing benefit come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.rent_months import rent_months
from app.services.acting import gone
from app.services.case_pen import change
from app.services.case_rows import rows_of
from app.services.facts import case_facts
from app.services.troubles import told
from db.models.arrears import Arrears, Movement
from resources.vocabulary import MovementKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.changes import Changes
    from app.domain.rent_months import RentMonth
    from app.services.case_pen import Pen
    from db.vault import Vault


class Came(StrEnum):
    """What is told of a month of rent."""

    PAID = "paid"
    AMOUNT = "amount"
    NOTHING = "nothing"
    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class Rent:
    """Tells the months of rent of one vault, as lines of the rent account and nothing else."""

    vault: Vault

    def months(self, case_id: str, today: dt.date) -> tuple[RentMonth, ...]:
        """Return the months whose rent is still to be told, the oldest first, then the current one if told."""
        with told(self.vault.folder), self.vault.read() as session:
            return rent_months(case_facts.tenancy(rows_of(session, case_id)), today)

    def tell(self, case_id: str, term_on: dt.date, came: Came, today: dt.date, cents: int = 0) -> Changes:
        """Write what came of a month: its term where it lacks, and what was paid.

        What is told with the term stands on its day; a payment told once the term stood there unpaid is of today.

        Args:
            case_id: The case.
            term_on: Which month, by the day of its term.
            came: What is told.
            today: The day it is told.
            cents: What was paid, for another amount.

        Raises:
            Expected: ``gone`` when the month was told meanwhile.
        """

        def work(pen: Pen) -> None:
            month = next(
                (one for one in rent_months(case_facts.tenancy(pen.rows), today) if one.term_on == term_on), None
            )
            if month is None or (month.told and came is Came.NOTHING):
                raise gone()
            account = pen.rows.current(Arrears) or pen.add(Arrears)
            for kind, on, debit, credit in _lines(month, came, today, cents):
                pen.add(Movement, arrears_id=account.id, kind=kind, on_day=on, debit=debit, credit=credit)

        return change(self.vault, case_id, work)


def _lines(
    month: RentMonth, came: Came, today: dt.date, cents: int
) -> Iterator[tuple[MovementKind, dt.date, int | None, int | None]]:
    if not month.told:
        yield MovementKind.TERM, month.term_on, month.due, None
    if came is Came.BENEFIT and month.benefit:
        yield MovementKind.HOUSING_BENEFIT, month.term_on, None, month.benefit
    paid = {Came.PAID: month.left, Came.AMOUNT: cents}.get(came, 0)
    if paid > 0:
        yield MovementKind.PAYMENT, today if month.told else month.term_on, None, paid
