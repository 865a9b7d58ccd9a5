from __future__ import annotations

import pytest

from app.errors import Several
from tests.unit.exchange_tables.memory import benali


@pytest.fixture
def case(memory):
    memory.take_in(benali())
    return memory


def change(document: dict, path: str, value) -> None:
    *steps, last = path.replace("[", ".").replace("]", "").split(".")
    place = document
    for step in steps:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[int(last) if isinstance(place, list) else last] = value


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("contract.rhythm", "une visite par mois"),
        ("contract.effective_on", "2026-09-23"),
        ("contract.objectives[1].due_on", "2027-01-22"),
        ("contract.objectives[0].commitments.household", "virement le 10 du mois"),
        ("contract.objectives[0].means", "un tableau"),
        ("contract.signatures[0].on", "2026-09-21"),
        ("contract.signatures[2].method", "screen"),
        ("mutual_commitments.landlord", ["rien"]),
        ("mutual_commitments.signatures[3].outcome", "declined"),
        ("diagnosis.household_opinion", "Nous ne sommes pas d’accord."),
        ("diagnosis.points.family_history.landlord_sentence", "Autre phrase."),
        ("diagnosis.points.health_issues.observed", None),
        ("diagnosis.difficulties[0].cause", "Autre cause"),
        ("diagnosis.approvals[0].status", "disputed"),
        ("consents[0].topics", ["financial_situation", "health_issues"]),
        ("consents[0].until", "2030-01-01"),
        ("committee[0].decision", "refuse"),
        ("committee[0].told_to_household_on", "2026-09-15"),
    ],
)
def test_what_was_signed_approved_told_or_agreed_to_is_never_changed(case, path, value):
    document = benali()
    change(document, path, value)
    document["contacts"].append({"on": "2026-11-19", "kind": "phone"})
    before = case.rows()
    with pytest.raises(Several) as refusal:
        case.take_in(document)
    (problem,) = refusal.value.problems
    assert problem.code == "frozen"
    # Difficulties have no key of their own: one changed is one more, at the same place.
    assert path.startswith(problem.path)
    assert case.rows() == before


def test_every_refusal_of_a_file_is_said_at_once(case):
    document = benali()
    document["contract"]["rhythm"] = "une visite par mois"
    document["consents"][0]["purpose"] = "autre chose"
    with pytest.raises(Several) as refusal:
        case.take_in(document)
    assert {problem.path for problem in refusal.value.problems} == {"consents[0].purpose", "contract.rhythm"}


def test_an_objective_is_not_slipped_into_a_signed_contract(case):
    document = benali()
    document["contract"]["objectives"].append({"axis": "health", "household_words": "Dormir."})
    with pytest.raises(Several, match=r"contract\.objectives\[3\]"):
        case.take_in(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("contract.ended_on", "2027-03-22"),
        ("contract.objectives[0].achieved_on", "2027-03-01"),
        ("mutual_commitments.next_point_on", "2026-12-22"),
        ("diagnosis.landlord_opinion", "Le bailleur est favorable."),
        ("diagnosis.points.residential_project.landlord_said", {"text": "D’accord.", "by": "w3"}),
        ("consents[0].withdrawn_on", "2026-12-01"),
        ("committee[0].household_answer", "thinking"),
    ],
)
def test_what_happened_since_is_recorded(case, path, value):
    document = benali()
    change(document, path, value)
    outcome = case.take_in(document)
    assert (outcome.added, outcome.changed) == (0, 1)


def test_progress_signatures_and_amendments_are_added_to_a_signed_contract(case):
    document = benali()
    contract = document["contract"]
    contract["objectives"][0]["progress"].append({"on": "2026-12-15", "measured": "3"})
    contract["signatures"].append({"signatory": "w3", "on": "2026-09-25", "method": "paper"})
    contract["amendments"] = [{"motive": "modulation", "changes": "Une visite par semaine."}]
    assert case.take_in(document).added == 3
    contract["amendments"][0]["changes"] = "Deux visites par semaine."
    assert case.take_in(document).changed == 1
    contract["amendments"][0]["signatures"] = [{"signatory": "p1", "on": "2026-12-01"}]
    assert case.take_in(document).added == 1
    contract["amendments"][0]["changes"] = "Trois visites par semaine."
    with pytest.raises(Several, match=r"contract\.amendments\[0\]\.changes"):
        case.take_in(document)


def test_an_adult_who_disputes_keeps_the_diagnosis_open(memory):
    document = benali()
    document["diagnosis"]["approvals"] = [{"person": "p1", "status": "disputed", "on": "2026-09-07"}]
    memory.take_in(document)
    document["diagnosis"]["household_opinion"] = "Deux phrases à changer."
    assert memory.take_in(document).changed == 1


def test_somebody_who_did_not_sign_may_sign_later(memory):
    document = benali()
    document["contract"]["signatures"] = [
        {"signatory": "p1", "on": "2026-09-22", "outcome": "not_today", "reason": "Je veux relire."}
    ]
    memory.take_in(document)
    document["contract"]["rhythm"] = "une visite par semaine"
    document["contract"]["signatures"].append({"signatory": "p1", "on": "2026-09-25"})
    outcome = memory.take_in(document)
    assert (outcome.added, outcome.changed) == (1, 1)


def test_a_diagnosis_reworked_is_a_new_version(case):
    document = benali()
    document["earlier"] = {"diagnosis": [document["diagnosis"]]}
    document["diagnosis"] = {"interviews": ["2027-01-12"], "household_opinion": "À relire."}
    outcome = case.take_in(document)
    given_back = case.give_back(outcome.case_id)
    assert (given_back["diagnosis"], given_back["earlier"]) == (document["diagnosis"], document["earlier"])
