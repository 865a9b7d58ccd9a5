from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app.services.keys.inside_settings import PIN
from app.services.keys.pause_choices import choose_pin
from app.settings import ThemeChoice, load
from app.words import use_language
from tests.journeys.world import PASSPHRASE, benali, changed, second, written
from ui.destinations import Destination, Place
from ui.kit import theme
from ui.kit.sheets import Sheet
from ui.note.text import NoteText
from ui.preferences.files import FilesCard
from ui.preferences.page import PreferencesPage
from ui.preferences.sheets import KitSheet, PassphraseSheet, PinSheet
from ui.workplace import NoteAsked

NEW = "fleuve marbre tisane volcan cabane moulin ardoise"


@pytest.fixture
def page(opened):
    made = opened.go(Destination(Place.SETTINGS))
    assert isinstance(made, PreferencesPage)
    yield made
    use_language("fr")
    theme.apply(theme.ThemeName.LIGHT)


def sheet(opened, kind: type[QDialog]) -> QDialog:
    """Return the sheet now over the window."""
    found = [one for one in opened.window.findChildren(kind) if one.isVisible()]
    assert found, f"no {kind.__name__}"
    return found[-1]


def press(opened, within, words: str, qtbot) -> None:
    made = next(one for one in within.findChildren(QPushButton) if one.text() == words and one.isVisible())
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    opened.settle()


def test_the_look_chosen_is_worn_at_once_and_kept_for_the_next_start(opened, page, qtbot):
    press(opened, page, "Sombre", qtbot)
    assert theme.current().name is theme.ThemeName.DARK
    press(opened, page, "150\u00a0%", qtbot)
    assert theme.current().text_percent == 150
    assert (load().theme, load().text_percent) == (ThemeChoice.DARK, 150)


def test_the_language_chosen_is_spoken_at_once_and_nothing_is_closed(opened, page, qtbot):
    press(opened, page, "English", qtbot)
    qtbot.waitUntil(lambda: "Today" in opened.words(opened.vault.frame))
    assert opened.vault.navigator.here == Destination(Place.SETTINGS)
    assert "Colours" in opened.words(opened.vault.frame)
    assert not opened.locked
    press(opened, opened.vault.navigator.page(Place.SETTINGS), "Français", qtbot)
    qtbot.waitUntil(lambda: "Aujourd’hui" in opened.words(opened.vault.frame))


def test_the_menu_of_a_field_speaks_the_language_too(opened, page, qtbot):
    press(opened, page, "English", qtbot)
    qtbot.waitUntil(lambda: "Today" in opened.words(opened.vault.frame))
    assert QCoreApplication.translate("QWidgetTextControl", "&Copy") == "&Copy"
    press(opened, opened.vault.navigator.page(Place.SETTINGS), "Français", qtbot)
    qtbot.waitUntil(lambda: QCoreApplication.translate("QWidgetTextControl", "&Copy") == "Cop&ier")


def test_a_note_begun_before_the_language_changed_is_found_again(opened, page, qtbot):
    opened.vault.write_note(NoteAsked(opened.case()))
    opened.window.findChild(NoteText).setPlainText("Un courrier pas encore ouvert")
    press(opened, page, "English", qtbot)
    qtbot.waitUntil(lambda: "Today" in opened.words(opened.vault.frame))
    assert [one.beginning for one in opened.desk.drafts.all_found()] == ["Un courrier pas encore ouvert"]


def test_the_focus_stays_where_one_chooses(opened, page, qtbot):
    opened.window.activateWindow()
    choice = page.sizes.buttons()[1]
    choice.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is choice)
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is choice


def test_the_language_holds_from_the_next_opening(opened, page, qtbot):
    press(opened, page, "English", qtbot)
    assert load().language == "en"


