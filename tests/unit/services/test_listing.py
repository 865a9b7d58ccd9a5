"""The list of cases: what it filters, how it sorts, what it never says."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.cases import CaseState
from app.services.exchange.generated import big_case
from app.services.lists.listing import CaseFilter, Order
from tests.journeys.world import benali, changed, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def several(desk):
    desk.exchange.import_document(second())
    for seed in (1, 2):
        desk.exchange.import_document(big_case(seed, 3))
    while desk.figures.refresh_some(TODAY):
        pass
    return desk


def numbers(desk, **asked):
    return {line.number for line in desk.listing.page(TODAY, CaseFilter(**asked)).lines}


def test_the_whole_list_is_by_name_and_says_how_many_there_are(several):
    page = several.listing.page(TODAY)
    assert page.total == len(page.lines) == 4
    assert page.old == 0
    assert [line.label for line in page.lines] == sorted(line.label for line in page.lines)
    assert all(line.is_fresh for line in page.lines)


def test_a_page_begins_where_it_is_asked(several):
    whole = several.listing.page(TODAY).lines
    page = several.listing.page(TODAY, first=1, count=2)
    assert page.lines == whole[1:3]
    assert page.total == 4


def test_my_cases_are_those_i_am_the_referent_of(several):
    mine = several.listing.page(TODAY, CaseFilter(mine=True)).lines
    assert "2026-0142" in {line.number for line in mine}
    assert {line.referent for line in mine} == {"Claire Morel"}


def test_a_date_within_thirty_days(several):
    found = several.listing.page(TODAY, CaseFilter(due_within=30)).lines
    assert "2026-0142" in {line.number for line in found}
    assert all(TODAY <= line.next_on <= TODAY + dt.timedelta(days=30) for line in found)


def test_not_met_for_so_many_days(several):
    last = next(line for line in several.listing.page(TODAY).lines if line.number == "2026-0142").last_met_on
    days = (TODAY - last).days
    assert "2026-0142" in numbers(several, not_met_for=days)
    assert "2026-0142" not in numbers(several, not_met_for=days + 1)


def test_by_state(several):
    active = several.listing.page(TODAY, CaseFilter(states=frozenset({CaseState.ACTIVE}))).lines
    assert active
    assert {line.state_label for line in active} == {"accompagnement en cours"}
    assert numbers(several, states=frozenset({CaseState.ARCHIVED})) == set()


@pytest.mark.parametrize("words", ["bena", "BÉNALI nad", "inès", "0142", "fam ben"])
def test_words_begin_the_name_of_the_household_of_a_member_or_the_number(several, words):
    assert "2026-0142" in numbers(several, words=words)


@pytest.mark.parametrize("words", ["nali", "benali zz", "0143"])
def test_what_is_in_no_name_is_not_found(several, words):
    assert "2026-0142" not in numbers(several, words=words)


def test_the_next_date_comes_first_and_no_date_last(several):
    dates = [line.next_on for line in several.listing.page(TODAY, order=Order.NEXT).lines]
    assert dates == sorted(dates, key=lambda day: (day is None, day or dt.date.max))


def test_those_nobody_met_come_before_those_met_long_ago(several):
    met = [line.last_met_on for line in several.listing.page(TODAY, order=Order.LONGEST_NOT_MET).lines]
    assert met == sorted(met, key=lambda day: (day is not None, day or dt.date.min))


def test_a_programme_is_shown_by_a_name_that_says_nothing_of_whom_it_is_for(empty_desk):
    empty_desk.exchange.import_document(changed(benali(), "programme", "laava"))
    (line,) = empty_desk.listing.page(TODAY).lines
    (programme,) = empty_desk.listing.programmes() or (None,)
    assert line.programme == "Dispositif 4"
    assert programme is None or (programme.name, programme.label) == ("laava", "Dispositif 4")
    empty_desk.figures.refresh([line.case_id], TODAY)
    assert [one.label for one in empty_desk.listing.programmes()] == ["Dispositif 4"]
    assert empty_desk.listing.page(TODAY, CaseFilter(programme="laava")).total == 1


def test_more_lines_than_a_page_may_derive_are_shown_and_say_that_they_are_not_sure(empty_desk):
    for seed in range(1, 14):
        empty_desk.exchange.import_document(big_case(seed, 1))
    page = empty_desk.listing.page(TODAY)
    assert page.total == 13
    assert page.old == 13
    assert [line.is_fresh for line in page.lines].count(True) == 10
    assert all(line.label and line.number for line in page.lines)


def test_the_list_on_the_command_line_is_the_same_before_and_after_figures_are_kept(palier, device, filled):
    before = palier.json("list")
    with device.open(filled) as desk:
        while desk.figures.refresh_some(TODAY):
            pass
    assert palier.json("list") == before
    assert before["cases"][0]["next_on"] == "2026-11-24"
