"""Whom a paper asks is frozen with it: what is corrected in the household afterwards changes nothing of it."""

from __future__ import annotations

import datetime as dt

import pytest

from app.documents.ink_demonstration import demonstration_ink
from app.services.signature.signing import Circumstances
from db.models.document import Document
from db.models.household import Person
from resources.vocabulary import DocumentKind, ProtectionMeasure, Relation, SignatureOutcome
from tests.journeys.world import NUMBER

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
LATER = TODAY + dt.timedelta(30)
PAPERS = (DocumentKind.SUPPORT_CONTRACT, DocumentKind.MUTUAL_COMMITMENTS)


@pytest.fixture
def case(unsigned_desk) -> str:
    return unsigned_desk.cases.find(NUMBER)


def sign(desk, case, kind, count=None):
    paper = desk.kept_papers.to_sign(kind, case, today=TODAY)
    for place in paper.awaited[:count]:
        desk.signing.sign_on_screen(paper.frozen, place, demonstration_ink(place.shown.name), Circumstances())


def said(desk, case, day=LATER):
    """Return who is asked on each paper, and what each answered, and where the contract stands."""
    contract = desk.contracting.contract(case, day)
    papers = [
        (one.kind, [(who.name, who.outcome) for who in one.answers]) for one in desk.kept_papers.of_case(case, day)
    ]
    return contract.state, [one.name for one in contract.signatories], contract.missing_signatories, papers


def member(desk, case, name):
    return next(one.id for one in desk.overview.header(case, TODAY).members if one.first_name == name)


def correct(desk, case, name, **values):
    desk.editing.change(case, "person", member(desk, case, name), values)


CORRECTIONS = {
    "a child is an adult after all": ("Inès", {"relation": Relation.OTHER_ADULT, "birth_date": dt.date(1990, 1, 1)}),
    "an adult is a child after all": ("Karim", {"relation": Relation.CHILD, "birth_date": dt.date(2015, 1, 1)}),
    "somebody is represented from now on": (
        "Karim",
        {"protection_measure": ProtectionMeasure.TUTELLE, "representative": "Claire Morel"},
    ),
}
corrected = pytest.mark.parametrize(("name", "values"), CORRECTIONS.values(), ids=CORRECTIONS)


@corrected
@pytest.mark.parametrize("signatures", [1, None], ids=["signed by one", "signed by all"])
def test_who_was_asked_when_a_paper_was_frozen_stays_asked_whatever_is_corrected_after(
    unsigned_desk, case, name, values, signatures
):
    for kind in PAPERS:
        sign(unsigned_desk, case, kind, signatures)
    before = said(unsigned_desk, case)
    correct(unsigned_desk, case, name, **values)
    assert said(unsigned_desk, case) == before
    taken_up = unsigned_desk.kept_papers.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=LATER)
    assert tuple(one.shown.name for one in taken_up.awaited) == before[2]


@corrected
def test_a_paper_taken_up_again_is_signed_by_those_whose_places_it_holds(unsigned_desk, case, name, values):
    sign(unsigned_desk, case, DocumentKind.SUPPORT_CONTRACT, 1)
    correct(unsigned_desk, case, name, **values)
    sign(unsigned_desk, case, DocumentKind.SUPPORT_CONTRACT)
    _state, _names, missing, _papers = said(unsigned_desk, case)
    assert missing == ()


def test_until_somebody_signs_a_correction_changes_who_is_asked(unsigned_desk, case):
    first = unsigned_desk.kept_papers.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=TODAY)
    unsigned_desk.signing.record_not_today(first.frozen, first.frozen.places[0], Circumstances())
    correct(unsigned_desk, case, "Inès", relation=Relation.OTHER_ADULT, birth_date=dt.date(1990, 1, 1))
    again = unsigned_desk.kept_papers.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=TODAY)
    assert again.frozen.document_id != first.frozen.document_id
    assert [one.shown.name for one in again.awaited] == ["Nadia Benali", "Karim Benali", "Inès Benali", "Claire Morel"]


def test_the_organisation_signs_by_whoever_stands_for_it_that_day(unsigned_desk, case):
    sign(unsigned_desk, case, DocumentKind.SUPPORT_CONTRACT)
    with unsigned_desk.vault.read() as session:
        (kept,) = [one.signatories for one in session.query(Document) if one.signatories]
        people = {one.id: one.first_name for one in session.query(Person)}
    assert [(one["capacity"], people.get(one["person"])) for one in kept] == [
        ("household", "Nadia"),
        ("household", "Karim"),
        ("operator", None),
    ]
    assert all(outcome is SignatureOutcome.SIGNED for _name, outcome in said(unsigned_desk, case)[3][-1][1])
