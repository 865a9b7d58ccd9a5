"""The acts of the day: a request, an appointment moved, a note begun from it, a démarche moved forward."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import Expected
from app.services.procedures.requests import Follow, NewRequest
from app.services.visit.appointments import Missed, Whose
from app.services.visit.meetings import Slot
from app.services.visit.notes import NewNote
from resources.vocabulary import Channel, ContactKind, ContactOutcome, PieceState, ProcedureStatus
from tests.journeys.world import NUMBER, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
NBSP = "\u00a0"


@pytest.fixture
def case(desk) -> str:
    return desk.cases.find(NUMBER)


def code_of(act, *arguments) -> str:
    with pytest.raises(Expected) as caught:
        act(*arguments)
    return caught.value.code


def open_requests(desk):
    return desk.day.view(TODAY).requests


@pytest.mark.parametrize(
    ("follow", "answered", "settled"),
    [(Follow.SETTLED, True, True), (Follow.TO_DO, True, False), (Follow.TO_CALL_BACK, False, False)],
)
def test_a_call_and_what_comes_of_it_are_one_object(desk, case, follow, answered, settled):
    row_id, changes = desk.requests.ask(case, NewRequest("Une fuite.", Channel.PHONE, follow))
    values = desk.editing.row(case, "request", row_id).values
    assert changes.kinds == {"request"}
    assert (values["first_response_at"] is not None) is answered
    assert (values["settled_at"] is not None) is settled
    assert values["requested_at"].isoformat() == "2026-11-20T10:00:00+01:00"
    assert (row_id in {one.id for one in open_requests(desk)}) is not settled


def test_a_request_is_answered_then_settled_and_leaves_the_list(desk, case, device):
    row_id, _ = desk.requests.ask(case, NewRequest("Une fuite.", person=None))
    assert not open_requests(desk)[0].is_answered
    device.clock.advance(hours=1)
    desk.requests.answer(row_id)
    assert open_requests(desk)[0].is_answered
    device.clock.advance(hours=1)
    changes = desk.requests.settle(row_id, "le plombier est passé")
    values = desk.editing.row(case, "request", row_id).values
    assert values["first_response_at"].hour == 11
    assert values["settled_at"].hour == 12
    assert open_requests(desk) == ()
    desk.undoing.apply(changes.undo)
    assert [one.id for one in open_requests(desk)] == [row_id]


def test_requests_of_all_households_wait_in_one_list_longest_first(desk, case):
    other = desk.exchange.import_document(second()).case_id
    before = len(open_requests(desk))
    late, _ = desk.requests.ask(other, NewRequest("Un courrier."))
    early, _ = desk.requests.ask(
        case,
        NewRequest("Une fuite.", at=dt.datetime(2026, 11, 1, 9, 0)),  # noqa: DTZ001 -- an hour as a case file writes it
    )
    found = open_requests(desk)
    ids = [one.id for one in found]
    assert len(ids) == before + 2
    assert ids.index(early) < ids.index(late)
    assert found[ids.index(early)].case_label == "Famille Benali"


def test_an_empty_request_is_not_kept(desk, case):
    assert code_of(desk.requests.ask, case, NewRequest("  ")) == "empty_request"


def test_the_next_meeting_is_the_usual_day_and_hour_after_those_planned(desk, case):
    slot = desk.appointments.propose_next(case, TODAY)
    assert slot == Slot(dt.date(2026, 12, 15), dt.time(10, 30), slot.minutes, ContactKind.HOME_VISIT, None, slot.people)
    assert slot.on.strftime("%A") == "Tuesday"
    assert len(slot.people) == 2
    assert slot.shown == f"15 décembre 2026 à 10{NBSP}h{NBSP}30"


def test_an_hour_already_taken_is_not_proposed_but_is_planned_when_asked(desk, case):
    other = desk.exchange.import_document(second()).case_id
    taken = desk.appointments.propose_next(case, TODAY)
    desk.appointments.plan(other, taken)
    assert desk.appointments.propose_next(case, TODAY).on == taken.on + dt.timedelta(weeks=1)
    _, changes = desk.appointments.plan(case, taken)
    assert "Les deux sont gardés" in changes.warnings[0]


def test_moving_an_appointment_keeps_the_first_with_whose_doing_it_was(desk, case):
    first = desk.editing.rows(case, "appointment")[0]
    slot = Slot(dt.date(2026, 12, 3), dt.time(14, 0))
    new, changes = desk.appointments.postpone(first.id, slot, Whose.OPERATOR)
    assert desk.editing.row(case, "appointment", first.id).values["outcome"] is ContactOutcome.CANCELLED_BY_WORKER
    assert desk.editing.row(case, "appointment", new).values["moved_from"] == dt.date(2026, 12, 1)
    desk.undoing.apply(changes.undo)
    assert desk.editing.rows(case, "appointment")[0] == first
    assert code_of(desk.editing.row, case, "appointment", new) == "gone"


def test_a_door_cannot_have_been_closed_before_the_day_and_nothing_is_written(desk, case):
    first = desk.editing.rows(case, "appointment")[0]
    assert code_of(desk.appointments.closed_door, first.id) == "not_come_yet"
    assert desk.editing.row(case, "appointment", first.id) == first


def test_a_closed_door_is_one_line_of_the_thread(desk, case, device):
    first = desk.editing.rows(case, "appointment")[0]
    on = first.values["on_day"]
    device.clock.set(dt.datetime(2026, 12, 31, 12, tzinfo=dt.UTC))
    desk.appointments.closed_door(first.id)
    lines = desk.overview.thread(case, on, first=0, count=1000).items
    assert [one.tag for one in lines if one.on == on] == ["porte close"]


def test_what_did_not_take_place_is_counted_with_whose_doing_it_was(desk, case, device):
    device.clock.set(dt.datetime(2026, 12, 31, 12, tzinfo=dt.UTC))
    before = desk.appointments.missed(case)
    assert before == Missed(by_household=1)
    meetings = desk.editing.rows(case, "appointment")
    desk.appointments.cancel(meetings[0].id, Whose.OPERATOR)
    desk.appointments.closed_door(meetings[1].id)
    assert desk.appointments.missed(case) == Missed(by_household=1, by_us=1, closed_door=1)
    assert desk.appointments.missed(case, since=dt.date(2026, 12, 1)) == Missed(by_us=1, closed_door=1)


def test_a_closed_door_is_a_passage_of_the_thread_and_another_day(desk, case, device):
    device.clock.set(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC))
    first = desk.editing.rows(case, "appointment")[0]
    changes = desk.appointments.closed_door(first.id, Slot(dt.date(2026, 12, 3), dt.time(14, 0)))
    assert changes.kinds == {"appointment", "contact"}
    came = desk.editing.rows(case, "contact")[-1]
    assert came.shown["outcome"] == "porte close"
    assert came.values["next_on"] == dt.date(2026, 12, 3)
    assert came.values["present_ids"] == ()


def test_a_note_begins_with_those_planned_and_marks_the_appointment_as_held(desk, case):
    first = desk.editing.rows(case, "appointment")[0]
    begun = desk.appointments.begin(first.id)
    assert begun.case_id == case
    assert begun.present == first.values["with_ids"]
    assert begun.at == dt.time(10, 30)
    assert begun.planned is None or begun.planned.on == dt.date(2026, 12, 9)
    slot = Slot(dt.date(2026, 12, 15), dt.time(10, 30))
    objective = begun.objectives[0][0]
    changes = desk.notes.write(
        case,
        NewNote(
            begun.on,
            "« Ça va mieux. »\n! rappeler la CAF",
            begun.kind,
            begun.present,
            at=begun.at,
            minutes=55,
            objectives=(objective,),
            appointment_id=begun.appointment_id,
            next=slot,
        ),
    )
    assert changes.kinds == {"contact", "contact_passage", "action", "appointment"}
    note = desk.editing.rows(case, "contact")[-1]
    assert note.values["objective_ids"] == (objective,)
    assert note.values["next_on"] == slot.on
    assert desk.editing.row(case, "appointment", first.id).values["outcome"] is ContactOutcome.HELD
    assert desk.editing.rows(case, "appointment")[-1].values["on_day"] == slot.on
    desk.undoing.apply(changes.undo)
    assert desk.editing.row(case, "appointment", first.id).values["outcome"] is None


def test_a_note_of_today_proposes_those_of_last_time(desk, case):
    meeting = desk.appointments.propose(case, TODAY)
    last = [one for one in desk.editing.rows(case, "contact") if one.values["kind"] is ContactKind.HOME_VISIT][-1]
    assert meeting.present == last.values["present_ids"]
    assert meeting.people[0].name == "Nadia Benali"
    assert meeting.planned.on == dt.date(2026, 12, 1)
    assert meeting.proposed is None


def test_a_household_never_met_has_a_proposal_without_an_hour(empty_desk):
    document = second()
    for key in ("contacts", "appointments", "measure"):
        document.pop(key, None)
    document["earlier"].pop("measure", None)
    document["actions"] = []
    case = empty_desk.exchange.import_document(document).case_id
    slot = empty_desk.appointments.propose_next(case, TODAY)
    assert slot.on == dt.date(2026, 12, 4)
    assert slot.at is None
    assert empty_desk.appointments.propose(case, TODAY).present == ()


def test_an_appointment_put_away_is_not_moved(desk, case):
    first = desk.editing.rows(case, "appointment")[0]
    desk.editing.remove(case, "appointment", first.id)
    assert code_of(desk.appointments.begin, first.id) == "gone"
    assert code_of(desk.appointments.cancel, first.id, Whose.OTHER) == "gone"


def test_a_procedure_moves_forward_and_is_chased_in_a_fortnight(desk, case):
    procedure = desk.editing.rows(case, "procedure")[0]
    changes = desk.procedures.advance(procedure.id, ProcedureStatus.WAITING)
    values = desk.editing.row(case, "procedure", procedure.id).values
    assert values["status"] is ProcedureStatus.WAITING
    assert values["chase_on"] == dt.date(2026, 12, 5)
    assert values["on_day"] == dt.date(2026, 11, 3)
    desk.undoing.apply(changes.undo)
    assert desk.editing.row(case, "procedure", procedure.id).values == procedure.values


def test_a_procedure_that_is_over_is_chased_no_more(desk, case):
    procedure = desk.editing.rows(case, "procedure")[0]
    desk.procedures.advance(procedure.id, ProcedureStatus.DONE)
    assert desk.editing.row(case, "procedure", procedure.id).values["chase_on"] is None
    assert procedure.id not in {one.id for one in desk.procedures.mine(TODAY)}


def test_my_chases_are_those_of_all_households_soonest_first(desk, case):
    desk.exchange.import_document(second())
    desk.editing.add(case, "letter", {"subject": "délai de paiement", "chase_on": dt.date(2026, 11, 19)})
    found = desk.procedures.mine(TODAY)
    assert [one.day for one in found] == sorted(one.day for one in found)
    letter = next(one for one in found if one.kind == "letter" and one.what == "délai de paiement")
    assert letter.is_due
    benefit = next(one for one in found if one.whom == "CAF du Nord")
    assert (benefit.topic_label, benefit.what) == ("aide au logement", "rappel d’APL d’août et septembre")
    assert (benefit.case_label, benefit.status_label, benefit.is_due) == ("Famille Benali", "demandée", False)
    desk.procedures.chase(benefit.id, 3)
    assert desk.editing.row(case, "procedure", benefit.id).values["chase_on"] == dt.date(2026, 11, 23)


def test_a_paper_is_seen_handed_or_copied_until_a_day(desk, case):
    piece = next(one for one in desk.editing.rows(case, "piece") if one.values["state"] is PieceState.MISSING)
    for act, state in (
        (desk.procedures.piece_asked, PieceState.ASKED),
        (desk.procedures.piece_seen, PieceState.SEEN),
        (desk.procedures.piece_handed, PieceState.HANDED),
    ):
        act(piece.id)
        values = desk.editing.row(case, "piece", piece.id).values
        assert (values["state"], values["on_day"], values["until"]) == (state, TODAY, None)
    desk.procedures.piece_copied(piece.id, dt.date(2027, 2, 1))
    values = desk.editing.row(case, "piece", piece.id).values
    assert (values["state"], values["until"]) == (PieceState.COPIED, dt.date(2027, 2, 1))
