"""The palette: a fact in two gestures, and nothing that was confided."""

from __future__ import annotations

import pytest

from app.services.exchange.generated import big_case
from tests.journeys.world import NUMBER, benali

pytestmark = pytest.mark.thorough  # long: the integration server runs it


@pytest.fixture
def known(empty_desk):
    document = benali()
    document["household"]["persons"][0]["contact"] |= {"phone": "06 00 00 00 01", "code_word": "pluie"}
    document["household"]["persons"][1]["contact"] |= {"phone": "06 00 00 00 02", "email": "karim@exemple.fr"}
    document["partners"] += [
        {"name": "CAF du Nord", "contact": "allocataire 0000001"},
        {"name": "Maître Vasseur", "kind": "avocate", "contact": "03 20 00 00 09"},
        {"name": "MOTUS-PARTENAIRE", "kind": "avocat", "confided_by": "p1", "hide_from": ["p2"]},
    ]
    document["lease"]["dwelling"] |= {"floor": "3e", "accessibility": "Digicode 12A4, deuxième porte."}
    empty_desk.exchange.import_document(document)
    for seed in (1, 2):
        empty_desk.exchange.import_document(big_case(seed, 2))
    return empty_desk


def said(desk, words, **more):
    return [(fact.what, fact.value) for fact in desk.facts.answer(words, **more).facts]


def test_a_name_and_a_body_answer_with_what_is_known_of_it(known):
    facts = known.facts.answer("bena caf").facts
    assert (facts[0].label, facts[0].what, facts[0].copyable) == (
        "Famille Benali",
        "CAF du Nord",
        "allocataire 0000001",
    )
    assert any("rappel d’APL" in fact.value and "à relancer le 24 novembre 2026" in fact.value for fact in facts)


@pytest.mark.parametrize("words", ["bena caf", "caf bena", "CAF BÉNA", "nadia caf"])
def test_the_order_the_case_and_the_accents_of_words_do_not_matter(known, words):
    assert ("CAF du Nord", "allocataire 0000001") in said(known, words)


def test_a_phone_comes_with_what_to_be_careful_of(known):
    facts = known.facts.answer("benali tel").facts
    assert [(fact.what, fact.copyable, fact.note) for fact in facts] == [
        ("Nadia Benali, téléphone", "06 00 00 00 01", "10:00-12:00"),
        ("Karim Benali, téléphone", "06 00 00 00 02", "ne laisser aucun message"),
    ]


def test_a_person_who_is_named_answers_for_themselves(known):
    assert said(known, "karim tel") == [("Karim Benali, téléphone", "06 00 00 00 02")]
    assert said(known, "karim mail") == [("Karim Benali, adresse électronique", "karim@exemple.fr")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("benali adresse", "12 rue des Lilas, 59000 Lille"),
        ("benali bailleur", "03 20 00 00 02"),
        ("benali loyer", "400,00\u00a0€ et 76,90\u00a0€ de charges"),
        ("benali rdv", "mardi 1er décembre 2026 à 10\u00a0h\u00a030 · visite à domicile"),
        ("benali code", "Digicode 12A4, deuxième porte."),
        ("benali interlocuteur", "03 20 00 00 03"),
        ("benali ameli", "complémentaire santé solidaire · en attente · à relancer le 3 décembre 2026"),
        ("benali avocat", "03 20 00 00 09"),
        ("benali vasseur", "03 20 00 00 09"),
        ("benali referent", "Claire Morel"),
    ],
)
def test_each_word_answers(known, words, value):
    assert value in [found for _what, found in said(known, words)]


def test_what_was_confided_is_answered_nowhere(known):
    document = benali()
    document["case"]["number"] = "2026-0199"
    document["household"]["label"] = "Famille Sorel"
    document["procedures"] = [
        {"topic": "other", "body": "MOTUS-ORGANISME", "what": "MOTUS-DEMARCHE", "confided_by": "p1"}
    ]
    known.exchange.import_document(document)
    for words in ("benali avocat", "benali interlocuteur", "sorel motus", "motus", "partenaire motus", "MOTUS-DEM"):
        answers = known.facts.answer(words)
        assert not any("MOTUS" in fact.what + fact.value for fact in answers.facts)
        assert [text for text in answers.texts if "MOTUS" in text.snippet] == []


def test_a_protected_address_and_a_code_word_are_guarded(empty_desk):
    document = benali()
    document["household"]["protected_address"] = True
    document["household"]["persons"][0]["contact"]["code_word"] = "pluie"
    empty_desk.exchange.import_document(document)
    (address,) = empty_desk.facts.answer("benali adresse").facts
    assert (address.copyable, address.is_guarded) == (None, True)
    assert "Lilas" not in address.value
    (word,) = empty_desk.facts.answer("benali code").facts
    assert (word.copyable, word.is_guarded) == (None, True)


def test_what_says_something_of_health_is_guarded(known):
    assert all(fact.is_guarded for fact in known.facts.answer("benali cpam").facts)


def test_a_word_alone_is_asked_of_the_open_case(known):
    case = known.cases.find(NUMBER)
    assert said(known, "caf") == []
    assert ("CAF du Nord", "allocataire 0000001") in said(known, "caf", case_id=case)


def test_a_name_alone_gives_the_household_its_members_then_texts(known):
    answers = known.facts.answer("benali")
    assert {one.kind for one in answers.names} <= {"household", "person", "case"}
    assert answers.names
    assert answers.facts == ()
    assert len(answers) <= 12


def test_a_name_that_is_only_near_is_shown_and_gives_no_fact(known):
    answers = known.facts.answer("karrim tel")
    assert [(one.snippet, one.is_near) for one in answers.names] == [("Karim Benali", True)]
    assert (answers.facts, answers.texts) == ((), ())


def test_nothing_typed_answers_nothing(known):
    assert len(known.facts.answer("  ?! ")) == 0


def test_never_more_lines_than_asked(known):
    assert len(known.facts.answer("benali", limit=2)) == 2
