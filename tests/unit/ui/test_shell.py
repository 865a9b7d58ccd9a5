"""The window around pages: its keys, its one presenter of errors, what it takes down before a pause and a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.errors import Expected
from tests.unit.ui.test_case import everything
from ui.destinations import Destination, Place
from ui.kit import theme
from ui.kit.discretion import discretion
from ui.shell.troubles import report_of

if TYPE_CHECKING:
    from app.changes import Changes


def test_the_title_of_the_window_never_names_anybody(opened):
    opened.go(Destination(Place.CASE, opened.case()))
    assert opened.window.windowTitle() == "Palier"


def test_f9_covers_and_uncovers(opened):
    opened.go(Destination(Place.CASE, opened.case()))
    QTest.keyClick(opened.window, Qt.Key.Key_F9)
    assert discretion().covered
    assert "Benali" not in everything(opened.window)
    QTest.keyClick(opened.window, Qt.Key.Key_F9)
    assert "Benali" in everything(opened.window)


def test_the_button_says_what_it_does_now_that_names_are_covered(opened):
    opened.press("Masquer")
    opened.press("Montrer")
    assert not discretion().covered
    opened.press("Masquer")


def test_a_trouble_of_the_world_is_one_sentence(opened):
    opened.vault.present(Expected("disk_full", "Le disque est plein : rien n’est perdu. Faites de la place."))
    assert "Le disque est plein" in opened.words()
    assert "Voir le rapport" not in opened.words()


def test_a_fault_of_ours_gives_a_report_without_anything_private(opened):
    def burst() -> Changes:
        raise RuntimeError("Nadia Benali")

    opened.vault.workplace.command(burst)
    opened.settle()
    words = opened.words()
    assert "Palier s’est trompé" in words
    assert "Nadia Benali" not in words
    opened.press("Voir le rapport")
    opened.press("Copier le rapport")
    assert "RuntimeError" in QGuiApplication.clipboard().text()
    assert "Benali" not in QGuiApplication.clipboard().text()


def test_the_report_names_places_in_the_code_only():
    with pytest.raises(ValueError, match="SECRET") as caught:
        int("SECRET")
    said = report_of(caught.value)
    assert "ValueError" in said
    assert "SECRET" not in said


def test_the_line_of_the_disk_speaks_only_after_the_commit(opened):
    assert "Enregistré" not in opened.words()
    opened.vault.workplace.command(lambda: opened.desk.editing.add(opened.case(), "action", {"what": "Appeler"})[1])
    opened.settle()
    assert "Enregistré sur cet appareil à" in opened.words()


def test_without_a_pin_a_pause_is_a_lock_and_the_process_is_replaced_once(opened):
    QTest.keyClick(opened.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert opened.locked == ["replaced"]
    assert opened.window.vault is None


def test_sharing_needs_a_case(opened):
    opened.go(Destination(Place.TODAY))
    QTest.keyClick(opened.window, Qt.Key.Key_F11)
    assert not opened.vault.workplace.shared
    assert "n’en montre qu’un" in opened.words()


def test_back_returns_where_one_came_from(opened):
    opened.go(Destination(Place.PERSONS))
    opened.go(Destination(Place.CASE, opened.case()))
    QTest.keyClick(opened.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.vault.navigator.here.place is Place.PERSONS


@pytest.mark.thorough
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1097, 540)])
@pytest.mark.parametrize("name", theme.ThemeName)
def test_every_place_is_laid_out_at_every_size_in_every_theme(opened, name, size, percent):
    opened.window.resize(*size)
    opened.window.set_look(name, percent)
    for place in (Place.TODAY, Place.PERSONS, Place.PROCEDURES):
        opened.go(Destination(place))
        assert opened.window.width() == size[0], place
    opened.go(Destination(Place.CASE, opened.case()))
    assert opened.window.width() == size[0]
    opened.window.set_look(theme.ThemeName.LIGHT, 100)


def test_a_shared_screen_never_goes_to_another_household(opened):
    opened.go(Destination(Place.PERSONS))
    opened.go(Destination(Place.CASE, opened.case()))
    opened.vault.share()
    opened.settle()
    for leave in (lambda: opened.vault.go(Destination(Place.TODAY)), opened.vault.back, opened.vault.search):
        leave()
        opened.settle()
        assert opened.vault.navigator.here.case_id == opened.case()
    opened.vault.go(Destination(Place.TODAY))
    assert "d’autres ménages" in opened.words()
    opened.vault.share()


def test_a_sheet_about_what_is_gone_says_so(opened):
    opened.vault.postpone(opened.case(), "019a0000-0000-7000-8000-000000000000")
    opened.settle()
    assert opened.vault.frame.troubles.sentence


def test_a_small_frame_names_f11_by_its_icon_and_its_way_out_in_words(opened):
    opened.window.resize(1097, 540)
    opened.go(Destination(Place.CASE, opened.case()))
    for _turn in range(2):
        assert "Écran partagé" not in opened.words()
        opened.vault.share()
        opened.settle()
        assert "Quitter l’écran partagé" in opened.words()
        opened.vault.share()
        opened.settle()
