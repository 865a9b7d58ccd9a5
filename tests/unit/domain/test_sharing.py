from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.confidentiality import (
    DEFAULT_LEVELS,
    NEVER_TO_LANDLORD,
    SENSITIVE,
    Marks,
    Reader,
    change_refusal,
    may_read,
    sharing_refusal,
    union,
)
from app.domain.sharing import Audience, Consent, LeftOut, Sentence, landlord_sentences, sentence_hash
from resources.vocabulary import Confidentiality, DiagnosisPoint, LandlordShare, Recipient
from tests.unit.domain import example

TODAY = example.TODAY
POINT = DiagnosisPoint.RESIDENTIAL_PROJECT
SHARED = Sentence(LandlordShare.SENTENCE, "La famille souhaite rester.", dt.date(2026, 9, 7))
GIVEN = Consent(("p1",), "ba", frozenset(DiagnosisPoint), dt.date(2026, 9, 7), ref="k")
LANDLORD = Audience("ba", TODAY)


def outcome(sentence=SHARED, consents=(GIVEN,), audience=LANDLORD, point=POINT):
    found = landlord_sentences({point: sentence}, consents, audience)
    return next((reason for where, reason in found.left_out if where is point), "shared")


def test_the_example_gives_the_landlord_six_sentences_and_keeps_two_points():
    case = example.raw()
    found = landlord_sentences(example.sentences(case), example.consents(case), Audience("ba", TODAY))
    assert [one.point.value for one in found.shared] == [
        "family_situation",
        "family_history",
        "financial_situation",
        "professional_situation",
        "residential_project",
        "ongoing_procedures",
    ]
    assert dict(found.left_out) == {
        DiagnosisPoint.ADMINISTRATIVE_SITUATION: LeftOut.NOT_SHARED,
        DiagnosisPoint.HEALTH_ISSUES: LeftOut.HEALTH,
    }
    assert {one.consents for one in found.shared} == {("consent",)}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"share": LandlordShare.NONE}, LeftOut.NOT_SHARED),
        ({"sentence": None}, LeftOut.NO_SENTENCE),
        ({"sentence": "  \n"}, LeftOut.NO_SENTENCE),
        ({"read_on": None}, LeftOut.NOT_READ),
        ({"read_on": dt.date(2026, 11, 21)}, LeftOut.NOT_READ),
        ({"read_hash": sentence_hash("Une autre.")}, LeftOut.CHANGED_SINCE_READ),
        ({"read_hash": sentence_hash("La famille souhaite rester.")}, "shared"),
        ({}, "shared"),
    ],
)
def test_a_sentence_leaves_only_as_the_household_read_it(change, reason):
    assert outcome(replace(SHARED, **change)) == reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"recipient": "op"}, LeftOut.NO_VALID_CONSENT),
        ({"topics": frozenset()}, LeftOut.NO_VALID_CONSENT),
        ({"given_on": dt.date(2026, 11, 21)}, LeftOut.NO_VALID_CONSENT),
        ({"given_on": TODAY}, "shared"),
        ({"until": TODAY}, "shared"),
        ({"until": dt.date(2026, 11, 19)}, LeftOut.NO_VALID_CONSENT),
        ({"withdrawn_on": TODAY}, LeftOut.NO_VALID_CONSENT),
        ({"withdrawn_on": dt.date(2026, 11, 21)}, "shared"),
    ],
)
def test_an_authorisation_holds_from_its_day_to_its_last_unless_withdrawn(change, reason):
    assert outcome(consents=(replace(GIVEN, **change),)) == reason


def test_an_authorisation_without_end_ends_with_the_measure():
    assert outcome(audience=Audience("ba", TODAY, measure_ended_on=TODAY)) is LeftOut.NO_VALID_CONSENT
    own_end = replace(GIVEN, until=dt.date(2026, 12, 31))
    assert outcome(consents=(own_end,), audience=Audience("ba", TODAY, measure_ended_on=TODAY)) == "shared"


