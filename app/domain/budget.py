"""What a household lives on: two readings of one budget, the three-month average and today's amounts.

Formulas: domain B.9 corrected by law 3 (the rent reduction RLS is subtracted), choices of review D2. Everything is
counted in exact fractions of cents and rounded once, half up. Labels are codes; sentences are made elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.days import age_on
from app.domain.money import euros, half_up, half_up_cents
from resources.vocabulary import Relation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app.domain.persons import Person
    from app.domain.rules import Rules
    from resources.vocabulary import ChargeType, DebtType, ResourceType

_MONEY_DIGITS = 2
_RATIO_DIGITS = 4
_TENTHS = 10


class Block(StrEnum):
    """Which amounts of the resources are read."""

    AVERAGE = "average"
    CURRENT = "current"


class NoValue(StrEnum):
    """Why a figure has no value."""

    NO_RESOURCES = "no_resources"
    UNKNOWN_RESOURCES = "unknown_resources"


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that comes in; cents; ``None`` is a month not known, which is not zero."""

    type: ResourceType
    monthly: tuple[int | None, ...] = ()
    current: int | None = None
    person: str | None = None
    proof: bool | None = None


@dataclass(frozen=True, slots=True)
class Housing:
    """What the dwelling costs in a month, in cents.

    Attributes:
        rent: Rent without charges.
        charges: Recoverable charges.
        housing_benefit: Benefit, deducted here and never counted as a resource.
        rls: Rent reduction, subtracted.
        energy_works: Contribution to energy-saving works.
        annexes: Garage, cellar and the like.
        paid_to_landlord: Whether the benefit goes to the landlord; ``None`` when not written.
    """

    rent: int = 0
    charges: int = 0
    housing_benefit: int = 0
    rls: int = 0
    energy_works: int = 0
    annexes: int = 0
    paid_to_landlord: bool | None = None

    @property
    def net(self) -> int:
        """What is left to pay, never below zero."""
        whole = self.rent + self.charges + self.annexes + self.energy_works
        return max(0, whole - self.rls - self.housing_benefit)

    @property
    def gross(self) -> int:
        """Rent and charges, before any help."""
        return self.rent + self.charges


