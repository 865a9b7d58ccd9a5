"""« Reporter » and « Porte close »: a slot proposed, whose doing it is, and no blame."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from app.services.visit.appointments import Missed
from app.services.visit.meetings import Slot
from resources.vocabulary import ContactKind, ContactOutcome
from tests.unit.ui.hands import Hands
from ui.destinations import CaseTab, Destination, Place
from ui.kit import theme
from ui.kit.texts import Words
from ui.note.postpone import other_way


@pytest.fixture
def hands(qtbot, opened) -> Hands:
    made = Hands(qtbot, opened)
    opened.go(Destination(Place.CASE, opened.case(), CaseTab.THREAD))
    return made


def meetings(opened):
    return opened.desk.editing.rows(opened.case(), "appointment")


def opens(hands) -> str:
    """Press « Reporter » on the first appointment, one gesture; return its id."""
    first = meetings(hands.opened)[0].id
    hands.gestures += 1
    hands.opened.vault.postpone(hands.opened.case(), first)
    hands.rest()
    return first


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Prévenu par eux", ContactOutcome.CANCELLED_BY_HOUSEHOLD),
        ("Prévenu par nous", ContactOutcome.CANCELLED_BY_WORKER),
    ],
)
def test_an_appointment_is_moved_to_the_slot_proposed_in_two_gestures(hands, words, outcome):
    first = opens(hands)
    assert "mardi 15 décembre à 10\u00a0h\u00a030" in hands.words()
    hands.press(words)
    assert hands.gestures == 2
    assert hands.sheets() == 0
    rows = {one.id: one for one in meetings(hands.opened)}
    assert rows.pop(first).values["outcome"] is outcome
    moved = next(one for one in rows.values() if one.values["moved_from"])
    assert (moved.values["on_day"], moved.values["at_time"]) == (dt.date(2026, 12, 15), dt.time(10, 30))
    assert moved.shown["with_ids"] == "Nadia Benali, Karim Benali"


def test_a_closed_door_before_the_day_is_refused_in_a_sentence_and_the_sheet_stays(hands):
    first = opens(hands)
    hands.press("Porte close")
    hands.reads("prévu le 1er décembre 2026")
    assert hands.sheets() == 1
    assert hands.opened.desk.editing.row(hands.opened.case(), "appointment", first).values["outcome"] is None


def test_a_closed_door_on_the_day_takes_two_gestures(hands, device):
    device.clock.set(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC))
    first = opens(hands)
    hands.press("Porte close")
    assert hands.gestures == 2
    assert hands.sheets() == 0
    outcome = hands.opened.desk.editing.row(hands.opened.case(), "appointment", first).values["outcome"]
    assert outcome is ContactOutcome.CLOSED_DOOR


def test_another_slot_is_typed_and_read_back_before_anything_is_done(hands):
    opens(hands)
    hands.types("jeudi 14h30")
    assert "jeudi 26 novembre à 14\u00a0h\u00a030" in hands.words()
    hands.press("Prévenu par eux")
    assert hands.gestures == 2
    moved = next(one for one in meetings(hands.opened) if one.values["moved_from"])
    assert (moved.values["on_day"], moved.values["at_time"]) == (dt.date(2026, 11, 26), dt.time(14, 30))


def test_a_slot_that_does_not_read_is_said_and_nothing_is_moved(hands):
    first = opens(hands)
    hands.types("bientôt")
    hands.press("Prévenu par eux")
    assert "ne se lit pas comme une date" in hands.words()
    assert hands.sheets() == 1
    assert hands.opened.desk.editing.row(hands.opened.case(), "appointment", first).values["outcome"] is None


def test_a_slot_that_does_not_read_has_the_caret_and_what_is_said_of_it_is_in_sight(hands):
    hands.opened.window.resize(1097, 540)
    hands.opened.window.set_look(theme.ThemeName.LIGHT, 200)
    opens(hands)
    hands.types("bientôt")
    hands.press("Prévenu par eux")
    said = next(one for one in hands.sheet.findChildren(Words) if "ne se lit pas" in one.text())
    assert hands.focus.accessibleName() == "Autre jour ou autre heure"
    assert said.visibleRegion().boundingRect().height() == said.height()
    hands.opened.window.set_look(theme.ThemeName.LIGHT, 100)


def test_without_another_date_the_appointment_is_called_off(hands):
    first = opens(hands)
    count = len(meetings(hands.opened))
    hands.press("Se revoir mardi 15 décembre à 10\u00a0h\u00a030")
    hands.press("Prévenu par nous")
    assert hands.gestures == 3
    rows = {one.id: one for one in meetings(hands.opened)}
    assert rows[first].values["outcome"] is ContactOutcome.CANCELLED_BY_WORKER
    assert len(rows) == count


def test_what_was_done_is_said_and_can_be_taken_back(hands, device):
    device.clock.set(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC))
    first = opens(hands)
    hands.press("Porte close")
    assert "Porte close notée." in hands.opened.words()
    hands.opened.press("Annuler")
    hands.opened.settle()
    assert hands.opened.desk.editing.row(hands.opened.case(), "appointment", first).values["outcome"] is None


def test_escape_moves_nothing(hands):
    first = opens(hands)
    hands.key(Qt.Key.Key_Escape)
    assert hands.opened.desk.editing.row(hands.opened.case(), "appointment", first).values["outcome"] is None


def test_after_three_that_did_not_take_place_another_way_is_worth_a_word(hands):
    desk, case = hands.opened.desk, hands.opened.case()
    for day in (1, 2):
        row_id, _changes = desk.appointments.plan(case, Slot(dt.date(2026, 11, day), dt.time(9)))
        desk.appointments.closed_door(row_id)
    opens(hands)
    assert "Trois rendez-vous manqués\u00a0: et si nous changions d’heure, de lieu, de façon\u00a0?" in hands.words()


def test_meetings_moved_otherwise_are_nobodys_doing():
    assert other_way(Missed(moved_otherwise=9, by_household=2)) == ""
    assert other_way(Missed(by_household=2, by_us=2)).startswith("Plusieurs rendez-vous manqués")


def test_an_appointment_fixed_by_somebody_else_is_not_ours_to_move(hands):
    there = next(one for one in meetings(hands.opened) if one.values["kind"] is ContactKind.ACCOMPANIMENT)
    assert hands.opened.words().count("Reporter") == len(meetings(hands.opened)) - 1
    hands.opened.vault.postpone(hands.opened.case(), there.id)
    hands.rest()
    assert "fixé par d’autres" in hands.words()
    assert "Porte close" not in hands.words()


def test_another_day_half_typed_is_found_again_after_a_pause(hands):
    first = opens(hands)
    hands.types("mard")
    hands.opened.vault.put_away()
    hands.opened.vault.bring_back()
    hands.rest()
    hands.opened.go(Destination(Place.TODAY))
    assert "Rendez-vous à reporter" in hands.opened.words()
    hands.opened.vault.postpone(hands.opened.case(), first)
    hands.rest()
    assert hands.sheet.slot.line.text() == "mard"


def test_a_draft_of_another_day_is_gone_once_the_appointment_is_moved(hands):
    opens(hands)
    hands.types("18 décembre 14h")
    hands.press("Prévenu par nous")
    hands.rest()
    assert hands.opened.desk.drafts.all_found() == ()


def test_a_draft_of_another_day_opens_its_sheet_again_from_the_day(hands):
    opens(hands)
    hands.types("vendr")
    hands.press("Fermer")
    hands.rest()
    page = hands.opened.go(Destination(Place.TODAY))
    page._take_up(hands.opened.desk.drafts.all_found()[0])
    hands.rest()
    assert hands.sheet.slot.line.text() == "vendr"
