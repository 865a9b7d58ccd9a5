from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.exchange.checking import problems_of, remarks_of
from app.services.exchange.guide import walk
from resources.exchange import EXAMPLE, SECOND_EXAMPLE
from tests.strategies.case_files import case_files

FIRST = json.loads(EXAMPLE.read_text(encoding="utf-8"))
SECOND = json.loads(SECOND_EXAMPLE.read_text(encoding="utf-8"))
MISSING = object()


def written(document: Any, path: str, value: Any) -> dict[str, Any]:
    """Return a copy of a document with something else at a path."""
    changed = copy.deepcopy(document)
    *steps, last = [
        int(step) if step.isdecimal() else step for step in path.replace("[", ".").replace("]", "").split(".")
    ]
    holder = changed
    for step in steps:
        holder = holder[step]
    if value is MISSING:
        del holder[last]
    elif isinstance(holder, list) and last == len(holder):
        holder.append(value)
    else:
        holder[last] = value
    return changed


def said(document) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.path) for problem in problems_of(document)]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("format", "palier.case/2", "wrong_format"),
        ("format", None, "wrong_format"),
        ("nothing_of_ours", 1, "unknown_key"),
        ("contacts[0].Note", [], "unknown_key"),
        ("case.number", MISSING, "missing_key"),
        ("household", MISSING, "missing_key"),
        ("household.persons", [], "empty_list"),
        ("household.persons", {}, "wrong_type"),
        ("household.persons[0]", None, "wrong_type"),
        ("household.persons[0].ref", "", "empty_text"),
        ("household.persons[1].first_name", None, "wrong_type"),
        ("household.protected_address", "false", "wrong_type"),
        ("household.label", 12, "wrong_type"),
        ("contacts", None, "wrong_type"),
        ("contacts[0].minutes", "55", "wrong_type"),
        ("contacts[0].minutes", True, "wrong_type"),
        ("contacts[0].minutes", -1, "out_of_range"),
        ("contacts[0].minutes", 10_001, "out_of_range"),
        ("measure.graduated_action", 5, "out_of_range"),
        ("contacts[0].kind", "by_pigeon", "unknown_word"),
        ("contacts[0].kind", "Home_visit", "unknown_word"),
        ("contacts[0].kind", None, "wrong_type"),
        ("workers[0].role", "landlord_reader", "unknown_word"),
        ("organisations[0].holiday_zone", "mars", "unknown_word"),
        ("organisations[0].time_zone", "Europe/Lille", "unknown_time_zone"),
        ("organisations[0].time_zone", "../../etc/passwd", "unknown_time_zone"),
        ("organisations[0].time_zone", "Europe", "unknown_time_zone"),
        ("diagnosis.points.ninth_point", {}, "unknown_key"),
        ("diagnosis.points.health_issues.share_with_landlord", "sentence", "health_stays_here"),
        ("diagnosis.points.health_issues.landlord_said", {"text": "x"}, "said_not_here"),
        ("diagnosis.points.family_situation.landlord_said", {"text": "x"}, "said_not_here"),
        ("household.residential_history[0].situation", "prison", "never_stored"),
        ("household.residential_history[0].situation", "hospital", "never_stored"),
        ("lease.dwelling.area_m2", "79,5", "bad_area"),
        ("lease.dwelling.area_m2", 79, "wrong_type"),
    ],
)
def test_a_wrong_structure_is_refused_at_its_path(path, value, code):
    refs_left_alone = [one for one in said(written(FIRST, path, value)) if one[0] != "unknown_ref"]
    assert refs_left_alone == [(code, path)]


@pytest.mark.parametrize(
    "amount",
    [
        "400",
        "400.0",
        "400.000",
        "400,00",
        "0400.00",
        "+400.00",
        "４００.00",
        "٤٠٠.٠٠",
        "400.00\n",
        " 400.00",
        "1000000000.00",
        "",
        "1e2",
        "-",
    ],
)
def test_an_amount_is_written_in_one_way(amount):
    assert said(written(FIRST, "lease.rent", amount)) == [("bad_money", "lease.rent")]


@pytest.mark.parametrize("amount", ["0.00", "-0.01", "999999999.99", "-12.30", None])
def test_amounts_in_euros_are_accepted(amount):
    assert said(written(FIRST, "lease.rent", amount)) == []


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-02-30", "no_such_day"),
        ("2025-02-29", "no_such_day"),
        ("2026-13-01", "bad_day"),
        ("20261120", "bad_day"),
        ("2026-W47-5", "bad_day"),
        ("2026-11-20\n", "bad_day"),
        ("2026-11-2", "bad_day"),
        ("2026-11-20T00:00", "bad_day"),
        ("٢٠٢٦-11-20", "bad_day"),
        ("1899-12-31", "bad_day"),
        ("9999-12-31", "bad_day"),
        ("", "bad_day"),
    ],
)
def test_a_day_exists_and_is_written_in_one_way(day, code):
    assert said(written(FIRST, "contract.objectives[1].due_on", day)) == [(code, "contract.objectives[1].due_on")]


