"""The tests of merging can fail: each fault the design names is put in, and a test sees it (review A, sync.md)."""

from __future__ import annotations

import dataclasses
from difflib import SequenceMatcher
from typing import Any

import pytest

from db import journal as journal_module
from db import lineage, parcels, receiving, twins
from db.documents import Documents, SpaceDocument
from db.journal import Journal
from db.lineage import Lineage, Resolution
from db.receiving import _Reception
from tests.unit.vault import test_receiving as receiving_tests
from tests.unit.vault import test_twins as twins_tests
from tests.unit.vault import test_versions as versions_tests
from tests.unit.vault.colleagues import begin
from tests.unit.vault.test_mutants import seen_to_fail

pytestmark = pytest.mark.thorough  # long: the integration server runs it

DETTE = ("Dette : 1482 €.", "Dette : 1282 €.", "Dette : 1542 €.")


def by_characters(base: str, one: str, other: str) -> str:
    """Put two texts together sign by sign, as the engine itself would: « Dette : 1252 €. »."""
    found = [*base]
    for text in (one, other):
        for tag, i, j, k, m in reversed(SequenceMatcher(None, base, text, autojunk=False).get_opcodes()):
            if tag != "equal":
                found[i:j] = [text[k:m] if place == 0 else "" for place in range(j - i)]
    return "".join(found)


def lamport_of_the_first(right: Any) -> Any:
    def stored(self: SpaceDocument, header: Any, envelope: Any, envelope_id: int) -> None:
        right(self, header, envelope, envelope_id)
        self.lamport = 1

    return stored


def early_is_lost(self: Any, carried: Any, outcome: str) -> None:
    """Forget what comes early."""


def of_any_generation(right: Any) -> Any:
    return lambda self, space, carried, header: right(
        self, space, carried, dataclasses.replace(header, generation=space.generation)
    )


def no_alarm(right: Any) -> Any:
    def take_in(self: Any, carried: Any, header: Any) -> str:
        outcome = right(self, carried, header)
        return receiving.KNOWN if outcome == receiving.FORKED else outcome

    return take_in


def no_base(right: Any) -> Any:
    return lambda self, cell, within=None: right(self, cell) if within is None else Resolution("")


def said_to_be_signed(*_: Any) -> bool:
    return True


MUTANTS = {
    "the document is kept after a parcel failed": (
        lambda m: m.setattr(Documents, "abandon", lambda _: False),
        receiving_tests.test_a_parcel_whose_commit_fails_comes_in_the_next_time,
    ),
    "an envelope is applied before what it stands on": (
        lambda m: m.setattr(receiving, "_stands_on", lambda _: set()),
        receiving_tests.test_what_comes_early_waits_for_what_it_stands_on,
    ),
    "what comes early is lost": (
        lambda m: m.setattr(_Reception, "_park", early_is_lost),
        receiving_tests.test_what_comes_early_waits_for_what_it_stands_on,
    ),
    "what came once is taken in again": (
        lambda m: m.setattr(_Reception, "_stored", lambda *_: {}),
        receiving_tests.test_what_came_twice_changes_nothing,
    ),
    "signatures are not checked": (
        lambda m: m.setattr(_Reception, "_is_signed", said_to_be_signed),
        receiving_tests.test_an_envelope_altered_is_refused_and_keeps_no_other_out,
    ),
    "generations are not looked at": (
        lambda m: m.setattr(_Reception, "_place", of_any_generation(_Reception._place)),
        receiving_tests.test_an_envelope_of_an_earlier_document_is_answered_not_applied,
    ),
    "two envelopes of one name raise no alarm": (
        lambda m: m.setattr(_Reception, "_take_in", no_alarm(_Reception._take_in)),
        lambda t: receiving_tests.test_two_envelopes_of_one_name_raise_the_alarm(t, t[0].folder.parent, None),
    ),
    "rows are not shown after an arrival": (
        lambda m: m.setattr(receiving, "project", lambda *_: {}),
        receiving_tests.test_what_one_wrote_the_other_has,
    ),
    "what was received does not raise the Lamport number": (
        lambda m: m.setattr(SpaceDocument, "stored", lamport_of_the_first(SpaceDocument.stored)),
        receiving_tests.test_a_write_that_follows_what_was_received_is_shown,
    ),
    "a replica is a device": (
        lambda m: m.setattr(Journal, "_new_replica", lambda self: self._context.device_id[:16]),
        "copies",
    ),
    "what is personal leaves": (
        lambda m: m.setattr(parcels, "_PERSONAL", "nothing"),
        receiving_tests.test_what_is_personal_stays,
    ),
    "texts are put together sign by sign": (
        lambda m: m.setattr(lineage, "put_together", by_characters),
        lambda t: versions_tests.test_the_same_paragraph_is_two_versions(t, *DETTE),
    ),
    "the last writer wins": (
        lambda m: m.setattr(lineage, "put_together", lambda _base, _one, other: other),
        lambda t: versions_tests.test_the_same_paragraph_is_two_versions(t, *DETTE),
    ),
    "texts are put together without what both began from": (
        lambda m: m.setattr(Lineage, "resolved", no_base(Lineage.resolved)),
        versions_tests.test_different_paragraphs_are_both_kept,
    ),
    "who edits the version shown has chosen": (
        lambda m: m.setattr(journal_module, "superseded_by", lambda *_: lambda _column, seen: seen.keys()),
        versions_tests.test_who_edits_the_version_shown_has_not_chosen,
    ),
    "a write replaces nothing": (
        lambda m: m.setattr(journal_module, "superseded_by", lambda *_: lambda *_: ()),
        versions_tests.test_who_edits_texts_put_together_has_seen_both,
    ),
    "what was left there is put together again": (
        lambda m: m.setattr(lineage, "any", lambda _: False, raising=False),
        versions_tests.test_who_edits_the_version_shown_has_not_chosen,
    ),
    "what was carried over is carried again": (
        lambda m: m.setattr(twins, "_of", lambda *_: {}),
        "twins",
    ),
}


def check_of(mutant: str, team: Any, tmp_path: Any) -> Any:
    check = MUTANTS[mutant][1]
    if check == "copies":
        team[0].journal._replica = team[0].journal._new_replica()
        return lambda vaults: receiving_tests.test_two_copies_of_one_disk_both_go_on(vaults, tmp_path)
    if check == "twins":
        for vault, text in zip(team, ("un", "deux"), strict=False):
            begin(vault, label="Bénali", interpreter_language=text)
        return twins_tests.test_a_value_changed_since_does_not_come_back
    return check


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutant(team, tmp_path, monkeypatch, mutant):
    with monkeypatch.context() as patched:
        MUTANTS[mutant][0](patched)
        assert seen_to_fail(check_of(mutant, team, tmp_path), team)
