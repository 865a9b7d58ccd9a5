"""A month of rent told in one gesture is lines of the rent account, as the exchange format means them."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import Expected
from app.services.households import NewCase, NewPerson
from app.services.rent import Came
from resources.vocabulary import LeaseKind
from tests.journeys.world import NUMBER

DECEMBER = dt.date(2026, 12, 5)
TODAY = dt.date(2026, 12, 9)


@pytest.fixture
def case(desk) -> str:
    return desk.cases.find(NUMBER)


def written(desk, case) -> list[dict]:
    movements = desk.exchange.export(case, today=TODAY)["arrears"]["movements"]
    return [one for one in movements if one["on"].startswith("2026-12")]


TERM = {"on": "2026-12-05", "kind": "term", "debit": "476.90"}


@pytest.mark.parametrize(
    ("came", "cents", "lines"),
    [
        (Came.PAID, 0, [TERM, {"on": "2026-12-05", "kind": "payment", "credit": "266.50"}]),
        (Came.AMOUNT, 10000, [TERM, {"on": "2026-12-05", "kind": "payment", "credit": "100.00"}]),
        (Came.AMOUNT, 0, [TERM]),
        (Came.NOTHING, 0, [TERM]),
        (Came.BENEFIT, 0, [TERM, {"on": "2026-12-05", "kind": "housing_benefit", "credit": "210.40"}]),
    ],
)
def test_what_is_told_of_a_month_is_its_lines_and_no_other(desk, case, came, cents, lines):
    changes = desk.rent.tell(case, DECEMBER, came, TODAY, cents)
    assert changes.kinds == {"movement"}
    assert written(desk, case) == lines
    desk.undoing.apply(changes.undo)
    assert written(desk, case) == []


def test_a_payment_told_once_the_term_stood_unpaid_is_of_today(desk, case):
    desk.rent.tell(case, DECEMBER, Came.NOTHING, TODAY)
    balance = desk.overview.of(case, TODAY).rent.balance
    desk.rent.tell(case, DECEMBER, Came.BENEFIT, TODAY)
    later = TODAY + dt.timedelta(3)
    desk.rent.tell(case, DECEMBER, Came.PAID, later)
    assert written(desk, case)[-1] == {"on": "2026-12-12", "kind": "payment", "credit": "266.50"}
    assert desk.overview.of(case, later).rent.balance == balance - 47690
    (month,) = desk.rent.months(case, later)
    assert (month.told, month.left, month.benefit) == (True, 0, 0)


def test_a_month_told_meanwhile_is_not_told_twice(desk, case):
    desk.rent.tell(case, DECEMBER, Came.NOTHING, TODAY)
    for month in (DECEMBER, dt.date(2026, 11, 5)):
        with pytest.raises(Expected) as refused:
            desk.rent.tell(case, month, Came.NOTHING, TODAY)
        assert refused.value.code == "gone"
    assert written(desk, case) == [TERM]


def test_what_was_told_comes_back_from_a_file_as_it_was(desk, case, device, tmp_path):
    desk.rent.tell(case, DECEMBER, Came.PAID, TODAY)
    file = desk.exchange.export(case, today=TODAY)
    with device.open(device.create(tmp_path / "autre", file)) as other:
        again = other.cases.find(NUMBER)
        assert other.rent.months(again, TODAY) == desk.rent.months(case, TODAY)
        assert other.exchange.export(again, today=TODAY)["arrears"] == file["arrears"]


def test_a_case_without_an_account_has_one_once_a_month_is_told(desk):
    case, _changes = desk.households.open_case(NewCase((NewPerson("Nadia"),)))
    assert desk.rent.months(case, TODAY) == ()
    desk.editing.add(case, "lease", {"kind": LeaseKind.DIRECT_LEASE, "rent": 45000})
    (month,) = desk.rent.months(case, TODAY)
    desk.rent.tell(case, month.term_on, Came.PAID, TODAY)
    assert [(one["on"], one["kind"]) for one in written(desk, case)] == [
        ("2026-12-01", "term"),
        ("2026-12-01", "payment"),
    ]
