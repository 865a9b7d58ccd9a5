"""The landlord of a case and who signs for them: without somebody named there, two sign the page of three."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from app.services.directory import NewColleague, NewOrganisation
from app.services.households import NewCase, NewPerson
from app.services.signature.signing import Circumstances
from resources.vocabulary import DocumentKind, OrganisationKind, SignatureCapacity
from tests.unit.ui.hands import Hands
from ui.case.household import HouseholdSheet
from ui.contract.view_model import COMMITMENTS
from ui.destinations import Destination, Place
from ui.kit.discretion import discretion

TODAY = dt.date(2026, 11, 20)
NOBODY_THERE = "Personne n’est nommé chez le bailleur"
ASK = "Dire qui signe pour le bailleur"


def begun(opened, *, landlord: str | None = "Résidences du Parc") -> str:
    """Open a case of one adult, with its page of three begun; its landlord is named, nobody there is."""
    desk = opened.desk
    wanted = NewOrganisation(OrganisationKind.LANDLORD, landlord or "")
    landlord_id = desk.directory.add_organisation(wanted)[0] if landlord else None
    people = (NewPerson("Samia", "Haddad", birth_date=dt.date(1990, 5, 5)),)
    case_id, _changes = desk.households.open_case(NewCase(people, landlord_id=landlord_id, adhered_on=TODAY))
    desk.commitments.create(case_id, TODAY)
    return case_id


def page_of(opened, case_id):
    return opened.go(Destination(Place.CONTRACT, case_id, COMMITMENTS))


def seen(opened, case_id):
    return opened.desk.commitments.commitments(case_id, TODAY)


def note(hands, words):
    hands.types(words)
    hands.chord(Qt.Key.Key_Return)
    hands.rest()


def capacities(opened, case_id):
    return [one.capacity for one in seen(opened, case_id).signatories]


def test_the_page_says_that_the_landlord_has_no_place_to_sign_and_somebody_named_there_gets_one(qtbot, opened_empty):
    case_id = begun(opened_empty)
    page = page_of(opened_empty, case_id)
    assert NOBODY_THERE in opened_empty.words(page)
    assert SignatureCapacity.LANDLORD not in capacities(opened_empty, case_id)
    hands = Hands(qtbot, opened_empty)
    opened_empty.press(ASK, page)
    hands.rest()
    assert "Résidences du Parc" in hands.words()
    note(hands, "Jeanne Dupont")
    assert hands.sheets() == 0
    words = opened_empty.words(page)
    assert NOBODY_THERE not in words
    assert ASK not in words
    assert "Résidences du Parc · Jeanne Dupont" in words
    assert SignatureCapacity.LANDLORD in capacities(opened_empty, case_id)


def test_a_landlord_forgotten_when_the_case_was_opened_is_named_from_the_household(qtbot, opened_empty):
    case_id = begun(opened_empty, landlord=None)
    opened_empty.go(Destination(Place.CASE, case_id))
    hands = Hands(qtbot, opened_empty)
    HouseholdSheet(opened_empty.vault.workplace, opened_empty.window, case_id).open()
    hands.rest()
    hands.press("Bailleur, et qui signe pour lui")
    note(hands, "Habitat d’exemple")
    assert seen(opened_empty, case_id).landlord_name == "Habitat d’exemple"
    hands.press("Bailleur, et qui signe pour lui")
    assert "Habitat d’exemple" in hands.words()
    note(hands, "Jeanne Dupont")
    assert seen(opened_empty, case_id).landlord_person == "Jeanne Dupont"
    hands.press("Bailleur, et qui signe pour lui")
    assert "Signe pour le bailleur\u00a0: Jeanne Dupont" in hands.words()


def test_somebody_else_who_signs_from_now_on_takes_their_place_and_annuler_gives_it_back(qtbot, opened_empty):
    case_id = begun(opened_empty)
    page = page_of(opened_empty, case_id)
    hands = Hands(qtbot, opened_empty)
    opened_empty.press(ASK, page)
    hands.rest()
    note(hands, "Jeanne Dupont")
    HouseholdSheet(opened_empty.vault.workplace, opened_empty.window, case_id).open()
    hands.rest()
    hands.press("Bailleur, et qui signe pour lui")
    assert hands.focus.accessibleName() == "Quelqu’un d’autre signe désormais"
    note(hands, "Paul Lefort")
    assert seen(opened_empty, case_id).landlord_person == "Paul Lefort"
    assert capacities(opened_empty, case_id).count(SignatureCapacity.LANDLORD) == 1
    hands.press("Annuler")
    hands.rest()
    assert seen(opened_empty, case_id).landlord_person == "Jeanne Dupont"


def test_somebody_typed_without_their_landlord_is_not_lost_the_landlord_is_asked(qtbot, opened_empty):
    case_id = begun(opened_empty, landlord=None)
    page = page_of(opened_empty, case_id)
    hands = Hands(qtbot, opened_empty)
    opened_empty.press(ASK, page)
    hands.rest()
    hands.key(Qt.Key.Key_Tab)
    note(hands, "Jeanne Dupont")
    assert hands.sheets() == 1
    assert "Il manque ce nom" in hands.words()
    assert hands.focus.accessibleName() == "Bailleur"
    note(hands, "Habitat d’exemple")
    assert hands.sheets() == 0
    found = seen(opened_empty, case_id)
    assert (found.landlord_name, found.landlord_person) == ("Habitat d’exemple", "Jeanne Dupont")


def test_escape_keeps_who_was_typed_and_today_takes_it_up(qtbot, opened_empty):
    case_id = begun(opened_empty)
    page = page_of(opened_empty, case_id)
    hands = Hands(qtbot, opened_empty)
    opened_empty.press(ASK, page)
    hands.rest()
    hands.types("Jeanne Dupont")
    hands.key(Qt.Key.Key_Escape)
    assert hands.sheets() == 0
    opened_empty.go(Destination(Place.TODAY))
    assert "Jeanne Dupont" in opened_empty.words()
    opened_empty.press("Reprendre")
    hands.rest()
    assert "Jeanne Dupont" in hands.words()
    hands.chord(Qt.Key.Key_Return)
    hands.rest()
    assert seen(opened_empty, case_id).landlord_person == "Jeanne Dupont"
    assert opened_empty.desk.drafts.found(case_id) == ()


def test_f9_covers_the_landlord_and_who_signs_for_them(qtbot, opened_empty):
    case_id = begun(opened_empty)
    page = page_of(opened_empty, case_id)
    discretion().cover(True)
    opened_empty.press(ASK, page)
    opened_empty.settle()
    assert "Résidences du Parc" not in opened_empty.words()


@pytest.mark.parametrize("named", [True, False])
def test_a_page_the_landlord_did_not_sign_never_says_that_all_three_did(opened_empty, named):
    case_id = begun(opened_empty)
    if named:
        desk, view = opened_empty.desk, seen(opened_empty, case_id)
        someone = desk.directory.add_worker(NewColleague(view.landlord_id, "Jeanne Dupont"))[0]
        desk.households.name_worker(case_id, someone)
    signing = opened_empty.desk.signing
    frozen = signing.freeze(DocumentKind.MUTUAL_COMMITMENTS, case_id, today=TODAY)
    for one in frozen.places:
        signing.record_on_paper(frozen, one, Circumstances())
    said = seen(opened_empty, case_id).state_label
    assert said == ("signé par les trois" if named else "signé, sans le bailleur")
    opened_empty.go(Destination(Place.SIGNING, case_id, DocumentKind.MUTUAL_COMMITMENTS.value))
    words = opened_empty.words()
    assert ("Tout le monde a signé" in words) is named
    assert ("ont signé\u00a0; personne n’est nommé chez le bailleur" in words) is not named
