"""Rules that hold for a case at any time (domain E.3), as far as its files and services reach.

Proved elsewhere: 1, 4 (papers/test_redaction), 2, 5 (test_signing), 3, 7 (domain/test_measures), 8, 10
(journeys/test_values), 11 (test_care). Not reached yet: 9, erasure.
"""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import Several
from db.models.organisation import Worker
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import NUMBER, benali, changed

TODAY = dt.date(2026, 11, 20)


def refused(desk, document) -> set[str]:
    with pytest.raises(Several) as trouble:
        desk.exchange.import_document(document)
    return {one.path for one in trouble.value.problems}


def test_a_referent_follows_another(empty_desk):
    """Invariant 3: the list says who it is on each day."""
    referents = [
        {"worker": "w1", "from": "2026-09-22", "to": "2026-10-31"},
        {"worker": "w2", "from": "2026-11-01", "to": None},
    ]
    empty_desk.exchange.import_document(changed(benali(), "measure.referents", referents))
    names = [empty_desk.cases.all(day)[0].referent for day in (dt.date(2026, 10, 1), TODAY)]
    assert names == ["Claire Morel", "Hugo Lambert"]


@pytest.mark.parametrize(
    "periods",
    [
        [("2026-10-01", "2026-10-20"), ("2026-10-10", "2026-10-30")],
        [("2026-09-01", "2026-09-30")],
        [("2026-10-20", "2026-10-01")],
    ],
    ids=["overlapping", "before the measure", "backwards"],
)
def test_suspensions_stand_apart_inside_the_measure(empty_desk, periods):
    """Invariant 6."""
    suspensions = [{"from": start, "to": end} for start, end in periods]
    assert refused(empty_desk, changed(benali(), "measure.suspensions", suspensions))


def test_a_pause_is_one_state_and_hides_no_legal_date(empty_desk):
    """Decisions 7 and 14."""
    document = changed(benali(), "measure.suspensions", [{"from": "2026-11-01", "to": None, "reason": "hospitalité"}])
    case = empty_desk.exchange.import_document(document).case_id
    computed = empty_desk.cases.show(case, TODAY)["computed"]
    assert (computed["state"], computed["measure_state"]) == ("suspended", "suspended")
    ids = {one["id"]: one["state"] for one in empty_desk.computing.deadlines(case, TODAY)["deadlines"]}
    assert (ids["hearing"], ids["assessment_to_judge"]) == ("upcoming", "upcoming")


def test_the_same_case_on_the_same_day_gives_the_same_answers(desk):
    """Invariant 12: deterministic given data, day and rules, whatever was done to the tables meanwhile."""
    case = desk.cases.find(NUMBER)

    def answers():
        return desk.computing.deadlines(case, TODAY), desk.computing.budget(case, TODAY), desk.cases.all(TODAY)

    before = answers()
    desk.care.rebuild()
    assert answers() == before


def test_papers_of_the_same_day_are_the_same_bytes(desk):
    case = desk.cases.find(NUMBER)
    first, again = (
        desk.papers.make(DocumentKind.SUPPORT_CONTRACT, case, Recipient.HOUSEHOLD, today=TODAY) for _ in range(2)
    )
    assert first.pdf == again.pdf


def test_a_role_in_a_file_gives_no_right(empty_desk):
    """Review C9."""
    document = changed(benali(), "workers.0.role", "admin")
    case = empty_desk.exchange.import_document(document).case_id
    with empty_desk.vault.read() as session:
        assert all(getattr(row, "role", None) is None for row in session.query(Worker))
    assert empty_desk.exchange.export(case, today=TODAY)["workers"][0]["role"] == "admin"


def test_a_decision_told_and_a_consent_given_are_never_changed_by_a_file(desk):
    """Review A15."""
    document = changed(changed(benali(), "committee.0.decision", "refuse"), "consents.0.purpose", "autre chose")
    with pytest.raises(Several) as trouble:
        desk.exchange.import_document(document)
    assert {one.code for one in trouble.value.problems} <= {"frozen", "unknown_word"}
    assert trouble.value.problems


def test_a_withdrawal_comes_in_by_a_file(desk):
    """A fact that may come after what is frozen."""
    report = desk.exchange.import_document(changed(benali(), "consents.0.withdrawn_on", "2026-11-19"))
    assert report.updated == 1
