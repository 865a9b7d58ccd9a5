from __future__ import annotations

import pytest

from app.services.exchange.importing_matching import organisation_id, worker_id
from db.models.case_file import CaseOrganisation
from db.models.organisation import Organisation, Worker
from db.spaces import space_for
from resources.vocabulary import SpaceKind
from tests.unit.exchange_tables.memory import Memory, benali

pytestmark = pytest.mark.thorough  # long: the integration server runs it

OWN = "0190a000-0000-7000-8000-000000000001"
HOUSE = "0190a000-0000-7000-8000-000000000002"


def own_people(memory, **worker) -> None:
    def settle(session):
        space = space_for(session, SpaceKind.ORGANISATION)
        house = Organisation(id=HOUSE, space_id=space.id, kind="operator", name="Association Les Deux Rives")
        session.add(house)
        session.add(Worker(id=OWN, space_id=space.id, organisation_id=house.id, name="Claire Morel", **worker))

    memory.write(settle)


def test_one_organisation_serves_many_cases(memory):
    memory.take_in(benali())
    other = benali()
    other["case"]["number"] = "2026-0143"
    memory.take_in(other)
    rows = memory.rows()
    assert (len(rows["organisation"]), len(rows["worker"]), len(rows["case_file"])) == (2, 3, 2)


def test_an_organisation_without_siret_is_matched_by_kind_and_name(memory):
    memory.take_in(benali())
    other = benali()
    del other["organisations"][1]["siret"]
    other["organisations"].append({"ref": "partner", "kind": "partner", "name": "Habitat de la Deûle"})
    memory.take_in(other)
    assert len(memory.rows()["organisation"]) == 3


def test_two_entries_alike_in_one_file_stay_two(memory):
    document = benali()
    document["organisations"].append({**document["organisations"][1], "ref": "ba2", "service": "Contentieux"})
    outcome = memory.take_in(document)
    assert memory.give_back(outcome.case_id)["organisations"] == document["organisations"]
    assert memory.take_in(document).changed == 0


def test_ids_of_the_directory_are_the_same_everywhere(memory):
    memory.take_in(benali())
    rows = memory.rows()
    house = organisation_id("operator", "00000000000018", "Association Les Deux Rives")
    assert house in {row["id"] for row in rows["organisation"]}
    assert worker_id(house, "Claire Morel") in {row["id"] for row in rows["worker"]}


def test_the_worker_of_the_vault_stays_who_they_are(memory):
    own_people(memory, profession="educator")
    document = benali()
    document["workers"][0] |= {"role": "admin", "phone": "03 20 00 00 09"}
    memory.take_in(document, OWN)
    (own,) = (row for row in memory.rows()["worker"] if row["id"] == OWN)
    assert (own["profession"], own["phone"]) == ("educator", "03 20 00 00 09")
    assert "role" not in own


def test_a_colleague_is_brought_up_to_date(memory):
    memory.take_in(benali())
    document = benali()
    document["workers"][1]["profession"] = "cesf"
    assert memory.take_in(document).changed == 1


def test_ids_do_not_depend_on_who_imports(memory):
    memory.take_in(benali())
    elsewhere = Memory()
    own_people(elsewhere)
    elsewhere.take_in(benali(), OWN)
    for table in ("case_file", "person", "contact", "referent_period", "signature"):
        assert {row["id"] for row in memory.rows()[table]} == {row["id"] for row in elsewhere.rows()[table]}
    elsewhere.close()


def test_an_organisation_the_case_only_points_at_is_given_too(memory):
    outcome = memory.take_in(benali())

    def forget(session):
        session.query(CaseOrganisation).delete()

    memory.write(forget)
    document = memory.give_back(outcome.case_id)
    assert {one["name"] for one in document["organisations"]} == {"Association Les Deux Rives", "Habitat de la Deûle"}
    refs = {one["ref"] for one in document["organisations"]}
    assert {document["workers"][0]["organisation"], document["consents"][0]["recipient"]} <= refs


def test_the_directory_is_not_listed_as_left(memory):
    memory.take_in(benali())
    document = benali()
    document["organisations"].append({"ref": "caf", "kind": "partner", "name": "CAF du Nord"})
    memory.take_in(document)
    left = memory.take_in(benali()).left
    assert [one.path for one in left] == ["organisations"]


def test_sort_keys_are_computed_when_rows_are_written_and_again_when_they_change(memory):
    memory.take_in(benali())
    document = benali()
    document["household"]["persons"][2]["last_name"] = "Émond"
    memory.take_in(document)
    assert {row["sort_key"] for row in memory.rows()["person"]} >= {"benali nadia", "emond ines"}
