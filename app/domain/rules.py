"""The dated rules table: legal delays, ceilings and durations are data, never literals in code.

Rows stand in ``resources/rules/*.toml``. A département or an organisation overrides a row by giving another of the same
id; what it overrides is kept and can still be named.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

RuleValue = int | str | bool | tuple[int, ...] | None


class UnknownRuleError(LookupError):
    """No row of that id holds on that day: the table and the code disagree."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated row of the table.

    Attributes:
        id: Identifier of the rule; several rows bear one id when the rule changed.
        value: Number, numbers, word, yes or no; ``None`` when the file, an act or a convention sets it.
        unit: What the value counts (``months``, ``working_days``, ``cents``).
        source: Text it stands on, as it is shown.
        certainty: ``law``, ``src``, ``mem``, ``derived``, ``seed``, ``verify``, or ``written`` by the case's papers.
        valid_from: First day it holds.
        valid_to: Last day it holds.
        lease_from: Only for leases signed or renewed on that day or after.
        lease_before: Only for leases signed or renewed before that day.
        note: A remark kept for whoever checks it.
    """

    id: str
    value: RuleValue
    unit: str
    source: str
    certainty: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    lease_from: dt.date | None = None
    lease_before: dt.date | None = None
    note: str = ""

    @property
    def number(self) -> int:
        """The value, where it must be a whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise UnknownRuleError(f"{self.id} has no number")
        return self.value

    @property
    def numbers(self) -> tuple[int, ...]:
        """The value, where it must be a list of whole numbers."""
        if not isinstance(self.value, tuple):
            raise UnknownRuleError(f"{self.id} has no list")
        return self.value

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether the row is in force that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def holds_for_lease(self, signed_on: dt.date) -> bool:
        """Tell whether the row governs a lease signed or last renewed that day."""
        return (self.lease_from is None or self.lease_from <= signed_on) and (
            self.lease_before is None or signed_on < self.lease_before
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """The table, with what an organisation or a département put over it.

    Attributes:
        rows: Shipped rows.
        overrides: Local rows; one that holds is taken before any shipped row of its id.
    """

    rows: tuple[Rule, ...]
    overrides: tuple[Rule, ...] = field(default=())

    def of(self, rule_id: str) -> tuple[Rule, ...]:
        """Give every row of an id, local ones first."""
        return tuple(row for row in (*self.overrides, *self.rows) if row.id == rule_id)

    def find(self, rule_id: str, day: dt.date) -> Rule | None:
        """Give the row in force on a day, or nothing."""
        return next((row for row in self.of(rule_id) if row.holds_on(day)), None)

    def on(self, rule_id: str, day: dt.date) -> Rule:
        """Give the row in force on a day.

        Raises:
            UnknownRuleError: When there is none.
        """
        row = self.find(rule_id, day)
        if row is None:
            raise UnknownRuleError(f"{rule_id} on {day}")
        return row

    def for_lease(self, rule_id: str, signed_on: dt.date) -> Rule | None:
        """Give the row that governs a lease signed or last renewed on a day, or nothing."""
        return next((row for row in self.of(rule_id) if row.holds_for_lease(signed_on)), None)

    def overridden_by(self, rows: Iterable[Rule]) -> Rules:
        """Give a table where these local rows come first."""
        return Rules(self.rows, (*rows, *self.overrides))


def rule_from_row(row: Mapping[str, Any]) -> Rule:
    """Read one row of a TOML table; an unknown key is an error of whoever wrote the table."""
    value = row.get("value")
    return Rule(**{**row, "value": tuple(value) if isinstance(value, list) else value})


def rules_from_text(text: str) -> tuple[Rule, ...]:
    """Read the ``[[rule]]`` rows of one TOML file."""
    return tuple(rule_from_row(row) for row in tomllib.loads(text)["rule"])


@cache
def shipped_rules() -> Rules:
    """Read the rows the program ships; read once."""
    folder = resources.files("resources") / "rules"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return Rules(tuple(row for entry in files for row in rules_from_text(entry.read_text(encoding="utf-8"))))
