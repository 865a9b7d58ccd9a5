"""A case is opened by hand in an empty vault, and is then a case like any other."""

from __future__ import annotations

import datetime as dt

import pytest

from app.services.directory import NewColleague, NewOrganisation
from app.services.households import NewCase, NewPerson, Referral
from app.services.visit.notes import NewNote
from resources.vocabulary import (
    AlertSign,
    CaseCategory,
    DocumentKind,
    OrganisationKind,
    Profession,
    Recipient,
    Relation,
    WorkerRole,
)
from tests.journeys.world import NUMBER, Device

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
NADIA = NewPerson("Nadia", "Exemple", relation=Relation.HOLDER, phone="06 00 00 00 00")


def landlord(desk) -> str:
    row_id, _ = desk.directory.add_organisation(
        NewOrganisation(OrganisationKind.LANDLORD, "Habitat d’exemple", address="1 place de la Gare")
    )
    return row_id


def test_a_first_name_is_enough_and_the_number_bears_our_letters(empty_desk):
    case, changes = empty_desk.households.open_case(NewCase((NewPerson("Nadia"),)))
    assert changes.cases == {case}
    line = empty_desk.cases.all(TODAY)[0]
    assert line.id == case
    assert line.number == "2026-CM-001"
    assert line.label == "Dossier 2026-CM-001"
    assert line.state == "prospect"
    assert empty_desk.households.next_number(TODAY) == "2026-CM-002"


def test_somebody_added_with_a_first_name_only_signs_nothing_until_their_age_is_said(unsigned_desk):
    desk = unsigned_desk
    case = desk.cases.find(NUMBER)
    before = [one.name for one in desk.contracting.contract(case, TODAY).signatories]
    added, _changes = desk.households.add_person(case, NewPerson("Léo"))
    view = desk.contracting.contract(case, TODAY)
    assert [one.name for one in view.signatories] == before
    assert any("Léo" in sentence and "À préciser" in sentence for sentence in view.missing)
    member = desk.overview.header(case, TODAY).members[-1]
    assert (member.adult, member.unspecified) == (False, True)
    assert "Léo" not in [one.name for one in desk.agreements.of_case(case, TODAY).asked.adults]
    desk.editing.change(case, "person", added, {"relation": Relation.OTHER_ADULT})
    assert "Léo" in [one.name for one in desk.contracting.contract(case, TODAY).signatories]
    assert not desk.overview.header(case, TODAY).members[-1].unspecified


def test_somebody_who_comes_after_a_paper_was_signed_changes_nothing_of_it(desk):
    case = desk.cases.find(NUMBER)

    def papers():
        contract = desk.contracting.contract(case, TODAY)
        kept = [(one.kind, [answer.name for answer in one.answers]) for one in desk.kept_papers.of_case(case, TODAY)]
        return contract.state, contract.missing_signatories, kept

    before = papers()
    desk.households.add_person(case, NewPerson("Léo", relation=Relation.OTHER_ADULT))
    assert papers() == before
    assert desk.overview.header(case, TODAY).members[-1].adult


def test_until_somebody_says_yes_a_case_stays_a_first_contact_whatever_is_noted(empty_desk):
    case, _ = empty_desk.households.open_case(NewCase((NewPerson("Nadia"),), address="3 rue des Lilas"))
    empty_desk.notes.write(case, NewNote(TODAY, "Vue sur le palier.", present=()))
    assert empty_desk.cases.all(TODAY)[0].state == "prospect"
    empty_desk.households.adhere(case, TODAY)
    assert empty_desk.cases.all(TODAY)[0].state == "active"


def full_case(desk) -> str:
    referral = Referral(landlord(desk), received_on=TODAY, text="Deux loyers.", alert_signs=(AlertSign.OTHER,))
    case, _ = desk.households.open_case(
        NewCase(
            (NADIA, NewPerson("Karim", relation=Relation.PARTNER)),
            label="Nadia et Karim",
            address="3 rue des Lilas, 59000 Lille",
            landlord_id=landlord(desk),
            programme="logement_toujours",
            category=CaseCategory.RETENTION,
            referral=referral,
        )
    )
    return case


def test_a_full_case_is_given_back_as_a_file_others_accept(empty_desk, tmp_path):
    case = full_case(empty_desk)
    document = empty_desk.cases.show(case, TODAY)["case"]
    assert document["household"]["label"] == "Nadia et Karim"
    assert document["lease"]["dwelling"]["address"] == "3 rue des Lilas, 59000 Lille"
    assert len(document["lease"]["tenants"]) == 1
    assert {one["kind"] for one in document["organisations"]} == {"operator", "landlord"}
    assert document["case"]["referral"]["text"] == "Deux loyers."
    other = Device()
    with other.open(other.create(tmp_path / "autre")) as desk:
        imported = desk.exchange.import_document(document)
        again = desk.cases.show(imported.case_id, TODAY)["case"]
    assert again == document
    assert empty_desk.care.rebuild().differed == ()


