"""The page of a case: who and where, the thread, promises of the three, money; and what a person present may see."""

from __future__ import annotations

import datetime as dt

import pytest

from app.services.case.thread import ThreadKind, Voice
from resources.vocabulary import DocumentKind
from tests.journeys.world import CONFIDED, HEALTH, NUMBER, benali, changed, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
AFTER_ALL = dt.date(2027, 6, 1)


@pytest.fixture
def case(desk):
    return desk.cases.find(NUMBER)


@pytest.fixture
def page(desk, case):
    return desk.overview.of(case, TODAY)


def imported(desk, path, value):
    return desk.exchange.import_document(changed(benali(), path, value)).case_id


def lines(page, kind):
    return [one for one in page.thread.items if one.kind is kind]


def persons(page):
    return {one.first_name: one.id for one in page.header.members}


def test_three_lines_say_who_where_and_what_comes_next(page):
    header = page.header
    assert (header.label, header.address) == ("Famille Benali", "12 rue des Lilas, 59000 Lille")
    assert [(one.first_name, one.age, one.adult) for one in header.members][:3] == [
        ("Nadia", 34, True),
        ("Karim", 36, True),
        ("Inès", 10, False),
    ]
    assert (header.measure, header.referent, header.contract) == (
        "Une visite tous les quinze jours",
        "Claire Morel",
        "en cours",
    )
    assert header.next_on == dt.date(2026, 11, 24)
    assert header.next_words.startswith("Relancer")


def test_what_a_tab_alone_needs_is_what_the_page_says(desk, case, page):
    assert desk.overview.sides(case, TODAY) == page.sides
    assert desk.overview.money(case, TODAY) == (page.rent, page.budget)


def test_a_protected_address_is_nowhere(empty_desk):
    case = imported(empty_desk, "household.protected_address", True)
    page = empty_desk.overview.of(case, TODAY)
    assert page.header.protected
    assert page.header.address == ""
    assert "Lilas" not in repr(page)


def test_a_pause_is_said_with_its_first_day(empty_desk):
    case = imported(empty_desk, "measure.suspensions", [{"from": "2026-11-10"}])
    assert empty_desk.overview.header(case, TODAY).measure == "En pause depuis le 10 novembre 2026"


def test_a_measure_that_ended_says_so(empty_desk):
    case = imported(empty_desk, "measure.ended_on", "2027-03-01")
    assert empty_desk.overview.header(case, AFTER_ALL).measure == "Accompagnement terminé le 1er mars 2027"


def test_the_appointment_of_a_day_is_said_before_what_falls_due(desk, case):
    header = desk.overview.header(case, dt.date(2026, 12, 9))
    assert header.next_words == "Accompagnement à une démarche à 9\u00a0h"


def test_the_thread_holds_everything_newest_first_and_what_is_ahead_at_the_top(page):
    kinds = {one.kind for one in page.thread.items}
    assert kinds == set(ThreadKind) - {ThreadKind.LETTER}
    assert [one.on for one in page.thread.items] == sorted((one.on for one in page.thread.items), reverse=True)
    assert [one.ahead for one in page.thread.items[:3]] == [True, True, False]


def test_a_note_keeps_its_passages_and_who_must_not_see_it(page):
    confided = next(one for one in lines(page, ThreadKind.NOTE) if CONFIDED in one.text)
    assert (confided.confided_by, confided.hidden_from) == ("Nadia Benali", ("Karim Benali",))
    assert [one.kind.value for one in confided.passages] == ["reported", "observed"]
    cancelled = next(one for one in lines(page, ThreadKind.NOTE) if one.on == dt.date(2026, 9, 29))
    assert cancelled.tag == "annulé par le ménage"


def test_a_request_is_of_the_household_and_says_where_it_stands(page):
    first = lines(page, ThreadKind.REQUEST)[0]
    assert (first.title, first.at, first.tag, first.voice) == (
        "Demande de Nadia Benali, téléphone",
        "14\u00a0h\u00a010",
        "réglée",
        Voice.HOUSEHOLD,
    )


def test_a_request_nobody_answered_is_to_be_called_back(empty_desk):
    case = imported(empty_desk, "requests.0", {"requested_at": "2026-11-19T10:00", "channel": "sms"})
    waiting = lines(empty_desk.overview.of(case, TODAY), ThreadKind.REQUEST)[0]
    assert (waiting.title, waiting.tag) == ("Demande, SMS", "à rappeler")


def test_signatures_of_a_day_make_one_line(page):
    titles = [one.title for one in lines(page, ThreadKind.AGREEMENT)]
    assert "Contrat\u00a0: signé par Nadia Benali, Karim Benali, Claire Morel" in titles
    assert "Contrat\u00a0: remis pour lecture" in titles


def test_a_decision_not_told_yet_is_to_be_told_aloud(empty_desk):
    case = imported(empty_desk, "committee.0.told_to_household_on", None)
    (line,) = lines(empty_desk.overview.of(case, TODAY), ThreadKind.COMMITTEE)
    assert line.tag == "à dire de vive voix"


def test_letters_say_whether_they_left(empty_desk):
    letters = [
        {"on": "2026-11-02", "to": "CAF du Nord", "subject": "Rappel d’APL", "sent_on": "2026-11-03"},
        {"on": "2026-11-18", "subject": "Délais"},
    ]
    case = imported(empty_desk, "letters", letters)
    found = lines(empty_desk.overview.of(case, TODAY), ThreadKind.LETTER)
    assert [(one.title, one.tag) for one in found] == [
        ("Courrier", "à envoyer"),
        ("Courrier à CAF du Nord", "envoyé le 3 novembre 2026"),
    ]


