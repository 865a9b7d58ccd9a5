"""Aujourd’hui: at most seven lines, what was begun found again, what another household asks never shown to this one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt

from app.services.drafts import Typed
from app.services.procedures.requests import Follow, NewRequest
from app.services.visit.meetings import Slot
from app.services.visit.notes import NewNote
from resources.vocabulary import Channel, ContactKind
from tests.unit.ui.fixtures import Opened, gone, shown
from tests.unit.ui.hands import Hands
from ui.destinations import Destination, Place
from ui.forms.sheet import Asked, RowSheet
from ui.kit.cards import Row
from ui.today import view_model
from ui.today.page import TodayPage

TODAY = dt.date(2026, 11, 20)


def today(opened: Opened) -> TodayPage:
    opened.desk.figures.refresh_some(TODAY)
    page = opened.go(Destination(Place.TODAY))
    assert isinstance(page, TodayPage)
    return page


def test_the_day_is_said_as_people_say_it():
    assert view_model.heading(TODAY) == "Vendredi 20 novembre"
    assert view_model.heading(dt.date(2026, 12, 1)) == "Mardi 1er décembre"


def test_what_the_court_waits_for_comes_before_everything_and_one_line_a_household(opened):
    page = today(opened)
    words = opened.words(page)
    assert words.count("Famille Benali") == 1
    assert "2 décembre 2026" in words  # what must reach the judge before the hearing
    opened.go(view_model.destination_of(opened.desk.day.view(TODAY).lines[0]))
    assert opened.vault.navigator.here.detail == "home_and_money"


def test_an_appointment_says_its_hour_and_begins_its_note(opened):
    slot = Slot(TODAY, dt.time(16, 30), 60, ContactKind.HOME_VISIT)
    opened.desk.appointments.plan(opened.case(), slot)
    words = opened.words(today(opened))
    assert "16\u00a0h\u00a030" in words
    assert "Commencer" in words
    assert "Reporter" in words


def test_a_visit_nobody_wrote_of_is_still_there_the_days_after_until_its_note_is_kept(qtbot, opened):
    slot = Slot(TODAY - dt.timedelta(days=2), dt.time(16, 30), 60, ContactKind.HOME_VISIT)
    opened.desk.appointments.plan(opened.case(), slot)
    page = today(opened)
    assert "18 novembre · à écrire · 2\u00a0j" in opened.words(page)
    opened.go(Destination(Place.CASE, opened.case()))
    assert "à écrire · 2\u00a0j" in opened.words()
    today(opened)
    opened.press("Écrire la note\u00a0: 18 novembre 2026")
    hands = Hands(qtbot, opened)
    hands.rest()
    hands.types("Loyer payé.")
    hands.chord(Qt.Key.Key_Return)
    hands.rest()
    assert "à écrire" not in opened.words(today(opened))
    (note,) = [one for one in opened.desk.editing.rows(opened.case(), "contact") if one.values["on_day"] == slot.on]
    assert opened.desk.editing.rows(opened.case(), "contact_passage", note.id)[0].values["text"] == "Loyer payé."


def test_an_appointment_fixed_by_a_court_is_not_offered_to_be_moved(opened):
    slot = Slot(TODAY, dt.time(16, 30), 60, ContactKind.ACCOMPANIMENT, "Tribunal judiciaire de Lille")
    opened.desk.appointments.plan(opened.case(), slot)
    words = opened.words(today(opened))
    assert "Commencer" in words
    assert "Reporter" not in words


def test_a_request_is_shown_with_its_half_day_in_words(opened):
    asked = NewRequest("Coupure d’eau", Channel.PHONE, Follow.TO_CALL_BACK)
    opened.desk.requests.ask(opened.case(), asked)
    words = opened.words(today(opened))
    assert "Coupure d’eau" in words
    assert "à rappeler" in words


def test_a_text_begun_is_a_draft_found_again_on_its_own_case(opened):
    case_id = opened.case()
    opened.desk.drafts.save("note:1", Typed(case_id, "contact", "note", "Loyer payé, en", 14))
    words = opened.words(today(opened))
    assert "Brouillon retrouvé" in words
    assert "Loyer payé, en" in words
    assert "Famille Benali" in words


def test_a_form_begun_shows_what_was_typed_and_not_how_it_is_kept(opened):
    opened.desk.drafts.save("form:x", Typed(opened.case(), "procedure", "form", '{"what": "rappel APL"}'))
    words = opened.words(today(opened))
    assert "rappel APL" in words
    assert "{" not in words


def begun(opened, asked, row=None, **typed):
    """A form half filled in and left: its draft is found again on Aujourd'hui."""
    sheet = RowSheet(opened.vault.workplace, opened.window, opened.case(), asked, row)
    for name, text in typed.items():
        sheet._inputs[name].write(text)
    sheet._draft.save()
    opened.settle()
    sheet.deleteLater()
    opened.settle()


def taken_up(opened):
    opened.press("Reprendre", today(opened))
    (sheet,) = [one for one in opened.window.findChildren(RowSheet) if one.isVisible()]
    return sheet