def test_a_pin_is_chosen_and_a_pause_then_ends_with_it(opened, page, qtbot):
    press(opened, page, "Choisir un code", qtbot)
    asked = sheet(opened, PinSheet)
    qtbot.keyClicks(asked.pin.first, "271828")
    qtbot.keyClicks(asked.pin.second, "271828")
    press(opened, asked, "Garder", qtbot)
    assert opened.vault.watch.pausing.has_pin
    assert "Changer le code" in opened.words(page)


def test_a_pin_everybody_tries_first_is_kept_only_on_purpose(opened, page, qtbot):
    press(opened, page, "Choisir un code", qtbot)
    asked = sheet(opened, PinSheet)
    qtbot.keyClicks(asked.pin.first, "123456")
    qtbot.keyClicks(asked.pin.second, "123456")
    press(opened, asked, "Garder", qtbot)
    assert "de ceux que l’on essaie en premier" in opened.words(asked)
    assert opened.desk.settings.get(PIN) is None
    press(opened, asked, "Garder ce code quand même", qtbot)
    assert opened.desk.settings.get(PIN) is not None


def test_two_different_codes_are_told(opened, page, qtbot):
    press(opened, page, "Choisir un code", qtbot)
    asked = sheet(opened, PinSheet)
    qtbot.keyClicks(asked.pin.first, "271828")
    qtbot.keyClicks(asked.pin.second, "271829")
    press(opened, asked, "Garder", qtbot)
    assert "Ce n’est pas le même code." in opened.words(asked)
    assert opened.desk.settings.get(PIN) is None


def test_a_code_taken_away_can_be_taken_back(opened, page, qtbot):
    vault = opened.desk.vault
    opened.vault.workplace.command(lambda: choose_pin(vault, "271828"))
    opened.settle()
    press(opened, page, "Retirer le code", qtbot)
    assert opened.desk.settings.get(PIN) is None
    opened.press("Annuler")
    assert opened.desk.settings.get(PIN).accepts("271828")


def test_minutes_before_a_pause_hold_at_once(opened, page, qtbot):
    press(opened, page, "10\u00a0min", qtbot)
    assert opened.vault.watch.minutes == 10


def test_the_passphrase_is_changed_with_the_present_one(opened, page, device, qtbot):
    press(opened, page, "Changer la phrase de passe", qtbot)
    asked = sheet(opened, PassphraseSheet)
    qtbot.keyClicks(asked.old.line, PASSPHRASE)
    press(opened, asked, "Une phrase à moi", qtbot)
    qtbot.keyClicks(asked.choice.own.line, NEW)
    qtbot.keyClicks(asked.again.line, NEW)
    press(opened, asked, "Changer", qtbot)
    opened.settle()
    folder = opened.desk.vault.folder
    opened.window.close()
    device.vaults.open(folder, NEW).close()


def test_a_wrong_present_passphrase_changes_nothing_and_says_so(opened, page, device, qtbot):
    press(opened, page, "Changer la phrase de passe", qtbot)
    asked = sheet(opened, PassphraseSheet)
    qtbot.keyClicks(asked.old.line, "autre chose")
    press(opened, asked, "Une phrase à moi", qtbot)
    qtbot.keyClicks(asked.choice.own.line, NEW)
    qtbot.keyClicks(asked.again.line, NEW)
    press(opened, asked, "Changer", qtbot)
    opened.settle()
    assert "Ce n’est pas la bonne phrase de passe." in opened.words(asked)


def test_a_weak_new_passphrase_says_why(opened, page, qtbot):
    press(opened, page, "Changer la phrase de passe", qtbot)
    asked = sheet(opened, PassphraseSheet)
    qtbot.keyClicks(asked.old.line, PASSPHRASE)
    press(opened, asked, "Une phrase à moi", qtbot)
    qtbot.keyClicks(asked.choice.own.line, "soleil2024")
    qtbot.keyClicks(asked.again.line, "soleil2024")
    press(opened, asked, "Changer", qtbot)
    assert "Facile à deviner\u00a0:" in opened.words(asked)
    press(opened, asked, "Garder quand même", qtbot)
    assert not any(one.isVisible() for one in opened.window.findChildren(Sheet))


