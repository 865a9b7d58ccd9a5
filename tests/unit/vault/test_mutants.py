"""The tests of the journal can fail: each fault the review names is put in, and is seen (review A3 to A5)."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, update
from sqlalchemy.exc import IntegrityError

from db import journal as journal_module
from db.documents import Documents, SpaceDocument
from db.errors import MergeTrouble, StorageTrouble, UnseenWrite
from db.guards import WriteGuard
from db.journal import Journal
from db.models.household import Household
from db.projection import compare, document_of
from tests.unit.vault.world import case_space, created

pytestmark = pytest.mark.watched


class FullDisk(Exception):
    pass


@contextmanager
def commit_that_fails(vault):
    def fail(connection):
        raise FullDisk

    event.listen(vault._engine, "commit", fail)
    try:
        yield
    finally:
        event.remove(vault._engine, "commit", fail)


def says(vault, label: str) -> None:
    def work(session):
        row = session.get(Household, "h1")
        if row is None:
            row = Household(id="h1", space_id=case_space(session).id)
            session.add(row)
        row.label = label

    vault.write(work)


def a_save_that_fails_is_lost_alone(vault) -> None:
    """Assert what a failed commit must leave: its own change lost, the one before and the one after kept."""
    says(vault, "premier")
    with commit_that_fails(vault), pytest.raises(FullDisk):
        says(vault, "perdu")
    vault.write(lambda session: setattr(session.get(Household, "h1"), "protected_address", True))
    assert compare(vault) == ()
    says(vault, "suite")
    assert compare(vault) == ()


def one_value_a_column(vault) -> None:
    says(vault, "un")
    says(vault, "deux")
    with vault.read() as session:
        kept = list(document_of(session, case_space(session)).row("household:h1"))
    columns = [key.partition("|")[0] for key in kept]
    assert len(columns) == len(set(columns))


SEES = (AssertionError, StorageTrouble, MergeTrouble, UnseenWrite, IntegrityError, pytest.fail.Exception)
"""What a fault is seen by: an assertion, or what the vault itself refuses; anything else is no fault of the product."""


def seen_to_fail(check, vault) -> bool:
    try:
        check(vault)
    except SEES:
        return True
    return False


def test_a_failed_commit_loses_only_itself(vault):
    a_save_that_fails_is_lost_alone(vault)


def test_mutant_the_document_is_kept_after_a_rollback(vault, monkeypatch):
    monkeypatch.setattr(Documents, "abandon", lambda _: False)
    assert seen_to_fail(a_save_that_fails_is_lost_alone, vault)


def test_mutant_the_document_is_kept_and_dependencies_are_not_checked(vault, monkeypatch):
    monkeypatch.setattr(Documents, "abandon", lambda _: False)
    monkeypatch.setattr(journal_module, "all_stored", lambda *_: True)
    assert seen_to_fail(a_save_that_fails_is_lost_alone, vault)


def test_mutant_export_since_the_last_export(vault, monkeypatch):
    exported: dict[str, bytes] = {}
    right = SpaceDocument.update

    def since_last_export(self):
        self.committed = exported.get("version", self.committed)
        found = right(self)
        exported["version"] = self.document.version()
        return found

    def keep_all_but_the_header(self):
        for one in self._kept.values():
            one.frontier = tuple(held for held in one.frontier if held in known)
        return False

    says(vault, "avant")
    known = set(next(iter(vault.journal.documents._kept.values())).frontier)
    monkeypatch.setattr(Documents, "abandon", keep_all_but_the_header)
    monkeypatch.setattr(SpaceDocument, "update", since_last_export)

    def fails_then_goes_on(opened):
        with commit_that_fails(opened), pytest.raises(FullDisk):
            says(opened, "perdu")
        opened.write(lambda session: setattr(session.get(Household, "h1"), "protected_address", True))
        assert compare(opened) == ()

    assert seen_to_fail(fails_then_goes_on, vault)


def test_mutant_bulk_writes_are_not_seen(folder, monkeypatch):
    monkeypatch.setattr(WriteGuard, "watch", lambda *_: None)
    monkeypatch.setattr(WriteGuard, "before_orm_execute", lambda *_: None)
    vault = created(folder, watched=False)
    says(vault, "un")
    vault.write(lambda session: session.execute(update(Household).values(label="deux")))
    assert [difference.changed for difference in compare(vault)] == [("h1",)]
    vault.close()


def test_mutant_bulk_writes_are_not_seen_but_by_the_triggers(folder, monkeypatch):
    monkeypatch.setattr(WriteGuard, "watch", lambda *_: None)
    monkeypatch.setattr(WriteGuard, "before_orm_execute", lambda *_: None)
    vault = created(folder, watched=True)
    says(vault, "un")
    with pytest.raises(IntegrityError):
        vault.write(lambda session: session.execute(update(Household).values(label="deux")))
    assert compare(vault) == ()
    vault.close()


def test_a_single_writer_leaves_one_value_a_column(vault):
    one_value_a_column(vault)


def test_mutant_rows_are_written_again_as_if_they_were_new(vault, monkeypatch):
    right = Journal._capture
    monkeypatch.setattr(Journal, "_capture", lambda self, state, **_: right(self, state, is_new=True))
    assert seen_to_fail(one_value_a_column, vault)


@pytest.mark.thorough
@pytest.mark.parametrize(("hook", "expected"), [("after_flush", "same"), ("before_flush", "different")])
def test_mutant_capture_before_the_flush(tmp_path, hook, expected):
    script = Path(__file__).with_name("captured_early.py")
    answer = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "coffre"), hook], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == expected
