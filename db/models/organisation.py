"""The directory of the organisation space: organisations, workers, and links that name nobody."""

from __future__ import annotations

import unicodedata

from sqlalchemy.orm import Mapped
from typing_extensions import override

from db.base import Journalled
from db.models.columns import GENERAL, Searched, bare, derived, link, listing, text, word


def folded(*parts: str | None) -> str:
    """Return texts as one search and sort key: without accents, case or doubled spaces."""
    joined = unicodedata.normalize("NFKD", " ".join(part for part in parts if part))
    return " ".join("".join(sign for sign in joined if not unicodedata.combining(sign)).casefold().split())


class Organisation(Searched, Journalled):
    """An association, a landlord, a funder, an administration."""

    __tablename__ = "organisation"

    kind: Mapped[str] = word(GENERAL)
    name: Mapped[str] = text(GENERAL)
    service: Mapped[str | None] = text(GENERAL)
    address: Mapped[str | None] = text(GENERAL)
    phone: Mapped[str | None] = text(GENERAL)
    email: Mapped[str | None] = text(GENERAL)
    siret: Mapped[str | None] = text(GENERAL)
    rna: Mapped[str | None] = text(GENERAL)
    approvals: Mapped[tuple[str, ...] | None] = listing(GENERAL)
    time_zone: Mapped[str | None] = text(GENERAL)
    holiday_zone: Mapped[str | None] = text(GENERAL)
    sort_key: Mapped[str | None] = derived(GENERAL)

    @override
    def derive(self) -> None:
        """Compute the sort key."""
        self.sort_key = folded(self.name)


class Worker(Searched, Journalled):
    """Somebody who works; their role in a case stands in ``case_worker`` and grants nothing (review C9)."""

    __tablename__ = "worker"

    organisation_id: Mapped[str] = link("organisation")
    name: Mapped[str] = text(GENERAL)
    profession: Mapped[str | None] = word(GENERAL)
    secrecy_basis: Mapped[str | None] = word(GENERAL)
    phone: Mapped[str | None] = text(GENERAL)
    email: Mapped[str | None] = text(GENERAL)
    sort_key: Mapped[str | None] = derived(GENERAL)

    @override
    def derive(self) -> None:
        """Compute the sort key."""
        self.sort_key = folded(self.name)


class SamePerson(Journalled):
    """Two persons of two cases are one: two bare ids and no name."""

    __tablename__ = "same_person"

    one_id: Mapped[str] = bare()
    other_id: Mapped[str] = bare()


class SameDwelling(Journalled):
    """Two dwellings of two cases are one: two bare ids and no address."""

    __tablename__ = "same_dwelling"

    one_id: Mapped[str] = bare()
    other_id: Mapped[str] = bare()
