"""Somebody leaves in mid-sentence: nothing typed is lost, nothing of the case stays readable, all is found again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.services.keys.pause_choices import choose_pin
from resources.vocabulary import DocumentKind
from tests.journeys.somebody import Somebody, before, pads, wave, without_manager
from tests.journeys.world import PASSPHRASE
from tests.unit.ui.fixtures import Opened, gone, shown
from ui.destinations import Destination, Place
from ui.entry.pause import PauseScreen
from ui.shell.idle import ANNOUNCED_MS
from ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("own_settings"), without_manager]
PIN = "271828"
TYPED = "Elle dit que le loyer d’octobre est"
PRIVATE = ("Benali", "Nadia", "Karim", "Lilas", "1 753,30", "loyer d’octobre", "2026-0142")


@pytest.fixture
def somebody(qtbot, device, unsigned, monkeypatch) -> Iterator[Somebody]:
    """A worker who chose a code for pauses."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _one: True)  # the screen without a screen never knows
    made = shown(qtbot, device, unsigned)
    made.vault.workplace.command(lambda: choose_pin(made.desk.vault, PIN))
    made.settle()
    yield Somebody(qtbot, made)
    gone(made)
    QApplication.clipboard().clear()


def to_point(one: Somebody) -> None:
    one.opened.go(Destination(Place.DIAGNOSIS, one.opened.case(), "financial_situation"))
    one.click("Ce que dit le ménage", QPlainTextEdit)
    one.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)


def to_talk(one: Somebody) -> None:
    one.opened.go(Destination(Place.DIAGNOSIS, one.opened.case(), "talk"))
    one.click("Notes libres", QPlainTextEdit)


def to_note(one: Somebody) -> None:
    one.opened.go(Destination(Place.CASE, one.opened.case()))
    one.chord(Qt.Key.Key_N)


def to_request(one: Somebody) -> None:
    one.opened.go(Destination(Place.CASE, one.opened.case()))
    one.chord(Qt.Key.Key_D)


def to_contract(one: Somebody) -> None:
    one.opened.go(Destination(Place.CONTRACT, one.opened.case()))
    one.click("Avec les mots du ménage", QPlainTextEdit)


def to_new_case(one: Somebody) -> None:
    one.opened.go(Destination(Place.PERSONS))
    one.click("Nouveau dossier")


def to_household(one: Somebody) -> None:
    """A sheet that lists private things, with a private thing typed over it."""
    one.opened.go(Destination(Place.CASE, one.opened.case()))
    one.click("Ménage")
    one.key(Qt.Key.Key_Escape)
    one.chord(Qt.Key.Key_N)


TYPING: dict[str, Callable[[Somebody], None]] = {
    "a point": to_point,
    "talking first": to_talk,
    "a note": to_note,
    "a request": to_request,
    "the contract": to_contract,
    "a new case": to_new_case,
    "after another sheet": to_household,
}


