"""The tests of forgetting can fail: each rule left out is seen (review A9, decision 9)."""

from __future__ import annotations

from typing import Any

import pytest

from db import expunging, forgetting, leftovers
from db.documents import Documents, loaded
from db.expunging import _Sieve
from db.receiving import _Reception
from tests.unit.vault import test_forgetting as tests
from tests.unit.vault.test_mutants import seen_to_fail

pytestmark = pytest.mark.thorough  # long: the integration server runs it


def with_its_snapshot(self: Documents, session: Any, space: Any) -> Any:
    """Read the envelopes again and leave the snapshot."""
    found = self._kept[space.id] = loaded(session, space)
    return found


def whole_row(right: Any) -> Any:
    return lambda self, root, key: right(self, root, key) or root in self.roots


MUTANTS = {
    "what waits is not looked at": (
        lambda m: m.setattr(_Sieve, "must_let_go", lambda *_: False),
        tests.test_what_was_waiting_does_not_keep_it,
    ),
    "all that waits is let go": (
        lambda m: m.setattr(_Sieve, "must_let_go", lambda *_: True),
        tests.test_what_waits_and_names_nothing_of_it_goes_on_waiting,
    ),
    "what comes late is not looked at": (
        lambda m: m.setattr(_Reception, "_obey", lambda *_: None),
        tests.test_an_envelope_that_comes_late_is_taken_in_without_it,
    ),
    "what follows an order is forgotten too": (
        lambda m: m.setattr(_Sieve, "_followed_by", lambda *_: 0),
        tests.test_orders_and_writings_may_come_in_any_order,
    ),
    "the snapshot stays": (
        lambda m: m.setattr(Documents, "read_again", with_its_snapshot),
        tests.test_a_text_typed_corrected_and_forgotten_is_nowhere,
    ),
    "more is forgotten than the order names": (
        lambda m: m.setattr(expunging.Scope, "takes", whole_row(expunging.Scope.takes)),
        tests.test_an_envelope_that_comes_late_is_taken_in_without_it,
    ),
    "backups are not looked at": (
        lambda m: m.setattr(leftovers, "_is_clean", lambda *_: True),
        tests.test_a_text_typed_corrected_and_forgotten_is_nowhere,
    ),
    "drafts are not looked at": (
        lambda m: m.setattr(forgetting, "_remove_drafts", lambda *_: None),
        tests.test_what_is_being_typed_of_it_goes_and_other_drafts_stay,
    ),
    "joined files stay": (
        lambda m: m.setattr(forgetting, "_remove_attachments", lambda *_: frozenset()),
        tests.test_a_row_goes_with_its_file_and_what_refers_to_it_stays,
    ),
    "joined files come again with an old file": (
        lambda m: m.setattr("db.receiving.is_forgotten", lambda *_: False),
        tests.test_a_row_goes_with_its_file_and_what_refers_to_it_stays,
    ),
    "free pages stay": (
        lambda m: m.setattr(leftovers, "_write_anew", lambda _: None),
        tests.test_what_lies_where_no_row_reaches_goes_too,
    ),
    "nothing is due after a kill": (
        lambda m: m.setattr(forgetting, "note_due", lambda *_: None),
        tests.test_killed_before_the_end_it_goes_on_at_the_next_opening,
    ),
    "a space left does not obey the one kept": (
        lambda m: m.setattr("db.expunge_orders.twins_of", lambda *_: []),
        tests.test_both_of_two_spaces_made_for_one_thing_forget,
    ),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutant(team, monkeypatch, mutant):
    change, check = MUTANTS[mutant]
    with monkeypatch.context() as patched:
        change(patched)
        assert seen_to_fail(check, team)
