"""The search follows what is committed: a command never waits for the index, whoever searches does."""

from __future__ import annotations

import datetime as dt

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from db import schema
from db.engine import APPLICATION_ID, writer_engine
from db.models.contact import Contact, ContactPassage
from db.models.document import Document
from db.models.household import Household, Person
from db.search import matches, piece, search
from db.search_index import rebuild_index
from db.search_tables import SearchPending
from resources.labels import LABELS
from resources.vocabulary import DocumentKind
from tests.unit.vault.world import case_space, reopened

NOVEMBER = dt.date(2026, 11, 20)


def note(session, name: str, words: str, on: dt.date = NOVEMBER) -> None:
    space_id = case_space(session).id
    session.add(Contact(id=name, space_id=space_id, on_day=on))
    session.add(ContactPassage(id=f"{name}-1", space_id=space_id, contact_id=name, text=words))
    session.flush()


def found(vault, words: str) -> list[str]:
    vault.catch_up()
    with vault.read() as session:
        return [hit.object_id for hit in search(session, words)]


def unread(vault) -> int:
    with vault.read() as session:
        return session.scalar(select(func.count()).select_from(SearchPending))


def test_what_was_written_is_found_at_once(vault):
    vault.write(lambda session: note(session, "n1", "Une dette de loyer, étalée"))
    assert found(vault, "dette etal") == ["n1"]
    assert unread(vault) == 0


def test_what_was_left_unread_is_found_at_the_next_opening(vault, folder):
    vault.write(lambda session: note(session, "n1", "Une dette de loyer"))
    vault.close()
    with_it = reopened(folder)
    assert found(with_it, "dette") == ["n1"]
    with_it.close()


def test_a_text_written_again_is_found_by_its_new_words_only(vault):
    vault.write(lambda session: note(session, "n1", "Une dette"))
    assert found(vault, "dette") == ["n1"]
    vault.write(lambda session: setattr(session.get(ContactPassage, "n1-1"), "text", "Une facture"))
    assert found(vault, "dette") == []
    assert found(vault, "facture") == ["n1"]


def test_a_text_written_twice_before_it_is_read_is_found_once(vault):
    vault.write(lambda session: note(session, "n1", "Une dette"))
    vault.write(lambda session: setattr(session.get(ContactPassage, "n1-1"), "text", "Une facture"))
    assert found(vault, "facture") == ["n1"]
    assert found(vault, "dette") == []


def test_a_meeting_whose_day_changes_is_found_at_its_new_day(vault):
    vault.write(lambda session: note(session, "n1", "loyer"))
    vault.write(lambda session: note(session, "n2", "loyer", NOVEMBER - dt.timedelta(days=1)))
    assert found(vault, "loyer") == ["n1", "n2"]
    vault.write(lambda session: setattr(session.get(Contact, "n1"), "on_day", NOVEMBER - dt.timedelta(days=9)))
    assert found(vault, "loyer") == ["n2", "n1"]


def test_what_is_archived_is_no_longer_found(vault):
    vault.write(lambda session: note(session, "n1", "Une dette"))

    def archive(session) -> None:
        session.get(ContactPassage, "n1-1").archived_at = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)

    vault.write(archive)
    assert found(vault, "dette") == []


def test_a_savepoint_taken_back_takes_back_its_own_words_alone(vault):
    def work(session) -> None:
        note(session, "n1", "Une dette")
        kept = session.begin_nested()
        note(session, "n2", "Une dette aussi")
        kept.rollback()

    vault.write(work)
    assert found(vault, "dette") == ["n1"]


def test_a_command_that_fails_leaves_nothing_to_read(vault):
    def work(session) -> None:
        note(session, "n1", "Une dette")
        raise LookupError

    with pytest.raises(LookupError):
        vault.write(work)
    assert found(vault, "dette") == []
    vault.write(lambda session: note(session, "n2", "Une facture"))
    assert found(vault, "facture") == ["n2"]


def test_an_index_that_cannot_be_written_now_is_written_later(vault):
    vault.write(lambda session: note(session, "n1", "Une dette"))
    with pytest.raises(LookupError):
        _catch_up_failing(vault)
    assert found(vault, "dette") == ["n1"]


