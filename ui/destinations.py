"""Where one may go in the window: pages never know one another, they name a destination to the shell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """The places of the window (decisions 16)."""

    TODAY = "today"
    PERSONS = "persons"
    PROCEDURES = "procedures"
    CASE = "case"
    DIAGNOSIS = "diagnosis"
    CONTRACT = "contract"
    SIGNING = "signing"
    SETTINGS = "settings"
    HELP = "help"


class CaseTab(StrEnum):
    """The five tabs of a case (decisions 16)."""

    THREAD = "thread"
    PROJECT = "project"
    HOME_AND_MONEY = "home_and_money"
    PROCEDURES = "procedures"
    PAPERS = "papers"


SHARING = "sharing"
"""The detail of the diagnosis that shows what leaves for the landlord."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place, and what to show there.

    Attributes:
        place: Which page.
        case_id: The case it is about.
        detail: A tab, a point of the diagnosis, a kind of document: what the page understands.
        object_id: A row to bring into sight.
    """

    place: Place
    case_id: str | None = None
    detail: str | None = None
    object_id: str | None = None
