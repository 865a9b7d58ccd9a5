"""Backups in the window: made in the background, asked for, copied to a stick, gone back to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.journeys.world import PASSPHRASE, second
from ui.destinations import Destination, Place
from ui.preferences.going_back import GoBackSheet


@pytest.fixture
def page(opened):
    return opened.go(Destination(Place.SETTINGS))


def sheet(opened) -> GoBackSheet:
    return next(one for one in opened.window.findChildren(GoBackSheet) if one.isVisible())


def kept(opened) -> list[str]:
    return [one.path.name for one in opened.desk.backups.all()]


def test_one_is_made_in_the_background_and_the_status_line_says_so(opened):
    opened.vault.backups.look()
    opened.settle()
    assert kept(opened) == ["2026-11-20T0900.palier"]
    assert "Sauvegardé à 10\u00a0h" in opened.words(opened.vault.frame.status)
    opened.vault.backups.look()
    opened.settle()
    assert len(kept(opened)) == 1


def test_a_stick_that_is_not_there_is_said_once_and_quietly(opened, device, tmp_path):
    opened.desk.backups.choose_second_folder(tmp_path / "clé")
    opened.vault.backups.look()
    opened.settle()
    assert "la clé n’est pas là" in opened.words(opened.vault.frame.status)
    device.clock.advance(hours=5)
    opened.desk.exchange.import_document(second())
    opened.vault.backups.look()
    opened.settle()
    assert len(kept(opened)) == 1
    said = opened.words(opened.vault.frame.status)
    assert "Sauvegardé à 15\u00a0h" in said
    assert "la clé" not in said


def test_a_trouble_is_told_once(opened, monkeypatch):
    monkeypatch.setattr("app.services.backups.backups.free_bytes", lambda _shelf: 1000)
    told = []
    monkeypatch.setattr(opened.vault, "toast", told.append)
    for _turn in range(3):
        opened.vault.backups.look()
        opened.settle()
    assert len(told) == 1
    assert "plus du quart de la place libre" in told[0]


def test_one_is_made_at_once_and_the_page_says_when(opened, page):
    assert "Aucune encore." in opened.words(page)
    opened.press("Sauvegarder maintenant", page)
    assert "Du 20 novembre 2026 à 10\u00a0h. " in opened.words(page)
    assert len(kept(opened)) == 1


def test_a_second_place_is_chosen_then_left(opened, page, monkeypatch, tmp_path):
    stick = tmp_path / "clé"
    stick.mkdir()
    monkeypatch.setattr("ui.preferences.backups.ask_folder", lambda *_asked: stick)
    opened.press("Choisir l’emplacement…", page)
    assert "la première copie s’y fera" in opened.words(page)
    opened.press("Sauvegarder maintenant", page)
    assert f"{stick}\u00a0: la dernière copie est du 20 novembre 2026" in opened.words(page).replace("\u200b", "")
    opened.press("Ne plus y copier", page)
    assert opened.desk.backups.second_folder is None


def test_a_place_inside_the_vault_is_refused_in_a_sentence(opened, page, monkeypatch):
    monkeypatch.setattr("ui.preferences.backups.ask_folder", lambda *_asked: opened.desk.vault.folder)
    opened.press("Choisir l’emplacement…", page)
    assert "dans le coffre lui-même" in opened.words(page)


def test_one_sees_what_a_backup_holds_then_goes_back_to_it(opened, page, device, qtbot):
    folder = opened.desk.vault.folder
    opened.press("Sauvegarder maintenant", page)
    opened.desk.exchange.import_document(second())
    opened.press("Revenir à une sauvegarde…", page)
    asked = sheet(opened)
    qtbot.mouseClick(asked.days.buttons()[0], Qt.MouseButton.LeftButton)
    opened.settle()
    said = opened.words(asked)
    assert "1 dossier" in said
    assert "Dernière note\u00a0:" in said
    assert "elle est intacte" in said
    qtbot.keyClicks(asked.secret.line, "rien de tel")
    opened.press("Revenir à cette sauvegarde", asked)
    assert "elle s’ouvre avec celle du 20 novembre 2026" in opened.words(asked)
    assert not opened.locked
    asked.secret.clear()
    qtbot.keyClicks(asked.secret.line, PASSPHRASE)
    opened.press("Revenir à cette sauvegarde", asked)
    qtbot.waitUntil(lambda: opened.locked == ["replaced"])
    with device.open(folder) as again:
        assert len(again.cases.all(again.today())) == 1
        assert len(again.backups.all()) == 2


def test_what_is_typed_before_going_back_is_in_the_vault_that_is_kept(opened, page, device, qtbot):
    folder = opened.desk.vault.folder
    opened.press("Sauvegarder maintenant", page)
    opened.press("Revenir à une sauvegarde…", page)
    asked = sheet(opened)
    qtbot.mouseClick(asked.days.buttons()[0], Qt.MouseButton.LeftButton)
    opened.settle()
    qtbot.keyClicks(asked.secret.line, PASSPHRASE)
    opened.press("Revenir à cette sauvegarde", asked)
    qtbot.waitUntil(lambda: bool(opened.locked))
    assert opened.window.vault is None
    device.open(folder).close()
    assert [path.name for path in (folder / "replaced").iterdir()] == ["2026-11-20T0900.palier"]


def test_a_damaged_backup_offers_nothing(opened, page, qtbot):
    opened.press("Sauvegarder maintenant", page)
    database = opened.desk.backups.all()[0].path / "palier.db"
    content = bytearray(database.read_bytes())
    content[40_000] ^= 1
    database.write_bytes(bytes(content))
    opened.press("Revenir à une sauvegarde…", page)
    asked = sheet(opened)
    qtbot.mouseClick(asked.days.buttons()[0], Qt.MouseButton.LeftButton)
    opened.settle()
    assert "Elle est abîmée" in opened.words(asked)
    go = next(one for one in asked.findChildren(QPushButton) if one.text() == "Revenir à cette sauvegarde")
    assert not go.isEnabled()


def test_without_a_backup_there_is_nothing_to_choose(opened, page):
    opened.press("Revenir à une sauvegarde…", page)
    assert "Il n’y a pas encore de sauvegarde." in opened.words(sheet(opened))
