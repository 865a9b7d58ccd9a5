"""Somebody knows the passphrase: from the settings to the lock screen, and to an open vault, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.journeys.world import PASSPHRASE
from tests.unit.ui.test_entry import stand_before  # noqa: F401 -- a fixture
from ui.destinations import Destination, Place
from ui.kit.sheets import Sheet
from ui.preferences.making_again import MakeAgainSheet

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


@pytest.fixture
def renewed(stand_before, device, filled):  # noqa: F811
    """Somebody who went all the way, up to the paper of the kit."""
    with device.open(filled) as desk:
        desk.backups.make()
    visitor = stand_before(filled)
    visitor.presses("Quelqu’un connaît ma phrase")
    visitor.types("une autre phrase")
    visitor.enter()
    visitor.reads("Ce n’est pas la bonne phrase de passe")
    device.clock.advance(seconds=5)
    visitor.types(PASSPHRASE)
    visitor.enter()
    visitor.reads("Sept mots tirés au hasard")
    visitor.tabs_to("Comment choisir la phrase de passe\u00a0: Sept mots tirés au hasard")
    visitor.key(Qt.Key.Key_Right)
    visitor.key(Qt.Key.Key_Space)
    visitor.tabs_to("Ma phrase de passe")
    visitor.types(NEW)
    visitor.enter()
    visitor.reads("Retapez-la")
    visitor.types(NEW)
    visitor.enter()
    visitor.reads("Votre kit de secours")
    return visitor


def test_from_the_old_phrase_to_an_open_vault_by_keyboard_alone(renewed, device, filled):
    renewed.presses("Plus tard")
    desk = renewed.desk()
    assert "2 sauvegardes s’ouvrent encore avec l’ancienne phrase" in renewed.entrance.to_say
    assert desk.kits.made_on() is not None
    desk.close()
    device.vaults.open(filled, NEW).close()


def test_a_window_closed_before_the_kit_leaves_a_vault_that_opens(renewed, device, filled):
    renewed.entrance.leave()
    device.vaults.open(filled, NEW).close()


def test_the_settings_say_why_a_change_of_phrase_does_not_do_and_lock(opened):
    page = opened.go(Destination(Place.SETTINGS))
    opened.press("Quelqu’un la connaît…", page)
    asked = next(one for one in opened.window.findChildren(Sheet) if one.isVisible())
    assert "une copie plus ancienne du coffre s’ouvre encore" in opened.words(asked)
    opened.press("Verrouiller", asked)
    opened.settle()
    assert opened.locked == ["replaced"]


def test_backups_of_the_old_phrase_are_named_before_they_are_made_again(opened):
    opened.desk.backups.make()
    opened.desk.kits.change_passphrase(PASSPHRASE, NEW)
    page = opened.go(Destination(Place.SETTINGS))
    assert "1 sauvegarde s’ouvre encore avec une phrase de passe d’avant" in opened.words(page)
    opened.press("Refaire et supprimer les anciennes…", page)
    asked = next(one for one in opened.window.findChildren(MakeAgainSheet) if one.isVisible())
    assert "20 novembre 2026 à 10" in opened.words(asked)
    opened.press("Refaire et supprimer", asked)
    assert opened.desk.backups.opened_otherwise() == ()
    assert "phrase de passe d’avant" not in opened.words(page)