@pytest.mark.parametrize(
    ("instant", "code"),
    [
        ("2026-11-09", "bad_instant"),
        ("2026-11-09 14:10", "bad_instant"),
        ("2026-11-09T24:00", "bad_instant"),
        ("2026-11-09T14:10:60", "bad_instant"),
        ("2026-11-09T14:10:00.5", "bad_instant"),
        ("2026-11-09T14:10+0100", "bad_instant"),
        ("2026-11-09T14:10z", "bad_instant"),
        ("2026-11-31T14:10", "no_such_day"),
        ("2026-03-29T02:30", "no_such_local_time"),
        ("2026-03-29T02:00", "no_such_local_time"),
        ("2026-10-25T02:30", "ambiguous_local_time"),
        ("2026-10-25T02:00:00", "ambiguous_local_time"),
    ],
)
def test_an_instant_exists_once(instant, code):
    assert said(written(FIRST, "requests[0].settled_at", instant)) == [(code, "requests[0].settled_at")]


@pytest.mark.parametrize(
    "instant",
    [
        "2026-03-29T01:59",
        "2026-03-29T03:00",
        "2026-03-29T02:30Z",
        "2026-10-25T02:30+02:00",
        "2026-10-25T03:00:00",
        "2026-11-09T16:00:05-11:30",
    ],
)
def test_instants_that_exist_once_are_accepted(instant):
    assert said(written(FIRST, "requests[0].settled_at", instant)) == []


def test_local_times_are_those_of_the_operator_s_zone():
    overseas = written(FIRST, "organisations[0].time_zone", "Indian/Reunion")
    assert said(written(overseas, "requests[0].settled_at", "2026-03-29T02:30")) == []
    elsewhere = written(FIRST, "organisations[1].time_zone", "Indian/Reunion")
    assert said(written(elsewhere, "requests[0].settled_at", "2026-03-29T02:30"))


def test_a_meeting_at_a_time_that_did_not_exist_is_refused():
    on = written(FIRST, "appointments[0].on", "2026-03-29")
    assert said(written(on, "appointments[0].at", "02:30")) == [("no_such_local_time", "appointments[0].at")]
    assert said(written(on, "appointments[0].at", "2:30")) == [("bad_time", "appointments[0].at")]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("contacts[0].worker", "nobody", "unknown_ref"),
        ("contacts[0].worker", "p1", "wrong_ref"),
        ("contacts[0].worker", "op", "wrong_ref"),
        ("contacts[0].present[0]", "ba", "wrong_ref"),
        ("contacts[0].objectives[0]", "p1", "wrong_ref"),
        ("contacts[2].hide_from[0]", "w1", "wrong_ref"),
        ("contacts[2].confided_by", "w1", "wrong_ref"),
        ("consents[0].recipient", "w3", "wrong_ref"),
        ("consents[0].persons[0]", "w1", "wrong_ref"),
        ("arrears.plan.agreed_with", "w3", "wrong_ref"),
        ("arrears.hold.by", "p1", "wrong_ref"),
        ("case.referral.organisation", "w3", "wrong_ref"),
        ("workers[0].organisation", "w2", "wrong_ref"),
        ("contract.signatures[0].signatory", "ba", "wrong_ref"),
        ("measure.referent", "p1", "wrong_ref"),
        ("budget.resources[0].person", "w1", "wrong_ref"),
    ],
)
def test_a_ref_leads_to_what_belongs_there(path, value, code):
    assert said(written(FIRST, path, value)) == [(code, path)]


def test_a_meeting_an_action_comes_from_is_a_meeting():
    assert said(written(SECOND, "actions[0].from_contact", "rv1")) == [("wrong_ref", "actions[0].from_contact")]


def test_a_ref_is_borne_once_in_the_whole_file():
    document = written(FIRST, "contacts[3].ref", "r1")
    assert said(document) == [("ref_not_unique", "appointments[0].ref")]


def test_objectives_of_an_earlier_contract_may_be_named():
    assert said(written(SECOND, "contacts[7].objectives[0]", "ob0")) == []


def test_a_file_has_an_operator():
    assert said(written(FIRST, "organisations[0].kind", "partner")) == [("no_operator", "organisations")]
    bare = {"format": "palier.case/1", "organisations": [], "household": {"persons": [{"ref": "p", "first_name": "A"}]}}
    bare["case"] = {"number": "", "opened_on": "2026-01-01"}
    assert said(bare) == [("no_operator", "organisations")]


