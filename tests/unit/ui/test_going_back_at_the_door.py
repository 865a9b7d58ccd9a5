"""Before any vault is open: a damaged, missing or unwanted vault goes back to a backup, by keyboard alone."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QPushButton

from app.services.keys.inside_settings import PAUSE_MINUTES
from app.services.keys.tries import Tries
from tests.journeys.world import PASSPHRASE
from tests.unit.ui.test_entry import stand_before  # noqa: F401 -- a fixture
from ui.entry import going_back
from ui.kit import theme

BACK = "Revenir à une sauvegarde…"
DAY = "Sauvegarde\u00a0: 20 novembre 2026 à"


@pytest.fixture
def backed(device, filled):
    """A vault with a backup of the morning, which went on since."""
    with device.open(filled) as desk:
        desk.backups.make()
    device.clock.advance(hours=2)
    with device.open(filled) as desk:
        desk.settings.set(PAUSE_MINUTES, 9)
    return filled


def day_named(visitor) -> str:
    visitor.qtbot.waitUntil(
        lambda: any(one.accessibleName().startswith(DAY) for one in visitor.entrance.findChildren(QPushButton)),
        timeout=20_000,
    )
    return next(
        one.accessibleName()
        for one in visitor.entrance.findChildren(QPushButton)
        if one.accessibleName().startswith(DAY)
    )


def goes_back(visitor) -> None:
    visitor.presses(day_named(visitor))
    visitor.types(PASSPHRASE)
    visitor.enter()
    visitor.reads("elle est intacte")
    visitor.reads("1 dossier")
    visitor.enter()


def test_a_vault_goes_back_to_the_morning_by_keyboard_alone(stand_before, backed):  # noqa: F811
    visitor = stand_before(backed)
    visitor.presses(BACK)
    goes_back(visitor)
    desk = visitor.desk()
    assert desk.settings.get(PAUSE_MINUTES) == 5
    assert [one.kind.value for one in desk.backups.all()].count("replaced") == 1


def test_the_newest_is_chosen_already_and_its_passphrase_asked(stand_before, backed):  # noqa: F811
    visitor = stand_before(backed)
    visitor.presses(BACK)
    day_named(visitor)
    visitor.types(PASSPHRASE)
    visitor.enter()
    visitor.reads("elle est intacte")


def test_a_damaged_vault_is_told_and_goes_back(stand_before, backed):  # noqa: F811
    for name in ("palier.keys", "palier.keys.1"):
        (backed / name).write_bytes(b"abc")
    visitor = stand_before(backed).comes()
    visitor.reads("clés")
    visitor.presses(BACK)
    goes_back(visitor)
    assert visitor.desk().cases.find("2026-0142")


def test_a_damaged_database_goes_back(stand_before, backed):  # noqa: F811
    (backed / "palier.db").write_bytes(bytes(8192))
    visitor = stand_before(backed)
    visitor.presses(BACK)
    goes_back(visitor)
    assert visitor.desk().cases.find("2026-0142")


def test_a_vault_that_has_gone_while_its_backups_stayed_leads_there_by_itself(stand_before, backed):  # noqa: F811
    for path in backed.glob("palier.*"):
        path.unlink()
    visitor = stand_before(backed)
    goes_back(visitor)
    assert visitor.desk().cases.find("2026-0142")


def test_a_new_computer_begins_from_a_stick(stand_before, device, backed, tmp_path, monkeypatch):  # noqa: F811
    stick = tmp_path / "clé"
    stick.mkdir()
    with device.open(backed) as desk:
        desk.backups.make(stick)
    shutil.rmtree(backed)
    monkeypatch.setattr(going_back, "ask_folder", lambda *_asked: stick)
    visitor = stand_before(tmp_path / "neuf")
    visitor.presses(BACK)
    visitor.reads("Il n’y a pas de sauvegarde")
    visitor.presses("Chercher dans un autre dossier…")
    goes_back(visitor)
    assert visitor.desk().vault.folder == tmp_path / "neuf"


def test_the_kit_of_that_day_does_when_the_passphrase_is_lost(stand_before, device, filled):  # noqa: F811
    kit = " ".join(device.vaults.make_kit(filled, PASSPHRASE).groups)
    with device.open(filled) as desk:
        desk.backups.make()
    visitor = stand_before(filled)
    visitor.presses(BACK)
    visitor.presses(day_named(visitor))
    visitor.presses("Avec le kit de secours")
    visitor.types(kit)
    visitor.presses("Voir ce qu’elle contient")
    visitor.reads("elle est intacte")
    visitor.enter()
    visitor.reads("Le coffre est revenu au")
    device.vaults.open_with_kit(filled, kit).close()


def test_a_wrong_passphrase_is_counted_there_too(stand_before, device, backed):  # noqa: F811
    visitor = stand_before(backed)
    visitor.presses(BACK)
    visitor.presses(day_named(visitor))
    visitor.types("une autre phrase")
    visitor.enter()
    visitor.reads("Ce n’est pas la phrase de passe de cette sauvegarde")
    assert Tries(backed, device.clock).wrong() == 1
    visitor.enter()
    visitor.reads("Nouvel essai dans 1 seconde")
    assert Tries(backed, device.clock).wrong() == 1


def test_any_other_folder_is_said(stand_before, backed, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(going_back, "ask_folder", lambda *_asked: tmp_path)
    visitor = stand_before(backed)
    visitor.presses(BACK)
    day_named(visitor)
    visitor.presses("Chercher dans un autre dossier…")
    visitor.reads("Il n’y a pas de sauvegarde dans")
    visitor.presses("Retour")
    visitor.reads("Ouvrir le coffre")


@pytest.mark.parametrize(("width", "height", "percent"), [(1097, 540, 100), (1097, 540, 200), (640, 480, 150)])
def test_everything_is_reached_on_a_small_screen(stand_before, backed, qtbot, width, height, percent):  # noqa: F811
    visitor = stand_before(backed)
    theme.apply(theme.ThemeName.LIGHT, percent)
    visitor.entrance.stand_before(backed)
    visitor.entrance.resize(width, height)
    visitor.presses(BACK)
    goes = day_named(visitor)
    visitor.presses(goes)
    visitor.types(PASSPHRASE)
    visitor.enter()
    visitor.reads("elle est intacte")
    for made in visitor.entrance.findChildren(QPushButton):
        if made.isVisible():
            left = made.mapTo(visitor.entrance, made.rect().topLeft()).x()
            assert left >= 0
            assert left + made.width() <= width
            assert made.height() >= 44
    theme.apply(theme.ThemeName.LIGHT, 100)
