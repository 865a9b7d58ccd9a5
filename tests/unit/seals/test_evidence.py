from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.evidence import (
    CopyHanded,
    Evidence,
    Identity,
    IdentityKnown,
    ReadHow,
    Reading,
    evidence_from,
    missing_signatories,
)
from app.errors import Expected
from resources.vocabulary import SignatureCapacity, SignatureMethod, SignatureOutcome

FINAL, OTHER, SEALED, CERTIFICATE = ("a" * 64, "b" * 64, "c" * 64, "d" * 64)
AT = dt.datetime(2026, 11, 24, 15, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def evidence(**changes):
    values = {
        "document_sha256": FINAL,
        "signatory": "p1",
        "name": "Nadia Benali",
        "capacity": SignatureCapacity.HOUSEHOLD,
        "outcome": SignatureOutcome.SIGNED,
        "at": AT,
        "device": "Portable de Claire Martin",
        "method": SignatureMethod.PAPER,
    }
    return Evidence(**(values | changes))


def on_screen(**changes):
    seal = {"method": SignatureMethod.SCREEN, "sealed_sha256": SEALED, "certificate_sha256": CERTIFICATE}
    return evidence(**(seal | changes))


def not_signed(outcome, **changes):
    return evidence(**({"outcome": outcome, "method": None} | changes))


def test_the_time_is_kept_as_utc_and_the_offset_of_the_device():
    values = on_screen().as_values()

    assert values["at"] == "2026-11-24T14:10:00Z"
    assert values["utc_offset_minutes"] == 60


def test_the_canonical_text_sorts_its_keys_keeps_accents_and_no_space():
    text = on_screen(identity=Identity(IdentityKnown.KNOWN_TO_SERVICE, "w1"), interpreter="Éléonore").canonical()

    assert '"interpreter":"Éléonore"' in text
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert ": " not in text


def test_the_same_record_always_has_the_same_hash_and_another_has_another():
    assert on_screen().sha256 == on_screen().sha256
    assert on_screen().sha256 != on_screen(name="Karim Benali").sha256


short = st.text(max_size=12)
offsets = st.integers(-720, 840).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
times = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2045, 1, 1), timezones=offsets).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)


@given(
    times,
    short,
    st.none() | st.builds(Identity, st.sampled_from(IdentityKnown), short, st.just("voisine")),
    st.none() | st.builds(Reading, st.sampled_from(ReadHow), st.none() | st.integers(1, 90), short),
    st.none() | st.sampled_from(CopyHanded),
    st.lists(short, max_size=3).map(tuple),
)
def test_a_record_comes_back_from_its_values_as_it_was(at, interpreter, identity, reading, copy_handed, witnesses):
    record = on_screen(
        at=at,
        interpreter=interpreter,
        identity=identity,
        reading=reading,
        copy_handed=copy_handed,
        witnesses=witnesses,
    )
    back = evidence_from(json.loads(record.canonical()))

    assert back == record
    assert back.at.utcoffset() == record.at.utcoffset()
    assert back.sha256 == record.sha256


@pytest.mark.parametrize("words", ["carte n° 880692310285", "CNI 12 34 56 78", "passeport 12.34.56"])
def test_the_number_of_an_identity_paper_is_never_kept(words):
    with pytest.raises(Expected) as refusal:
        Identity(IdentityKnown.OTHER, "w1", words)

    assert refusal.value.code == "identity_number"


def test_saying_who_vouches_is_kept():
    assert Identity(IdentityKnown.OTHER, "w1", "présentée par le CCAS, rue du 11 Novembre 1918").words


@pytest.mark.parametrize(
    "changes",
    [
        {"at": AT.replace(tzinfo=None)},
        {"document_sha256": "A" * 64},
        {"document_sha256": "a" * 63},
        {"method": None},
        {"outcome": SignatureOutcome.DECLINED},
        {"method": SignatureMethod.SCREEN},
        {"sealed_sha256": SEALED, "certificate_sha256": CERTIFICATE},
        {"method": SignatureMethod.SCREEN, "sealed_sha256": SEALED},
    ],
)
def test_a_record_that_contradicts_itself_is_a_fault_of_ours(changes):
    with pytest.raises(ValueError):  # noqa: PT011
        evidence(**changes)


def test_another_format_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="unknown format"):
        evidence_from(on_screen().as_values() | {"format": "palier.evidence/9"})


def test_not_signing_is_kept_with_the_person_s_reason_if_they_gave_one():
    assert not_signed(SignatureOutcome.DECLINED, reason="je veux en parler à ma sœur").reason
    assert not_signed(SignatureOutcome.NOT_TODAY).reason == ""


def test_who_has_not_signed_yet_is_told_in_the_order_asked():
    assert missing_signatories(["p1", "p2", "w1"], [], FINAL) == ("p1", "p2", "w1")
    assert missing_signatories(["p1", "p2", "w1"], [on_screen(signatory="p2")], FINAL) == ("p1", "w1")


def test_paper_and_screen_exemplars_count_alike_once_they_name_the_same_final_file():
    kept = [on_screen(), evidence(signatory="p2"), evidence(signatory="w1")]

    assert missing_signatories(["p1", "p2", "w1"], kept, FINAL) == ()


def test_a_signature_of_other_bytes_counts_for_nothing():
    assert missing_signatories(["p1"], [on_screen(document_sha256=OTHER)], FINAL) == ("p1",)


@pytest.mark.parametrize("outcome", [SignatureOutcome.NOT_TODAY, SignatureOutcome.DECLINED])
def test_not_today_is_an_answer_and_no_signature(outcome):
    assert missing_signatories(["p1"], [not_signed(outcome)], FINAL) == ("p1",)
    assert missing_signatories(["p1"], [not_signed(outcome), on_screen()], FINAL) == ()