@dataclass(frozen=True, slots=True)
class Charge:
    """Something that goes out every month, in cents."""

    type: ChargeType
    monthly: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Debt:
    """Something owed, in cents; every instalment listed counts, whether or not a plan has begun."""

    creditor: str | None = None
    type: DebtType | None = None
    balance: int | None = None
    monthly: int | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """One budget of a household, on its day."""

    on: dt.date
    resources: tuple[Resource, ...] = ()
    housing: Housing = Housing()
    charges: tuple[Charge, ...] = ()
    debts: tuple[Debt, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One term of a formula.

    Attributes:
        key: Code of what it is (``salary``, ``net_housing_cost``, ``debt``).
        amount: Euros to the cent, or units; negative where the formula subtracts.
        label: The household's own name for it, if any.
        person: Ref of whom it belongs to, if anyone.
    """

    key: str
    amount: Decimal
    label: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed value with what it is made of; ``str(value)`` is its written form.

    Attributes:
        value: Money with two digits, a ratio with four, units with one; ``None`` with a reason.
        formula: Code of the formula, the figure's own name.
        lines: Its terms, in order.
        reason: Why there is no value.
    """

    value: Decimal | None
    formula: str
    lines: tuple[Line, ...]
    reason: NoValue | None = None


@dataclass(frozen=True, slots=True)
class BudgetBlock:
    """The seven figures of one reading."""

    resources: Figure
    net_housing_cost: Figure
    housing_cost_ratio_net: Figure
    housing_cost_ratio_gross: Figure
    residual_income_month: Figure
    residual_income_day_per_unit: Figure
    consumption_units: Figure


@dataclass(frozen=True, slots=True)
class BudgetReading:
    """Both readings of a budget."""

    on: dt.date
    average: BudgetBlock
    current: BudgetBlock


def consumption_units(persons: Iterable[Person], day: dt.date, rules: Rules) -> Figure:
    """Count consumption units at the day of the budget (Insee; review D2).

    The first person counts 1 whatever their age, then 0.5 from 14 and 0.3 below. Somebody not yet born that day does
    not count; without a birth date a child counts as below 14.
    """
    first, other, child = rules.on("consumption_unit_tenths", day).numbers
    limit = rules.on("consumption_unit_child_below", day).number
    lines: list[Line] = []
    for person in persons:
        if person.birth_date is not None and person.birth_date > day:
            continue
        young = _is_young(person, day, limit)
        key, tenths = ("first_person", first) if not lines else ("child", child) if young else ("other_person", other)
        lines.append(Line(key, Decimal(tenths) / _TENTHS, person.label or None, person.ref))
    total = sum((line.amount for line in lines), start=Decimal("0.0"))
    return Figure(total, "consumption_units", tuple(lines))


def _is_young(person: Person, day: dt.date, limit: int) -> bool:
    if person.birth_date is None:
        return person.relation is Relation.CHILD
    return age_on(person.birth_date, day) < limit


def read_budget(budget: Budget, persons: Iterable[Person], rules: Rules) -> BudgetReading:
    """Compute both readings of a budget.

    Args:
        budget: Amounts in cents.
        persons: The household, in its order.
        rules: Rules table (months averaged, length of a month, units).
    """
    units = consumption_units(persons, budget.on, rules)
    months = rules.on("resources_months", budget.on).number
    month_length = rules.on("month_length", budget.on).number
    return BudgetReading(
        budget.on,
        _block(budget, tuple(_average(item, months) for item in budget.resources), units, month_length),
        _block(budget, tuple(_current(item) for item in budget.resources), units, month_length),
    )


def _average(resource: Resource, months: int) -> Fraction | None:
    known = [amount for amount in resource.monthly[-months:] if amount is not None]
    return Fraction(sum(known), len(known)) if known else None


def _current(resource: Resource) -> Fraction | None:
    return None if resource.current is None else Fraction(resource.current)


def _block(budget: Budget, amounts: tuple[Fraction | None, ...], units: Figure, month_length: int) -> BudgetBlock:
    resources, cents = _resources(budget, amounts)
    net = _net_housing_cost(budget.housing)
    month, month_cents = _residual_month(budget, cents)
    return BudgetBlock(
        resources,
        net,
        _ratio("housing_cost_ratio_net", "net_housing_cost", budget.housing.net, cents),
        _ratio("housing_cost_ratio_gross", "gross_housing_cost", budget.housing.gross, cents),
        month,
        _residual_day(month_cents, units, month_length),
        units,
    )


def _resources(budget: Budget, amounts: tuple[Fraction | None, ...]) -> tuple[Figure, int | None]:
    known = [(item, amount) for item, amount in zip(budget.resources, amounts, strict=True) if amount is not None]
    lines = tuple(Line(item.type.value, euros(half_up_cents(amount)), person=item.person) for item, amount in known)
    if budget.resources and not known:
        return Figure(None, "resources", (), NoValue.UNKNOWN_RESOURCES), None
    cents = half_up_cents(sum((amount for _, amount in known), start=Fraction(0)))
    return Figure(euros(cents), "resources", lines), cents


def _net_housing_cost(housing: Housing) -> Figure:
    parts = (
        ("rent", housing.rent),
        ("charges", housing.charges),
        ("annexes", housing.annexes),
        ("energy_works", housing.energy_works),
        ("rls", -housing.rls),
        ("housing_benefit", -housing.housing_benefit),
    )
    lines = tuple(Line(key, euros(cents)) for key, cents in parts if cents)
    return Figure(euros(housing.net), "net_housing_cost", lines)


def _ratio(formula: str, key: str, cost: int, resources: int | None) -> Figure:
    if resources is None:
        return Figure(None, formula, (Line(key, euros(cost)),), NoValue.UNKNOWN_RESOURCES)
    lines = (Line(key, euros(cost)), Line("resources", euros(resources)))
    if resources <= 0:
        return Figure(None, formula, lines, NoValue.NO_RESOURCES)
    return Figure(half_up(Fraction(cost, resources), _RATIO_DIGITS), formula, lines)


def _residual_month(budget: Budget, resources: int | None) -> tuple[Figure, int | None]:
    if resources is None:
        return Figure(None, "residual_income_month", (), NoValue.UNKNOWN_RESOURCES), None
    terms = [
        ("resources", resources, None),
        ("net_housing_cost", -budget.housing.net, None),
        *((charge.type.value, -charge.monthly, charge.label) for charge in budget.charges),
        *(("debt", -debt.monthly, debt.creditor) for debt in budget.debts if debt.monthly is not None),
    ]
    cents = sum(amount for _, amount, _ in terms)
    lines = tuple(Line(key, euros(amount), label) for key, amount, label in terms)
    return Figure(euros(cents), "residual_income_month", lines), cents


def _residual_day(month: int | None, units: Figure, month_length: int) -> Figure:
    formula = "residual_income_day_per_unit"
    if month is None or not units.value:
        return Figure(None, formula, (), NoValue.UNKNOWN_RESOURCES)
    lines = (
        Line("residual_income_month", euros(month)),
        Line("days", Decimal(month_length)),
        Line("consumption_units", units.value),
    )
    exact = Fraction(month, 100) / month_length / Fraction(units.value)
    return Figure(half_up(exact, _MONEY_DIGITS), formula, lines)
