"""A note written again: what nobody touched is recognised."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.note_revision import Revised, revised

LINES = st.lists(st.sampled_from(["Vu.", "« Dit. »", "? Pensé.", "! Faire.", "Autre."]), max_size=8)


def test_a_line_put_between_two_leaves_both_as_they_were():
    assert revised(["Un.", "Deux."], "Un.\nEntre.\nDeux.") == (
        Revised(0, None),
        Revised(None, "Entre."),
        Revised(1, None),
    )


def test_a_line_changed_is_still_the_one_it_was():
    assert revised(["Un.", "Deux."], "Un.\nDeux, en fait.") == (Revised(0, None), Revised(1, "Deux, en fait."))


def test_an_item_of_several_lines_stands_whole_or_is_written_again():
    assert revised(["Un.\n\nSuite.", "Deux."], "Un.\nSuite.\nDeux.") == (Revised(0, None), Revised(1, None))
    assert revised(["Un.\nSuite.", "Deux."], "Un.\nSuite autre.\nDeux.") == (
        Revised(0, "Un."),
        Revised(None, "Suite autre."),
        Revised(1, None),
    )


def test_everything_taken_out_is_nothing():
    assert revised(["Un."], " \n") == ()


@given(LINES)
def test_a_text_nobody_touched_is_all_as_it_was(lines):
    assert revised(lines, "\n".join(lines)) == tuple(Revised(rank, None) for rank in range(len(lines)))


@given(LINES, LINES)
def test_every_paragraph_of_the_text_is_there_once_in_its_order(before, now):
    found = revised(before, "\n".join(now))
    assert [before[one.before] if one.line is None else one.line for one in found] == now
    ranks = [one.before for one in found if one.before is not None]
    assert len(set(ranks)) == len(ranks)
