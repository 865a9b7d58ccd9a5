"""What is first among the dates ahead."""

from __future__ import annotations

from app.domain.deadlines import DeadlineId
from app.domain.harm import WEIGHTS, AheadKind, Harm


def test_every_kind_of_date_has_its_place():
    assert set(WEIGHTS) == set(DeadlineId) | set(AheadKind)


def test_the_court_comes_before_the_home_then_rights_then_the_lease_then_what_we_agreed_then_our_cadence():
    kinds = (
        DeadlineId.HEARING,
        AheadKind.EVICTION,
        DeadlineId.RESIDENCE_PERMIT,
        DeadlineId.LEASE_EXAM,
        DeadlineId.CONTRACT_REVIEW,
        AheadKind.MEETING,
    )
    harms = [WEIGHTS[kind].harm for kind in kinds]
    assert harms == sorted(harms)
    assert len(set(harms)) == len(harms)


def test_only_what_no_line_shows_has_no_harm():
    assert [kind for kind, weight in WEIGHTS.items() if weight.harm is Harm.NONE] == [AheadKind.APPOINTMENT]
