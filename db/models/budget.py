"""What comes in, what goes out, what is owed on a day. Amounts are integer cents."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import Written, cents, day, flag, link, listing, text, word


class Budget(Written, Journalled):
    """One budget; the current one is the last not marked ``earlier``."""

    __tablename__ = "budget"

    earlier: Mapped[bool | None] = flag()
    on_day: Mapped[dt.date] = day()
    housing_rent: Mapped[int | None] = cents()
    housing_charges: Mapped[int | None] = cents()
    housing_housing_benefit: Mapped[int | None] = cents()
    housing_rls: Mapped[int | None] = cents()
    housing_energy_works: Mapped[int | None] = cents()
    housing_annexes: Mapped[int | None] = cents()
    housing_paid_to_landlord: Mapped[bool | None] = flag()


class BudgetResource(Written, Journalled):
    """One resource: three months as a list of cents, and the current month."""

    __tablename__ = "budget_resource"

    budget_id: Mapped[str] = link("budget")
    type: Mapped[str] = word()
    person_id: Mapped[str | None] = link("person")
    monthly: Mapped[tuple[int, ...] | None] = listing()
    current: Mapped[int | None] = cents()
    proof: Mapped[bool | None] = flag()


class BudgetCharge(Written, Journalled):
    """One monthly charge beside housing and debts."""

    __tablename__ = "budget_charge"

    budget_id: Mapped[str] = link("budget")
    type: Mapped[str] = word()
    label: Mapped[str | None] = text()
    monthly: Mapped[int] = cents()


class BudgetDebt(Written, Journalled):
    """One debt: what remains and what is paid each month."""

    __tablename__ = "budget_debt"

    budget_id: Mapped[str] = link("budget")
    creditor: Mapped[str | None] = text()
    type: Mapped[str | None] = word()
    balance: Mapped[int | None] = cents()
    monthly: Mapped[int | None] = cents()
