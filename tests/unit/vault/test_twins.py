"""One thing of which two vaults made a space each, before they met."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from db.local import Space
from db.models.household import Household
from db.projection import compare, rebuild
from tests.unit.vault.colleagues import begin, choices, everything, give, value, versions, write

pytestmark = pytest.mark.thorough  # long: the integration server runs it


@pytest.fixture
def apart(team):
    """Two vaults that imported the same file; a third that knows nothing of it."""
    one, two, three = team
    begin(one, label="Bénali", interpreter_language="un")
    begin(two, label="Bénali", interpreter_language="deux")
    return one, two, three


def met(*vaults) -> None:
    for _ in range(2):
        for giver in vaults:
            for taker in vaults:
                if giver is not taker:
                    give(giver, taker)
    for vault in vaults:
        assert compare(vault) == ()
        assert everything(vault) == everything(vaults[0])
        assert choices(vault) == choices(vaults[0])


def test_what_is_alike_is_one_and_what_differs_is_two_versions(apart):
    one, two, _ = apart
    met(one, two)
    assert sorted(versions(one)) == ["deux", "un"]
    assert value(one, Household, "h1", "label") == "Bénali"
    with one.read() as session:
        kept = session.scalars(select(Space.id).order_by(Space.id)).first()
        assert session.get(Household, "h1").space_id == kept
    before = everything(one)
    rebuild(one)
    assert everything(one) == before


def test_one_way_is_enough_to_see_both(apart):
    one, two, _ = apart
    give(two, one)
    assert sorted(versions(one)) == ["deux", "un"]


def test_a_value_changed_since_does_not_come_back(apart):
    one, two, three = apart
    give(two, one)
    write(one, label="Benali-Roux")
    met(one, two, three)
    assert value(three, Household, "h1", "label") == "Benali-Roux"
    assert {choice.column for choice in choices(three)} == {"interpreter_language"}


def test_what_is_still_written_in_the_space_left_comes_over(apart):
    one, two, three = apart
    give(two, one)
    write(two, label="Benali-Roux")
    met(one, two, three)
    assert value(one, Household, "h1", "label") == "Benali-Roux"


def test_work_goes_on_in_the_space_kept(apart):
    one, two, three = apart
    met(one, two)
    write(two, label="Roux")
    met(one, two, three)
    assert value(one, Household, "h1", "label") == "Roux"
