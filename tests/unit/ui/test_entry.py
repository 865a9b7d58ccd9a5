from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.services.keys.tries import Tries
from app.settings import DeviceSettings, KnownVault, load
from tests.journeys.world import PASSPHRASE
from tests.unit.ui.fixtures import texts
from ui.entry import unlock
from ui.entry.entrance import Entrance
from ui.kit import theme
from ui.kit.paper import PaperView
from ui.kit.reading import ReadingSheet
from ui.shell.window import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.desk import Desk
    from tests.journeys.world import Device


class Visitor:
    """Somebody before the entrance: reads, types, presses; no mouse unless said."""

    def __init__(self, qtbot, entrance: Entrance) -> None:
        self.qtbot = qtbot
        self.entrance = entrance
        self.desks: list[Desk] = []
        entrance.opened.connect(self.desks.append)

    def reads(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in "\n".join(texts(self.entrance)), timeout=20_000)

    def does_not_read(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words not in "\n".join(texts(self.entrance)), timeout=20_000)

    def comes(self) -> Visitor:
        """Touch a key that types nothing, as whoever wakes a screen does."""
        self.qtbot.keyClick(self.entrance, Qt.Key.Key_Shift)
        return self

    def types(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget(), key)

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return)

    def tabs_to(self, words: str) -> QWidget:
        """Move the focus by Tab to what is called so."""
        for _turn in range(60):
            focused = QApplication.focusWidget()
            if focused is not None and words in {focused.accessibleName(), getattr(focused, "text", str)()}:
                return focused
            self.qtbot.keyClick(focused or self.entrance, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never leads to « {words} »")

    def presses(self, words: str) -> None:
        self.tabs_to(words)
        self.key(Qt.Key.Key_Space)

    def desk(self) -> Desk:
        self.qtbot.waitUntil(lambda: bool(self.desks), timeout=20_000)
        return self.desks[0]


@pytest.fixture
def stand_before(qtbot, device: Device) -> Iterator:
    """Return what puts somebody before a folder."""
    made: list[Visitor] = []

    def before(folder: Path, settings: DeviceSettings | None = None) -> Visitor:
        theme.apply(theme.ThemeName.LIGHT)
        entrance = Entrance(device.app, folder, settings or DeviceSettings())
        entrance.setMinimumSize(*SMALLEST)
        qtbot.addWidget(entrance)
        entrance.resize(1366, 768)
        with qtbot.waitActive(entrance):
            entrance.show()
        visitor = Visitor(qtbot, entrance)
        made.append(visitor)
        return visitor

    yield before
    for one in made:
        for desk in one.desks:
            desk.close()
        one.entrance.leave()


def test_the_passphrase_opens_the_vault_by_keyboard_alone(stand_before, empty):
    visitor = stand_before(empty)
    visitor.types(PASSPHRASE)
    visitor.enter()
    assert visitor.desk().vault.folder == empty


def test_an_opened_vault_is_known_by_its_initials_and_never_by_a_name(stand_before, empty, own_settings):
    visitor = stand_before(empty)
    visitor.types(PASSPHRASE)
    visitor.enter()
    desk = visitor.desk()
    assert load().vaults == (KnownVault(empty.absolute(), desk.initials),)
    assert "Morel" not in own_settings.read_text("utf-8")


def test_a_wrong_passphrase_says_so_and_what_was_typed_can_be_corrected(stand_before, empty):
    visitor = stand_before(empty)
    visitor.types("autre chose")
    visitor.enter()
    visitor.reads("Ce n’est pas la bonne phrase de passe.")
    assert QApplication.focusWidget().selectedText() or QApplication.focusWidget().text() == "autre chose"


def test_wrong_passphrases_slow_the_window_down_and_are_counted_over_starts(stand_before, device, empty, monkeypatch):
    monkeypatch.setattr(unlock, "SECOND_MS", 1)
    visitor = stand_before(empty)
    visitor.types("autre chose")
    visitor.enter()
    visitor.reads("Nouvel essai dans 1 seconde.")
    device.clock.advance(seconds=1)
    visitor.does_not_read("Nouvel essai")
    visitor.enter()
    visitor.reads("Nouvel essai dans 2 secondes.")
    stand_before(empty).comes().reads("Nouvel essai dans 2 secondes.")


def test_while_it_waits_the_window_tries_nothing(stand_before, device, empty):
    for _turn in range(9):
        Tries(empty, device.clock).failed()
    visitor = stand_before(empty)
    visitor.types(PASSPHRASE)
    visitor.enter()
    visitor.reads("Nouvel essai dans 60 secondes.")
    visitor.enter()
    visitor.entrance._door.tasks.settle()
    assert not visitor.desks


def test_opening_forgets_the_wrong_passphrases_and_says_them_once(stand_before, device, empty):
    Tries(empty, device.clock).failed()
    device.clock.advance(seconds=1)
    visitor = stand_before(empty)
    visitor.types(PASSPHRASE)
    visitor.enter()
    visitor.desk()
    assert "Une phrase de passe fausse a été essayée" in visitor.entrance.to_say
    assert Tries(empty, device.clock).wrong() == 0


def test_the_passphrase_is_covered_until_it_is_shown(stand_before, empty):
    visitor = stand_before(empty)
    visitor.types("sept mots")
    line = QApplication.focusWidget()
    assert line.displayText() != "sept mots"
    visitor.presses("Afficher ce qui est tapé")
    assert line.displayText() == "sept mots"


def test_locked_capitals_are_told(stand_before, empty):
    visitor = stand_before(empty)
    visitor.types("a")
    visitor.does_not_read("Les majuscules sont verrouillées.")
    visitor.qtbot.keyClick(QApplication.focusWidget(), "B", Qt.KeyboardModifier.NoModifier)
    visitor.reads("Les majuscules sont verrouillées.")


def test_a_vault_in_use_is_told_in_one_sentence_and_stays_to_be_opened(stand_before, device, empty):
    with device.open(empty):
        visitor = stand_before(empty)
        visitor.types(PASSPHRASE)
        visitor.enter()
        visitor.reads("Ce coffre est déjà ouvert sur cet ordinateur.")
    visitor.enter()
    visitor.desk()


def test_a_damaged_vault_is_told_before_anything_is_typed(stand_before, empty):
    for name in ("palier.keys", "palier.keys.1"):
        (empty / name).write_bytes(b"rien de bon")
    stand_before(empty).comes().reads("Le fichier de clés de")


def test_before_nobody_the_program_is_not_even_loaded(stand_before, empty):
    visitor = stand_before(empty)
    visitor.qtbot.wait(1)
    assert visitor.entrance._door._app is None
    visitor.comes().entrance.settle()
    assert visitor.entrance._door._app is not None


def test_an_entrance_left_before_its_first_picture_asks_for_nothing(stand_before, empty):
    visitor = stand_before(empty)
    visitor.entrance._arrive()
    visitor.entrance.leave()
    visitor.entrance._arrive()


def test_a_kept_folder_of_a_cloud_is_told(stand_before, device, tmp_path):
    folder = device.create(tmp_path / "coffre").rename(tmp_path / "Nextcloud")
    stand_before(folder).comes().reads("est partagé ou copié en ligne")


def test_vaults_of_one_computer_are_chosen_by_initials(stand_before, device, empty, tmp_path):
    other = device.create(tmp_path / "autre")
    settings = DeviceSettings(vaults=(KnownVault(empty.absolute(), "CM"), KnownVault(other.absolute(), "HB")))
    visitor = stand_before(empty, settings)
    visitor.tabs_to("À qui est le coffre\u00a0: CM")
    visitor.key(Qt.Key.Key_Right)
    visitor.key(Qt.Key.Key_Space)
    visitor.tabs_to("Phrase de passe")
    visitor.types(PASSPHRASE)
    visitor.enter()
    assert visitor.desk().vault.folder == other.absolute()


def test_the_kit_opens_when_the_passphrase_is_lost_and_another_one_takes_its_place(stand_before, device, empty):
    kit = device.vaults.make_kit(empty, PASSPHRASE)
    visitor = stand_before(empty)
    visitor.presses("J’ai perdu ma phrase de passe")
    visitor.types("-".join(kit.groups).lower())
    visitor.presses("Ouvrir")
    visitor.reads("Votre phrase de passe")
    visitor.reads("En proposer d’autres")
    visitor.qtbot.waitUntil(lambda: len(_offered(visitor).split()) == 7)
    words = _offered(visitor)
    visitor.tabs_to("Continuer")
    visitor.enter()
    visitor.types(words)
    visitor.enter()
    visitor.desk().close()
    device.vaults.open(empty, words).close()


def test_a_slip_in_the_code_of_the_kit_names_its_group(stand_before, device, empty):
    kit = device.vaults.make_kit(empty, PASSPHRASE)
    groups = [*kit.groups]
    groups[3] = ("3" if groups[3].startswith("2") else "2") + groups[3][1:]  # one wrong sign is always seen
    visitor = stand_before(empty)
    visitor.presses("J’ai perdu ma phrase de passe")
    visitor.types(" ".join(groups))
    visitor.presses("Ouvrir")
    visitor.reads("Le groupe 4 contient une faute de frappe.")
    visitor.key(Qt.Key.Key_Escape)
    visitor.reads("Ouvrir le coffre")


def _offered(visitor: Visitor) -> str:
    step = visitor.entrance._stack.currentWidget().step()
    return step.choice.passphrase


def _begin(visitor: Visitor) -> str:
    """Go by keyboard from the welcome to the kit with seven words; returns them."""
    visitor.reads("Bienvenue")
    visitor.enter()
    visitor.reads("Qui vous êtes")
    visitor.types("Claire Morel")
    visitor.tabs_to("Votre association")
    visitor.types("Association Toit et Liens")
    visitor.enter()
    visitor.reads("Votre phrase de passe")
    visitor.qtbot.waitUntil(lambda: len(_offered(visitor).split()) == 7)
    words = _offered(visitor)
    visitor.tabs_to("Continuer")
    visitor.enter()
    visitor.reads("Retapez-la")
    visitor.types(words)
    visitor.enter()
    visitor.reads("Votre kit de secours")
    return words


def test_the_last_step_of_a_first_run_is_whole_on_a_small_screen(stand_before, tmp_path):
    visitor = stand_before(tmp_path / "coffre")
    visitor.entrance.resize(1097, 540)
    _begin(visitor)
    visitor.presses("Plus tard")
    visitor.reads("Pause et affichage")
    visitor.qtbot.waitUntil(lambda: visitor.entrance._stack.currentWidget().step().too_high <= 0)


def test_a_first_run_leads_from_an_empty_folder_to_an_open_vault_by_keyboard_alone(stand_before, device, tmp_path):
    folder = tmp_path / "coffre"
    visitor = stand_before(folder)
    words = _begin(visitor)
    kit = visitor.entrance._stack.currentWidget().step().kit
    visitor.presses("C’est imprimé\u00a0: vérifier")
    visitor.reads("Vérifier la feuille")
    for part in visitor.entrance._stack.currentWidget().step().groups.lines():
        visitor.tabs_to(f"Groupe {part}")
        visitor.types(kit.groups[part - 1])
    visitor.enter()
    visitor.reads("Pause et affichage")
    visitor.types("271828")
    visitor.tabs_to("Le même code")
    visitor.types("271828")
    visitor.enter()
    desk = visitor.desk()
    assert (desk.initials, desk.kits.made_on() is not None, desk.kits.checked_on() is not None) == ("CM", True, True)
    desk.close()
    device.vaults.open(folder, words).close()


def test_the_kit_and_the_pin_can_wait(stand_before, tmp_path):
    visitor = stand_before(tmp_path / "coffre")
    _begin(visitor)
    visitor.presses("Plus tard")
    visitor.reads("Pause et affichage")
    visitor.presses("Ouvrir Palier")
    desk = visitor.desk()
    assert desk.kits.made_on() is not None
    assert desk.kits.checked_on() is None
    assert "Votre kit de secours reste à vérifier" in visitor.entrance.to_say


def test_the_kit_is_printed_or_kept_before_it_is_checked(stand_before, tmp_path, monkeypatch):
    visitor = stand_before(tmp_path / "coffre")
    _begin(visitor)
    monkeypatch.setattr("ui.kit.recovery.save_copy", lambda *_asked: True)
    by_words = {one.text(): one for one in visitor.entrance.findChildren(QPushButton) if one.isVisible()}
    printing, checking = by_words["Imprimer…"], by_words["C’est imprimé\u00a0: vérifier"]
    assert (printing.property("kind"), checking.property("kind")) == ("accent", "plain")
    assert QApplication.focusWidget() is printing
    visitor.presses("Enregistrer le PDF…")
    assert (printing.property("kind"), checking.property("kind")) == ("plain", "accent")
    assert QApplication.focusWidget() is checking
    visitor.enter()
    visitor.reads("Vérifier la feuille")


def test_the_gestures_of_the_kit_are_in_sight_on_a_small_screen(stand_before, tmp_path, qtbot):
    visitor = stand_before(tmp_path / "coffre")
    visitor.entrance.resize(1097, 540)
    _begin(visitor)
    qtbot.wait(0)
    for made in visitor.entrance.findChildren(QPushButton):
        if made.isVisible() and made.text() in {
            "Imprimer…",
            "Voir le kit",
            "C’est imprimé\u00a0: vérifier",
            "Plus tard",
            "Retour",
        }:
            assert made.mapTo(visitor.entrance, made.rect().bottomLeft()).y() < 540, made.text()


@pytest.mark.parametrize("size", [(1097, 540), (1366, 768)])
def test_the_sheet_of_the_kit_is_large_enough_to_be_looked_at_or_opens_whole(stand_before, tmp_path, qtbot, size):
    visitor = stand_before(tmp_path / "coffre")
    visitor.entrance.resize(*size)
    _begin(visitor)
    qtbot.wait(0)
    small = visitor.entrance.findChild(PaperView).area
    assert not small.isVisible() or small.viewport().height() > 150
    opens = visitor.tabs_to("Voir le kit")
    visitor.key(Qt.Key.Key_Space)
    sheet = visitor.entrance.findChild(ReadingSheet)
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    assert sheet.view.area.viewport().height() > 0.5 * size[1]
    visitor.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    visitor.entrance.activateWindow()
    qtbot.waitUntil(visitor.entrance.isActiveWindow)
    assert QApplication.focusWidget() is opens


def test_a_group_that_is_not_of_the_paper_is_told_and_nothing_is_checked(stand_before, tmp_path):
    visitor = stand_before(tmp_path / "coffre")
    _begin(visitor)
    visitor.presses("C’est imprimé\u00a0: vérifier")
    visitor.reads("Vérifier la feuille")
    visitor.types("ZZZZZ")
    visitor.enter()
    visitor.reads("Ce n’est pas le groupe")


def test_going_back_loses_nothing_and_another_passphrase_takes_the_place_of_the_first(stand_before, device, tmp_path):
    folder = tmp_path / "coffre"
    visitor = stand_before(folder)
    _begin(visitor)
    visitor.key(Qt.Key.Key_Escape)
    visitor.reads("Votre phrase de passe")
    first = _offered(visitor)
    visitor.presses("En proposer d’autres")
    visitor.qtbot.waitUntil(lambda: _offered(visitor) != first)
    second = _offered(visitor)
    visitor.key(Qt.Key.Key_Escape)
    visitor.reads("Claire Morel")
    visitor.tabs_to("Continuer")
    visitor.enter()
    visitor.tabs_to("Continuer")
    visitor.enter()
    visitor.types(second)
    visitor.enter()
    visitor.reads("Votre kit de secours")
    visitor.presses("Plus tard")
    visitor.presses("Ouvrir Palier")
    visitor.desk().close()
    device.vaults.open(folder, second).close()


def test_a_weak_passphrase_is_told_why_and_kept_only_on_purpose(stand_before, device, tmp_path):
    folder = tmp_path / "coffre"
    visitor = stand_before(folder)
    visitor.enter()
    visitor.enter()
    visitor.tabs_to("Comment choisir la phrase de passe\u00a0: Sept mots tirés au hasard")
    visitor.key(Qt.Key.Key_Right)
    visitor.key(Qt.Key.Key_Space)
    visitor.tabs_to("Ma phrase de passe")
    visitor.types("soleil2024")
    visitor.enter()
    visitor.reads("Facile à deviner\u00a0:")
    visitor.presses("Garder quand même")
    visitor.reads("Retapez-la")
    visitor.types("soleil2025")
    visitor.enter()
    visitor.reads("Ce n’est pas la même.")
    visitor.entrance._stack.currentWidget().step().secret.clear()
    visitor.types("soleil2024")
    visitor.enter()
    visitor.reads("Votre kit de secours")
    visitor.entrance.leave()
    device.vaults.open(folder, "soleil2024").close()


def test_what_is_protected_is_one_gesture_away(stand_before, tmp_path):
    visitor = stand_before(tmp_path / "coffre")
    visitor.does_not_read("Ce qui ne l’est pas")
    visitor.presses("Ce qui est protégé, et ce qui ne l’est pas")
    visitor.reads("Ce qui ne l’est pas")


def test_trying_without_risk_opens_imaginary_families_and_leaves_the_computer_as_it_was(
    stand_before, tmp_path, monkeypatch
):
    monkeypatch.setattr("ui.entry.first_run.demonstration_folder", lambda: tmp_path / "demonstration")
    visitor = stand_before(tmp_path / "coffre")
    visitor.presses("Essayer sans risque")
    assert visitor.desk().demonstration
    assert load().vaults == ()
    visitor.desk().close()
    again = stand_before(tmp_path / "demonstration").comes()
    again.qtbot.waitUntil(lambda: bool(QApplication.focusWidget().text()))
    again.enter()
    again.desk()


def test_a_folder_without_a_vault_is_told_when_one_is_opened(stand_before, tmp_path, monkeypatch):
    (tmp_path / "vide").mkdir()
    monkeypatch.setattr("ui.entry.welcome.ask_folder", lambda *_asked: tmp_path / "vide")
    visitor = stand_before(tmp_path / "coffre")
    visitor.presses("Ouvrir un coffre qui existe")
    visitor.reads("Il n’y a pas de coffre dans")


def test_a_vault_that_exists_is_opened_from_the_welcome(stand_before, empty, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.entry.welcome.ask_folder", lambda *_asked: empty)
    visitor = stand_before(tmp_path / "autre")
    visitor.presses("Ouvrir un coffre qui existe")
    visitor.reads("Phrase de passe")
    visitor.types(PASSPHRASE)
    visitor.enter()
    visitor.desk()


def test_a_vault_is_not_made_where_files_are_copied_online_and_the_sentence_says_so(stand_before, tmp_path):
    visitor = stand_before(tmp_path / "Nextcloud" / "coffre")
    visitor.enter()
    visitor.enter()
    visitor.qtbot.waitUntil(lambda: len(_offered(visitor).split()) == 7)
    words = _offered(visitor)
    visitor.tabs_to("Continuer")
    visitor.enter()
    visitor.types(words)
    visitor.enter()
    visitor.reads("est partagé ou copié en ligne")


@pytest.mark.parametrize(("width", "height", "percent"), [(1097, 540, 100), (1097, 540, 200), (640, 480, 150)])
def test_every_gesture_of_the_lock_screen_is_reached_on_a_small_screen(
    stand_before, empty, qtbot, width, height, percent
):
    visitor = stand_before(empty)
    theme.apply(theme.ThemeName.LIGHT, percent)
    visitor.entrance.stand_before(empty)
    visitor.entrance.resize(width, height)
    qtbot.wait(0)
    for made in visitor.entrance.findChildren(QPushButton):
        if made.isVisible():
            left = made.mapTo(visitor.entrance, made.rect().topLeft()).x()
            assert left >= 0
            assert left + made.width() <= width
            assert made.height() >= 44
    theme.apply(theme.ThemeName.LIGHT, 100)
