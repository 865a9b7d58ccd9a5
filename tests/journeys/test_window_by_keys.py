"""From an empty folder to a signed contract with the keyboard alone: Tab, arrows, Enter, Échap; no mouse is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from typing_extensions import override

from tests.journeys.somebody import Somebody, before, without_manager
from tests.journeys.test_window_contract import approve, contract, first_run, new_case, printer, talk_and_sort
from tests.unit.ui.fixtures import gone
from ui.kit import theme
from ui.shell.window import FIRST_SIZE
from ui.signing.pad import Pad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPoint

    from tests.unit.ui.fixtures import Opened

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(600), pytest.mark.usefixtures("own_settings"), without_manager]

LOOKS = {"small": ((1097, 540), 100), "large letters": (FIRST_SIZE, 200), "both": ((1097, 540), 200)}
MOST_TABS = 150


class Typist(Somebody):
    """Whoever has no mouse: what is pressed is walked to, and seen when one is there."""

    @override
    def press_on(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.walk_to(widget)
        self.sees_where_one_is()
        self.qtbot.keyClick(widget, Qt.Key.Key_Return)
        self.rest()

    @override
    def writes(self, field: str, text: str, nth: int = 0) -> None:
        self._count(field)
        self.walk_to(self.control(field, nth=nth))
        self.sees_where_one_is()
        self.types(text)

    @override
    def picks(self, field: str, words: str) -> None:
        """Open a list with an arrow, walk down it, and choose with Enter."""
        self._count(f"{field}\u00a0: {words}")
        box = self.control(field, QComboBox)
        assert isinstance(box, QComboBox)
        self.walk_to(box)
        self.qtbot.keyClick(box, Qt.Key.Key_Down)
        self.qtbot.waitUntil(box.view().isVisible)
        for _line in range(box.count()):
            if words in box.itemText(box.view().currentIndex().row()):
                break
            down = box.view().currentIndex().row() < box.count() - 1
            self.qtbot.keyClick(box.view(), Qt.Key.Key_Down if down else Qt.Key.Key_Home)
        self.qtbot.keyClick(box.view(), Qt.Key.Key_Return)
        self.rest()

    @override
    def draws(self, pad: Pad, strokes: int = 1, width: int = 200, height: int = 40) -> None:
        raise AssertionError("nobody signs with a keyboard")

    def walk_to(self, wanted: QWidget) -> None:
        """Press Tab until the focus is there, arrows inside a choice among a few."""
        walked = []
        for _turn in range(MOST_TABS):
            here = QApplication.focusWidget() or self.front
            if here is wanted:
                return
            walked.append(f"{type(here).__name__} « {here.accessibleName()} »")
            self.qtbot.keyClick(here, Qt.Key.Key_Right if beside(here, wanted) else Qt.Key.Key_Tab)
        raise AssertionError(f"no key leads to « {wanted.accessibleName()} » from {walked[:60]}")

    def sees_where_one_is(self) -> None:
        """What has the focus is named, and in sight."""
        here = self.focus
        assert here.accessibleName(), here
        assert not here.visibleRegion().isEmpty(), f"{here.accessibleName()} is out of sight"


def beside(here: QWidget, wanted: QWidget) -> bool:
    """Tell whether both are of one exclusive choice, where arrows lead."""
    if not isinstance(here, QAbstractButton) or not isinstance(wanted, QAbstractButton):
        return False
    if here.group() is not None:
        return here.group() is wanted.group() and here.group().exclusive()
    return here.autoExclusive() and wanted.autoExclusive() and here.parent() is wanted.parent()


@pytest.fixture(params=LOOKS)
def opened(qtbot, device, tmp_path, request) -> Iterator[Opened]:
    """The window before an empty folder: on a small screen, with large letters, both."""
    made = before(device, tmp_path / "coffre", *LOOKS[request.param])
    yield made
    gone(made)
    theme.apply(theme.ThemeName.LIGHT)


@pytest.fixture
def typist(qtbot, opened, monkeypatch, tmp_path) -> Typist:
    monkeypatch.setattr("ui.signing.page.ask_printer", lambda _parent: printer(tmp_path))
    made = Typist(qtbot, opened)
    made.folder = tmp_path
    return made


def sign_on_paper(one: Typist) -> None:
    """Each adult and the association sign by hand the paper that was printed."""
    one.click("Signer")
    one.sees("Avant de signer")
    one.click("Comment le document a-t-il été lu\u00a0?\u00a0: Lu ensemble")
    one.click("Comment savons-nous qui signe\u00a0?\u00a0: Connue du service")
    for rank in range(1, 4):
        one.sees(f"Signature {rank} sur 3")
        assert isinstance(one.focus, Pad)
        one.click("Signer plutôt sur papier")
        one.sees_where_one_is()
        one.click("C’est signé sur papier")
    one.sees("Tout le monde a signé")


def test_from_an_empty_folder_to_a_signed_contract_without_a_mouse(typist):
    first_run(typist, kit=False)
    new_case(typist)
    talk_and_sort(typist)
    approve(typist)
    contract(typist)
    sign_on_paper(typist)
    typist.key(Qt.Key.Key_Escape)
    typist.sees("Contrat")
