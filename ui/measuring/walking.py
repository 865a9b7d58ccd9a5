"""A walk through the whole window with every event timed: places, lists, search, cases, sheets (review I)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from resources.vocabulary import DiagnosisPoint, DocumentKind
from ui.destinations import CaseTab, Destination, Place
from ui.measuring.acting import go, is_there, leave, take_back, type_words, window_key
from ui.measuring.opened import live, open_window, settle
from ui.measuring.walking_further import further_steps
from ui.measuring.watching import WatchedApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ui.shell.open_vault import OpenVault
    from ui.shell.window import Window

    Step = tuple[str, Callable[[], object]]

LEAST_MS = 30.0  # quicker events are not told
CASES = (0, 1, 2500, 4999)  # rows of the list that are opened
WORDS, WHOLE = "gar", "G-000001"
CONTROL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
WHEEL = QPoint(0, -240)


def walk(folder: Path) -> dict[str, Any]:
    """Walk through the window over a vault of the benchmark.

    Returns:
        How many events were handled, the slow ones, and the steps that could not be made.
    """
    application = WatchedApplication(["palier"], LEAST_MS)
    application.step = "open"
    window = open_window(folder)
    missed: list[str] = []
    for name, step in _steps(window):
        application.step = name
        try:
            step()
        except LookupError:
            missed.append(name)
        _rest(window)
    slow = sorted(application.slow, key=lambda one: -one.cpu_ms)
    window.close()  # not told: once it is asked for, nobody looks at the window any more
    return {"events": application.count, "slow": [one.as_document() for one in slow], "missed": missed}


def _steps(window: Window) -> Iterator[Step]:
    assert window.vault is not None  # noqa: S101 -- it is open
    vault = window.vault
    yield "rest", lambda: live(1)
    for place in (Place.TODAY, Place.PERSONS, Place.PROCEDURES, Place.SETTINGS, Place.HELP):
        yield place.value, partial(go, vault, Destination(place))
    yield from _list_steps(window, vault)
    for row, case_id in _cases(vault):
        yield from _case_steps(window, vault, row, case_id)
    yield from _sheet_steps(window)
    yield from further_steps(window, vault, _whole(vault))
    yield "mask", partial(window_key, window, Qt.Key.Key_F9)
    yield "unmask", partial(window_key, window, Qt.Key.Key_F9)
    yield "small", partial(window.resize, 1097, 540)
    yield "large", partial(window.resize, 1366, 768)


def _list_steps(window: Window, vault: OpenVault) -> Iterator[Step]:
    yield "list", partial(go, vault, Destination(Place.PERSONS))
    yield "list words", partial(type_words, WORDS)
    yield "list words taken back", partial(take_back, len(WORDS))
    yield "list wheel", partial(_wheel, window)
    yield "list end", partial(_in_list, window, Qt.Key.Key_End)
    yield "list home", partial(_in_list, window, Qt.Key.Key_Home)
    for turn in range(6):
        yield f"list page {turn}", partial(_in_list, window, Qt.Key.Key_PageDown)


def _case_steps(window: Window, vault: OpenVault, row: int, case_id: str) -> Iterator[Step]:
    yield f"case {row} opened", partial(go, vault, Destination(Place.CASE, case_id))
    if row:
        return
    for tab in CaseTab:
        yield f"case {tab.value}", partial(go, vault, Destination(Place.CASE, case_id, tab))
    yield "diagnosis", partial(go, vault, Destination(Place.DIAGNOSIS, case_id))
    point = DiagnosisPoint.FINANCIAL_SITUATION.value
    yield "diagnosis point", partial(go, vault, Destination(Place.DIAGNOSIS, case_id, point))
    yield "contract", partial(go, vault, Destination(Place.CONTRACT, case_id))
    yield "signing", partial(go, vault, Destination(Place.SIGNING, case_id, DocumentKind.SUPPORT_CONTRACT.value))
    yield "case again", partial(go, vault, Destination(Place.CASE, case_id))
    yield "shared", partial(window_key, window, Qt.Key.Key_F11)
    yield "no longer shared", partial(window_key, window, Qt.Key.Key_F11)


def _whole(vault: OpenVault) -> str:
    """Return a case that holds everything."""
    return vault.desk.cases.find(WHOLE)


def _sheet_steps(window: Window) -> Iterator[Step]:
    for name, module, key, words in (
        ("palette", "ui.palette.sheet", Qt.Key.Key_K, "garnier caf"),
        ("note", "ui.note.sheet", Qt.Key.Key_N, "Elle dit que tout va bien. ! appeler la CAF"),
        ("request", "ui.request.sheet", Qt.Key.Key_D, ""),
    ):
        if is_there(module):
            yield f"{name} opened", partial(window_key, window, key, CONTROL)
            yield f"{name} typed in", partial(type_words, words)
            yield f"{name} left", partial(leave, window)


def _cases(vault: OpenVault) -> list[tuple[int, str]]:
    today, listing = vault.desk.today(), vault.desk.listing
    found = []
    for row in CASES:
        lines = listing.page(today, first=row).lines
        found += [(row, line.case_id) for line in lines[:1]]
    return found


def _list(window: Window) -> QListView:
    found = [one for one in window.findChildren(QListView) if one.isVisible() and one.model().rowCount()]
    if not found:
        raise LookupError("list")
    return found[0]


def _in_list(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(_list(window), key)


def _wheel(window: Window) -> None:
    view = _list(window).viewport()
    at = QPointF(view.rect().center())
    for _turn in range(30):
        whole = QPointF(view.mapToGlobal(at.toPoint()))
        phase = Qt.ScrollPhase.NoScrollPhase
        none, keys = Qt.MouseButton.NoButton, PLAIN
        QApplication.sendEvent(view, QWheelEvent(at, whole, QPoint(), WHEEL, none, keys, phase, False))
        QApplication.processEvents()


def _rest(window: Window) -> None:
    live(0.2)
    settle(window)