def test_a_new_kit_is_made_printed_and_checked(opened, page, qtbot):
    assert "Aucun kit n’a été fait" in opened.words(page)
    press(opened, page, "Nouveau kit", qtbot)
    asked = sheet(opened, KitSheet)
    qtbot.keyClicks(asked.secret.line, PASSPHRASE)
    press(opened, asked, "Faire le kit", qtbot)
    assert "pas encore vérifié" in opened.words(page)
    press(opened, asked, "C’est imprimé\u00a0: vérifier", qtbot)
    for part, line in asked.groups.lines().items():
        qtbot.keyClicks(line, asked._kit.groups[part - 1].lower())
    press(opened, asked, "Vérifier", qtbot)
    assert opened.desk.kits.checked_on() is not None
    assert "vérifié le" in opened.words(page)


@pytest.mark.parametrize("size", [(1366, 768), (1097, 540)])
def test_a_new_kit_is_printed_without_scrolling(opened, page, qtbot, size):
    opened.window.resize(*size)
    press(opened, page, "Nouveau kit", qtbot)
    asked = sheet(opened, KitSheet)
    qtbot.keyClicks(asked.secret.line, PASSPHRASE)
    press(opened, asked, "Faire le kit", qtbot)
    printing, seen = asked.paper.printing, asked.area.viewport()
    assert printing.mapTo(seen, printing.rect().bottomLeft()).y() < seen.height()


def test_a_sheet_left_open_goes_with_a_pause(opened, page, qtbot):
    vault = opened.desk.vault
    opened.vault.workplace.command(lambda: choose_pin(vault, "271828"))
    opened.settle()
    press(opened, page, "Nouveau kit", qtbot)
    sheet(opened, KitSheet)
    opened.window.pause()
    assert not any(one.isVisible() for one in opened.window.findChildren(Sheet))


def test_where_the_vault_lies_is_said(opened, page):
    assert str(opened.desk.vault.folder) in opened.words(page)


def test_a_sound_vault_is_said_to_be(opened, page, qtbot):
    press(opened, page, "Contrôler", qtbot)
    assert "Tout est sain\u00a0:" in opened.words(page)


def test_a_case_file_comes_in(opened, page, qtbot, monkeypatch, tmp_path):
    place = written(tmp_path / "autre.json", second())
    monkeypatch.setattr("ui.preferences.files.ask_file", lambda *_asked: place)
    before = len(opened.desk.cases.all(opened.desk.today()))
    press(opened, page, "Importer un dossier…", qtbot)
    assert "dossier enregistré" in opened.words(page)
    assert len(opened.desk.cases.all(opened.desk.today())) == before + 1
    press(opened, page, "Ouvrir le dossier", qtbot)
    here = opened.vault.navigator.here
    assert (here.place, here.case_id) == (Place.CASE, opened.desk.cases.find("R-2018-031"))


def test_every_problem_of_a_refused_file_is_told_at_once(opened, page, qtbot, monkeypatch, tmp_path):
    wrong = changed(changed(benali(), "case.number", 12), "case.state", "perdu")
    place = written(tmp_path / "faux.json", wrong)
    monkeypatch.setattr("ui.preferences.files.ask_file", lambda *_asked: place)
    press(opened, page, "Importer un dossier…", qtbot)
    said = opened.words(page)
    assert "Ce fichier a 2 erreurs\u00a0; rien n’est entré" in said
    assert "case." not in said
    press(opened, page, "Voir le détail", qtbot)
    assert opened.words(page).count("case.") >= 2
    assert "Ouvrir le dossier" not in opened.words(page)


