"""What is first among the dates ahead."""

from __future__ import annotations

import datetime as dt

from app.domain.deadlines import DeadlineId
from app.domain.harm import HARMS, AheadKind, Harm, kind_of, shown_between
from app.domain.rules import Rule, shipped_rules

RULES = shipped_rules()
DAY = dt.date(2026, 12, 9)


def test_every_kind_of_date_has_its_place():
    assert set(HARMS) == set(DeadlineId) | set(AheadKind)
    assert all(kind_of(kind.value) is kind for kind in HARMS)


def test_every_kind_of_date_has_its_row_in_the_table_but_our_own_cadence():
    rows = {row.id for row in RULES.rows if row.id.startswith("attention_")}
    assert rows == {f"attention_{kind.value}" for kind in HARMS if kind is not AheadKind.MEETING}


def test_a_date_is_spoken_of_from_before_it_until_after_the_day_the_calendar_moves_it_to():
    moved = DAY + dt.timedelta(days=2)
    assert shown_between(DeadlineId.HEARING, DAY, None, RULES) == (dt.date(2026, 10, 10), DAY)
    assert shown_between(DeadlineId.ARREARS_REPORT, DAY, moved, RULES) == (dt.date(2026, 11, 24), dt.date(2026, 12, 26))


def test_an_organisation_says_for_itself_when_a_date_is_spoken_of():
    own = RULES.overridden_by([Rule("attention_hearing", (90, 0), "days_before_days_after", "convention", "seed")])
    assert shown_between(DeadlineId.HEARING, DAY, None, own) == (dt.date(2026, 9, 10), DAY)


def test_a_meeting_overdue_is_said_until_people_meet():
    assert shown_between(AheadKind.MEETING, DAY, None, RULES) == (dt.date(2026, 12, 10), dt.date.max)


def test_the_court_comes_before_the_home_then_rights_then_the_lease_then_what_we_agreed_then_our_cadence():
    kinds = (
        DeadlineId.HEARING,
        AheadKind.EVICTION,
        DeadlineId.RESIDENCE_PERMIT,
        DeadlineId.LEASE_EXAM,
        DeadlineId.CONTRACT_REVIEW,
        AheadKind.MEETING,
    )
    harms = [HARMS[kind] for kind in kinds]
    assert harms == sorted(harms)
    assert len(set(harms)) == len(harms)


def test_only_what_no_line_shows_has_no_harm():
    assert [kind for kind, harm in HARMS.items() if harm is Harm.NONE] == [AheadKind.APPOINTMENT]
