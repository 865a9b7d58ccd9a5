"""Figures of the lists: always there, never wrong silently, made again in the background."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import delete, select

from app.changes import Changes
from app.services.visit.notes import NewNote
from app.words import speaking
from db.local import CaseAhead, CaseFigure
from db.models.case_file import CaseFile
from db.models.organisation import Worker
from tests.journeys.world import NUMBER, benali, changed, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
TOMORROW = dt.date(2026, 11, 21)


def lines(desk):
    with desk.vault.read() as session:
        return session.scalars(select(CaseAhead).order_by(CaseAhead.due_on, CaseAhead.kind)).all()


def caught_up(desk, today=TODAY):
    while desk.figures.refresh_some(today):
        pass


def test_a_case_has_its_line_from_the_moment_it_is_imported(desk):
    with desk.vault.read() as session:
        row = session.scalars(select(CaseFigure)).one()
    assert (row.number, row.label, row.stale, row.computed_on) == (NUMBER, "Famille Benali", True, None)
    assert desk.figures.left(TODAY) == 1


def test_reading_a_figure_that_was_never_computed_derives_it_and_writes_nothing(desk):
    case = desk.cases.find(NUMBER)
    (figure,) = desk.figures.of([case], TODAY)
    assert figure.is_fresh
    assert figure.first_names == ("Nadia", "Karim", "Inès", "Sami")
    assert figure.state == "active"
    assert figure.referent == "Claire Morel"
    assert figure.next_on == dt.date(2026, 11, 24)
    assert figure.meet_every == 14
    assert desk.figures.left(TODAY) == 1


def test_figures_are_made_again_slice_by_slice_until_none_is_left(desk):
    desk.exchange.import_document(second())
    assert desk.figures.refresh_some(TODAY, 1) == 1
    assert desk.figures.refresh_some(TODAY, 1) == 0
    assert desk.figures.refresh_some(TODAY, 1) == 0


def test_what_is_kept_is_what_would_be_derived(desk):
    case = desk.cases.find(NUMBER)
    derived = desk.figures.of([case], TODAY)
    caught_up(desk)
    assert desk.figures.of([case], TODAY, most=0) == derived


def test_a_figure_of_another_day_is_shown_and_says_that_it_is_old(desk):
    caught_up(desk)
    (figure,) = desk.figures.of([desk.cases.find(NUMBER)], TOMORROW, most=0)
    assert figure.label == "Famille Benali"
    assert not figure.is_fresh
    assert desk.figures.left(TOMORROW) == 1


def test_a_figure_in_another_language_is_old(desk):
    caught_up(desk)
    with speaking("en"):
        assert desk.figures.left(TODAY) == 1
        caught_up(desk)
        assert all("Prochain" not in line.sentence for line in lines(desk))
    assert desk.figures.left(TODAY) == 1


def test_a_command_makes_the_figure_of_its_case_old_and_following_it_makes_it_fresh(desk):
    caught_up(desk)
    case = desk.cases.find(NUMBER)
    changes = desk.notes.write(case, NewNote(TODAY, "Vus ensemble, le loyer est payé."))
    assert desk.figures.left(TODAY) == 1
    desk.figures.follow(changes, TODAY)
    assert desk.figures.left(TODAY) == 0
    assert desk.figures.of([case], TODAY, most=0)[0].last_met_on == TODAY


def test_following_a_command_that_touched_no_case_does_nothing(desk):
    desk.figures.follow(Changes(), TODAY)
    assert desk.figures.left(TODAY) == 1


def test_a_case_written_in_while_its_figure_is_made_stays_old(desk, monkeypatch):
    caught_up(desk)
    case = desk.cases.find(NUMBER)
    desk.notes.write(case, NewNote(TODAY, "Vus ensemble."))
    from app.services.lists import figures

    derive = figures.derive

    def meanwhile(rows, today):
        found = derive(rows, today)
        desk.notes.write(case, NewNote(TODAY, "Un second passage."))
        return found

    monkeypatch.setattr(figures, "derive", meanwhile)
    desk.figures.refresh([case], TODAY)
    assert desk.figures.left(TODAY) == 1


def test_a_phone_call_is_no_meeting(desk):
    case = desk.cases.find(NUMBER)
    before = desk.figures.of([case], TODAY)[0].last_met_on
    document = benali()
    document["contacts"].append({"on": "2026-11-20", "kind": "phone", "worker": "w1"})
    desk.exchange.import_document(document)
    assert desk.figures.of([case], TODAY)[0].last_met_on == before


def test_an_archived_case_leaves_the_lists(desk):
    case = desk.cases.find(NUMBER)
    caught_up(desk)

    def archive(session):
        session.get(CaseFile, case).archived_at = desk.vault.context.clock.now()

    desk.vault.write(archive)
    assert desk.figures.of([case], TODAY, most=0) == ()
    assert lines(desk) == []


def test_a_referent_who_changes_name_makes_the_figures_of_their_cases_old(desk):
    caught_up(desk)

    def rename(session):
        session.get(Worker, desk.vault.context.worker_id).name = "Claire Morel-Petit"

    desk.vault.write(rename)
    caught_up(desk)
    (figure,) = desk.figures.of([desk.cases.find(NUMBER)], TODAY, most=0)
    assert figure.referent == "Claire Morel-Petit"


def test_tables_made_again_make_the_lines_again(desk):
    caught_up(desk)
    desk.vault.write(lambda session: session.execute(delete(CaseFigure)))
    desk.care.rebuild()
    assert desk.figures.left(TODAY) == 1
    assert desk.listing.page(TODAY).lines[0].label == "Famille Benali"


def test_a_hearing_always_says_that_it_takes_place(desk):
    caught_up(desk)
    hearing = next(line for line in lines(desk) if line.kind == "hearing")
    assert "l’audience a toujours lieu tant que" in hearing.sentence.lower()
    assert hearing.harm == 1


@pytest.mark.parametrize("mark", [{"confided_by": "p1"}, {"hide_from": ["p2"]}])
def test_a_confided_procedure_is_named_nowhere_in_the_lists(empty_desk, mark):
    document = changed(benali(), "procedures.1.what", "SECRET-CONFIE")
    document["procedures"][1] |= mark
    empty_desk.exchange.import_document(document)
    caught_up(empty_desk)
    said = [text for line in lines(empty_desk) for text in (line.sentence, line.neutral, line.object or "")]
    assert not any("SECRET-CONFIE" in text for text in said)
    assert any(line.kind == "procedure_chase" and line.due_on == dt.date(2026, 12, 3) for line in lines(empty_desk))


def test_what_says_something_of_health_has_a_neutral_sentence(desk):
    caught_up(desk)
    health = next(line for line in lines(desk) if line.due_on == dt.date(2026, 12, 3))
    assert "complémentaire santé" in health.sentence
    assert "santé" not in health.neutral


def test_an_order_to_leave_is_ahead_until_something_settles_it(empty_desk):
    document = benali()
    document["arrears"]["procedure"].append({"step": "order_to_leave", "on": "2026-11-10"})
    empty_desk.exchange.import_document(document)
    caught_up(empty_desk)
    (eviction,) = (line for line in lines(empty_desk) if line.kind == "eviction")
    assert eviction.due_on == dt.date(2027, 4, 1)
    document["arrears"]["procedure"].append({"step": "judgment_stay", "on": "2026-11-18"})
    empty_desk.exchange.import_document(document)
    caught_up(empty_desk)
    assert not any(line.kind == "eviction" for line in lines(empty_desk))


def test_a_vault_of_before_gets_a_line_for_each_case_it_holds(device, filled):
    def older(raw):
        for name in ("case_figure", "case_ahead", "parked_envelope", "audit_segment", "search_word", "search_use"):
            raw.execute(f"DROP TABLE {name}")
        raw.execute("ALTER TABLE envelope DROP COLUMN written_at")
        raw.execute("ALTER TABLE search_entry DROP COLUMN confided")
        raw.execute("ALTER TABLE document DROP COLUMN signatories")
        raw.execute("ALTER TABLE search_name ADD COLUMN words TEXT")
        for name in ("appointment_on_day", "request_settled_at", "procedure_chase_on", "letter_chase_on"):
            raw.execute(f"DROP INDEX ix_{name}")
        raw.execute("UPDATE alembic_version SET version_num = '0002'")

    with device.open(filled) as desk:
        desk.vault.maintain(older)
    with device.open(filled) as desk:
        assert "migrated" in desk.notices
        assert [line.label for line in desk.listing.page(TODAY).lines] == ["Famille Benali"]
        assert desk.figures.refresh_some(TODAY) == 0
