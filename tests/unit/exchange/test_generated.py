from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.exchange.checking import problems_of, remarks_of
from app.services.exchange.generated import big_case
from app.services.exchange.reading import read_case_bytes
from tests.strategies.case_files import case_files


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 80))
def test_a_generated_case_is_accepted_without_a_remark(seed, contacts):
    document = big_case(seed, contacts)
    assert problems_of(document) == ()
    assert remarks_of(document) == ()
    assert len(document["contacts"]) == contacts


def test_a_seed_gives_always_the_same_case_and_another_seed_another():
    assert big_case(7) == big_case(7)
    assert big_case(7)["contacts"] != big_case(8)["contacts"]
    assert big_case(7)["case"]["number"] != big_case(8)["case"]["number"]


@pytest.mark.parametrize("seed", range(5))
def test_notes_have_forty_to_a_hundred_and_twenty_words(seed):
    for contact in big_case(seed)["contacts"]:
        assert 40 <= sum(len(passage["text"].split()) for passage in contact["note"]) <= 120


def test_a_generated_case_spreads_over_two_years():
    document = big_case(3)
    days = [movement["on"] for movement in document["arrears"]["movements"]]
    assert (min(days), max(days)) == ("2024-11-05", "2026-10-05")
    assert document["contacts"] == sorted(document["contacts"], key=lambda contact: contact["on"])


@settings(max_examples=60, deadline=None)
@given(case_files())
def test_case_files_of_the_strategy_are_valid_and_survive_their_bytes(document):
    assert problems_of(document) == ()
    assert all(isinstance(remark, str) for remark in remarks_of(document))
    assert read_case_bytes(json.dumps(document).encode()) == document
