from __future__ import annotations

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.strategies.case_files import case_files
from tests.unit.exchange_tables.memory import TODAY, Memory, benali, second

THOROUGH = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
BRIEF = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def as_exported(document: dict) -> dict:
    return {**document, "as_of": TODAY.isoformat()}


@pytest.mark.parametrize("example", [benali, second])
def test_an_example_comes_back_as_it_was(memory, example):
    outcome = memory.take_in(example())
    assert outcome.created
    assert memory.give_back(outcome.case_id) == as_exported(example())


@pytest.mark.thorough
@THOROUGH
@given(case_files())
def test_any_file_comes_back_as_it_was_and_writes_nothing_the_second_time(document):
    memory = Memory()
    outcome = memory.take_in(document)
    assert memory.give_back(outcome.case_id) == as_exported(document)
    before = memory.rows()
    again = memory.take_in(copy.deepcopy(document))
    assert (again.case_id, again.created, again.added, again.changed, again.left) == (outcome.case_id, False, 0, 0, ())
    assert memory.rows() == before
    memory.close()


@pytest.mark.thorough
@BRIEF
@given(case_files())
def test_two_devices_that_import_one_file_make_the_same_rows(document):
    one, other = Memory(), Memory()
    one.take_in(document)
    other.take_in(document)
    assert one.rows() == other.rows()
    one.close()
    other.close()


@pytest.mark.thorough
@BRIEF
@given(case_files(), st.randoms(use_true_random=False))
def test_a_case_that_went_out_and_in_again_elsewhere_gives_the_same_file(document, random):
    here, there = Memory(), Memory()
    for key in ("contacts", "requests", "aids", "actions"):
        random.shuffle(document.get(key, []))
    file = here.give_back(here.take_in(document).case_id)
    assert there.give_back(there.take_in(file).case_id) == file
    here.close()
    there.close()


def test_two_cases_that_name_the_same_people_differently_both_come_back(memory):
    other = second()
    other["organisations"] = benali()["organisations"] + [
        one for one in other["organisations"] if one["ref"] not in {"op", "ba"}
    ]
    first = memory.take_in(benali())
    renamed = benali()
    renamed["case"]["number"] = "2026-0999"
    renamed["organisations"][0] = {**renamed["organisations"][0], "ref": "nous", "rna": None}
    del renamed["organisations"][0]["phone"]
    for worker in renamed["workers"][:2]:
        worker["organisation"] = "nous"
    then = memory.take_in(renamed)
    assert memory.give_back(first.case_id) == as_exported(benali())
    assert memory.give_back(then.case_id) == as_exported(renamed)


def test_a_note_in_three_texts_comes_back_in_three_texts(memory):
    document = benali()
    document["contacts"] = [
        {"on": "2026-11-18", "kind": "phone", "reported": "« Oui. »", "observed": "Calme.", "analysis": None}
    ]
    outcome = memory.take_in(document)
    assert memory.give_back(outcome.case_id)["contacts"] == document["contacts"]
    passages = memory.rows()["contact_passage"]
    assert sorted((row["position"], row["kind"]) for row in passages) == [(1024, "observed"), (2048, "reported")]


def test_what_is_empty_is_not_what_is_absent(memory):
    document = benali()
    document |= {"workers": [], "earlier": {}, "letters": [], "measure": None, "programme": None}
    for key in ("diagnosis", "committee", "contract", "contacts", "arrears", "mutual_commitments", "actions"):
        del document[key]
    document["case"]["referral"] = {"organisation": "ba"}
    document["lease"] |= {"dwelling": None, "exams": [], "tenants": [], "ref": None}
    document["household"]["persons"][0]["contact"] = {}
    document["budget"]["resources"][0]["monthly"] = ["-0.00", "0.00"]
    document["diagnosis"] = {"points": {}, "approvals": []}
    outcome = memory.take_in(document)
    assert memory.give_back(outcome.case_id) == as_exported(document)
    document["earlier"] = {"contract": []}
    document["lease"]["dwelling"] = {}
    memory.take_in(document)
    assert memory.give_back(outcome.case_id) == as_exported(document)


def test_a_role_may_be_written_null(memory):
    document = benali()
    document["workers"][2]["role"] = None
    outcome = memory.take_in(document)
    assert memory.give_back(outcome.case_id)["workers"] == document["workers"]


def test_amounts_are_whole_cents(memory):
    document = benali()
    document["lease"] |= {"rent": "-0.07", "charges": "-0.00"}
    outcome = memory.take_in(document)
    (lease,) = memory.rows()["lease"]
    assert (lease["rent"], lease["charges"]) == (-7, 0)
    assert memory.give_back(outcome.case_id)["lease"] == document["lease"]


def test_a_case_is_read_with_one_query_a_table_however_long_it_is(memory):
    document = benali()
    document["contacts"] = [
        {**document["contacts"][rank % 7], "on": f"2026-{1 + rank // 20:02d}-{1 + rank % 20:02d}"} for rank in range(60)
    ]
    outcome = memory.take_in(document)
    for work in (lambda: memory.give_back(outcome.case_id), lambda: memory.take_in(document)):
        statements = memory.statements(work)
        assert len(statements) == len(set(statements))
