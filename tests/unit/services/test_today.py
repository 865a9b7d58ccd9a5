"""« Aujourd’hui »: what is first, what is never hidden, what is never said."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.harm import Harm
from app.services.contract.contracting import Amending
from app.services.drafts import Typed
from app.services.visit.appointments import Whose
from app.services.visit.meetings import Slot
from app.services.visit.notes import NewNote
from resources.vocabulary import AmendmentMotive
from tests.journeys.world import NUMBER, benali, second
from ui.screens.busy_households import AHEAD, busy_households

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
VISIT = dt.date(2026, 12, 1)
PARIS = dt.timezone(dt.timedelta(hours=1))


def caught_up(desk, today=TODAY):
    while desk.figures.refresh_some(today):
        pass


def with_case(desk, document, today=TODAY):
    case = desk.exchange.import_document(document).case_id
    caught_up(desk, today)
    return case


def at(device, day, hour, minute=0):
    device.clock.set(dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS))


def test_an_appointment_says_when_whom_and_the_one_thing_to_do(desk):
    caught_up(desk, VISIT)
    (visit,) = desk.day.view(VISIT).appointments
    assert (visit.at, visit.starts_at, visit.minutes) == ("10:30", dt.time(10, 30), 60)
    assert visit.case_label == "Famille Benali"
    assert visit.kind_label == "visite à domicile"
    assert visit.with_names == ("Nadia", "Karim")
    assert visit.thing.startswith(("Le diagnostic social et financier", "Audience le 9 décembre 2026"))
    assert not visit.is_guarded


def test_the_one_thing_to_do_is_known_before_any_figure_is_kept(desk):
    before = desk.day.view(VISIT).appointments
    caught_up(desk, VISIT)
    assert desk.day.view(VISIT).appointments == before


def test_a_paper_that_waits_for_signatures_comes_before_any_date(unsigned_desk):
    caught_up(unsigned_desk, VISIT)
    (visit,) = unsigned_desk.day.view(VISIT).appointments
    assert visit.thing == "Le contrat d’accompagnement attend des signatures."


@pytest.mark.parametrize(
    ("hour", "minute", "there"),
    [(10, 14, False), (10, 15, True), (11, 29, True), (11, 30, False)],
)
def test_the_household_of_the_hour_is_there_from_a_quarter_before_to_the_end(device, desk, hour, minute, there):
    at(device, VISIT, hour, minute)
    assert (desk.day.view(VISIT).now_case_id == desk.cases.find(NUMBER)) is there


def test_an_appointment_called_off_is_nobody_s_hour(device, empty_desk):
    document = benali()
    document["appointments"][0]["outcome"] = "cancelled_by_household"
    with_case(empty_desk, document)
    at(device, VISIT, 10, 40)
    view = empty_desk.day.view(VISIT)
    assert view.now_case_id is None
    assert view.appointments[0].outcome_label == "annulé par la famille" or view.appointments[0].outcome_label


def test_a_confided_appointment_says_neither_its_place_nor_its_kind(empty_desk):
    document = benali()
    document["appointments"][0] |= {"place": "SECRET-LIEU", "confided_by": "p1", "hide_from": ["p2"]}
    with_case(empty_desk, document)
    (visit,) = empty_desk.day.view(VISIT).appointments
    assert visit.is_guarded
    assert (visit.place, visit.kind, visit.kind_label) == (None, None, "rendez-vous")


def test_the_hearing_comes_first_and_says_that_it_takes_place_whatever_the_landlord_promised(desk):
    caught_up(desk)
    (line,) = desk.day.view(TODAY).lines
    assert line.harm is Harm.COURT
    assert line.kind in {"hearing", "assessment_to_judge"}
    hearing = desk.day.view(dt.date(2026, 12, 3)).lines[0]
    assert hearing.kind == "hearing" or "juge" in hearing.sentence


def test_one_line_a_household_seven_at_most_and_how_many_more(empty_desk):
    for document in busy_households():
        empty_desk.exchange.import_document(document)
    caught_up(empty_desk)
    view = empty_desk.day.view(TODAY)
    assert len(view.lines) == 7
    assert view.more == len(AHEAD) - 7 == 4
    assert len({line.case_id for line in view.lines}) == 7


def test_what_harms_most_comes_first_and_of_two_alike_the_nearest_day(empty_desk):
    for document in busy_households():
        empty_desk.exchange.import_document(document)
    caught_up(empty_desk)
    lines = empty_desk.day.view(TODAY).lines
    assert [line.harm for line in lines] == sorted(harm for harm, _ahead in AHEAD)[:7]
    judge, chase = "assessment_to_judge", "procedure_chase"
    kinds = [judge, judge, "eviction", chase, chase, "residence_permit", "plan_instalment"]
    assert [line.kind for line in lines] == kinds
    days = [line.due_on for line in lines if line.kind == judge]
    assert days == [dt.date(2026, 12, 2), dt.date(2026, 12, 9)]


def test_our_own_cadence_comes_last_and_blames_nobody(empty_desk):
    document = benali()
    document |= {"appointments": [], "actions": [], "procedures": []}
    del document["arrears"], document["contract"]["review_on"]
    document["household"]["persons"][1].pop("residence_permit")
    for objective in document["contract"]["objectives"]:
        objective.pop("due_on", None)
    document["committee"][-1]["review_due_on"] = "2027-06-01"
    document["contacts"].append({"on": "2026-11-19", "kind": "landlord_exchange", "worker": "w1"})
    with_case(empty_desk, document)
    later = dt.date(2026, 12, 6)
    (line,) = empty_desk.day.view(later).lines
    days = (later - empty_desk.figures.of([line.case_id], later)[0].last_met_on).days
    assert (line.kind, line.harm) == ("meeting", Harm.CADENCE)
    assert line.sentence == f"Pas de rencontre depuis {days} jours."


def test_meeting_them_takes_the_cadence_away(empty_desk):
    case = with_case(empty_desk, benali())
    later = dt.date(2026, 12, 20)
    changes = empty_desk.notes.write(case, NewNote(dt.date(2026, 12, 19), "Vus ensemble."))
    empty_desk.figures.follow(changes, later)
    assert not any(line.kind == "meeting" for line in empty_desk.day.view(later).lines)


def test_a_day_that_has_passed_overnight_needs_no_computation_to_be_right(desk):
    caught_up(desk)
    passed = desk.day.view(dt.date(2026, 12, 10))
    assert not any(line.kind == "hearing" for line in passed.lines)
    assert all(not line.is_fresh for line in passed.lines)


@pytest.mark.parametrize(
    ("asked", "answered", "now", "words"),
    [
        ("2026-11-19T15:00", None, (20, 9), "à rappeler avant 13\u00a0h"),
        ("2026-11-20T09:00", None, (20, 10), "à rappeler cet après-midi"),
        ("2026-11-20T14:00", None, (20, 15), "à rappeler lundi matin"),
        ("2026-11-18T09:00", None, (20, 10), "à rappeler dès que possible"),
        ("2026-11-18T15:00", None, (18, 16), "à rappeler demain matin"),
        ("2026-11-19T09:00", "2026-11-19T10:00", (19, 11), "répondu, à régler demain matin"),
        ("2026-11-16T09:00", "2026-11-16T10:00", (20, 11), "répondu, reste à régler"),
    ],
)
def test_an_open_request_says_its_half_day(device, empty_desk, asked, answered, now, words):
    document = benali()
    one = {"requested_at": asked, "channel": "phone", "person": "p1", "text": "Un courrier est arrivé."}
    document["requests"] = [one | ({"first_response_at": answered} if answered else {})]
    with_case(empty_desk, document)
    at(device, TODAY.replace(day=now[0]), now[1])
    (request,) = empty_desk.day.view(TODAY.replace(day=now[0])).requests
    assert request.when == words
    assert request.who == "Nadia"
    assert request.is_answered is (answered is not None)


def test_a_settled_request_is_not_open(desk):
    assert desk.day.view(TODAY).requests == ()


def test_a_confided_request_keeps_its_words(device, empty_desk):
    document = benali()
    document["requests"] = [
        {
            "requested_at": "2026-11-20T09:00",
            "channel": "phone",
            "person": "p1",
            "text": "SECRET-CONFIE",
            "confided_by": "p1",
            "hide_from": ["p2"],
        }
    ]
    with_case(empty_desk, document)
    (request,) = empty_desk.day.view(TODAY).requests
    assert (request.text, request.who, request.is_guarded) == (None, None, True)


def test_drafts_of_every_household_and_of_none_are_found_newest_first(device, desk):
    case = desk.cases.find(NUMBER)
    desk.drafts.save("b1", Typed(case, "contact_passage", "text", "Vus ce matin, " + "le loyer " * 30))
    device.clock.advance(minutes=1)
    desk.drafts.save("b2", Typed(None, "request", "text", "Mme K. rappelle"))
    first, second_one = desk.day.view(TODAY).drafts
    assert (first.id, first.case_label, first.typed.case_id) == ("b2", None, None)
    assert (second_one.case_label, second_one.typed.case_id) == ("Famille Benali", case)
    assert len(second_one.beginning) <= 80
    assert [draft_id for draft_id, _typed in desk.drafts.found(None)] == ["b2"]
    assert [draft_id for draft_id, _typed in desk.drafts.found(case)] == ["b1"]


def test_chases_of_every_household_by_day(desk):
    desk.exchange.import_document(second())
    by_week = desk.day.view(dt.date(2026, 11, 23)).chases
    assert [(one.whom, one.what) for one in by_week if one.case_label == "Famille Benali"] == [
        ("CAF du Nord", "rappel d’APL d’août et septembre")
    ]
    more = desk.day.view(dt.date(2026, 12, 3)).chases
    health = next(one for one in more if one.whom == "CPAM")
    assert health.is_guarded
    assert health.neutral == "une démarche"
    assert [one.chase_on for one in more] == sorted(one.chase_on for one in more)


def test_what_was_confided_is_named_in_no_list_of_all_households(empty_desk):
    document = benali()
    document["procedures"][0] |= {"what": "SECRET-QUOI", "body": "SECRET-QUI", "confided_by": "p1", "hide_from": ["p2"]}
    with_case(empty_desk, document)
    assert "SECRET" not in str(empty_desk.procedures.mine(TODAY))
    assert "une démarche" in {one.what for one in empty_desk.procedures.mine(TODAY) if one.is_guarded}


def test_a_letter_acknowledged_is_chased_no_more(empty_desk):
    document = benali()
    document["letters"] = [
        {"on": "2026-11-02", "kind": "caf", "chase_on": "2026-11-20", "acknowledged_on": "2026-11-19"}
    ]
    with_case(empty_desk, document)
    assert [one for one in empty_desk.procedures.mine(TODAY) if one.kind == "letter"] == []


def test_a_letter_to_chase_is_among_them_and_a_confided_one_names_nobody(empty_desk):
    document = benali()
    letter = {
        "on": "2026-11-02",
        "kind": "caf",
        "to": "CAF du Nord",
        "subject": "Réclamation",
        "chase_on": "2026-11-20",
    }
    document["letters"] = [letter, letter | {"to": "SECRET-QUI", "subject": "SECRET-QUOI", "confided_by": "p1"}]
    with_case(empty_desk, document)
    letters = [one for one in empty_desk.day.view(TODAY).chases if one.kind == "letter"]
    assert {(one.whom, one.what) for one in letters} == {("CAF du Nord", "Réclamation"), (None, "un courrier")}


def test_an_amendment_handed_over_is_brought_to_be_signed(desk):
    amending = Amending(AmendmentMotive.MODULATION, "Une visite par mois.", handed_on=TODAY)
    desk.contracting.amend(desk.cases.find(NUMBER), amending)
    caught_up(desk, VISIT)
    (prepared,) = desk.day.prepare(VISIT)
    assert "L’avenant au contrat, à signer." in prepared.bring


def test_preparing_a_day_says_what_to_bring_and_what_to_be_careful_of(unsigned_desk):
    caught_up(unsigned_desk, VISIT)
    (prepared,) = unsigned_desk.day.prepare(VISIT)
    assert "Le contrat d’accompagnement, à signer." in prepared.bring
    assert "À faire avant\u00a0: préparer la feuille « Mon audience »." in prepared.bring
    assert "Ne laisser aucun message à Karim." in prepared.careful
    assert "Joindre Nadia entre 10\u00a0h et 12\u00a0h." in prepared.careful
    assert prepared.address == "12 rue des Lilas, 59000 Lille"


def test_a_protected_address_is_on_no_list(empty_desk):
    document = benali()
    document["household"]["protected_address"] = True
    document["appointments"][0]["place"] = "SECRET-LIEU"
    with_case(empty_desk, document, VISIT)
    (prepared,) = empty_desk.day.prepare(VISIT)
    assert prepared.address is None
    assert prepared.visit.place is None
    assert "Adresse protégée\u00a0: elle ne s’écrit sur aucune feuille." in prepared.careful


def test_a_computer_whose_date_is_before_what_was_written_last_is_told(desk, device):
    at(device, TODAY, 9)
    desk.notes.write(desk.cases.find(NUMBER), NewNote(TODAY, "Vus."))
    assert desk.day.view(TODAY).last_written_on is None
    at(device, TODAY - dt.timedelta(days=1), 10)
    assert desk.day.view(TODAY - dt.timedelta(days=1)).last_written_on is None
    before = TODAY.replace(year=2024)
    at(device, before, 9)
    assert desk.day.view(before).last_written_on == TODAY
    desk.notes.write(desk.cases.find(NUMBER), NewNote(before, "Encore."))
    assert desk.day.view(before).last_written_on == TODAY


def test_a_meeting_nobody_wrote_of_waits_for_its_note_until_something_says_what_came_of_it(desk):
    after = VISIT + dt.timedelta(days=3)
    view = desk.day.view(after)
    (visit,) = view.unwritten
    assert (visit.on, visit.case_label, view.unwritten_more) == (VISIT, "Famille Benali", 0)
    assert desk.day.view(VISIT).unwritten == ()
    desk.notes.write(visit.case_id, NewNote(VISIT, "Loyer payé."))
    assert desk.day.view(after).unwritten == ()


def test_a_meeting_called_off_or_of_a_closed_case_or_of_long_ago_waits_for_nothing(desk):
    case, after = desk.cases.find(NUMBER), VISIT + dt.timedelta(days=3)
    (visit,) = desk.day.view(after).unwritten
    changes = desk.appointments.cancel(visit.id, Whose.HOUSEHOLD)
    assert desk.day.view(after).unwritten == ()
    desk.undoing.apply(changes.undo)
    closing = desk.households.close_case(case, after)
    assert desk.day.view(after).unwritten == ()
    desk.undoing.apply(closing.undo)
    assert len(desk.day.view(after).unwritten) == 1
    assert desk.day.view(VISIT + dt.timedelta(days=32)).unwritten[:1] != (visit,)


def test_the_thread_keeps_a_meeting_that_is_behind_and_says_since_when_it_waits(desk):
    case, after = desk.cases.find(NUMBER), VISIT + dt.timedelta(days=3)
    (line,) = [one for one in desk.overview.thread(case, after).items if one.on == VISIT]
    assert (line.tag, line.to_write, line.ahead) == ("à écrire · 3\u00a0j", True, False)
    desk.notes.write(case, NewNote(VISIT, "Loyer payé."))
    lines = [one for one in desk.overview.thread(case, after).items if one.on == VISIT]
    assert [one.kind.value for one in lines] == ["note"]


def test_the_thread_of_a_closed_case_waits_for_no_note(desk):
    case, after = desk.cases.find(NUMBER), VISIT + dt.timedelta(days=3)
    desk.households.close_case(case, after)
    assert [one for one in desk.overview.thread(case, after).items if one.to_write] == []


def test_a_meeting_moved_to_another_day_is_said_to_be_moved_and_by_whom(desk):
    case = desk.cases.find(NUMBER)
    (visit,) = desk.day.view(VISIT).appointments
    desk.appointments.postpone(visit.id, Slot(VISIT + dt.timedelta(days=7), visit.starts_at), Whose.HOUSEHOLD)
    (line,) = [one for one in desk.overview.thread(case, VISIT).items if one.on == VISIT]
    assert line.tag == "reporté par le ménage"
