"""What the format carries is seen and edited; what was signed, told or agreed to is not; all of it can be undone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from app.errors import Expected
from app.services.editing import EDITABLE
from app.services.editing.fields import SEVERAL, FieldType
from app.services.exchange.checking import problems_of
from resources.vocabulary import (
    ChargeType,
    ContactWay,
    DiagnosisPoint,
    LeaseKind,
    MovementKind,
    ObjectiveStage,
    PieceState,
    ProcedureTopic,
    Scheme,
)
from tests.journeys.world import NUMBER, dump, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it

NBSP = "\u00a0"
DAY = dt.date(2026, 11, 20)


@pytest.fixture
def case(desk) -> str:
    return desk.cases.find(NUMBER)


@pytest.fixture
def unsigned_case(unsigned_desk) -> str:
    return unsigned_desk.cases.find(NUMBER)


def refused(code: str, act, *arguments, **named) -> str:
    with pytest.raises(Expected) as caught:
        act(*arguments, **named)
    assert caught.value.code == code
    return caught.value.sentence


def test_every_kind_of_both_examples_is_shown(desk, case):
    other = desk.exchange.import_document(second()).case_id
    seen = {kind for kind in EDITABLE for one in (case, other) if desk.editing.rows(one, kind)}
    assert seen == set(EDITABLE)
    for kind in EDITABLE:
        for row in desk.editing.rows(other, kind):
            assert set(row.values) == set(row.shown) == {one.name for one in desk.editing.fields(kind)}


def test_writing_back_what_is_shown_changes_nothing(desk, case):
    other = desk.exchange.import_document(second()).case_id
    before = dump(desk)
    for one in (case, other):
        for kind in EDITABLE:
            for row in desk.editing.rows(one, kind):
                assert desk.editing.change(one, kind, row.id, row.values).kinds == frozenset()
    assert dump(desk) == before


def test_values_are_read_in_french(desk, case):
    nadia = desk.editing.rows(case, "person")[0]
    meeting = desk.editing.rows(case, "appointment")[0]
    assert nadia.values["first_name"] == "Nadia"
    assert meeting.values["at_time"] == dt.time(10, 30)
    assert meeting.shown["at_time"] == f"10{NBSP}h{NBSP}30"
    assert meeting.shown["on_day"] == "1er décembre 2026"
    assert meeting.shown["kind"] == "visite à domicile"
    assert meeting.shown["with_ids"] == "Nadia Benali, Karim Benali"
    debts = desk.editing.rows(case, "budget_charge")
    assert any("€" in one.shown["monthly"] for one in debts)


def test_a_change_is_kept_given_back_in_the_file_and_journalled(desk, case):
    person = desk.editing.rows(case, "person")[0]
    changes = desk.editing.change(
        case, "person", person.id, {"contact_phone": "06 12 34 56 78", "contact_ways": (ContactWay.SMS,)}
    )
    assert changes.kinds == {"person"}
    assert changes.cases == {case}
    file = desk.cases.show(case, DAY)["case"]["household"]["persons"][0]
    assert file["contact"]["phone"] == "06 12 34 56 78"
    assert file["contact"]["ways"] == ["sms"]
    assert desk.care.rebuild().differed == ()


def test_a_charge_is_added_to_the_current_budget_changed_and_put_away(desk, case):
    budget = desk.editing.current(case, "budget")
    row_id, changes = desk.editing.add(case, "budget_charge", {"type": ChargeType.WATER, "monthly": 2150})
    assert changes.kinds == {"budget_charge"}
    added = desk.editing.row(case, "budget_charge", row_id)
    assert added.parent_id == budget.id
    assert added.shown["monthly"] == f"21,50{NBSP}€"
    desk.editing.remove(case, "budget_charge", row_id)
    assert refused("gone", desk.editing.row, case, "budget_charge", row_id)
    desk.editing.restore(case, "budget_charge", row_id)
    assert desk.editing.row(case, "budget_charge", row_id).values["monthly"] == 2150


def test_a_new_version_takes_the_place_of_the_current_one(desk, case):
    old = desk.editing.current(case, "budget")
    new, changes = desk.editing.add(case, "budget", {"on_day": DAY, "housing_rent": 40000})
    assert desk.editing.current(case, "budget").id == new
    assert desk.editing.row(case, "budget", old.id).earlier
    assert desk.computing.budget(case, DAY)["on"] == "2026-11-20"
    desk.undoing.apply(changes.undo)
    assert desk.editing.current(case, "budget").id == old.id


def test_what_is_needed_and_not_said_takes_today_or_a_neutral_word(desk, case):
    row_id, _ = desk.editing.add(case, "procedure", {"what": "carte de transport"})
    assert desk.editing.row(case, "procedure", row_id).values["topic"] is ProcedureTopic.OTHER
    row_id, _ = desk.editing.add(case, "letter", {"subject": "attestation"})
    assert desk.editing.row(case, "letter", row_id).values["on_day"] == DAY
    row_id, _ = desk.editing.add(case, "request", {"text": "une fuite"})
    assert desk.editing.row(case, "request", row_id).values["requested_at"].isoformat() == "2026-11-20T10:00:00+01:00"


def test_what_means_nothing_without_a_word_says_which_one(desk, case):
    assert "Quoi" in refused("needed", desk.editing.add, case, "movement", {"debit": 100})


def test_a_rent_account_is_made_for_its_first_line(empty_desk):
    document = second()
    document.pop("arrears", None)
    document["earlier"].pop("arrears", None)
    case = empty_desk.exchange.import_document(document).case_id
    assert empty_desk.editing.current(case, "arrears") is None
    empty_desk.editing.add(case, "movement", {"on_day": DAY, "kind": MovementKind.TERM, "debit": 50000})
    account = empty_desk.editing.current(case, "arrears")
    assert len(empty_desk.editing.rows(case, "movement", account.id)) == 1


def test_a_paper_belongs_to_the_aid_or_to_the_procedure_it_is_for(desk, case):
    aid = desk.editing.rows(case, "aid")[0]
    procedure = desk.editing.rows(case, "procedure")[0]
    row_id, _ = desk.editing.add(case, "piece", {"name": "quittance", "state": PieceState.SEEN}, procedure.id)
    assert [one.id for one in desk.editing.rows(case, "piece", procedure.id)] == [row_id]
    assert row_id not in {one.id for one in desk.editing.rows(case, "piece", aid.id)}
    with pytest.raises(ValueError, match="say which"):
        desk.editing.add(case, "piece", {"name": "quittance"})


def test_days_in_the_wrong_order_are_kept_and_told(desk, case):
    row_id, changes = desk.editing.add(
        case,
        "scheme_period",
        {"scheme": Scheme.ASLL, "from_day": dt.date(2025, 5, 1), "to_day": dt.date(2024, 5, 1)},
    )
    assert desk.editing.row(case, "scheme_period", row_id).values["to_day"] == dt.date(2024, 5, 1)
    assert "vérifiez ces deux dates" in changes.warnings[0]


def test_half_a_plan_is_kept_and_what_it_lacks_is_told(desk, case):
    account = desk.editing.current(case, "arrears")
    changes = desk.editing.change(case, "arrears", account.id, {"plan_monthly": None})
    assert changes.warnings == (f"C’est gardé, et cela ne comptera qu’avec «{NBSP}Plan{NBSP}: par mois{NBSP}».",)


def test_what_a_colleague_wrote_meanwhile_is_told_and_the_new_value_stands(desk, case):
    person = desk.editing.rows(case, "person")[0]
    desk.editing.change(case, "person", person.id, {"called": "Nado"})
    changes = desk.editing.change(
        case, "person", person.id, {"called": "Nadou"}, seen={"called": person.values["called"]}
    )
    assert "entre-temps" in changes.warnings[0]
    assert desk.editing.row(case, "person", person.id).values["called"] == "Nadou"


def test_a_person_put_away_takes_with_them_what_means_nothing_without_them(desk, case):
    person_id, _ = desk.editing.add(case, "person", {"first_name": "Lina"})
    place, _ = desk.editing.add(case, "residential_period", {"person_id": person_id, "from_day": dt.date(2024, 1, 1)})
    changes = desk.editing.remove(case, "person", person_id)
    assert changes.kinds == {"person", "residential_period"}
    assert place not in {one.id for one in desk.editing.rows(case, "residential_period")}
    desk.editing.restore(case, "person", person_id)
    assert place in {one.id for one in desk.editing.rows(case, "residential_period")}


CLOSED = [
    ("contract", {"rhythm": "quand nous voulons"}),
    ("objective", {"target": "autre chose"}),
    ("mutual_commitments", {"household": ("autre chose",)}),
    ("consent", {"until": dt.date(2030, 1, 1)}),
    ("diagnosis", {"place": "ailleurs"}),
    ("diagnosis_point", {"reported": "autre chose"}),
    ("committee_item", {"motive": "autre chose"}),
]


@pytest.mark.parametrize(("kind", "values"), CLOSED)
def test_what_is_signed_approved_told_or_agreed_to_never_changes(desk, case, kind, values):
    row = next(one for one in desk.editing.rows(case, kind) if one.closed)
    before = dump(desk)
    assert "Rien n’a" in refused("frozen", desk.editing.change, case, kind, row.id, values)
    assert refused("frozen", desk.editing.remove, case, kind, row.id)
    assert dump(desk) == before


def test_no_objective_is_added_to_a_signed_contract(desk, case):
    assert refused("frozen", desk.editing.add, case, "objective", {"target": "3 mois"})


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("consent", {"withdrawn_on": DAY}),
        ("objective", {"achieved_on": DAY}),
        ("contract", {"ended_on": DAY}),
        ("mutual_commitments", {"next_point_on": DAY}),
    ],
)
def test_facts_that_come_after_are_still_written(desk, case, kind, values):
    row = next(one for one in desk.editing.rows(case, kind) if one.closed)
    assert desk.editing.change(case, kind, row.id, values).kinds == {kind}


def test_progress_is_still_noted_on_a_signed_objective(desk, case):
    objective = desk.editing.rows(case, "objective")[0]
    row_id, _ = desk.editing.add(case, "progress", {"stage": ObjectiveStage.ALMOST}, objective.id)
    assert desk.editing.row(case, "progress", row_id).shown["stage"] == "presque"


def test_a_contract_not_signed_yet_is_edited(unsigned_desk, unsigned_case):
    contract = unsigned_desk.editing.current(unsigned_case, "contract")
    assert not contract.closed
    unsigned_desk.editing.change(unsigned_case, "contract", contract.id, {"rhythm": "le mardi"})
    assert unsigned_desk.editing.current(unsigned_case, "contract").values["rhythm"] == "le mardi"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("person", {"nickname": "x"}),
        ("nothing", {}),
        ("person", {"birth_date": "1990-01-01"}),
        ("person", {"birth_date": dt.datetime(1990, 1, 1, tzinfo=dt.UTC)}),
        ("person", {"birth_date": dt.date(1789, 1, 1)}),
        ("person", {"first_name": 3}),
        ("person", {"shared_custody": 1}),
        ("person", {"contact_ways": "sms"}),
        ("person", {"contact_ways": ("pigeon",)}),
        ("person", {"relation": "chief"}),
        ("budget_charge", {"monthly": 12.5}),
        ("budget_charge", {"monthly": True}),
        ("budget_charge", {"monthly": 10**12}),
        ("dwelling", {"area_m2": Decimal("12.345")}),
        ("dwelling", {"area_m2": Decimal("NaN")}),
        ("measure", {"graduated_action": 5}),
        ("action", {"by_id": "nobody"}),
        ("residential_period", {"person_id": "nobody"}),
    ],
)
def test_a_fault_of_a_screen_bursts(desk, case, kind, values):
    with pytest.raises(ValueError, match=r".+"):
        desk.editing.add(case, kind, values)


def test_nobody_of_another_household_is_named(desk, case):
    other = desk.exchange.import_document(second()).case_id
    stranger = desk.editing.rows(other, "person")[0].id
    with pytest.raises(ValueError, match="person_id"):
        desk.editing.add(case, "residential_period", {"person_id": stranger})
    assert refused("gone", desk.editing.change, case, "person", stranger, {"called": "x"})


def test_choices_are_words_people_and_organisations(desk, case):
    assert {one.value for one in desk.editing.choices(case, "lease", "kind")} == set(LeaseKind)
    assert next(one.text for one in desk.editing.choices(case, "residential_period", "person_id")) == "Nadia Benali"
    assert {one.text for one in desk.editing.choices(case, "action", "by_id")} >= {"Nadia Benali"}
    assert desk.editing.choices(case, "aid", "asked") == ()
    assert len(desk.editing.choices(case, "objective", "points")) == len(DiagnosisPoint)
    assert desk.editing.choices(case, "consent", "recipient_id")


def test_undoing_gives_back_what_stood_and_undoing_again_does_it_again(desk, case):
    person = desk.editing.rows(case, "person")[0]
    changes = desk.editing.change(case, "person", person.id, {"called": "Nado"})
    undone = desk.undoing.apply(changes.undo)
    assert desk.editing.row(case, "person", person.id).values == person.values
    desk.undoing.apply(undone.undo)
    assert desk.editing.row(case, "person", person.id).values["called"] == "Nado"
    assert desk.care.rebuild().differed == ()


def test_undoing_an_addition_puts_it_away_and_undoing_a_removal_brings_all_back(desk, case):
    row_id, changes = desk.editing.add(case, "action", {"what": "appeler"})
    desk.undoing.apply(changes.undo)
    assert refused("gone", desk.editing.row, case, "action", row_id)
    meeting = desk.editing.rows(case, "contact")[0]
    passages = desk.editing.rows(case, "contact_passage", meeting.id)
    removed = desk.editing.remove(case, "contact", meeting.id)
    assert desk.editing.rows(case, "contact_passage", meeting.id) == ()
    desk.undoing.apply(removed.undo)
    assert desk.editing.rows(case, "contact_passage", meeting.id) == passages


def test_nothing_is_undone_over_what_somebody_wrote_since(desk, case):
    person = desk.editing.rows(case, "person")[0]
    changes = desk.editing.change(case, "person", person.id, {"called": "Nado"})
    desk.editing.change(case, "person", person.id, {"called": "Nadou"})
    assert "rien n’a été annulé" in refused("changed_since", desk.undoing.apply, changes.undo)
    assert desk.editing.row(case, "person", person.id).values["called"] == "Nadou"


def test_a_slip_of_the_finger_is_undone_even_when_it_closed_the_row(desk, case):
    person = desk.editing.rows(case, "person")[0]
    organisation = desk.editing.choices(case, "consent", "recipient_id")[0].value
    values = {"person_ids": (person.id,), "recipient_id": organisation, "topics": (DiagnosisPoint.FAMILY_SITUATION,)}
    row_id, changes = desk.editing.add(case, "consent", values)
    desk.undoing.apply(changes.undo)
    assert refused("gone", desk.editing.row, case, "consent", row_id)
    item, _ = desk.editing.add(case, "committee_item", {"planned_on": DAY})
    said = desk.editing.change(case, "committee_item", item, {"told_to_household_on": DAY})
    desk.undoing.apply(said.undo)
    assert not desk.editing.row(case, "committee_item", item).closed


def test_a_trace_never_holds_what_a_command_wrote(desk, case):
    person = desk.editing.rows(case, "person")[0]
    changes = desk.editing.change(case, "person", person.id, {"called": "SECRET"})
    assert "SECRET" not in repr(changes)
    assert "Nadia" not in repr(person)


def test_the_case_itself_is_never_removed(desk, case):
    with pytest.raises(ValueError, match="the case itself"):
        desk.editing.remove(case, "case_file", desk.editing.rows(case, "case_file")[0].id)


WITHOUT = {"case_file", "household", "diagnosis_point"}


def needed_values(desk, case: str, spec) -> dict:
    """Return the first choice of each field that has neither a day nor a neutral word to stand for it."""
    values = {"debit": 100} if spec.kind == "movement" else {}
    for one in spec.fields:
        if one.needed and one.name not in spec.fallbacks and one.type not in {FieldType.DAY, FieldType.INSTANT}:
            choice = desk.editing.choices(case, spec.kind, one.name)[0].value
            values[one.name] = (choice,) if one.type in SEVERAL else choice
    return values


def test_rows_added_with_what_is_needed_alone_are_given_back_in_a_file_others_accept(unsigned_desk):
    desk, case = unsigned_desk, unsigned_desk.cases.find(NUMBER)
    desk.editing.remove(case, "dwelling", desk.editing.rows(case, "dwelling")[0].id)
    desk.editing.add(case, "diagnosis", {})
    for kind in sorted(set(EDITABLE) - WITHOUT):
        spec = EDITABLE[kind]
        place = next(iter(spec.parents)) if kind in {"piece", "contact_passage", "progress"} else None
        parent_id = desk.editing.rows(case, place)[0].id if place else None
        row_id, _ = desk.editing.add(case, kind, needed_values(desk, case, spec), parent_id)
        assert desk.editing.row(case, kind, row_id)
    assert problems_of(desk.cases.show(case, DAY)["case"]) == ()
