"""The people of a case and where they lived."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped
from typing_extensions import override

from db.base import Journalled
from db.models.columns import Searched, Written, day, derived, flag, instant, link, listing, text, word
from db.models.organisation import folded
from resources.vocabulary import Confidentiality


class Household(Searched, Written, Journalled):
    """Who the case is about."""

    __tablename__ = "household"

    label: Mapped[str | None] = text()
    interpreter_language: Mapped[str | None] = text(Confidentiality.ORIGIN)
    protected_address: Mapped[bool | None] = flag()
    address_form: Mapped[str | None] = word()
    sort_key: Mapped[str | None] = derived()

    @override
    def derive(self) -> None:
        """Compute the sort key."""
        self.sort_key = folded(self.label)


class Person(Searched, Written, Journalled):
    """One member of a household."""

    __tablename__ = "person"

    household_id: Mapped[str] = link("household")
    first_name: Mapped[str] = text()
    last_name: Mapped[str | None] = text()
    birth_name: Mapped[str | None] = text()
    called: Mapped[str | None] = text()
    civility: Mapped[str | None] = text()
    birth_date: Mapped[dt.date | None] = day()
    relation: Mapped[str | None] = word()
    nationality: Mapped[str | None] = word(Confidentiality.ORIGIN)
    residence_permit_type: Mapped[str | None] = text(Confidentiality.ORIGIN)
    residence_permit_valid_until: Mapped[dt.date | None] = day()
    contact_ways: Mapped[tuple[str, ...] | None] = listing()
    contact_hours: Mapped[str | None] = instant()
    contact_leave_message: Mapped[bool | None] = flag()
    contact_phone: Mapped[str | None] = text()
    contact_email: Mapped[str | None] = text()
    contact_code_word: Mapped[str | None] = text()
    protection_measure: Mapped[str | None] = word(Confidentiality.HEALTH)
    representative: Mapped[str | None] = text()
    shared_custody: Mapped[bool | None] = flag()
    preferences: Mapped[tuple[str, ...] | None] = listing()
    sort_key: Mapped[str | None] = derived()

    @override
    def derive(self) -> None:
        """Compute the sort key: family name first, as lists are read."""
        self.sort_key = folded(self.last_name or self.birth_name, self.first_name)


class ResidentialPeriod(Written, Journalled):
    """Where somebody lived; a gap is allowed and never asked for."""

    __tablename__ = "residential_period"

    household_id: Mapped[str] = link("household")
    person_id: Mapped[str] = link("person")
    from_day: Mapped[dt.date] = day()
    to_day: Mapped[dt.date | None] = day()
    situation: Mapped[str] = word()
    address: Mapped[str | None] = text()
    exit_reason: Mapped[str | None] = text()