def test_a_paper_is_made_of_a_case_opened_by_hand(empty_desk):
    case = full_case(empty_desk)
    empty_desk.editing.add(case, "mutual_commitments", {"household": ("dire quand cela change",)})
    made = empty_desk.papers.make(DocumentKind.MUTUAL_COMMITMENTS, case, Recipient.HOUSEHOLD, today=TODAY)
    assert made.pages


def test_before_adhesion_then_after_it(empty_desk):
    case, _ = empty_desk.households.open_case(NewCase((NADIA,)))
    assert empty_desk.cases.all(TODAY)[0].state == "prospect"
    changes = empty_desk.households.adhere(case, TODAY)
    line = empty_desk.cases.all(TODAY)[0]
    assert line.state == "active"
    assert line.referent == empty_desk.directory.workers()[0].name
    assert len(empty_desk.editing.rows(case, "referent_period")) == 1
    empty_desk.undoing.apply(changes.undo)
    assert empty_desk.cases.all(TODAY)[0].state == "prospect"


def test_a_case_opened_with_its_adhesion_is_active(empty_desk):
    empty_desk.households.open_case(NewCase((NADIA,), adhered_on=TODAY))
    assert empty_desk.cases.all(TODAY)[0].state == "active"


def test_two_cases_with_one_number_are_both_kept_and_told(desk):
    case, changes = desk.households.open_case(NewCase((NADIA,), number=NUMBER))
    assert "déjà le numéro" in changes.warnings[0]
    assert case in {one.id for one in desk.cases.all(TODAY)}


def test_a_case_opened_by_mistake_is_taken_back_whole(empty_desk):
    _, changes = empty_desk.households.open_case(NewCase((NADIA,), address="ici"))
    empty_desk.undoing.apply(changes.undo)
    assert empty_desk.cases.all(TODAY) == ()


def test_somebody_comes_to_live_there(desk):
    case = desk.cases.find(NUMBER)
    person, _ = desk.households.add_person(case, NewPerson("Lina", relation=Relation.CHILD))
    assert desk.editing.row(case, "person", person).shown["relation"] == "enfant"


def test_a_case_is_closed_and_opened_again(desk):
    case = desk.cases.find(NUMBER)
    desk.households.close_case(case, TODAY, "déménagement")
    assert desk.cases.all(TODAY)[0].state == "closed"
    desk.households.reopen_case(case)
    assert desk.cases.all(TODAY)[0].state == "active"


def test_an_organisation_or_a_worker_already_there_is_found_again(empty_desk):
    first = landlord(empty_desk)
    again, changes = empty_desk.directory.add_organisation(
        NewOrganisation(OrganisationKind.LANDLORD, "Habitat d’exemple")
    )
    assert again == first
    assert changes.kinds == frozenset()
    worker, _ = empty_desk.directory.add_worker(NewColleague(first, "Jeanne Dupont", Profession.LANDLORD_ADVISOR))
    assert empty_desk.directory.add_worker(NewColleague(first, "Jeanne Dupont"))[0] == worker
    line = empty_desk.directory.workers(first)[0]
    assert (line.name, line.organisation) == ("Jeanne Dupont", "Habitat d’exemple")
    assert line.profession_label == "conseil social du bailleur"
    assert [one.id for one in empty_desk.directory.organisations(OrganisationKind.LANDLORD)] == [first]
    assert len(empty_desk.directory.organisations()) == 2


def test_a_case_names_the_worker_of_its_landlord(empty_desk):
    case, _ = empty_desk.households.open_case(NewCase((NADIA,)))
    organisation = landlord(empty_desk)
    worker, _ = empty_desk.directory.add_worker(NewColleague(organisation, "Jeanne Dupont"))
    assert empty_desk.households.name_organisation(case, organisation).kinds == {"case_organisation"}
    assert empty_desk.households.name_organisation(case, organisation).kinds == frozenset()
    empty_desk.households.name_worker(case, worker, WorkerRole.COLLEAGUE)
    document = empty_desk.cases.show(case, TODAY)["case"]
    assert {one["name"] for one in document["workers"]} >= {"Jeanne Dupont"}


def test_nobody_is_named_who_is_not_in_the_directory(desk):
    with pytest.raises(LookupError):
        desk.households.name_organisation(desk.cases.find(NUMBER), "nobody")
    with pytest.raises(LookupError):
        desk.directory.add_worker(NewColleague("nobody", "Jeanne"))


def test_the_landlord_a_new_case_names_is_the_one_its_papers_are_made_for(empty_desk):
    case, _ = empty_desk.households.open_case(NewCase((NADIA,), landlord_id=landlord(empty_desk)))
    assert empty_desk.commitments.commitments(case, TODAY).landlord_name == "Habitat d’exemple"
    offers = empty_desk.papers.offered(case, today=TODAY)
    assert not [one.refusal for one in offers if "ne nomme aucun bailleur" in one.refusal]