def test_a_shared_sentence_is_written():
    path = "diagnosis.points.family_situation.landlord_sentence"
    for nothing in (None, "", " \u00a0\n"):
        assert said(written(FIRST, path, nothing)) == [("sentence_missing", path)]
    assert said(written(FIRST, path, MISSING)) == [("sentence_missing", path)]


def test_a_movement_is_a_debit_or_a_credit():
    assert said(written(FIRST, "arrears.movements[0].credit", "1.00")) == [("debit_or_credit", "arrears.movements[0]")]
    assert said(written(FIRST, "arrears.movements[0].debit", None)) == [("debit_or_credit", "arrears.movements[0]")]
    assert said(written(FIRST, "arrears.movements[0].credit", None)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("household.residential_history[0].to", "2014-04-30"),
        ("arrears.hold.until", "2026-09-21"),
        ("scheme_history[0].to", "2021-02-28"),
        ("consents[0].until", "2026-09-06"),
        ("consents[0].withdrawn_on", "2026-09-06"),
        ("measure.ended_on", "2026-09-21"),
        ("contract.ended_on", "2026-09-21"),
        ("case.closed_on", "2026-08-23"),
        ("arrears.plan.ended_on", "2026-12-04"),
    ],
)
def test_nothing_ends_before_it_begins(path, value):
    assert said(written(FIRST, path, value)) == [("ends_before_it_begins", path)]


def suspended(*periods: tuple[str, str | None], **measure: Any) -> dict[str, Any]:
    suspensions = [{"from": begin, "to": end} for begin, end in periods]
    return {**FIRST, "measure": {**FIRST["measure"], **measure, "suspensions": suspensions}}


def test_suspensions_do_not_overlap_and_lie_inside_the_measure():
    fine = suspended(("2026-11-01", "2026-11-08"), ("2026-10-01", "2026-10-08"), ("2026-12-01", None))
    assert said(fine) == []
    assert said(suspended(("2026-10-08", None), ("2026-10-01", "2026-10-08"))) == []
    overlapping = suspended(("2026-10-05", "2026-10-20"), ("2026-10-01", "2026-10-08"))
    assert said(overlapping) == [("suspensions_overlap", "measure.suspensions[0].from")]
    never_resumed = suspended(("2026-10-01", None), ("2026-10-05", "2026-10-20"))
    assert said(never_resumed) == [("suspensions_overlap", "measure.suspensions[1].from")]
    assert said(suspended(("2026-09-21", "2026-09-25"))) == [("suspension_outside", "measure.suspensions[0]")]
    late = suspended(("2026-10-01", "2026-12-25"), ended_on="2026-12-24")
    assert said(late) == [("suspension_outside", "measure.suspensions[0]")]
    assert said(suspended(("2026-10-01", None), ended_on="2026-12-24")) == []


def test_a_note_is_written_in_one_way():
    assert said(written(FIRST, "contacts[0].observed", "vu")) == [("note_twice", "contacts[0].note")]
    older = written(written(FIRST, "contacts[0].note", MISSING), "contacts[0].analysis", None)
    assert said(older) == []


def test_every_problem_of_a_file_is_said_at_once_in_reading_order():
    document = written(FIRST, "contract.objectives[1].due_on", "2026-02-30")
    document = written(document, "arrears.movements[11].debit", "476.900")
    document = written(document, "arrears.movements[9].kind", "gift")
    document = written(document, "case.number", MISSING)
    document = written(document, "contacts[0].worker", "p1")
    document = written(document, "household.persons[0].religion", "x")
    document = written(document, "household.persons[0].caste", "x")
    assert said(document) == [
        ("unknown_word", "arrears.movements[9].kind"),
        ("bad_money", "arrears.movements[11].debit"),
        ("missing_key", "case.number"),
        ("wrong_ref", "contacts[0].worker"),
        ("no_such_day", "contract.objectives[1].due_on"),
        ("unknown_key", "household.persons[0].caste"),
        ("unknown_key", "household.persons[0].religion"),
    ]


def test_a_problem_names_the_path_what_was_found_and_what_is_expected():
    (problem,) = problems_of(written(FIRST, "contract.objectives[1].due_on", "2026-02-30"))
    assert problem.found == "«\u00a02026-02-30\u00a0»"
    assert problem.expected == "un jour qui existe au calendrier"
    assert problem.sentence == (
        "contract.objectives[1].due_on\u00a0: on trouve «\u00a02026-02-30\u00a0», "
        "il faut un jour qui existe au calendrier."
    )


