"""The clause library: words a contract may be begun with, and when one is worth proposing (decision 3).

A clause is data: what the household may want, an observable result, what each side does. It is proposed when a point
it stands on was talked about and one of its beginnings of words is found there, or when its fact is in the case.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from resources.vocabulary import DiagnosisPoint, WorkAxis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COMMITMENTS = "commitments.toml"


@dataclass(frozen=True, slots=True)
class LibraryClause:
    """One clause; texts are French, ``{fields}`` in them are filled from the case.

    Attributes:
        id: Stable word.
        axis: Domain of support.
        points: Points of the diagnosis it stands on.
        about: Beginnings of words, folded, that make it worth proposing.
        when: How threatened the home is when it is proposed: ``hearing``, ``procedure``, ``calm``; empty for any.
        fact: Fact of the case that makes it worth proposing (``plan``, ``procedure``, ``health_cover``), if any.
        household_words: What the household may want, when nothing of their own says it.
        expected_result: What one could see.
        indicator: What is counted.
        baseline: Where it starts.
        target: Where it goes.
        months: When to look at it again.
        household: What the household does.
        operator: What we do.
        landlord: What the landlord does; empty but for rent, plan, procedure, works.
        source: Where it comes from.
    """

    id: str
    axis: WorkAxis
    points: tuple[DiagnosisPoint, ...]
    about: tuple[str, ...]
    household_words: str
    expected_result: str
    indicator: str
    household: str
    operator: str
    landlord: str
    source: str
    when: str = ""
    fact: str = ""
    baseline: str = ""
    target: str = ""
    months: int | None = None


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """What each side may promise on one fact of the case; empty where a side has nothing to do."""

    fact: str
    household: str
    operator: str
    landlord: str
    source: str


def clauses_from_text(text: str) -> tuple[LibraryClause, ...]:
    """Read one TOML file of the library; an unknown key is an error of whoever wrote it."""
    found = tomllib.loads(text)
    return tuple(_clause(WorkAxis(found["axis"]), row) for row in found["clause"])


def _clause(axis: WorkAxis, row: Mapping[str, Any]) -> LibraryClause:
    points = tuple(DiagnosisPoint(point) for point in row["points"])
    about = tuple(folded(beginning) for beginning in row["about"])
    return LibraryClause(**{**row, "axis": axis, "points": points, "about": about})


@cache
def shipped_clauses() -> tuple[LibraryClause, ...]:
    """Read the clauses the program ships, axis by axis in the order of the vocabulary; read once."""
    found = [clause for name, text in _files() if name != COMMITMENTS for clause in clauses_from_text(text)]
    order = tuple(WorkAxis)
    return tuple(sorted(found, key=lambda one: order.index(one.axis)))


@cache
def commitment_lines() -> tuple[CommitmentLine, ...]:
    """Read the lines of the mutual commitments the program ships; read once."""
    return tuple(
        CommitmentLine(**row) for name, text in _files() if name == COMMITMENTS for row in tomllib.loads(text)["line"]
    )


def _files() -> list[tuple[str, str]]:
    folder = resources.files("resources") / "clauses"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return sorted((entry.name, entry.read_text(encoding="utf-8")) for entry in found)


def speaks_of(beginnings: Iterable[str], text: str) -> bool:
    """Tell whether a text has a word, or two in a row, with one of these beginnings."""
    words = f" {' '.join(''.join(sign if sign.isalnum() else ' ' for sign in folded(text)).split())}"
    plain = ("".join(sign if sign.isalnum() else " " for sign in beginning) for beginning in beginnings)
    return any(f" {beginning}" in words for beginning in plain)


def folded(text: str) -> str:
    """Return a text without case nor accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
