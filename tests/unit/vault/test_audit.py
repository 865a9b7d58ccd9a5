"""The log is a chain, and its head lies outside: what is cut, altered or put back is noticed."""

from __future__ import annotations

import shutil

import pytest

from db import audit
from db.audit import record
from db.errors import StorageTrouble
from db.head_file import HeadFile
from db.local import AuditEvent
from db.models.household import Household
from db.vault import open_vault
from tests.unit.vault.world import PASSPHRASE, around, case_space, created, reopened


def reads(vault, count: int = 3) -> None:
    for number in range(count):
        vault.write(lambda session, number=number: record(session, "read", "case", f"c{number}", {"why": "incident"}))


def rolled_back(folder) -> str:
    with pytest.raises(StorageTrouble) as caught:
        reopened(folder)
    assert caught.value.code == "rolled_back"
    return caught.value.facts["reason"]


def altered(vault, statement: str) -> None:
    vault.maintain(lambda raw: raw.execute(statement))


def broken_at(vault) -> int | None:
    with vault.read() as session:
        return audit.first_broken(session)


def test_events_follow_one_another_and_say_who_and_what(vault):
    reads(vault)
    with vault.read() as session:
        event = session.get(AuditEvent, 2)
        assert (event.action, event.kind, event.object_id, event.facts) == ("read", "case", "c1", '{"why":"incident"}')
        assert event.at == vault.context.clock.now()
        assert audit.head(session)[0] == 3
    assert broken_at(vault) is None


@pytest.mark.parametrize(
    ("statement", "at"),
    [
        ("UPDATE audit_event SET object_id = 'other' WHERE n = 2", 2),
        ("UPDATE audit_event SET facts = '{}' WHERE n = 3", 3),
        ("UPDATE audit_event SET mac = zeroblob(32) WHERE n = 1", 1),
        ("DELETE FROM audit_event WHERE n = 2", 3),
        ("UPDATE audit_event SET n = n + 10 WHERE n = 3", 13),
    ],
)
def test_an_altered_log_is_noticed(vault, statement, at):
    reads(vault)
    altered(vault, statement)
    assert broken_at(vault) == at


def test_a_log_cut_at_its_end_is_noticed_at_opening(folder):
    vault = created(folder)
    reads(vault)
    altered(vault, "DELETE FROM audit_event WHERE n = 3")
    vault.close()
    assert rolled_back(folder) == "cut"


def test_a_database_put_back_is_noticed(folder, tmp_path):
    vault = created(folder)
    reads(vault, 1)
    vault.close()
    shutil.copy(folder / "palier.db", tmp_path / "ancien.db")
    vault = reopened(folder)
    vault.write(lambda session: session.add(Household(id="h1", space_id=case_space(session).id, label="travail")))
    vault.close()
    shutil.copy(tmp_path / "ancien.db", folder / "palier.db")
    assert rolled_back(folder) == "cut"


def test_another_history_of_the_same_length_is_noticed(folder, tmp_path):
    created(folder).close()
    shutil.copytree(folder, tmp_path / "double")
    for place in (folder, tmp_path / "double"):
        vault = reopened(place)
        vault.write(lambda session, place=place: record(session, "read", "case", str(place)))
        vault.close()
    shutil.copy(tmp_path / "double" / "palier.db", folder / "palier.db")
    assert rolled_back(folder) == "other_history"


def test_a_missing_or_damaged_head_is_noticed(folder):
    created(folder).close()
    content = (folder / "palier.head").read_bytes()
    (folder / "palier.head").write_bytes(bytes(1024))
    assert rolled_back(folder) == "no_head"
    (folder / "palier.head").unlink()
    assert rolled_back(folder) == "no_head"
    (folder / "palier.head").write_bytes(content)
    reopened(folder).close()


def test_a_history_accepted_on_purpose_is_written_in_the_log(folder):
    vault = created(folder)
    reads(vault)
    altered(vault, "DELETE FROM audit_event WHERE n = 3")
    vault.close()
    vault = open_vault(folder, PASSPHRASE, around(), accept_rolled_back=True)
    assert vault.notices == ("history_accepted",)
    with vault.read() as session:
        assert session.get(AuditEvent, 3).action == "restored"
    vault.close()
    reopened(folder).close()


def test_a_head_behind_the_database_is_what_a_power_cut_leaves(folder):
    vault = created(folder)
    reads(vault, 1)
    behind = (folder / "palier.head").read_bytes()
    reads(vault, 3)
    vault.close()
    (folder / "palier.head").write_bytes(behind)
    reopened(folder).close()


def test_an_event_of_a_savepoint_undone_does_not_move_the_head(folder):
    vault = created(folder)

    def work(session):
        record(session, "read", "case", "c1")
        inner = session.begin_nested()
        record(session, "read", "case", "c2")
        inner.rollback()

    vault.write(work)
    vault.close()
    reopened(folder).close()


def test_one_slot_torn_leaves_the_other(tmp_path):
    path = tmp_path / "palier.head"
    head = HeadFile(path, b"v" * 16, b"k" * 32)
    head.create()
    head.read()
    for n in range(1, 6):
        head.write(n, bytes([n]) * 32)
    head.close()
    assert path.stat().st_size == 1024
    content = bytearray(path.read_bytes())
    content[512 * (5 % 2) + 20] ^= 1
    path.write_bytes(bytes(content))
    assert HeadFile(path, b"v" * 16, b"k" * 32).read().n == 4


def test_a_head_of_another_vault_is_not_believed(tmp_path):
    path = tmp_path / "palier.head"
    HeadFile(path, b"v" * 16, b"k" * 32).create()
    assert HeadFile(path, b"w" * 16, b"k" * 32).read() is None
    assert HeadFile(path, b"v" * 16, b"l" * 32).read() is None