def test_a_form_begun_opens_again_with_what_was_typed_over_its_case(opened):
    begun(opened, Asked("procedure", only=("topic", "what", "body")), what="rappel APL")
    sheet = taken_up(opened)
    assert opened.vault.navigator.here == Destination(Place.CASE, opened.case())
    assert sheet._inputs["what"].written == "rappel APL"
    assert list(sheet._inputs) == ["topic", "what", "body"]


def test_a_form_begun_inside_something_is_added_where_it_was_begun(opened):
    contract_id = opened.desk.contracting.contract(opened.case(), TODAY).contract_id
    asked = Asked("amendment", contract_id, "Faire un avenant", {"number": 1}, ("motive", "changes"))
    begun(opened, asked, changes="Une visite par mois.")
    sheet = taken_up(opened)
    assert opened.vault.navigator.here.place is Place.CONTRACT
    assert "Faire un avenant" in opened.words(opened.window)
    sheet._inputs["motive"].widget.setCurrentIndex(1)
    opened.press("Ajouter", sheet)
    (made,) = opened.desk.contracting.contract(opened.case(), TODAY).amendments
    assert made.changes == "Une visite par mois."
    assert opened.desk.drafts.all_found() == ()


def test_a_row_being_changed_opens_again_with_what_was_typed(opened):
    row = opened.desk.editing.rows(opened.case(), "action")[0]
    begun(opened, Asked("action"), row, what="rappeler la CAF")
    sheet = taken_up(opened)
    assert sheet._inputs["what"].written == "rappeler la CAF"
    assert sheet._row.id == row.id


def test_a_form_about_what_was_put_away_says_so(opened):
    row = opened.desk.editing.rows(opened.case(), "action")[0]
    begun(opened, Asked("action"), row, what="rappeler")
    opened.desk.editing.remove(opened.case(), "action", row.id)
    opened.press("Reprendre", today(opened))
    assert [one for one in opened.window.findChildren(RowSheet) if one.isVisible()] == []
    assert opened.vault.navigator.here.place is Place.CASE


def test_during_a_visit_the_window_opens_on_the_household_of_the_hour_shared(qtbot, device, filled):
    local = dt.datetime.combine(TODAY, dt.time(10, 35), dt.timezone(dt.timedelta(hours=1)))
    device.clock.set(local.astimezone(dt.UTC))
    with device.open(filled) as desk:
        case_id = desk.cases.find("2026-0142")
        desk.appointments.plan(case_id, Slot(TODAY, dt.time(10, 30), 60, ContactKind.HOME_VISIT))
    opened = shown(qtbot, device, filled)
    assert opened.vault.navigator.here.case_id == case_id
    assert opened.vault.workplace.shared
    assert "Démarches" not in opened.words()
    gone(opened)


def test_nothing_is_said_to_be_quiet_before_the_dates_are_read(opened_empty):
    assert "Rien ne presse" in opened_empty.words(today(opened_empty))


def test_an_empty_vault_says_where_to_begin(opened_empty):
    page = today(opened_empty)
    assert "Aucun rendez-vous · aucune demande en attente" in opened_empty.words(page)
    opened_empty.press("Nouveau dossier", page)
    assert "Première personne" in opened_empty.words(opened_empty.window)


def test_a_request_is_taken_from_the_day_with_a_finger(opened):
    opened.press("Demande ou appel", today(opened))
    assert "Ce qui est demandé" in opened.words()


def test_what_came_of_an_appointment_is_said_once(opened):
    opened.desk.appointments.plan(opened.case(), Slot(TODAY, dt.time(8, 30), 60, ContactKind.HOME_VISIT))
    visit = replace(opened.desk.day.view(TODAY).appointments[0], outcome_label="a eu lieu", place="chez eux")
    assert view_model.second_line(visit) == "chez eux"  # what came of it stands beside


def test_a_date_of_the_computer_before_the_last_note_is_said_in_one_line(opened, device):
    opened.desk.notes.write(opened.case(), NewNote(opened.desk.today(), "Vus."))
    device.clock.set(dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC))
    words = opened.words(opened.go(Destination(Place.TODAY)))
    assert "La date de l’ordinateur (2 mars 2026) est avant votre dernière note (20 novembre 2026)" in words


def test_coming_back_to_a_day_nothing_changed_lays_nothing_out_again(opened):
    page = today(opened)
    before = page.findChildren(Row)
    opened.go(Destination(Place.HELP))
    assert today(opened).findChildren(Row) == before
    opened.go(Destination(Place.HELP))
    opened.desk.requests.ask(opened.case(), NewRequest("Coupure d’eau", Channel.PHONE, Follow.TO_CALL_BACK))
    assert "Coupure d’eau" in opened.words(today(opened))


def test_on_the_first_day_the_keyboard_stands_on_what_opens_the_first_case(opened_empty):
    opened_empty.go(Destination(Place.PERSONS))
    opened_empty.go(Destination(Place.TODAY))
    assert opened_empty.window.focusWidget().text() == "Nouveau dossier"
