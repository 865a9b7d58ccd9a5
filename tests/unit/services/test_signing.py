"""Signing on the spot: what each person answers, what freezes, what is refused."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from app.documents.evidence import CopyHanded, Identity, IdentityKnown, ReadHow, Reading
from app.documents.ink import Ink
from app.documents.ink_demonstration import demonstration_ink
from app.errors import Expected, Several
from app.services.demonstration.example import handed_but_unsigned, with_one_byte_changed
from app.services.signature.signing import Circumstances
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import NUMBER, benali, changed

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
CONTRACT = DocumentKind.SUPPORT_CONTRACT
HOW = Circumstances(
    identity=Identity(IdentityKnown.KNOWN_TO_SERVICE, "Claire Morel"),
    reading=Reading(ReadHow.READ_TOGETHER, minutes=12),
    copy_handed=CopyHanded.PAPER,
)


@pytest.fixture
def case(unsigned_desk):
    return unsigned_desk.cases.find(NUMBER)


@pytest.fixture
def signing(unsigned_desk):
    return unsigned_desk.signing


@pytest.fixture
def frozen(signing, case):
    return signing.freeze(CONTRACT, case, today=TODAY)


def signs(signing, frozen, rank):
    place = frozen.places[rank]
    return signing.sign_on_screen(frozen, place, demonstration_ink(place.shown.name), HOW)


def state(desk, case, today=TODAY):
    return desk.cases.show(case, today)["computed"]["contract_state"]


def refused(code, work):
    with pytest.raises(Expected) as trouble:
        work()
    assert trouble.value.code == code
    return trouble.value.sentence


def test_household_and_operator_sign_the_contract_and_nobody_else(frozen):
    """Decision 1: the contract binds household and operator."""
    assert [place.shown.name for place in frozen.places] == ["Nadia Benali", "Karim Benali", "Claire Morel"]


def test_the_landlord_signs_the_mutual_commitments(signing, case):
    frozen = signing.freeze(DocumentKind.MUTUAL_COMMITMENTS, case, today=TODAY)
    assert [place.shown.name for place in frozen.places][-1] == "Sophie Delattre"
    assert len(frozen.places) == 4


def test_the_final_paper_is_the_same_bytes_whoever_signs(signing, frozen):
    assert frozen.sha256 == hashlib.sha256(frozen.pdf).hexdigest()
    for rank in range(3):
        signs(signing, frozen, rank)
    assert {one.document_sha256 for one in signing.evidences(frozen.sha256)} == {frozen.sha256}


def test_signatures_one_after_the_other_end_in_a_contract_in_force(unsigned_desk, signing, frozen, case):
    """Decision 3, review G2: the state names who is missing until the last one has signed."""
    assert state(unsigned_desk, case) == "handed_for_reading"
    for rank, missing in enumerate((("Karim Benali", "Claire Morel"), ("Claire Morel",), ())):
        sealed = signs(signing, frozen, rank)
        progress = signing.progress(frozen)
        assert (progress.pdf, progress.missing) == (sealed, missing)
        assert state(unsigned_desk, case) == ("in_force" if not missing else "partly_signed")


def test_each_seal_leaves_the_ones_before_intact(signing, frozen):
    for rank in range(3):
        found, evidence = signing.verify(signs(signing, frozen, rank))
        assert found.intact
        assert len(found.signatures) == len(evidence) == rank + 1


def test_not_today_is_recorded_and_stops_nothing(unsigned_desk, signing, frozen, case):
    signing.record_not_today(frozen, frozen.places[1], Circumstances(reason="je relis ce soir"))
    assert state(unsigned_desk, case) == "not_today"
    signs(signing, frozen, 0)
    assert state(unsigned_desk, case) == "partly_signed"
    signs(signing, frozen, 1)
    signs(signing, frozen, 2)
    assert state(unsigned_desk, case) == "in_force"
    outcomes = [one.outcome.value for one in signing.evidences(frozen.sha256)]
    assert outcomes == ["not_today", "signed", "signed", "signed"]


def test_a_refusal_is_recorded_and_the_support_goes_on(unsigned_desk, signing, frozen, case):
    signing.record_declined(frozen, frozen.places[0], Circumstances())
    assert state(unsigned_desk, case) == "declined"
    shown = unsigned_desk.cases.show(case, TODAY)
    assert shown["case"]["contract"]["signatures"][0]["outcome"] == "declined"
    assert unsigned_desk.computing.deadlines(case, TODAY)["deadlines"]
    assert signing.progress(frozen).missing == ("Nadia Benali", "Karim Benali", "Claire Morel")


def test_exemplars_on_paper_name_the_same_bytes(unsigned_desk, signing, frozen, case):
    signing.record_on_paper(frozen, frozen.places[0], HOW)
    signs(signing, frozen, 1)
    signing.record_on_paper(frozen, frozen.places[2], HOW)
    kept = signing.evidences(frozen.sha256)
    assert [one.method.value for one in kept] == ["paper", "screen", "paper"]
    assert {one.document_sha256 for one in kept} == {frozen.sha256}
    assert signing.progress(frozen).missing == ()
    assert state(unsigned_desk, case) == "in_force"


def test_a_contract_without_a_referent_is_signed_but_not_in_force(device, empty):
    """Invariant 2."""
    document = handed_but_unsigned(benali())
    del document["measure"]["referent"]
    with device.open(empty) as desk:
        case = desk.exchange.import_document(document).case_id
        frozen = desk.signing.freeze(CONTRACT, case, today=TODAY)
        for rank in range(3):
            signs(desk.signing, frozen, rank)
        assert state(desk, case) == "signed"


def test_what_is_signed_is_never_frozen_again(signing, frozen, case):
    """Invariant 5: another document, never another version of this one."""
    signs(signing, frozen, 0)
    refused("already_signed", lambda: signing.freeze(CONTRACT, case, today=TODAY))


def test_a_case_signed_on_paper_long_ago_is_never_signed_again(desk):
    refused("already_signed", lambda: desk.signing.freeze(CONTRACT, desk.cases.find(NUMBER), today=TODAY))


def test_nobody_signs_twice(signing, frozen):
    signs(signing, frozen, 0)
    refused("already_signed", lambda: signs(signing, frozen, 0))
    refused("already_signed", lambda: signing.record_on_paper(frozen, frozen.places[0], HOW))
    refused("already_signed", lambda: signing.record_declined(frozen, frozen.places[0], HOW))
    assert len(signing.evidences(frozen.sha256)) == 1


def test_two_papers_frozen_are_never_signed_one_each(unsigned_desk, signing, case):
    """Review G2: a document is signed when every party names the same bytes."""
    first = signing.freeze(CONTRACT, case, today=TODAY)
    second = signing.freeze(CONTRACT, case, today=TODAY + dt.timedelta(days=1))
    assert first.sha256 != second.sha256
    signs(signing, first, 0)
    refused("already_signed", lambda: signs(signing, second, 1))
    assert state(unsigned_desk, case) == "partly_signed"


def test_the_day_of_a_signature_is_the_day_it_was_given(unsigned_desk, signing, frozen, case, device):
    signs(signing, frozen, 0)
    device.clock.advance(days=3)
    signs(signing, frozen, 1)
    days = [one["on"] for one in unsigned_desk.cases.show(case, TODAY)["case"]["contract"]["signatures"]]
    assert days == ["2026-11-20", "2026-11-23"]


DOT = ((50.0, 50.0, 0.5),) * 3
LINE = tuple((float(x), 50.0, 0.5) for x in range(10, 200, 5))


@pytest.mark.parametrize("strokes", [(), (DOT,), (LINE,)], ids=["blank", "dot", "line"])
def test_what_no_hand_would_call_its_name_is_no_signature(unsigned_desk, signing, frozen, case, strokes):
    ink = Ink(strokes, 300.0, 100.0)
    refused("ink_refused", lambda: signing.sign_on_screen(frozen, frozen.places[0], ink, HOW))
    assert signing.evidences(frozen.sha256) == ()
    assert state(unsigned_desk, case) == "handed_for_reading"


def test_a_number_of_an_identity_paper_is_never_kept():
    """P-12."""
    refused("identity_number", lambda: Identity(IdentityKnown.OTHER, "Claire Morel", "carte 12AB 345678"))


def test_this_vault_knows_its_seal_and_keeps_the_evidence(signing, frozen):
    for rank in range(3):
        sealed = signs(signing, frozen, rank)
    found, evidence = signing.verify(sealed)
    assert {one.trust.value for one in found.signatures} == {"known"}
    assert [one["name"] for one in evidence] == ["Nadia Benali", "Karim Benali", "Claire Morel"]
    assert evidence[0]["identity"] == {"how": "known_to_service", "by": "Claire Morel", "words": ""}


def test_an_altered_paper_is_seen_in_the_vault_too(signing, frozen):
    found, evidence = signing.verify(with_one_byte_changed(signs(signing, frozen, 0)))
    assert found.intact is False
    assert not evidence or found.intact is False


def test_a_paper_of_another_vault_is_unknown_here(signing, frozen, device, tmp_path):
    sealed = signs(signing, frozen, 0)
    device.create(tmp_path / "autre")
    with device.open(tmp_path / "autre") as other:
        found, evidence = other.signing.verify(sealed)
    assert found.intact
    assert {one.trust.value for one in found.signatures} == {"unknown"}
    assert evidence is None


def test_an_import_never_changes_what_somebody_signed(unsigned_desk, signing, frozen, case):
    """Invariant 5, review A15: the words a signature covers stay."""
    signs(signing, frozen, 0)
    document = changed(handed_but_unsigned(benali()), "contract.objectives.0.expected_result", "Autre chose")
    with pytest.raises(Several) as trouble:
        unsigned_desk.exchange.import_document(document)
    assert {one.code for one in trouble.value.problems} == {"frozen"}
    assert {one.path for one in trouble.value.problems} == {"contract.objectives[0].expected_result"}


def test_the_same_file_again_leaves_the_signatures_alone(unsigned_desk, signing, frozen, case):
    signs(signing, frozen, 0)
    report = unsigned_desk.exchange.import_document(handed_but_unsigned(benali()))
    assert (report.added, report.updated) == (0, 0)
    assert state(unsigned_desk, case) == "partly_signed"


@pytest.mark.thorough
def test_signing_survives_closing_and_opening(device, unsigned):
    with device.open(unsigned) as desk:
        case = desk.cases.find(NUMBER)
        frozen = desk.signing.freeze(CONTRACT, case, today=TODAY)
        signs(desk.signing, frozen, 0)
    with device.open(unsigned) as desk:
        sealed = signs(desk.signing, frozen, 1)
        assert desk.signing.verify(sealed)[0].intact
        assert state(desk, case) == "partly_signed"
        assert desk.care.check().sound


def test_a_paper_frozen_one_day_is_taken_up_on_another(device, unsigned):
    with device.open(unsigned) as desk:
        case = desk.cases.find(NUMBER)
        assert desk.signing.resumed(CONTRACT, case, today=TODAY) is None
        frozen = desk.signing.freeze(CONTRACT, case, today=TODAY)
        signs(desk.signing, frozen, 0)
    with device.open(unsigned) as desk:
        again = desk.signing.resumed(CONTRACT, case, today=TODAY)
        assert (again.document_id, again.sha256, again.pdf) == (frozen.document_id, frozen.sha256, frozen.pdf)
        assert [place.signatory_id for place in again.places] == [place.signatory_id for place in frozen.places]
        assert desk.signing.verify(signs(desk.signing, again, 1))[0].intact
        assert len(desk.signing.progress(again).missing) == 1


def test_a_landlord_is_never_asked_to_sign_what_is_not_shared(device, empty):
    """Review G1: an objective on health, or of a point not shared, refuses the landlord's signature."""
    document = handed_but_unsigned(benali())
    document["contract"]["landlord_signs"] = True
    with device.open(empty) as desk:
        case = desk.exchange.import_document(document).case_id
        refused("not_for_landlord", lambda: desk.signing.freeze(CONTRACT, case, today=TODAY))
        assert desk.papers.make(CONTRACT, case, Recipient.HOUSEHOLD, today=TODAY).pages


def test_a_case_without_contract_has_nothing_to_sign(device, empty):
    document = handed_but_unsigned(benali())
    del document["contract"]
    for contact in document["contacts"]:
        contact.pop("objectives", None)
    with device.open(empty) as desk:
        case = desk.exchange.import_document(document).case_id
        refused("nothing_to_sign", lambda: desk.signing.freeze(CONTRACT, case, today=TODAY))
