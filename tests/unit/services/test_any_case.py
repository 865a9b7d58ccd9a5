"""Any case the format allows is read, computed, printed, frozen and given back: a sentence at worst, never a fault."""

from __future__ import annotations

import datetime as dt
import itertools
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.rendering import RECIPIENTS
from app.errors import Expected, Several
from app.services.demonstration.example import handed_but_unsigned
from resources.vocabulary import DocumentKind
from tests.journeys.world import Device, benali, changed
from tests.strategies.case_files import case_files

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
TODAY = dt.date(2026, 11, 20)
NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory):
    """One vault for all: workers and organisations of one case meet those of the others."""
    device = Device()
    device.create(tmp_path_factory.mktemp("tout") / "coffre")
    with device.open(tmp_path_factory.getbasetemp() / "tout0" / "coffre") as opened:
        yield opened


@pytest.mark.thorough
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=case_files(), today=DAYS)
def test_any_case_is_served_on_any_day(shared_desk, document, today):
    desk = shared_desk
    document["case"]["number"] = f"{next(NUMBERS)}"
    with suppress(Expected, Several):
        case = desk.exchange.import_document(document).case_id
        answer = desk.cases.show(case, today)
        assert desk.cases.summary(answer)
        assert answer["case"]["case"]["number"] == document["case"]["number"]
        assert all(one["sentence"] for one in desk.computing.deadlines(case, today)["deadlines"])
        for kind in DocumentKind:
            for recipient in RECIPIENTS[kind]:
                with suppress(Expected):
                    assert desk.papers.make(kind, case, recipient, today=today).pages
        with suppress(Expected):
            assert desk.computing.budget_lines(desk.computing.budget(case, today))
        with suppress(Expected):
            assert desk.signing.freeze(DocumentKind.MUTUAL_COMMITMENTS, case, today=today).places


def test_one_strange_case_never_hides_the_list(empty_desk):
    """Ten thousand renewals go beyond the calendar: that case has no end of scheme, the others stand."""
    strange = changed(benali(), "case.number", "2026-0999")
    strange["measure"] |= {"scheme": "asll", "renewal_count": 10_000}
    empty_desk.exchange.import_document(benali())
    empty_desk.exchange.import_document(strange)
    assert len(empty_desk.cases.all(TODAY)) == 2


def test_a_case_with_nothing_but_a_name_is_served(empty_desk):
    whole = handed_but_unsigned(benali())
    document = {key: whole[key] for key in ("format", "organisations")}
    document |= {
        "household": {"persons": [{"ref": "p1", "first_name": "Ana"}]},
        "case": {"number": "1", "opened_on": "2026-11-01"},
    }
    case = empty_desk.exchange.import_document(document).case_id
    shown = empty_desk.cases.show(case, TODAY)
    assert shown["computed"]["contract_state"] is None
    assert shown["computed"]["rent_account"] is None
    assert empty_desk.computing.deadlines(case, TODAY)["deadlines"] == []
    for kind in DocumentKind:
        for recipient in RECIPIENTS[kind]:
            with suppress(Expected):
                assert empty_desk.papers.make(kind, case, recipient, today=TODAY).pages
