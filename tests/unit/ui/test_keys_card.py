"""« Qui peut ouvrir ce coffre »: three lines, each given and taken away from the settings."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QPushButton

from app.services.keys.device_secrets import BondState
from app.services.keys.escrows import make_organisation_key
from tests.journeys.world import PASSPHRASE
from ui.destinations import Destination, Place
from ui.preferences import keys
from ui.preferences.key_sheets import SecretSheet


@pytest.fixture
def page(opened):
    return opened.go(Destination(Place.SETTINGS))


@pytest.fixture
def key_file(device, tmp_path, monkeypatch):
    made = make_organisation_key("Association Le Pont", device.ids, device.clock).key
    place = tmp_path / "cle.json"
    place.write_bytes(made.file)
    monkeypatch.setattr(keys, "ask_file", lambda *_asked: place)
    return made, place


def sheet(opened) -> SecretSheet:
    return next(one for one in opened.window.findChildren(SecretSheet) if one.isVisible())


def verbs(page) -> set[str]:
    return {one.text() for one in page.findChildren(QPushButton) if one.isVisibleTo(page)}


def test_three_lines_say_who_can_open(opened, page):
    words = opened.words(page)
    for said in (
        "Qui peut ouvrir ce coffre",
        "Phrase de passe",
        "Kit de secours",
        "Organisation",
        "Aucune. Avec sa clé",
    ):
        assert said in words


def test_an_organisation_is_given_a_key_once_its_fingerprint_was_shown(opened, page, key_file):
    made, _place = key_file
    opened.press("Donner une clé…", page)
    asked = sheet(opened)
    assert made.fingerprint in opened.words(asked)
    asked.secret.line.setText("ce n’est pas elle")
    opened.press("Permettre", asked)
    assert opened.desk.escrows.holder() is None
    assert "Ce n’est pas la bonne phrase de passe" in opened.words(asked)
    asked.secret.line.setText(PASSPHRASE)
    opened.press("Permettre", asked)
    assert opened.desk.escrows.holder().fingerprint == made.fingerprint
    assert "Association Le Pont, avec deux de ses trois feuilles" in opened.words(page)
    opened.press("Retirer l’organisation", page)
    assert opened.desk.escrows.holder() is None
    assert "Retirer" not in verbs(page)


def test_any_other_file_is_said_and_asks_nothing(opened, page, key_file):
    key_file[1].write_bytes(b"{}")
    opened.press("Donner une clé…", page)
    assert "n’est pas une clé d’organisation" in opened.words(page)
    assert not [one for one in opened.window.findChildren(SecretSheet) if one.isVisible()]


def test_the_computer_is_asked_too_once_a_kit_was_checked(opened, page):
    opened.press("Demander aussi cet ordinateur…", page)
    asked = sheet(opened)
    asked.secret.line.setText(PASSPHRASE)
    opened.press("Demander", asked)
    assert "il faut d’abord un kit de secours" in opened.words(asked)
    opened.desk.kits.record_check(dt.date(2026, 11, 20))
    opened.press("Demander", asked)
    assert opened.desk.bond.state() is BondState.BOUND
    assert "sur cet ordinateur seulement" in opened.words(page)
    assert "Demander aussi cet ordinateur…" not in verbs(page)
    opened.press("Ne plus demander cet ordinateur…", page)
    asked = sheet(opened)
    asked.secret.line.setText(PASSPHRASE)
    opened.press("Ne plus demander", asked)
    assert opened.desk.bond.state() is BondState.ALONE