def test_the_words_allowed_are_listed():
    (problem,) = problems_of(written(FIRST, "measure.phase", "away"))
    assert problem.expected == "un de ces mots\u00a0: toward, at_rehousing, in_housing"
    (problem,) = problems_of(written(FIRST, "budget.resources[0].type", "away"))
    assert problem.expected is not None
    assert problem.expected.endswith(", …")


SECRET = "confidence " * 40


@pytest.mark.parametrize(
    "path",
    [
        "lease.rent",
        "measure.phase",
        "contract.handed_on",
        "contacts[0].worker",
        "contacts[0].ref",
        "format",
        "requests[0].requested_at",
    ],
)
def test_no_message_repeats_more_than_eighty_characters_of_the_file(path):
    document = written(FIRST, path, SECRET)
    if path == "contacts[0].ref":
        document = written(document, "contacts[1].ref", SECRET)
    for problem in problems_of(document):
        assert SECRET[:81] not in problem.sentence
        assert len(problem.found or "") <= 82
    assert problems_of(document)


def test_an_unknown_key_is_named_without_its_length_nor_its_content():
    (problem,) = problems_of(written(FIRST, SECRET.strip(), SECRET))
    assert SECRET[:41] not in problem.sentence
    assert problem.found == "une clé inconnue"


def test_a_message_stays_on_one_line_whatever_the_file_holds():
    (problem,) = problems_of(written(FIRST, "measure.phase", "a\nb\u202ec\u0007"))
    assert problem.found == "«\u00a0a·b·c·\u00a0»"


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👧‍👦 🎨",
        "مرحبا \u202eعكس\u202c",
        "e\u0301\u0327 ≠ ȩ́",
        "",
        "\t\r\n",
        "<b>&amp;</b>",
        "mot de passe : 1234",
        "1 92 04 59 350 123 45",
    ],
)
def test_any_text_is_accepted(text):
    assert said(written(FIRST, "contacts[0].note[0].text", text)) == []


def test_what_is_accepted_on_purpose_is_said_and_not_refused():
    assert said(FIRST) == []
    unshared = written(FIRST, "consents[0].topics", ["family_situation"])
    assert said(unshared) == []
    assert len(remarks_of(unshared)) == 5
    unknown = written(FIRST, "programme", "une_operation_d_ailleurs")
    assert said(unknown) == []
    (remark,) = remarks_of(unknown)
    assert "une_operation_d_ailleurs" in remark


@pytest.mark.parametrize(
    ("key", "value", "spoken"),
    [
        ("withdrawn_on", "2026-11-20", True),
        ("withdrawn_on", "2026-11-21", False),
        ("until", "2026-11-19", True),
        ("until", "2026-11-20", False),
    ],
)
def test_a_consent_is_judged_on_the_day_of_the_file(key, value, spoken):
    assert bool(remarks_of(written(FIRST, f"consents[0].{key}", value))) is spoken


def test_a_consent_for_somebody_else_than_the_landlord_covers_nothing():
    document = written(FIRST, "organisations[2]", {"ref": "x", "kind": "partner", "name": "X"})
    assert len(remarks_of(written(document, "consents[0].recipient", "x"))) == 6


def test_a_decision_not_told_is_a_remark():
    assert len(remarks_of(written(FIRST, "committee[0].told_to_household_on", None))) == 1
    assert len(remarks_of(written(FIRST, "committee[0].told_to_household_on", "2026-09-15"))) == 1


def test_optional_things_may_be_absent_or_null_but_lists_may_not():
    for path in ("diagnosis", "measure", "arrears.plan", "lease.dwelling", "budget.housing", "as_of", "case.referral"):
        assert all(code == "unknown_ref" for code, _path in said(written(FIRST, path, None))), path
    for path in ("contract.objectives", "diagnosis.points", "lease.tenants"):
        assert ("wrong_type", path) in said(written(FIRST, path, None))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=100) | st.sampled_from(["prison", "2026-02-30", "p1"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=60), inner, max_size=2),
    max_leaves=4,
)


def places(document: Any) -> list[tuple[Any, Any]]:
    found = []
    stack = [document]
    while stack:
        holder = stack.pop()
        for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
            found.append((holder, key))
            if isinstance(value, dict | list):
                stack.append(value)
    return found


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(case_files() | st.just(FIRST) | st.just(SECOND), st.data())
def test_whatever_stands_anywhere_problems_are_only_said(document, data):
    changed = copy.deepcopy(document)
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(changed)))
        holder[key] = data.draw(ANYTHING)
    for problem in problems_of(changed):
        assert problem.sentence.startswith(str(problem.path))
        assert "\n" not in problem.sentence
    assert tuple(walk(changed))


@settings(max_examples=60, deadline=None)
@given(ANYTHING)
def test_no_document_at_all_is_too_strange_to_be_judged(anything):
    assert problems_of(anything if isinstance(anything, dict) else {"format": anything})