def test_the_thread_is_read_part_by_part(desk, case, page):
    whole = desk.overview.thread(case, TODAY, 0, 100)
    first = desk.overview.thread(case, TODAY, 0, 10)
    rest = desk.overview.thread(case, TODAY, 10, 100)
    assert (first.more, rest.more, page.thread.more) == (True, False, True)
    assert (*first.items, *rest.items) == whole.items
    assert page.thread.items == whole.items[: len(page.thread.items)]


def test_what_is_to_do_comes_by_day(page):
    (action,) = page.actions
    assert (action.what, action.by, action.passed) == (
        "préparer la feuille « Mon audience »",
        "Claire Morel",
        False,
    )


def test_the_three_promised_in_lists_alike(page):
    assert [one.title for one in page.sides] == ["Ce que vous faites", "Ce que nous faisons", "Ce que fait le bailleur"]
    household = page.sides[0].promises
    assert (household[0].text, household[0].progress) == ("virement le 5 du mois", "en route, 2 mois sur 6")
    assert household[-1].text == "rembourser 60 € par mois dès décembre"
    assert len(page.sides[2].promises) == 2


def test_what_was_done_stands_beside_what_was_promised(empty_desk):
    case = imported(empty_desk, "actions.0.done_on", "2026-11-19")
    page = empty_desk.overview.of(case, TODAY)
    assert page.actions == ()
    assert [one.on for one in page.sides[1].done] == [dt.date(2026, 11, 19)]


def test_the_rent_account_is_drawn_with_its_plan_and_the_acts(page):
    rent = page.rent
    assert (rent.owed[-1], rent.balance) == ((dt.date(2026, 11, 5), 175330), 175330)
    assert (rent.plan.monthly, rent.plan.count, rent.planned[-1]) == (6000, 30, (dt.date(2029, 5, 5), 0))
    assert [one.words for one in rent.marks] == ["Commandement de payer", "Saisine de la CCAPEX", "Assignation"]
    assert rent.missing_benefit == 42080


def test_a_plan_that_ended_draws_nothing(empty_desk):
    case = imported(empty_desk, "arrears.plan.ended_on", "2027-01-10")
    assert empty_desk.overview.of(case, AFTER_ALL).rent.planned == ()


def test_the_budget_is_read_before_and_now(page):
    budget = page.budget
    assert (budget.before.resources, budget.now.resources) == (112852, 160352)
    assert budget.now.parts == (("Logement", 26650), ("Autres charges", 26248), ("Dettes", 15500))
    assert budget.now.left == 160352 - 26650 - 26248 - 15500


def test_a_case_that_holds_almost_nothing_shows_an_empty_page(empty_desk):
    document = second()
    for key in ("contract", "mutual_commitments", "arrears", "budget", "measure", "contacts", "actions"):
        document.pop(key, None)
    page = empty_desk.overview.of(empty_desk.exchange.import_document(document).case_id, TODAY)
    assert (page.rent, page.budget, page.objectives, page.header.contract) == (None, None, (), "")
    assert {one.promises for one in page.sides} == {()}


def test_each_person_present_sees_their_own_next_appointment(desk, case, page):
    after = dt.date(2026, 12, 2)
    nadia, karim = persons(page)["Nadia"], persons(page)["Karim"]
    assert desk.overview.shared(case, nadia, after).next_meeting.on == dt.date(2026, 12, 9)
    assert desk.overview.shared(case, karim, after).next_meeting is None


def test_an_appointment_hidden_from_a_person_is_not_on_their_screen(empty_desk):
    case = imported(empty_desk, "appointments.0.hide_from", ["p2"])
    found = persons(empty_desk.overview.of(case, TODAY))
    assert empty_desk.overview.shared(case, found["Karim"], TODAY).next_meeting is None
    assert empty_desk.overview.shared(case, found["Nadia"], TODAY).next_meeting.at == "10\u00a0h\u00a030"


def test_nothing_confided_nor_of_ours_nor_of_the_landlord_is_on_the_shared_screen(desk, case, page):
    """Decision 8, practice U-03."""
    for person in persons(page).values():
        seen = repr(desk.overview.shared(case, person, TODAY))
        for never in (CONFIDED, HEALTH, "renvoi.", "La reprise se confirme", "Relancer", "Commandement", "CCAPEX"):
            assert never not in seen


def test_what_was_done_after_a_confided_note_is_kept_from_the_others(empty_desk):
    document = changed(benali(), "contacts.2.ref", "c-confided")
    document = changed(
        document,
        "actions",
        [
            {"what": "appeler la sœur", "by": "w1", "done_on": "2026-11-19", "from_contact": "c-confided"},
            {"what": "envoyer la preuve", "by": "w1", "done_on": "2026-11-18"},
        ],
    )
    case = empty_desk.exchange.import_document(document).case_id
    found = persons(empty_desk.overview.of(case, TODAY))
    karim, nadia = (empty_desk.overview.shared(case, found[name], TODAY) for name in ("Karim", "Nadia"))
    assert [one.what for one in karim.sides[1].done] == ["envoyer la preuve"]
    assert len(nadia.sides[1].done) == 2


def test_papers_to_take_away_are_those_the_case_has(desk, case, page):
    papers = desk.overview.shared(case, persons(page)["Nadia"], TODAY).papers
    assert [one.kind for one in papers] == [
        DocumentKind.DIAGNOSIS_FORM,
        DocumentKind.SUPPORT_CONTRACT,
        DocumentKind.MUTUAL_COMMITMENTS,
        DocumentKind.FOLLOWUP_SHEET,
    ]


def test_nobody_outside_the_household_has_a_shared_screen(desk, case):
    with pytest.raises(LookupError):
        desk.overview.shared(case, "nobody", TODAY)
