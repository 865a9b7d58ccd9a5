"""The keys to know work from everywhere, and Échap closes what is over the page without losing anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.journeys.somebody import Somebody, without_manager
from tests.unit.ui.fixtures import gone, shown
from ui.destinations import Destination, Place
from ui.kit.discretion import discretion

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("own_settings"), without_manager]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def somebody(qtbot, device, filled) -> Iterator[Somebody]:
    made = shown(qtbot, device, filled)
    yield Somebody(qtbot, made)
    gone(made)


EVERYWHERE = [
    Destination(Place.TODAY),
    Destination(Place.PERSONS),
    Destination(Place.PROCEDURES),
    Destination(Place.CASE),
    Destination(Place.DIAGNOSIS),
    Destination(Place.CONTRACT),
    Destination(Place.SETTINGS),
    Destination(Place.HELP),
]


@pytest.mark.parametrize("destination", EVERYWHERE, ids=lambda one: one.place.value)
def test_the_keys_to_know_work_from_everywhere(somebody, destination):
    opened = somebody.opened
    of_case = destination.place in {Place.CASE, Place.DIAGNOSIS, Place.CONTRACT}
    here = replace(destination, case_id=opened.case() if of_case else None)
    opened.go(here)
    for key in (Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_D):
        somebody.key(key, CONTROL)
        assert somebody.sheets() == 1, key
        somebody.key(Qt.Key.Key_Escape)
        assert somebody.sheets() == 0, key
        assert opened.vault.navigator.here == here
    somebody.key(Qt.Key.Key_F9)
    assert discretion().covered
    somebody.key(Qt.Key.Key_F9)
    assert not discretion().covered
    somebody.key(Qt.Key.Key_F11)
    assert opened.vault.workplace.shared is of_case
    if of_case:
        somebody.key(Qt.Key.Key_F11)
    somebody.key(Qt.Key.Key_F1)
    assert opened.vault.navigator.here.place is Place.HELP
    somebody.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.vault.navigator.here.place is (here.place if here.place is not Place.HELP else Place.TODAY)
    somebody.qtbot.keyClick(QApplication.focusWidget() or opened.window, Qt.Key.Key_L, CONTROL)
    assert opened.locked == ["replaced"]


TYPED = "Ce qui est tapé reste"


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_D])
def test_escape_closes_a_sheet_and_what_was_typed_is_found_again(somebody, key):
    somebody.opened.go(Destination(Place.CASE, somebody.opened.case()))
    somebody.key(key, CONTROL)
    somebody.types(TYPED)
    somebody.key(Qt.Key.Key_Escape)
    assert somebody.sheets() == 0
    somebody.opened.go(Destination(Place.TODAY))
    somebody.click("Reprendre")
    fields = somebody.sheet.findChildren(QPlainTextEdit)
    assert TYPED in [one.toPlainText() for one in fields]


def test_escape_in_a_new_case_loses_nothing(somebody):
    somebody.opened.go(Destination(Place.PERSONS))
    somebody.click("Nouveau dossier")
    somebody.types("Samia")
    somebody.key(Qt.Key.Key_Escape)
    assert somebody.sheets() == 0
    somebody.opened.go(Destination(Place.TODAY))
    somebody.click("Reprendre")
    assert "Samia" in [one.text() for one in somebody.sheet.findChildren(QLineEdit)]
