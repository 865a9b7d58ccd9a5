"""Long works in the window: in sight where they were asked for, stopped where that is safe, said where it is not."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton
from typing_extensions import override

from app.errors import Cancelled
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import PASSPHRASE, second, written
from tests.unit.ui.fixtures import PATIENCE, texts
from tests.unit.ui.test_entry import stand_before  # noqa: F401 -- a fixture
from ui.destinations import Destination, Place
from ui.entry.going_back import GoingBack
from ui.entry.step import Step
from ui.kit.discretion import discretion
from ui.kit.going_on import GoingOn
from ui.papers.sheet import PaperSheet
from ui.preferences.going_back import GoBackSheet
from ui.preferences.making_again import MakeAgainSheet
from ui.tasks import LONG_WORKERS

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


@pytest.fixture
def page(opened):
    return opened.go(Destination(Place.SETTINGS))


@contextmanager
def disk_held(desk):
    """Let nothing be written in a vault meanwhile: a disk that does not answer."""
    held, let_go = threading.Event(), threading.Event()

    def work(_raw) -> None:
        held.set()
        let_go.wait(PATIENCE / 1000)

    holding = threading.Thread(target=lambda: desk.vault.maintain(work))
    holding.start()
    held.wait(PATIENCE / 1000)
    try:
        yield
    finally:
        let_go.set()
        holding.join()


def click(words, within):
    """Press a button and wait for nothing."""
    made = [one for one in within.findChildren(QPushButton) if one.isVisible() and one.text() == words]
    made[-1].click()


def shown(qtbot, within) -> GoingOn:
    """Return what goes on, once it is in sight."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in within.findChildren(GoingOn)), timeout=PATIENCE)
    return next(one for one in within.findChildren(GoingOn) if one.isVisible())


def sheet(opened, kind):
    return next(one for one in opened.window.findChildren(kind) if one.isVisible())


WORKS = [
    ("Sauvegarder maintenant", "Sauvegarde en cours…"),
    ("Contrôler", "Contrôle en cours…"),
    ("Importer un dossier…", "Import en cours…"),
]


@pytest.fixture
def file_to_import(monkeypatch, tmp_path):
    place = written(tmp_path / "autre.json", second())
    monkeypatch.setattr("ui.preferences.files.ask_file", lambda *_asked: place)


@pytest.mark.parametrize(("asked", "said"), WORKS)
def test_a_long_work_is_in_sight_and_stopped_by_the_keyboard(opened, page, file_to_import, qtbot, asked, said):
    before = len(opened.desk.cases.all(opened.desk.today()))
    pressed = next(one for one in page.findChildren(QPushButton) if one.text() == asked)
    with disk_held(opened.desk):
        pressed.setFocus()
        pressed.click()
        going_on = shown(qtbot, page)
        assert said in opened.words(going_on)
        assert going_on.bar.accessibleName() == said
        assert QApplication.focusWidget() is going_on.stop_button
        qtbot.keyClick(going_on.stop_button, Qt.Key.Key_Space)
    opened.settle()
    assert not going_on.isVisible()
    assert QApplication.focusWidget() is pressed
    assert opened.desk.backups.all() == ()
    assert len(opened.desk.cases.all(opened.desk.today())) == before
    assert not any(words in opened.words(page) for words in ("Tout est sain", "dossier enregistré"))
    opened.press(asked, page)
    assert opened.desk.backups.all() or any(one in opened.words(page) for one in ("Tout est sain", "enregistré"))


