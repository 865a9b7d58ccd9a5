from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from app.services.exchange.checking import problems_of
from db.models.around import Action
from db.models.case_file import CaseFile
from db.models.contact import Contact, ContactPassage
from db.models.contract import Contract
from db.models.measure import Measure
from tests.unit.exchange_tables.memory import NOW, TODAY, benali, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it


@pytest.fixture
def case(memory):
    outcome = memory.take_in(benali())
    return memory, outcome.case_id


def add(memory, case_id: str, *rows) -> None:
    def work(session):
        space_id = session.get(CaseFile, case_id).space_id
        for row in rows:
            row.space_id = space_id
            session.add(row)

    memory.write(work)


def test_a_file_given_back_is_a_valid_file(memory):
    for example in (benali, second):
        given_back = memory.give_back(memory.take_in(example()).case_id)
        assert problems_of(given_back) == ()
        assert next(iter(given_back)) == "format"


def test_the_day_of_the_file_is_the_day_it_is_made(case):
    memory, case_id = case
    assert memory.give_back(case_id, dt.date(2027, 2, 3))["as_of"] == "2027-02-03"


def test_what_is_made_here_has_a_ref_only_when_something_points_at_it(case):
    memory, case_id = case
    met = Contact(id="0190a000-0000-7000-8000-00000000aaaa", created_at=NOW, on_day=TODAY, kind="phone")
    alone = Contact(id="0190a000-0000-7000-8000-00000000bbbb", created_at=NOW, on_day=TODAY, kind="sms")
    action = Action(id="0190a000-0000-7000-8000-00000000cccc", created_at=NOW, what="rappeler", contact_id=met.id)
    add(memory, case_id, met, alone, action)
    given_back = memory.give_back(case_id)
    assert given_back["contacts"][-2:] == [
        {"ref": "r-0000aaaa", "on": "2026-11-20", "kind": "phone"},
        {"on": "2026-11-20", "kind": "sms"},
    ]
    assert given_back["actions"][-1] == {"what": "rappeler", "from_contact": "r-0000aaaa"}
    assert problems_of(given_back) == ()


def test_a_case_given_back_and_taken_in_again_where_it_lives_doubles_nothing(case):
    memory, case_id = case
    met = Contact(id="0190a000-0000-7000-8000-00000000aaaa", created_at=NOW, on_day=TODAY, kind="phone")
    add(memory, case_id, met, Action(id="0190a000-0000-7000-8000-00000000cccc", what="rappeler", contact_id=met.id))
    outcome = memory.take_in(memory.give_back(case_id))
    assert (outcome.added, outcome.left) == (0, ())


def test_the_last_version_is_the_current_one(case):
    memory, case_id = case
    add(memory, case_id, Measure(id="0190a000-0000-7000-8000-00000000dddd", created_at=NOW, scheme="asll"))
    given_back = memory.give_back(case_id)
    assert given_back["measure"] == {"scheme": "asll"}
    assert given_back["earlier"] == {"measure": [benali()["measure"]]}


def test_two_objects_never_bear_one_ref(case):
    memory, case_id = case
    twin = Contract(id="0190a000-0000-7000-8000-00000000eeee", created_at=NOW, ref="p1")
    add(memory, case_id, twin)
    given_back = memory.give_back(case_id)
    assert problems_of(given_back) == ()


def test_what_is_in_the_bin_is_not_given(case):
    memory, case_id = case

    def bin_it(session):
        for row in session.scalars(select(Contact).where(Contact.kind == "landlord_exchange")):
            row.archived_at = NOW

    memory.write(bin_it)
    kinds = {contact["kind"] for contact in memory.give_back(case_id)["contacts"]}
    assert kinds == {"home_visit"}


def test_what_is_no_longer_there_is_not_pointed_at(case):
    memory, case_id = case

    def lose(session):
        for row in session.scalars(select(Contact)):
            row.present_ids = ("0190a000-0000-7000-8000-00000000ffff", *row.present_ids)
        session.scalars(select(Action)).one().by_id = "0190a000-0000-7000-8000-00000000ffff"

    memory.write(lose)
    given_back = memory.give_back(case_id)
    assert given_back["contacts"] == benali()["contacts"]
    assert "by" not in given_back["actions"][0]


def test_three_texts_that_became_a_note_are_given_as_a_note(memory):
    document = benali()
    document["contacts"] = [{"on": "2026-11-18", "kind": "phone", "observed": "Calme."}]
    case_id = memory.take_in(document).case_id
    contact_id = memory.rows()["contact"][0]["id"]
    more = ContactPassage(
        id="0190a000-0000-7000-8000-00000000aaaa",
        created_at=NOW,
        contact_id=contact_id,
        kind="observed",
        text="Et après.",
    )
    add(memory, case_id, more)
    assert memory.give_back(case_id)["contacts"][0]["note"] == [
        {"as": "observed", "text": "Calme."},
        {"as": "observed", "text": "Et après."},
    ]


def test_a_case_nobody_knows_is_not_given(memory):
    with pytest.raises(LookupError):
        memory.give_back("0190a000-0000-7000-8000-000000000000")
