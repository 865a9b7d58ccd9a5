"""Every change is captured, and none escapes."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import OperationalError
from sqlcipher3.dbapi2 import IntegrityError

from db import documents
from db.errors import UnseenWrite
from db.local import AuditEvent, DocumentCache, Draft, Envelope, Setting
from db.models.contact import Contact, ContactPassage
from db.models.household import Household, Person
from db.projection import compare, document_of, rebuild
from db.spaces import space_for
from tests.unit.vault.world import CASE, case_space, reopened

pytestmark = pytest.mark.watched


def household(session, row_id="h1", **values) -> Household:
    row = Household(id=row_id, space_id=case_space(session).id, **values)
    session.add(row)
    return row


def envelopes(vault) -> int:
    with vault.read() as session:
        return session.scalar(select(func.count()).select_from(Envelope))


def registers(vault, row_id="h1") -> dict:
    with vault.read() as session:
        return document_of(session, case_space(session)).row(f"household:{row_id}")


def one_value_each(found: dict) -> bool:
    columns = [key.partition("|")[0] for key in found]
    return len(columns) == len(set(columns))


def test_a_command_is_one_envelope_however_many_flushes_it_made(vault):
    def work(session):
        row = household(session, label="un")
        session.flush()
        row.label = "deux"
        session.flush()
        row.protected_address = True
        session.add(Person(id="p1", space_id=row.space_id, household_id="h1", first_name="Zoé"))

    vault.write(work)
    assert envelopes(vault) == 1
    assert compare(vault) == ()
    assert registers(vault).items() >= {("label|000000000001." + next(iter(registers(vault))).split(".")[1], "deux")}


def test_two_spaces_are_two_envelopes(vault):
    def work(session):
        household(session)
        other = space_for(session, "case/operator", "another case")
        session.add(Household(id="h2", space_id=other.id))

    vault.write(work)
    assert envelopes(vault) == 2


def test_nothing_changed_is_no_envelope(vault):
    vault.write(lambda session: household(session, label="un") and None)

    def same(session):
        row = session.get(Household, "h1")
        row.label = "deux"
        session.flush()
        row.label = "un"

    vault.write(same)
    vault.write(lambda _: None)
    assert envelopes(vault) == 1


def test_a_row_without_any_value_exists_all_the_same(vault):
    vault.write(lambda session: household(session) and None)
    assert compare(vault) == ()
    assert rebuild(vault)["household"] == 1


def test_a_derived_column_is_not_journalled_and_comes_back(vault):
    vault.write(lambda session: household(session, label="Bénali") and None)
    assert not any(key.startswith("sort_key") for key in registers(vault))
    rebuild(vault)
    with vault.read() as session:
        assert session.get(Household, "h1").sort_key


def test_a_single_writer_never_leaves_two_values(vault):
    vault.write(lambda session: household(session, label="0") and None)
    for number in range(1, 5):
        vault.write(lambda session, number=number: setattr(session.get(Household, "h1"), "label", str(number)))
    assert one_value_each(registers(vault))


def test_local_rows_are_not_journalled(vault):
    def work(session):
        session.add(Setting(name="theme", value='"sombre"'))
        session.add(
            Draft(
                id="d", target="contact", field="text", text="À moi", device_id="x", saved_at=vault.context.clock.now()
            )
        )

    vault.write(work)
    assert envelopes(vault) == 0


def test_what_the_work_raises_is_raised_and_nothing_is_kept(vault):
    def work(session):
        household(session)
        session.flush()
        raise KeyError("ours")

    with pytest.raises(KeyError):
        vault.write(work)
    with vault.read() as session:
        assert session.get(Household, "h1") is None
    assert envelopes(vault) == 0


def test_a_savepoint_undone_takes_its_changes_with_it(vault):
    def work(session):
        row = household(session, label="gardé")
        session.flush()
        inner = session.begin_nested()
        row.label = "perdu"
        household(session, "h2")
        session.flush()
        inner.rollback()
        with session.begin_nested():
            household(session, "h3", label="gardé aussi")

    vault.write(work)
    assert compare(vault) == ()
    with vault.read() as session:
        assert {row.id: row.label for row in session.scalars(select(Household))} == {"h1": "gardé", "h3": "gardé aussi"}


def test_the_work_does_not_commit(vault):
    with pytest.raises(UnseenWrite):
        vault.write(lambda session: session.commit())


@pytest.mark.parametrize(
    "statement",
    [
        update(Household).values(label="x"),
        delete(Household),
        insert(Household).values(id="h9", space_id="s"),
        text("UPDATE household SET label = 'x'"),
        text('update or ignore "household" set label = 1'),
        text("DELETE FROM main.household"),
        text("INSERT OR REPLACE INTO household (id, space_id) VALUES ('a', 'b')"),
        text("WITH a AS (SELECT 1) INSERT INTO household (id, space_id) SELECT 'a', 'b'"),
    ],
)
def test_a_write_that_goes_round_the_objects_is_refused(vault, statement):
    vault.write(lambda session: household(session, label="un") and None)
    with pytest.raises(UnseenWrite):
        vault.write(lambda session: session.execute(statement))
    with pytest.raises(UnseenWrite):
        vault.write(lambda session: session.connection().execute(statement))
    assert compare(vault) == ()


def test_bulk_objects_are_refused(vault):
    def work(session):
        session.bulk_insert_mappings(Household, [{"id": "h1", "space_id": case_space(session).id}])

    with pytest.raises(UnseenWrite):
        vault.write(work)


def test_the_database_itself_refuses_in_tests_what_nothing_announced(vault):
    vault.write(lambda session: household(session, label="un") and None)
    with pytest.raises(IntegrityError, match="did not see"):
        vault.maintain(lambda raw: raw.execute("UPDATE household SET label = 'x'"))


def test_rows_are_archived_never_deleted(vault):
    vault.write(lambda session: household(session) and None)
    with pytest.raises(UnseenWrite):
        vault.write(lambda session: session.delete(session.get(Household, "h1")))


def test_a_row_never_changes_space(vault):
    vault.write(lambda session: household(session) and None)

    def move(session):
        session.get(Household, "h1").space_id = space_for(session, "personal").id

    with pytest.raises(UnseenWrite):
        vault.write(move)


def test_a_reading_session_writes_nothing(vault):
    with vault.read() as session:
        session.add(Setting(name="a", value="1"))
        with pytest.raises(OperationalError):
            session.flush()


def test_a_read_is_of_one_moment(vault):
    vault.write(lambda session: household(session, label="un") and None)
    with vault.read() as session:
        assert session.scalar(select(Household.label)) == "un"
        vault.write(lambda writing: setattr(writing.get(Household, "h1"), "label", "deux"))
        assert session.scalar(select(Household.label)) == "un"
    with vault.read() as session:
        assert session.scalar(select(Household.label)) == "deux"


def test_works_do_not_wait_for_one_another_in_a_circle(vault):
    with pytest.raises(RuntimeError):
        vault.write(lambda _: vault.write(lambda _: None))


def test_each_opening_writes_under_a_new_name(folder, vault):
    vault.write(lambda session: household(session, label="un") and None)
    vault.close()
    again = reopened(folder)
    again.write(lambda session: setattr(session.get(Household, "h1"), "label", "deux"))
    with again.read() as session:
        rows = session.scalars(select(Envelope).order_by(Envelope.id)).all()
        assert len({row.replica for row in rows}) == 2
        assert [(row.n, row.lamport) for row in rows] == [(1, 1), (1, 2)]
    assert compare(again) == ()
    again.close()


def test_a_document_is_loaded_from_its_snapshot_and_what_came_after(folder, vault):
    for number in range(documents.SNAPSHOT_EVERY + 3):
        vault.write(lambda session, number=number: household(session, f"h{number}") and None)
    vault.write(lambda _: None)  # after the snapshot, which waits its turn on the same thread
    vault.close()
    again = reopened(folder)
    with again.read() as session:
        assert session.scalar(select(func.count()).select_from(DocumentCache)) == 1
    again.write(lambda session: setattr(session.get(Household, "h1"), "label", "deux"))
    assert compare(again) == ()
    assert rebuild(again)["household"] == documents.SNAPSHOT_EVERY + 3
    again.close()


def test_more_cases_than_are_kept_in_memory(vault, monkeypatch):
    monkeypatch.setattr(documents, "KEPT", 2)

    def add(session, number, label):
        space = space_for(session, "case/operator", f"case {number}")
        row = session.get(Household, f"h{number}") or Household(id=f"h{number}", space_id=space.id)
        row.label = label
        session.add(row)

    for label in ("un", "deux"):
        for number in range(5):
            vault.write(lambda session, number=number, label=label: add(session, number, label))
    assert compare(vault) == ()


def test_each_envelope_leaves_a_trace_in_the_log(vault):
    vault.write(lambda session: household(session) and None)
    with vault.read() as session:
        event = session.scalars(select(AuditEvent)).one()
        assert (event.action, event.kind) == ("change", "space")
        assert event.worker_id == vault.context.worker_id


def test_a_reference_to_a_row_written_later_in_the_transaction_is_accepted(vault):
    def work(session):
        space = case_space(session)
        session.add(ContactPassage(id="a", space_id=space.id, contact_id="c", kind="said", text="Bonjour"))
        session.flush()
        session.add(Contact(id="c", space_id=space.id, on_day=dt.date(2026, 11, 21), kind="visit"))

    vault.write(work)
    assert compare(vault) == ()


def test_a_space_is_found_again_and_has_its_own_key(vault):
    first = vault.write(lambda session: (case_space(session).id, case_space(session).key))
    assert vault.write(lambda session: (case_space(session).id, case_space(session).key)) == first
    other = vault.write(lambda session: space_for(session, "case/shared", CASE))
    assert other.key != first[1]
    assert (other.epoch, other.generation) == (1, 1)