class Seen(QObject):
    """Keeps whether a widget was ever shown."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.ever = False
        widget.installEventFilter(self)

    @override
    def eventFilter(self, _watched, event) -> bool:
        self.ever = self.ever or event.type() == QEvent.Type.Show
        return False


@pytest.mark.parametrize(("asked", "said"), WORKS)
def test_what_is_quick_never_flashes(opened, page, file_to_import, monkeypatch, asked, said):
    monkeypatch.setattr("ui.kit.going_on.SOON_MS", PATIENCE)  # of a machine that has other work
    seen = [Seen(one) for one in page.findChildren(GoingOn)]
    bars = [Seen(one) for one in opened.vault.frame.status.findChildren(QProgressBar)]
    opened.press(asked, page)
    assert seen
    assert not any(one.ever for one in seen + bars)


def test_a_work_left_behind_goes_on_in_the_status_line(opened, page, qtbot):
    status = opened.vault.frame.status
    with disk_held(opened.desk):
        click("Contrôler", page)
        shown(qtbot, page)
        assert "Contrôle en cours…" not in opened.words(status)
        opened.vault.go(Destination(Place.HELP))
        qtbot.waitUntil(lambda: "Contrôle en cours…" in opened.words(status), timeout=PATIENCE)
        assert status.findChild(QProgressBar).isVisible()
    opened.settle()
    assert "Contrôle en cours…" not in opened.words(status)


def test_the_bar_goes_by_real_steps_and_only_says_that_it_goes_on_without_them(opened, page, qtbot):
    going_on = page.findChild(GoingOn)
    at, steps = threading.Event(), threading.Event()

    def work(progress) -> None:
        at.wait(PATIENCE / 1000)
        progress.tell(1, 4)
        steps.wait(PATIENCE / 1000)

    going_on.run("Essai", work, lambda _none: None, lambda _fault: None)
    assert going_on.bar.maximum() == 0
    at.set()
    qtbot.waitUntil(lambda: (going_on.bar.value(), going_on.bar.maximum()) == (1, 4), timeout=PATIENCE)
    steps.set()
    opened.settle()


def test_a_work_that_ended_before_it_heard_says_what_it_did(opened, page):
    told = []
    going_on = page.findChild(GoingOn)

    def work(progress) -> None:
        progress.decide()
        going_on.progress.cancel()
        progress.tell(1, 1)

    going_on.run("Essai", work, told.append, told.append)
    opened.settle()
    assert told == [None]


def test_what_was_stopped_before_it_was_decided_is_never_decided(opened, page):
    told = []
    going_on = page.findChild(GoingOn)

    def work(progress) -> None:
        progress.cancel()
        progress.decide()

    going_on.run("Essai", work, told.append, told.append)
    opened.settle()
    assert isinstance(told[0], Cancelled)


def test_backups_are_not_made_again_when_one_stops_in_time(opened, page, qtbot):
    opened.desk.backups.make()
    opened.desk.kits.change_passphrase(PASSPHRASE, NEW)
    page = opened.go(Destination(Place.SETTINGS))
    opened.press("Refaire et supprimer les anciennes…", page)
    asked = sheet(opened, MakeAgainSheet)
    with disk_held(opened.desk):
        click("Refaire et supprimer", asked)
        shown(qtbot, asked)
        qtbot.keyClick(asked, Qt.Key.Key_Escape)
    opened.settle()
    assert len(opened.desk.backups.opened_otherwise()) == 1
    assert asked.isVisible()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert not asked.isVisible()


def test_once_a_new_backup_is_made_the_former_ones_go_and_why_is_said(opened, page, qtbot):
    opened.press("Revenir à une sauvegarde…", page)
    sheet(opened, GoBackSheet).reject()
    asked = MakeAgainSheet(opened.vault.workplace)
    asked.open()
    removing = threading.Event()

    def work(progress) -> None:
        progress.decide()
        removing.wait(PATIENCE / 1000)

    asked.going_on.run("Sauvegarde en cours…", work, asked._made, asked._missed)
    shown(qtbot, asked)
    qtbot.waitUntil(lambda: "jusqu’au bout" in opened.words(asked), timeout=PATIENCE)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert asked.isVisible()
    assert [one.isEnabled() for one in asked.findChildren(QPushButton) if one.text() == "Annuler"][-1] is False
    removing.set()
    opened.settle()
    assert not any(one.isVisible() for one in opened.window.findChildren(MakeAgainSheet))


def test_going_back_is_not_stopped_once_begun_and_says_why(opened, page, qtbot):
    opened.press("Sauvegarder maintenant", page)
    opened.press("Revenir à une sauvegarde…", page)
    asked = sheet(opened, GoBackSheet)
    qtbot.mouseClick(asked.days.buttons()[0], Qt.MouseButton.LeftButton)
    opened.settle()
    qtbot.keyClicks(asked.secret.line, PASSPHRASE)
    let_go = threading.Event()
    opened.vault.tasks.command(lambda: let_go.wait(PATIENCE / 1000))
    click("Revenir à cette sauvegarde", asked)
    shown(qtbot, asked)
    assert "Retour à la sauvegarde…" in opened.words(asked)
    let_go.set()
    qtbot.waitUntil(lambda: opened.locked == ["replaced"], timeout=PATIENCE)


def test_a_print_is_stopped_from_the_sheet_of_its_paper(opened, tmp_path, qtbot):
    opened.vault.show_paper(opened.case(), DocumentKind.SUPPORT_CONTRACT, Recipient.HOUSEHOLD)
    opened.settle()
    asked = sheet(opened, PaperSheet)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    asked.ask_printer = lambda _parent: printer
    let_go = threading.Event()
    for _worker in range(LONG_WORKERS):
        opened.vault.tasks.fetch(lambda: let_go.wait(PATIENCE / 1000), lambda _none: None)
    asked.print.click()
    going_on = shown(qtbot, asked)
    assert "Impression" in opened.words(going_on)
    qtbot.mouseClick(going_on.stop_button, Qt.MouseButton.LeftButton)
    let_go.set()
    opened.settle()
    assert not going_on.isVisible()
    assert "C’est parti à l’imprimante" not in opened.words()


def test_covered_a_long_work_says_what_it_is_and_nothing_private(opened, page, file_to_import, qtbot):
    discretion().cover(True)
    with disk_held(opened.desk):
        click("Importer un dossier…", page)
        going_on = shown(qtbot, page)
        assert opened.words(going_on).splitlines() == ["Import en cours…", "Annuler"]
        assert going_on.stop_button.accessibleName() == "Annuler\u00a0: Import en cours…"
    opened.settle()


def test_a_pause_takes_a_work_off_the_page_and_its_answer_is_dropped(opened, page, qtbot):
    with disk_held(opened.desk):
        click("Contrôler", page)
        shown(qtbot, page)
        opened.vault.navigator.close()
        assert opened.vault.tasks.going_on
    opened.settle()
    assert not opened.vault.tasks.going_on


def test_waiting_at_the_door_shows_that_it_goes_on_and_why_a_new_key_is_not_stopped(stand_before, filled, qtbot):  # noqa: F811
    visitor = stand_before(filled)
    step = visitor.entrance.findChild(Step)
    left = []
    step.back_by("Retour", lambda: left.append(True))
    step.wait("Nouvelle clé du coffre…", to_its_end="Une fois décidé, cela va jusqu’au bout.")
    assert not step.going_on.isVisible()
    qtbot.waitUntil(step.going_on.isVisible, timeout=PATIENCE)
    assert step.going_on.bar.maximum() == 0
    assert "cela va jusqu’au bout" in "\n".join(texts(step.going_on))
    assert not step.going_on.stop_button.isVisible()
    qtbot.keyClick(step, Qt.Key.Key_Escape)
    assert not left
    step.wait("")
    assert not step.going_on.isVisible()
    qtbot.keyClick(step, Qt.Key.Key_Escape)
    assert left


def test_the_reading_of_a_backup_is_stopped_at_the_door_by_echap(stand_before, device, filled, qtbot):  # noqa: F811
    with device.open(filled) as desk:
        desk.backups.make()
    visitor = stand_before(filled)
    visitor.presses("Revenir à une sauvegarde…")
    visitor.reads("20 novembre 2026 à")
    step = next(one for one in visitor.entrance.findChildren(GoingBack) if one.isVisible())
    qtbot.mouseClick(step.days.buttons()[0], Qt.MouseButton.LeftButton)
    let_go = threading.Event()
    step._door.tasks.command(lambda: let_go.wait(PATIENCE / 1000))
    qtbot.keyClicks(step.secret.line, PASSPHRASE)
    step._look.click()
    qtbot.waitUntil(step.going_on.isVisible, timeout=PATIENCE)
    assert QApplication.focusWidget() is step.going_on.stop_button
    qtbot.keyClick(step.going_on.stop_button, Qt.Key.Key_Escape)
    let_go.set()
    qtbot.waitUntil(lambda: not step.going_on.isVisible(), timeout=PATIENCE)
    visitor.does_not_read("elle est intacte")
    assert step._look.isEnabled()
    step._look.click()
    visitor.reads("elle est intacte")