def readable(window: QWidget) -> list[str]:
    """Return the private words that eyes, screen readers, a paste or the window's title could still give."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the program's own loop does at once
    found = [f"clipboard {QApplication.clipboard().text()}"]
    for one in (*QApplication.topLevelWidgets(), *window.findChildren(QWidget)):
        found += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.windowTitle()]
        for name in ("text", "toPlainText", "currentText", "placeholderText"):
            read = getattr(one, name, None)
            if callable(read):
                found.append(str(read()))
    everything = [one.replace("\u00a0", " ") for one in found]
    return [one for one in everything if any(word in one for word in PRIVATE)]


def kept(opened: Opened) -> str:
    """Return every text the vault holds of what was typed: drafts, and what became a command."""
    desk = opened.desk
    texts = [one.typed.text for one in desk.drafts.all_found()]
    view = desk.diagnosing.diagnosis(opened.case(), desk.today())
    contract = desk.contracting.contract(opened.case(), desk.today())
    return "\n".join((*texts, repr(view.points), repr(contract.objectives)))


def pauses(one: Somebody) -> None:
    """Press Ctrl+L, copying what is chosen first."""
    one.chord(Qt.Key.Key_L)
    one.qtbot.waitUntil(lambda: one.opened.window.findChild(PauseScreen) is not None)


def leaves(one: Somebody) -> None:
    """Let time pass without a key: the window announces it, then pauses."""
    idle = one.opened.window._idle
    idle._wait.timeout.emit()
    assert idle._last.isActive()
    assert idle._last.interval() == ANNOUNCED_MS
    idle._last.timeout.emit()
    one.qtbot.waitUntil(lambda: one.opened.window.findChild(PauseScreen) is not None)


def resumes(one: Somebody) -> None:
    """Type the code."""
    one.qtbot.keyClicks(one.opened.window.findChild(PauseScreen), PIN)
    one.qtbot.waitUntil(lambda: one.opened.window.findChild(PauseScreen) is None)
    one.rest()


@pytest.mark.parametrize("away", [pauses, leaves])
@pytest.mark.parametrize("where", TYPING)
def test_a_pause_in_mid_sentence_leaves_nothing_to_read_and_loses_nothing(somebody, where, away):
    TYPING[where](somebody)
    somebody.types(TYPED)
    somebody.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    somebody.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    somebody.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert readable(somebody.opened.window)  # the look itself sees something before
    away(somebody)
    assert readable(somebody.opened.window) == []
    assert TYPED in kept(somebody.opened)
    resumes(somebody)
    assert TYPED in kept(somebody.opened)


@pytest.mark.parametrize("where", TYPING)
def test_a_lock_in_mid_sentence_shows_the_prompt_again_and_all_is_found(somebody, device, qtbot, where):
    TYPING[where](somebody)
    somebody.types(TYPED)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, keys)
    assert somebody.opened.locked == ["replaced"]
    assert readable(somebody.opened.window) == []
    again = before(device, somebody.opened.desk.vault.folder)
    other = Somebody(qtbot, again)
    other.sees("Ouvrir le coffre")
    assert isinstance(other.focus, QLineEdit)
    assert readable(again.window) == []
    other.types(PASSPHRASE)
    other.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.window.vault is not None, timeout=20_000)
    again.desk = again.vault.desk
    other.rest()
    assert TYPED in kept(again)
    gone(again)


def test_a_signature_half_drawn_is_dropped_said_and_never_kept(somebody):
    opened = somebody.opened
    opened.go(Destination(Place.SIGNING, opened.case(), "support_contract"))
    somebody.click("Passer à la signature")
    pad = next(pads(somebody.front))
    somebody.stroke(pad, wave(pad), lifted=False)
    assert not pad.blank
    pauses(somebody)
    assert readable(opened.window) == []
    assert not list(pads(opened.window))
    resumes(somebody)
    somebody.sees("Avant de signer")
    assert "n’a pas été gardé" in somebody.all_words()
    paper = opened.desk.kept_papers.to_sign(DocumentKind.SUPPORT_CONTRACT, opened.case(), today=opened.desk.today())
    assert not paper.signed


@dataclass
class Found:
    """What stands where one comes back."""

    text: str
    caret: int


def test_after_a_pause_the_caret_is_where_it_was_in_a_text_of_the_page(somebody):
    to_talk(somebody)
    somebody.types(TYPED)
    for _turn in range(4):
        somebody.key(Qt.Key.Key_Left)
    pauses(somebody)
    resumes(somebody)
    field = somebody.focus
    assert isinstance(field, QPlainTextEdit)
    assert Found(field.toPlainText(), field.textCursor().position()) == Found(TYPED, len(TYPED) - 4)


def test_a_window_is_all_there_is(somebody):
    """No other window of ours stays behind a pause."""
    to_note(somebody)
    pauses(somebody)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible() and not isinstance(one, Window)] == []


def test_a_sheet_closed_long_ago_is_gone_and_leaves_no_draft_at_a_pause(somebody):
    to_new_case(somebody)
    somebody.types("Samia")
    somebody.click("Ouvrir le dossier")
    somebody.sees("premier contact")
    pauses(somebody)
    somebody.opened.settle()
    assert somebody.opened.desk.drafts.all_found() == ()
