from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.exchange.importing_matching import placed
from tests.unit.exchange_tables.memory import benali


def contact(on: str, kind: str = "phone", **more) -> dict:
    return {"on": on, "kind": kind, **more}


@pytest.fixture
def case(memory):
    memory.take_in(benali())
    return memory


def rows(memory, table: str, **values) -> list[dict]:
    return [row for row in memory.rows()[table] if all(row[key] == value for key, value in values.items())]


def test_what_matches_is_updated_and_what_does_not_is_added(case):
    document = benali()
    document["contacts"][0]["minutes"] = 75
    document["contacts"].append(contact("2026-11-19"))
    outcome = case.take_in(document)
    assert (outcome.created, outcome.added, outcome.changed, outcome.left) == (False, 1, 1, ())
    assert case.give_back(outcome.case_id)["contacts"] == document["contacts"]


def test_what_the_file_no_longer_has_is_left_alone_and_listed(case):
    document = benali()
    del document["contacts"][2]
    del document["lease"]["rent"]
    del document["aids"]
    outcome = case.take_in(document)
    assert (outcome.added, outcome.changed) == (0, 0)
    assert [left.path for left in outcome.left] == ["contacts", "lease.rent", "aids"]
    assert case.give_back(outcome.case_id)["contacts"] == benali()["contacts"]


def test_a_contact_put_in_the_middle_rewrites_no_other(case):
    document = benali()
    document["contacts"].insert(3, contact("2026-10-08"))
    outcome = case.take_in(document)
    assert (outcome.added, outcome.changed) == (1, 0)
    assert case.give_back(outcome.case_id)["contacts"] == document["contacts"]


def test_a_new_order_is_the_order_given_back(case):
    document = benali()
    document["contacts"].reverse()
    outcome = case.take_in(document)
    assert outcome.added == 0
    assert case.give_back(outcome.case_id)["contacts"] == document["contacts"]


def test_a_null_empties_what_an_absence_leaves(case):
    document = benali()
    document["lease"]["rent"] = None
    document["household"]["persons"][1]["residence_permit"] = None
    outcome = case.take_in(document)
    assert outcome.left == ()
    given_back = case.give_back(outcome.case_id)
    assert given_back["lease"] == document["lease"]
    assert given_back["household"] == document["household"]


def test_the_ref_says_which_object_it_is_whatever_its_keys(case):
    document = benali()
    document["appointments"][0] |= {"on": "2026-12-02", "at": "14:00"}
    outcome = case.take_in(document)
    assert (outcome.added, outcome.changed, outcome.left) == (0, 1, ())


def test_equal_movements_are_told_apart_by_their_rank(memory):
    document = benali()
    twice = {"on": "2026-11-06", "kind": "payment", "label": "Espèces", "credit": "10.00"}
    document["arrears"]["movements"] += [twice, {**twice, "credit": "20.00"}]
    memory.take_in(document)
    document["arrears"]["movements"][-1]["credit"] = "30.00"
    outcome = memory.take_in(document)
    assert (outcome.added, outcome.changed) == (0, 1)
    assert [row["credit"] for row in rows(memory, "movement", label="Espèces")].count(3000) == 1


def test_a_later_budget_is_another_budget(case):
    document = benali()
    document["budget"] = {**document["budget"], "on": "2026-12-17"}
    outcome = case.take_in(document)
    given_back = case.give_back(outcome.case_id)
    assert given_back["budget"] == document["budget"]
    assert given_back["earlier"]["budget"] == [benali()["budget"]]


def test_the_contract_of_before_goes_under_earlier(case):
    document = benali()
    document["earlier"] = {"contract": [document["contract"]]}
    document["contract"] = {"legal_regime": "conventional_avdl", "handed_on": "2027-03-15"}
    outcome = case.take_in(document)
    assert (outcome.added, outcome.changed, outcome.left) == (1, 1, ())
    given_back = case.give_back(outcome.case_id)
    assert (given_back["contract"], given_back["earlier"]) == (document["contract"], document["earlier"])


def test_a_thing_of_the_case_that_is_not_signed_is_corrected(memory):
    document = benali()
    del document["contract"]["signatures"]
    memory.take_in(document)
    document["contract"] |= {"effective_on": "2026-09-23", "rhythm": "une visite par semaine"}
    outcome = memory.take_in(document)
    assert (outcome.added, outcome.changed) == (0, 1)


def test_a_note_corrected_is_one_note(case):
    document = benali()
    document["contacts"][0]["note"][0]["text"] = "Contrat lu à voix haute, expliqué et signé."
    outcome = case.take_in(document)
    assert (outcome.added, outcome.changed, outcome.left) == (0, 1, ())


def test_what_was_changed_here_is_still_the_object_it_was_made_from(case):
    def move(session):
        from db.models.contact import Contact

        moved = session.query(Contact).filter_by(kind="landlord_exchange").one()
        moved.at_time = "10:00"

    case.write(move)
    outcome = case.take_in(benali())
    assert outcome.added == 0


def test_one_number_at_two_operators_is_two_cases(case):
    document = copy.deepcopy(benali())
    document["organisations"][0] |= {"siret": "00000000000034", "name": "Autre association"}
    assert case.take_in(document).created


@given(st.lists(st.one_of(st.none(), st.integers(1, 40)), max_size=12))
def test_positions_follow_the_file_and_move_only_when_they_must(positions):
    given_places = placed(positions)
    assert given_places == sorted(set(given_places))
    known = [position for position in positions if position is not None]
    if len(known) == len(positions) and known == sorted(set(known)):
        assert given_places == positions
