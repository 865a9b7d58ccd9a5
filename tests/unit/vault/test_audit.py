"""The log is a chain, and its head lies outside: what is cut, altered or put back is noticed."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from sqlalchemy import select

from db import audit
from db.audit import record
from db.errors import StorageTrouble
from db.head_file import HeadFile
from db.local import AuditEvent, AuditSegment, Draft
from db.models.household import Household
from db.vault import open_vault
from tests.unit.vault.world import PASSPHRASE, around, case_space, created, reopened

pytestmark = pytest.mark.thorough  # long: the integration server runs it


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


def months(vault, *days: str) -> None:
    """Write two reads on each day, in that order."""
    for day in days:
        vault.context.clock.instant = dt.datetime.fromisoformat(f"{day}T09:00:00+00:00")
        reads(vault, 2)


def retired(vault, before: str) -> int:
    return vault.write(lambda session: audit.retire(session, dt.datetime.fromisoformat(f"{before}T00:00:00+00:00")))


def kept_months(vault) -> list[tuple[str, int, int]]:
    with vault.read() as session:
        found = session.scalars(select(AuditSegment).order_by(AuditSegment.first_n))
        return [(one.month, one.first_n, one.last_n) for one in found]


def test_months_that_are_no_longer_kept_go_and_the_last_link_of_each_stays(vault):
    months(vault, "2025-09-03", "2025-10-01", "2025-10-30", "2025-11-01", "2026-11-20")
    assert retired(vault, "2025-11-01") == 6
    assert kept_months(vault) == [("2025-09", 1, 2), ("2025-10", 3, 6)]
    with vault.read() as session:
        assert [one.n for one in session.scalars(select(AuditEvent).order_by(AuditEvent.n))] == [7, 8, 9, 10, 11]
        last = session.get(AuditEvent, 11)
        assert (last.action, last.facts) == ("retire", '{"months":["2025-09","2025-10"],"until":6}')
    assert broken_at(vault) is None
    assert retired(vault, "2025-11-01") == 0
    months(vault, "2026-12-01")
    assert retired(vault, "2025-12-01") == 2
    assert broken_at(vault) is None


def test_the_month_one_writes_in_always_stays(vault):
    months(vault, "2025-09-03", "2025-10-01")
    assert retired(vault, "2026-01-01") == 0


def test_a_log_that_was_altered_is_not_forgotten(vault):
    months(vault, "2025-09-03", "2026-11-20")
    altered(vault, "UPDATE audit_event SET facts = '{}' WHERE n = 1")
    assert retired(vault, "2025-11-01") == 0
    assert broken_at(vault) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_segment",
        "UPDATE audit_segment SET head = zeroblob(32)",
        "UPDATE audit_segment SET last_n = 3",
        "DELETE FROM audit_event WHERE n = 3",
    ],
)
def test_what_stays_of_a_month_cannot_be_altered_either(vault, statement):
    months(vault, "2025-09-03", "2026-11-20")
    retired(vault, "2025-11-01")
    altered(vault, statement)
    assert broken_at(vault) is not None


def test_a_vault_opens_after_months_of_its_log_went(folder):
    vault = created(folder)
    months(vault, "2025-09-03")
    at_a_deleted_event = (folder / "palier.head").read_bytes()
    months(vault, "2026-11-20")
    retired(vault, "2025-11-01")
    vault.close()
    reopened(folder).close()
    (folder / "palier.head").write_bytes(at_a_deleted_event)  # as a power cut could leave it
    reopened(folder).close()


def test_an_opening_begins_at_the_last_event_a_whole_check_found_sound(folder):
    vault = created(folder)
    reads(vault, 4)
    vault.write(lambda session: audit.found_sound(session, 2))
    altered(vault, "UPDATE audit_event SET facts = '{}' WHERE n = 3")
    vault.close()
    assert rolled_back(folder) == "altered"


def test_a_checkpoint_somebody_else_wrote_is_not_believed(folder):
    vault = created(folder)
    reads(vault, 4)
    altered(vault, "INSERT INTO setting VALUES ('audit_checkpoint', '[2, \"" + "00" * 32 + "\"]')")
    vault.close()
    reopened(folder).close()


def test_a_draft_that_was_cut_off_is_noticed_though_it_writes_no_event(folder, tmp_path):
    vault = created(folder)
    reads(vault, 1)
    vault.close()
    shutil.copy(folder / "palier.db", tmp_path / "ancien.db")
    vault = reopened(folder)
    now = vault.context.clock.now()
    vault.write(lambda session: session.add(Draft(id="d", target="t", field="f", text="", device_id="d", saved_at=now)))
    vault.close()
    shutil.copy(tmp_path / "ancien.db", folder / "palier.db")
    assert rolled_back(folder) == "cut"