def _catch_up_failing(vault) -> None:
    def fail(_connection) -> None:
        raise LookupError

    event.listen(vault._engine, "commit", fail)
    try:
        vault.catch_up()
    finally:
        event.remove(vault._engine, "commit", fail)


def test_an_index_made_again_has_read_everything(vault):
    vault.write(lambda session: note(session, "n1", "Une dette"))
    vault.write(rebuild_index)
    assert unread(vault) == 0
    assert found(vault, "dette") == ["n1"]
    with vault.read() as session:
        assert session.scalar(text("SELECT count(*) FROM search_text")) == 1


def test_households_and_persons_come_before_texts_and_whole_words_before_beginnings(vault):
    def work(session) -> None:
        space_id = case_space(session).id
        session.add(Household(id="h1", space_id=space_id, label="Famille Martinez"))
        session.add(Person(id="p1", space_id=space_id, first_name="Léa", last_name="Martin"))
        note(session, "n1", "Mme Martin est passée")

    vault.write(work)
    assert found(vault, "martin") == ["p1", "h1", "n1"]
    assert found(vault, "MARTIN lea") == ["p1"]
    assert found(vault, "rtin") == []


@pytest.mark.parametrize(
    ("shown", "asked", "marked"),
    [
        ("Étalée, la dette", ["etal", "dett"], ["Étal", "dett"]),
        ("une e\u0301tude… des études", ["etude"], ["e\u0301tude", "étude"]),
        ("Le cœur et le chœur", ["chœur"], ["chœur"]),
        ("Straße, ﬁn", ["strass", "fin"], ["Straß", "ﬁn"]),
        ("l’eau, d’eau, gâteau", ["eau"], ["eau", "eau"]),
        ("loyer loyers", ["loy", "loyers"], ["loy", "loyers"]),
        ("rien", ["tout"], []),
    ],
)
def test_words_are_marked_where_they_begin_whatever_the_accents(shown, asked, marked):
    assert [shown[start:end] for start, end in matches(shown, asked)] == marked


def test_a_long_text_is_shown_around_its_first_match_and_cut_between_words():
    body = "avant " * 40 + "la Dette… " + "après " * 40
    shown, spans = piece(body, ["dett"])
    assert shown.startswith("… avant")
    assert shown.endswith("après …")
    assert [shown[start:end] for start, end in spans] == ["Dett"]
    assert len(shown) < 150


def test_the_newest_comes_first_and_of_one_day_the_last_written(vault):
    vault.write(lambda session: note(session, "n1", "loyer", NOVEMBER - dt.timedelta(days=400)))
    for name in ("n2", "n3"):
        vault.write(lambda session, name=name: note(session, name, "loyer"))
        vault.catch_up()
    vault.write(lambda session: note(session, "n4", "loyer", NOVEMBER - dt.timedelta(days=1)))
    assert found(vault, "loyer") == ["n3", "n2", "n4", "n1"]
    vault.write(rebuild_index)
    assert found(vault, "loyer")[2:] == ["n4", "n1"]


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_paper_is_found_by_what_it_is_and_the_day_it_is_about(vault, kind):
    def work(session) -> None:
        space_id = case_space(session).id
        session.add(Document(id="d", space_id=space_id, kind=kind.value, which="novembre", made_on=NOVEMBER))

    vault.write(work)
    assert found(vault, f"{LABELS[kind].text} nov") == ["d"]


def test_an_older_index_is_turned_round(tmp_path):
    engine = writer_engine(tmp_path / "palier.db", bytes(32))
    configuration = Config()
    configuration.set_main_option("script_location", str(schema.__file__).replace("schema.py", "migrations"))
    configuration.set_main_option("path_separator", "os")
    days = {"avant": 739_000 << 20, "après": 739_300 << 20}
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for words, number in days.items():
            connection.exec_driver_sql("INSERT INTO search_text(rowid, body) VALUES (?, ?)", (number, f"loyer {words}"))
            connection.exec_driver_sql(
                "INSERT INTO search_entry VALUES (?, 'note', 's', NULL, ?, NULL, '', 't', 'i')", (number, words)
            )
    schema.bring_up_to_date(engine)
    with Session(engine) as session:
        assert [hit.object_id for hit in search(session, "loyer")] == ["après", "avant"]
        assert session.scalars(text("SELECT v FROM search_text_config WHERE k = 'secure-delete'")).one() == 1
    engine.dispose()
