"""In front of a household that signs: the whole screen, the course, the paper, the way back, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from resources.vocabulary import DocumentKind
from tests.unit.ui.test_signing import by_mouse, wave
from ui.destinations import CaseTab, Destination, Place
from ui.kit import theme

if TYPE_CHECKING:
    from tests.unit.ui.fixtures import Opened
    from ui.signing.pad import Pad

CONTRACT = DocumentKind.SUPPORT_CONTRACT.value
FULL, MAXIMISED = Qt.WindowState.WindowFullScreen, Qt.WindowState.WindowMaximized
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
COURSE = {
    "Dire comment il a été lu",
    "Signer plutôt sur papier",
    "Je ne signe pas aujourd’hui",
    "C’est signé, au suivant",
    "Effacer",
    "Cadre pour signer",
}
PAPER = {"Le document à signer", "Relire le document", "Revenir à la signature", "Page précédente", "Page suivante"}
PAPER |= {"Agrandir la page", "Réduire la page"}
WAY_BACK = {"Revenir au dossier", "Masquer", "Pause"}


def at_pad(opened: Opened) -> Pad:
    """Come to the pad of the first signatory."""
    page = opened.go(Destination(Place.SIGNING, opened.case(), CONTRACT))
    opened.press("Passer à la signature")
    return page.course.signature.pad


def here(opened: Opened) -> tuple[Place, str | None]:
    found = opened.vault.navigator.here
    assert found is not None
    return found.place, found.case_id


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)()


def in_sight(opened: Opened) -> set[str]:
    """Return what may be pressed, by its name."""
    return {name_of(one) for one in opened.window.findChildren(QPushButton) if one.isVisible()}


def reached(opened: Opened, qtbot) -> set[str]:
    """Return all that Tab comes to, all around the window."""
    with qtbot.waitActive(opened.window):
        opened.window.activateWindow()
    found: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in found:
        found.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return {name_of(one) for one in found}


def test_nothing_but_the_course_the_paper_and_the_way_back_is_pressed_or_reached(opened_unsigned, qtbot):
    at_pad(opened_unsigned)
    for turn in ("Relire le document", "Revenir à la signature"):
        assert in_sight(opened_unsigned) <= COURSE | PAPER | WAY_BACK
        assert reached(opened_unsigned, qtbot) <= COURSE | PAPER | WAY_BACK
        assert in_sight(opened_unsigned) >= WAY_BACK
        opened_unsigned.press(turn)


def test_elsewhere_places_and_gestures_are_there_again(opened_unsigned):
    before = opened_unsigned.go(Destination(Place.CASE, opened_unsigned.case(), CaseTab.PAPERS))
    there = in_sight(opened_unsigned)
    assert {"Personnes", "Nouvelle note", "Écran partagé"} <= there
    at_pad(opened_unsigned)
    opened_unsigned.press("Revenir au dossier")
    assert before.isVisible()
    assert in_sight(opened_unsigned) >= {"Personnes", "Nouvelle note", "Écran partagé"}


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_K, CONTROL),
        (Qt.Key.Key_N, CONTROL),
        (Qt.Key.Key_D, CONTROL),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_no_key_opens_anything_over_a_signature(opened_unsigned, key, held):
    pad = at_pad(opened_unsigned)
    by_mouse(pad, wave(pad))
    QTest.keyClick(pad, key, held)
    opened_unsigned.settle()
    assert not [one for one in opened_unsigned.window.findChildren(QDialog) if one.isVisible()]
    assert here(opened_unsigned) == (Place.SIGNING, opened_unsigned.case())
    assert not pad.blank


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Left, ALT), (Qt.Key.Key_Escape, Qt.KeyboardModifier(0))])
def test_keys_that_go_back_ask_first_and_lead_to_no_list_of_households(opened_unsigned, key, held):
    opened_unsigned.go(Destination(Place.PERSONS))
    pad = at_pad(opened_unsigned)
    by_mouse(pad, wave(pad))
    QTest.keyClick(pad, key, held)
    assert "n’est pas encore une signature" in opened_unsigned.words()
    assert not pad.blank
    opened_unsigned.press("Partir sans signer")
    assert here(opened_unsigned) == (Place.CASE, opened_unsigned.case())
    opened_unsigned.vault.escape()
    assert here(opened_unsigned)[0] is Place.PERSONS  # never back in front of the pad


@pytest.mark.parametrize("before", [Qt.WindowState.WindowNoState, MAXIMISED, FULL])
def test_signing_takes_the_whole_screen_and_leaves_the_window_as_it_was(opened_unsigned, before):
    window = opened_unsigned.window
    window.setWindowState(before)
    opened_unsigned.settle()
    size = window.size()
    at_pad(opened_unsigned)
    assert window.windowState() & FULL
    opened_unsigned.press("Revenir au dossier")
    assert window.windowState() == before
    assert window.size() == size


def test_going_on_to_another_paper_keeps_the_whole_screen(opened_unsigned):
    at_pad(opened_unsigned)
    opened_unsigned.go(Destination(Place.SIGNING, opened_unsigned.case(), DocumentKind.MUTUAL_COMMITMENTS.value))
    assert opened_unsigned.window.windowState() & FULL
    opened_unsigned.press("Revenir au dossier")
    assert not opened_unsigned.window.windowState() & FULL


def test_who_left_the_whole_screen_by_hand_is_not_led_elsewhere_after(opened_unsigned):
    opened_unsigned.window.setWindowState(MAXIMISED)
    at_pad(opened_unsigned)
    opened_unsigned.window.setWindowState(Qt.WindowState.WindowNoState)
    opened_unsigned.press("Revenir au dossier")
    assert opened_unsigned.window.windowState() == Qt.WindowState.WindowNoState


def test_a_pause_gives_the_screen_back_until_one_comes_back(opened_unsigned):
    window = opened_unsigned.window
    at_pad(opened_unsigned)
    opened_unsigned.vault.put_away()
    assert not window.windowState() & FULL
    opened_unsigned.vault.bring_back()
    opened_unsigned.settle()
    assert window.windowState() & FULL
    assert "Personnes" not in in_sight(opened_unsigned)
    opened_unsigned.press("Revenir au dossier")
    assert not window.windowState() & FULL


def test_a_shared_screen_stays_shared_through_a_signing(opened_unsigned):
    case_id = opened_unsigned.case()
    opened_unsigned.go(Destination(Place.CASE, case_id))
    opened_unsigned.vault.set_shared(True)
    pad = at_pad(opened_unsigned)
    QTest.keyClick(pad, Qt.Key.Key_F11)
    assert opened_unsigned.vault.workplace.shared
    opened_unsigned.press("Revenir au dossier")
    assert opened_unsigned.vault.workplace.shared
    assert "Personnes" not in in_sight(opened_unsigned)
    QTest.keyClick(opened_unsigned.window, Qt.Key.Key_F11)
    assert "Personnes" in in_sight(opened_unsigned)


def test_f11_at_the_pad_shares_what_comes_after(opened_unsigned):
    pad = at_pad(opened_unsigned)
    by_mouse(pad, wave(pad))
    QTest.keyClick(pad, Qt.Key.Key_F11)
    assert not pad.blank
    assert "Personnes" not in in_sight(opened_unsigned)
    pad.wipe()
    opened_unsigned.press("Revenir au dossier")
    assert "Personnes" not in in_sight(opened_unsigned)


def test_names_are_covered_and_the_screen_paused_from_where_one_signs(opened_unsigned):
    pad = at_pad(opened_unsigned)
    opened_unsigned.press("Masquer")
    assert "Nadia" not in opened_unsigned.words()
    opened_unsigned.press("Montrer")
    opened_unsigned.press("Pause")  # without a PIN, a lock
    assert opened_unsigned.locked == ["replaced"]
    assert pad is not None


@pytest.mark.parametrize(
    ("size", "percent", "share"),
    [((1366, 768), 100, 0.65), ((1097, 540), 100, 0.5), ((1366, 768), 200, 0.45), ((1920, 1080), 100, 0.75)],
)
def test_the_pad_takes_the_width_and_nearly_all_of_the_height(opened_unsigned, size, percent, share):
    pad = at_pad(opened_unsigned)
    opened_unsigned.window.set_look(theme.ThemeName.LIGHT, percent)
    opened_unsigned.window.resize(*size)
    opened_unsigned.settle()
    assert pad.width() >= size[0] - 40
    assert pad.height() >= share * size[1]
    page = opened_unsigned.vault.navigator.page(Place.SIGNING)
    assert page.area.verticalScrollBar().maximum() == 0


def test_the_paper_is_one_press_away_and_the_ink_stays(opened_unsigned):
    pad = at_pad(opened_unsigned)
    opened_unsigned.window.resize(1366, 768)
    opened_unsigned.settle()
    page = opened_unsigned.vault.navigator.page(Place.SIGNING)
    assert not page.paper.isVisible()
    by_mouse(pad, wave(pad))
    before = pad.ink()
    opened_unsigned.press("Relire le document")
    assert page.paper.isVisible()
    assert pad.isVisible()
    opened_unsigned.press("Revenir à la signature")
    assert not page.paper.isVisible()
    assert [len(one) for one in pad.ink().strokes] == [len(one) for one in before.strokes]
    assert pad.ink().width == pytest.approx(before.width, rel=0.02)


def test_the_paper_stands_beside_all_else(opened_unsigned):
    opened_unsigned.window.resize(1366, 768)
    page = opened_unsigned.go(Destination(Place.SIGNING, opened_unsigned.case(), CONTRACT))
    opened_unsigned.window.resize(1366, 768)
    assert page.paper.isVisible()
    opened_unsigned.press("Passer à la signature")
    opened_unsigned.press("Signer plutôt sur papier")
    assert page.paper.isVisible()
