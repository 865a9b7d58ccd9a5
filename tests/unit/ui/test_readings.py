"""Whoever looks at a case is in the log, by whichever door they came (invariant 11); nothing of it is shown (P-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import func, select

from app.services.keys.pause_choices import choose_pin
from app.services.search.topics import Fact
from db.local import AuditEvent
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import NUMBER, second
from ui.destinations import Destination, Place
from ui.palette.sheet import PaletteSheet
from ui.workplace import NoteAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.ui.fixtures import Opened


def readings(opened: Opened, case_id: str | None = None) -> int:
    opened.settle()
    query = select(func.count()).where(AuditEvent.action == "read", AuditEvent.object_id == (case_id or opened.case()))
    with opened.desk.vault.read() as session:
        return session.scalar(query) or 0


def chosen_in(sheet: QDialog) -> None:
    """Name a household in the sheet that stands open."""
    QTest.keyClicks(QApplication.focusWidget(), "bena")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def by_a_note_whose_household_is_named_in_it(opened: Opened) -> None:
    opened.vault.write_note(NoteAsked())
    opened.settle()
    chosen_in(opened.window.findChildren(QDialog)[-1])


def by_a_request_whose_household_is_named_in_it(opened: Opened) -> None:
    opened.vault.take_request(None)
    opened.settle()
    chosen_in(opened.window.findChildren(QDialog)[-1])


def by_a_word_of_the_palette(opened: Opened) -> None:
    opened.vault.search()
    sheet = opened.window.findChild(PaletteSheet)
    QTest.keyClicks(sheet.line, "benali caf")
    sheet.ask()
    assert any(isinstance(one, Fact) for one in sheet._things)


DOORS: dict[str, Callable[[Opened], object]] = {
    **{
        f"the page {place.value}": lambda opened, place=place: opened.go(Destination(place, opened.case()))
        for place in (Place.CASE, Place.DIAGNOSIS, Place.CONTRACT)
    },
    "a note": lambda opened: opened.vault.write_note(NoteAsked(opened.case())),
    "a note that names it": by_a_note_whose_household_is_named_in_it,
    "a request": lambda opened: opened.vault.take_request(opened.case()),
    "a request that names it": by_a_request_whose_household_is_named_in_it,
    "a paper": lambda opened: opened.vault.show_paper(
        opened.case(), DocumentKind.SUPPORT_CONTRACT, Recipient.HOUSEHOLD
    ),
    "an answer of the palette": by_a_word_of_the_palette,
}


@pytest.fixture
def outside(opened) -> Opened:
    """The window on the day: no case is in sight, and that of a visit of the hour was left."""
    opened.go(Destination(Place.TODAY))
    opened.vault.workplace.leave_case()
    return opened


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
def test_every_door_to_a_case_writes_one_reading(outside, door):
    before = readings(outside)
    door(outside)
    assert readings(outside) == before + 1


def test_a_visit_of_a_case_is_one_reading_whatever_is_looked_at_in_it(outside):
    before = readings(outside)
    for place in (Place.CASE, Place.DIAGNOSIS, Place.CASE, Place.CONTRACT):
        outside.go(Destination(place, outside.case()))
    outside.vault.write_note(NoteAsked(outside.case()))
    assert readings(outside) == before + 1


def test_another_case_then_the_first_again_are_three_readings(outside):
    other = outside.desk.exchange.import_document(second()).case_id
    before, before_other = readings(outside), readings(outside, other)
    for case_id in (outside.case(), other, outside.case()):
        outside.go(Destination(Place.CASE, case_id))
    assert readings(outside) == before + 2
    assert readings(outside, other) == before_other + 1


def test_whoever_comes_back_from_a_pause_reads_again(outside):
    outside.vault.workplace.command(lambda: choose_pin(outside.desk.vault, "271828"))
    outside.go(Destination(Place.CASE, outside.case()))
    before = readings(outside)
    outside.window.pause()
    outside.window.resume()
    assert readings(outside) == before + 1


def test_readings_are_told_by_no_screen_of_the_case(outside):
    outside.go(Destination(Place.CASE, outside.case()))
    assert readings(outside) > 0
    kinds = {one.label for one in outside.desk.past.acts.of_case(outside.desk.cases.find(NUMBER))}
    assert "Consultation" not in kinds