def test_where_all_must_agree_one_authorisation_is_not_enough():
    both = Audience("ba", TODAY, everyone=frozenset({"p1", "p2"}))
    assert outcome(audience=both) is LeftOut.NOT_ALL_AGREE
    assert outcome(consents=(GIVEN, replace(GIVEN, persons=("p2",))), audience=both) == "shared"


@given(st.text(min_size=1), st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1)))
def test_invariant_4_health_never_leaves_for_a_landlord(text, read_on):
    sentence = Sentence(LandlordShare.SENTENCE, text, read_on)
    assert outcome(sentence, point=DiagnosisPoint.HEALTH_ISSUES) is LeftOut.HEALTH


def test_every_point_is_either_shared_or_left_out_with_a_reason():
    found = landlord_sentences({}, (GIVEN,), Audience("ba", TODAY))
    assert [point for point, _ in found.left_out] == list(DiagnosisPoint)
    assert found.shared == ()


LEVELS = st.frozensets(st.sampled_from(Confidentiality), min_size=1)


@given(st.lists(LEVELS))
def test_a_thing_carries_every_level_of_what_it_is_made_of(parts):
    joined = union(parts)
    assert all(part <= joined for part in parts)
    assert joined == (frozenset.union(*parts) if parts else DEFAULT_LEVELS)


@given(LEVELS)
def test_only_general_things_go_beyond_household_and_operator(levels):
    for recipient in (Recipient.LANDLORD, Recipient.COMMITTEE, Recipient.FUNDER):
        assert may_read(Marks(levels), Reader(recipient)) == (levels == {Confidentiality.GENERAL})
    assert may_read(Marks(levels), Reader(Recipient.OPERATOR))


CONFIDED = Marks(confided_by="p1", hide_from=frozenset({"p2"}))


@pytest.mark.parametrize(
    ("marks", "persons", "expected"),
    [
        (CONFIDED, {"p1"}, True),
        (CONFIDED, {"p2"}, False),
        (CONFIDED, {"p1", "p2"}, False),
        (CONFIDED, {"p4"}, True),
        (CONFIDED, set(), False),
        (Marks(confided_by="p1"), {"p1"}, True),
        (Marks(confided_by="p1"), {"p1", "p2"}, False),
        (Marks(confided_by="p1"), {"p2"}, False),
        (Marks(), {"p1", "p2"}, True),
        (Marks(), set(), True),
    ],
)
def test_what_was_confided_is_not_shown_to_whom_it_is_hidden_from(marks, persons, expected):
    assert may_read(marks, Reader(Recipient.HOUSEHOLD, frozenset(persons))) is expected


def test_what_was_confided_never_leaves_household_and_operator():
    general = frozenset({Confidentiality.GENERAL})
    for marks in (Marks(general, "p1"), Marks(general, None, frozenset({"p2"}))):
        for recipient in (Recipient.LANDLORD, Recipient.COMMITTEE, Recipient.FUNDER):
            assert not may_read(marks, Reader(recipient))
        assert may_read(marks, Reader(Recipient.OPERATOR))


def test_the_hard_refusals_of_sharing():
    full = DEFAULT_LEVELS
    assert sharing_refusal(full, Recipient.LANDLORD, authorised=False).code == "no_authorisation"
    assert sharing_refusal(full, Recipient.COMMITTEE, authorised=False).hard
    assert sharing_refusal(full, Recipient.LANDLORD, authorised=True) is None
    assert sharing_refusal(full, Recipient.HOUSEHOLD, authorised=False) is None
    for level in NEVER_TO_LANDLORD:
        refused = sharing_refusal(frozenset({level}), Recipient.LANDLORD, authorised=True)
        assert (refused.code, refused.about, refused.hard) == ("never_to_landlord", (level.value,), True)
    assert NEVER_TO_LANDLORD < SENSITIVE


def test_invariant_5_a_signed_document_is_never_changed():
    assert change_refusal("contract", signed=True).hard
    assert change_refusal("contract", signed=False) is None