def test_a_file_that_is_no_case_is_told(opened, page, qtbot, monkeypatch, tmp_path):
    place = tmp_path / "photo.json"
    place.write_bytes(b"\x89PNG")
    monkeypatch.setattr("ui.preferences.files.ask_file", lambda *_asked: place)
    press(opened, page, "Importer un dossier…", qtbot)
    assert page.findChild(FilesCard).problems.sentence.startswith("Ce fichier n’est pas un dossier Palier")
    press(opened, page, "Voir le détail", qtbot)
    assert "UTF-8" in page.findChild(FilesCard).detail.words


def test_a_file_of_something_else_is_no_case_of_palier(opened, page, qtbot, monkeypatch, tmp_path):
    place = written(tmp_path / "autre.json", {"nom": "liste"})
    monkeypatch.setattr("ui.preferences.files.ask_file", lambda *_asked: place)
    press(opened, page, "Importer un dossier…", qtbot)
    assert page.findChild(FilesCard).problems.sentence.startswith("Ce fichier n’est pas un dossier Palier")


def test_a_file_that_cannot_be_read_is_told(opened, page, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("ui.preferences.files.ask_file", lambda *_asked: tmp_path / "nulle part.json")
    press(opened, page, "Importer un dossier…", qtbot)
    assert "ne peut pas être lu" in page.findChild(FilesCard).problems.sentence


def test_a_case_goes_out_in_a_file_for_nobody_else(opened, page, qtbot, monkeypatch, tmp_path):
    place = tmp_path / "dossier.json"
    monkeypatch.setattr("ui.preferences.files.ask_place", lambda *_asked: place)
    qtbot.keyClicks(page.findChild(FilesCard).number, "2026-0142")
    press(opened, page, "Exporter le dossier…", qtbot)
    assert json.loads(place.read_text("utf-8"))["case"]["number"] == "2026-0142"
    assert place.stat().st_mode & 0o077 == 0


def test_a_place_that_takes_no_file_is_told(opened, page, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("ui.preferences.files.ask_place", lambda *_asked: tmp_path / "absent" / "dossier.json")
    qtbot.keyClicks(page.findChild(FilesCard).number, "2026-0142")
    press(opened, page, "Exporter le dossier…", qtbot)
    assert "n’a pas pu être écrit à cet endroit" in opened.words(page)


def test_an_unknown_number_is_told_before_a_place_is_asked(opened, page, qtbot):
    qtbot.keyClicks(page.findChild(FilesCard).number, "2099-9999")
    press(opened, page, "Exporter le dossier…", qtbot)
    assert "2099-9999" in opened.words(page)


def test_quitting_closes_the_window_and_the_vault(opened, page, device, qtbot):
    folder = opened.desk.vault.folder
    made = next(one for one in page.findChildren(QPushButton) if one.text() == "Quitter")
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert opened.window.vault is None
    device.open(folder).close()


def test_the_help_says_the_seven_keys_and_what_is_never_written(opened):
    said = opened.words(opened.go(Destination(Place.HELP)))
    for words in ("Ctrl+K", "Ctrl+N", "Ctrl+D", "Ctrl+L", "F9", "F11", "F1"):
        assert words in said.splitlines()
    for words in ("Ce que nous n’écrivons pas", "numéro d’écrou", "Ce qui ne l’est pas", "Ce que Palier ne fait pas"):
        assert words in said


@pytest.mark.parametrize("place", [Place.SETTINGS, Place.HELP])
@pytest.mark.parametrize(("width", "height", "percent"), [(1366, 768, 100), (1097, 540, 100), (1097, 540, 200)])
def test_nothing_is_cut_off_on_a_small_screen(opened, place, width, height, percent):
    opened.window.resize(width, height)
    opened.window.set_look(theme.ThemeName.LIGHT, percent)
    page = opened.go(Destination(place))
    room = page.area.viewport().width()
    for made in page.findChildren(QPushButton):
        if made.isVisible():
            left = made.mapTo(page.column, made.rect().topLeft()).x()
            assert left >= 0
            assert left + made.width() <= room, made.text()
            assert made.height() >= 44
    theme.apply(theme.ThemeName.LIGHT)
