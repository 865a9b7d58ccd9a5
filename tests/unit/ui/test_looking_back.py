"""What was put away comes back, a row says what it said before, a case shows who did what: through the window."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from app.services.past.removed import Removed
from db import audit
from db.local import AuditEvent
from tests.unit.ui.fixtures import texts
from ui.case.journal import JournalSheet
from ui.case.readings import ReadingsSheet
from ui.destinations import CaseTab, Destination, Place
from ui.forms.history import HistorySheet
from ui.forms.lists import open_row
from ui.forms.sheet import Asked
from ui.kit.discretion import discretion
from ui.kit.fields import Pick
from ui.preferences.going_back import GoBackSheet


def papers(opened):
    return opened.go(Destination(Place.CASE, opened.case(), CaseTab.PAPERS))


def removed_resource(opened):
    row = opened.desk.editing.rows(opened.case(), "budget_resource")[0]
    opened.desk.editing.remove(opened.case(), "budget_resource", row.id)
    return row


def sheet_of(opened, kind: type[QDialog]):
    return next(one for one in opened.window.findChildren(kind) if one.isVisible())


def press(qtbot, opened, sheet, words: str) -> None:
    button = next(one for one in sheet.findChildren(QPushButton) if one.isVisible() and one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.settle()


def test_an_empty_bin_says_so(opened):
    assert "Rien n’a été retiré ces 30 derniers jours." in opened.words(papers(opened))


def test_what_was_put_away_is_put_back_and_that_can_be_taken_back(opened):
    row = removed_resource(opened)
    page = papers(opened)
    assert "Montré encore 30 jours" in opened.words(page)
    opened.press("Remettre", page)
    assert row.id in {one.id for one in opened.desk.editing.rows(opened.case(), "budget_resource")}
    assert "Remis dans le dossier." in opened.words()
    opened.press("Annuler")
    assert row.id not in {one.id for one in opened.desk.editing.rows(opened.case(), "budget_resource")}


def test_the_bin_names_nobody_once_private_words_are_covered(opened):
    removed_resource(opened)
    page = papers(opened)
    discretion().cover(True)
    assert "Claire Morel" not in opened.words(page)


def test_the_bin_is_not_on_a_shared_screen(opened):
    removed_resource(opened)
    page = papers(opened)
    opened.vault.set_shared(True)
    opened.settle()
    assert "Corbeille" not in opened.words(page)


@pytest.fixture
def journal(opened):
    papers(opened)
    opened.press("Ouvrir le journal")
    return sheet_of(opened, JournalSheet)


def test_the_journal_says_who_did_what_and_when(opened, journal):
    words = "\n".join(texts(journal))
    assert "Un fichier de dossier est entré" in words
    assert "Claire Morel · 20 novembre 2026 à 10\u00a0h" in words
    assert "consult" not in words.split("Gardé un an")[0].lower()


def test_the_journal_is_asked_by_act(qtbot, opened, journal):
    press(qtbot, opened, journal, "Impression")
    assert "Rien de tel sur cette période." in "\n".join(texts(journal))
    press(qtbot, opened, journal, "Tout")
    assert "Un fichier de dossier est entré" in "\n".join(texts(journal))


def test_the_journal_leaves_as_a_table_which_is_said_and_written(qtbot, opened, journal, tmp_path, monkeypatch):
    place = tmp_path / "journal.csv"
    monkeypatch.setattr("ui.case.journal.ask_place", lambda *_asked: place)
    press(qtbot, opened, journal, "Exporter en tableau…")
    assert "Un fichier de dossier est entré" in place.read_text("utf-8-sig")
    assert place.stat().st_mode & 0o077 == 0
    assert "Il n’est plus protégé par le coffre" in opened.words()
    assert "Le journal du dossier, en tableau" in "\n".join(texts(journal))


def test_nothing_is_written_when_nobody_says_where(qtbot, opened, journal, monkeypatch):
    monkeypatch.setattr("ui.case.journal.ask_place", lambda *_asked: None)
    press(qtbot, opened, journal, "Exporter en tableau…")
    assert "en tableau" not in "\n".join(one.what for one in opened.desk.past.acts.of_case(opened.case()))


def test_one_person_alone_is_no_choice(journal):
    assert "Tout le monde" not in "\n".join(texts(journal))


@pytest.fixture
def by_two(opened) -> str:
    """A colleague printed something of the case two months ago, and looked at it; we did the rest."""
    colleague = next(one for one in opened.desk.directory.workers() if one.name != "Claire Morel")

    def acts(session):
        own = session.info["vault"]
        session.info["vault"] = replace(own, worker_id=colleague.id, clock=Before(own.clock))
        audit.record(session, "print", "case", opened.case(), {"document": "visit_report", "for": "household"})
        audit.record(session, "read", "case", opened.case())
        session.info["vault"] = own

    opened.desk.vault.write(acts)
    return colleague.name


class Before:
    """The clock, two months ago."""

    def __init__(self, clock):
        self._clock = clock

    def now(self):
        return self._clock.now() - dt.timedelta(days=60)


def ask_about(opened, sheet, name: str) -> None:
    people = sheet.findChild(Pick)
    people.setCurrentIndex(people.findText(name))
    people.activated.emit(people.currentIndex())  # what Qt tells when somebody chooses in the list
    opened.settle()


def times_asked(opened) -> int:
    with opened.desk.vault.read() as session:
        return session.query(AuditEvent).filter_by(kind="log").count()


def lines_of(sheet) -> str:
    return "\n".join(one for one in texts(sheet) if "\u00a0h" in one)


def test_the_journal_is_asked_by_person_and_by_period_and_what_leaves_is_what_is_shown(
    qtbot, opened, by_two, journal, tmp_path, monkeypatch
):
    place = tmp_path / "journal.csv"
    monkeypatch.setattr("ui.case.journal.ask_place", lambda *_asked: place)
    assert {"Claire Morel", by_two} <= {line.split(" · ")[0] for line in lines_of(journal).splitlines()}
    ask_about(opened, journal, by_two)
    assert {line.split(" · ")[0] for line in lines_of(journal).splitlines()} == {by_two}
    press(qtbot, opened, journal, "Exporter en tableau…")
    written = place.read_text("utf-8-sig")
    assert by_two in written
    assert "Claire Morel" not in written
    press(qtbot, opened, journal, "Un mois")
    assert "Rien de tel sur cette période." in "\n".join(texts(journal))
    ask_about(opened, journal, "Tout le monde")
    assert {line.split(" · ")[0] for line in lines_of(journal).splitlines()} == {"Claire Morel"}
    press(qtbot, opened, journal, "Trois mois")
    press(qtbot, opened, journal, "Impression")
    assert {line.split(" · ")[0] for line in lines_of(journal).splitlines()} == {by_two}


def test_the_people_of_the_journal_are_covered_like_every_name(by_two, journal):
    discretion().cover(True)
    assert by_two not in "\n".join(texts(journal))


def test_readings_are_asked_by_person_and_by_period_without_being_asked_again(
    qtbot, opened, by_two, readings, tmp_path, monkeypatch
):
    place = tmp_path / "consultations.csv"
    monkeypatch.setattr("ui.case.readings.ask_place", lambda *_asked: place)
    press(qtbot, opened, readings, "Une personne demande qui a vu son dossier")
    before = times_asked(opened)
    ask_about(opened, readings, by_two)
    assert {line.split(" · ")[0] for line in lines_of(readings).splitlines()} == {by_two}
    press(qtbot, opened, readings, "Un mois")
    assert lines_of(readings) == ""
    assert times_asked(opened) == before == 1
    press(qtbot, opened, readings, "Un an")
    press(qtbot, opened, readings, "Exporter en tableau…")
    assert by_two in place.read_text("utf-8-sig")
    assert "Claire Morel" not in place.read_text("utf-8-sig")


@pytest.fixture
def readings(opened, journal):
    opened.press("Qui a consulté ce dossier…", journal)
    return sheet_of(opened, ReadingsSheet)


def test_readings_are_told_once_a_reason_is_said(qtbot, opened, readings):
    assert "Le dossier" not in list(texts(readings))
    press(qtbot, opened, readings, "Une personne demande qui a vu son dossier")
    words = "\n".join(texts(readings))
    assert "Le dossier" in words
    assert "La liste des consultations · Une personne demande qui a vu son dossier" in words
    assert "Claire Morel · 20 novembre 2026 à 10\u00a0h" in words


def test_readings_leave_as_a_table_which_is_said_and_written(qtbot, opened, readings, tmp_path, monkeypatch):
    place = tmp_path / "consultations.csv"
    monkeypatch.setattr("ui.case.readings.ask_place", lambda *_asked: place)
    press(qtbot, opened, readings, "Une personne demande qui a vu son dossier")
    press(qtbot, opened, readings, "Exporter en tableau…")
    assert "Le dossier" in place.read_text("utf-8-sig")
    assert place.stat().st_mode & 0o077 == 0
    assert "ne sont plus protégées par le coffre" in opened.words()


def test_a_row_says_what_it_said_before(qtbot, opened):
    case_id = opened.case()
    household = opened.desk.editing.current(case_id, "household")
    opened.desk.editing.change(case_id, "household", household.id, {"label": "Famille B."})
    papers(opened)
    sheet = open_row(
        opened.vault.workplace, case_id, Asked("household"), opened.desk.editing.current(case_id, "household")
    )
    opened.settle()
    press(qtbot, opened, sheet, "Historique")
    words = "\n".join(texts(sheet_of(opened, HistorySheet)))
    assert "Famille B." in words
    assert f"Avant\u00a0: {household.shown['label']}" in words
    assert "Claire Morel" in words


def test_a_row_to_add_has_no_history(opened):
    papers(opened)
    sheet = open_row(opened.vault.workplace, opened.case(), Asked("action"), None)
    assert "Historique" not in "\n".join(texts(sheet))


def test_an_opening_looks_at_the_vault_and_then_says_nothing(opened):
    assert opened.desk.soundness.looked
    assert "Vérification" not in opened.words()


def test_a_vault_that_was_altered_is_said_and_stays_said(qtbot, device, filled):
    from tests.unit.ui.fixtures import gone, shown

    content = bytearray((filled / "palier.db").read_bytes())
    content[-2000] ^= 1
    (filled / "palier.db").write_bytes(content)
    opened = shown(qtbot, device, filled)
    assert "Des pages des données sont abîmées." in opened.words()
    opened.go(Destination(Place.PERSONS))
    assert "Coffre abîmé" in opened.words()
    gone(opened)


def test_a_vault_that_was_altered_leads_to_its_newest_intact_backup(qtbot, device, filled):
    from tests.unit.ui.fixtures import gone, shown

    with device.open(filled) as desk:
        intact, newest = desk.backups.make(), None
        device.clock.advance(days=1)
        newest = desk.backups.make()
    for database in (filled / "palier.db", newest.path / "palier.db"):
        content = bytearray(database.read_bytes())
        content[-2000] ^= 1
        database.write_bytes(content)
    opened = shown(qtbot, device, filled)
    opened.press("Revenir à une sauvegarde…")
    opened.settle()
    sheet = sheet_of(opened, GoBackSheet)
    assert sheet.days.value == intact
    assert "elle est intacte" in opened.words(sheet)
    assert sheet.focusWidget() is sheet.secret.line
    gone(opened)


def test_the_bin_reads_off_the_thread_of_the_window(opened, monkeypatch):
    import threading

    threads = []
    real = Removed.of_case

    def watched(self, case_id, today):
        threads.append(threading.current_thread())
        return real(self, case_id, today)

    monkeypatch.setattr(Removed, "of_case", watched)
    papers(opened)
    assert threads
    assert threading.main_thread() not in threads
