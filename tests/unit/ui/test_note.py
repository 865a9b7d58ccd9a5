"""The note: the caret at once, a few gestures, nothing lost, nothing on another case."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit

from app.services.drafts import Typed
from resources.vocabulary import ContactKind, ContactOutcome, PassageKind
from tests.journeys.world import second
from tests.unit.ui.hands import Hands
from ui.destinations import Destination, Place
from ui.kit.discretion import discretion
from ui.note.text import NoteText
from ui.note.view_model import (
    Beside,
    Mark,
    found_beside,
    kept_beside,
    marked,
    quiet_sentences,
    shown_slot,
    slot_from_typed,
    stretch_at,
    stretches,
)
from ui.workplace import NoteAsked

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def hands(qtbot, opened) -> Hands:
    return Hands(qtbot, opened)


@pytest.fixture
def in_case(hands):
    """Somebody on the page of the example's case."""
    hands.opened.go(Destination(Place.CASE, hands.opened.case()))
    return hands


def notes(opened):
    return opened.desk.editing.rows(opened.case(), "contact")


def drafts(opened):
    return opened.desk.drafts.all_found()


def saved(hands, text):
    """Wait until the half second has passed and the draft is on the disk."""
    hands.qtbot.waitUntil(lambda: any(one.typed.text == text for one in drafts(hands.opened)), timeout=5_000)


def zone(hands) -> NoteText:
    return hands.sheet.findChild(NoteText)


def test_a_visit_note_takes_two_gestures_when_everything_proposed_is_right(in_case):
    before = len(notes(in_case.opened))
    in_case.chord(Qt.Key.Key_N)
    assert in_case.focus is zone(in_case)
    in_case.types("Loyer payé.\n« On respire. »\n? La fatigue pèse.\n! appeler la CAF")
    in_case.chord(Qt.Key.Key_Return)
    assert in_case.gestures == 2
    assert in_case.sheets() == 0
    made = notes(in_case.opened)[-1]
    assert len(notes(in_case.opened)) == before + 1
    assert (made.values["on_day"], made.values["kind"]) == (TODAY, ContactKind.HOME_VISIT)
    assert made.shown["present_ids"] == "Nadia Benali, Karim Benali"
    passages = in_case.opened.desk.editing.rows(in_case.opened.case(), "contact_passage", made.id)
    assert [one.values["kind"] for one in passages] == [
        PassageKind.OBSERVED,
        PassageKind.REPORTED,
        PassageKind.ANALYSIS,
    ]
    assert not drafts(in_case.opened)


def test_from_anywhere_a_note_with_the_next_meeting_takes_five_gestures_at_most(hands):
    opened = hands.opened
    for row in opened.desk.editing.rows(opened.case(), "appointment"):
        opened.desk.editing.remove(opened.case(), "appointment", row.id)
    opened.desk.editing.change(opened.case(), "contact", notes(opened)[-1].id, {"at_time": dt.time(10, 30)})
    opened.go(Destination(Place.TODAY))
    hands.chord(Qt.Key.Key_N)
    hands.types("bena")
    hands.key(Qt.Key.Key_Return)
    assert hands.focus is zone(hands)
    hands.types("Vus ensemble.")
    hands.press("Se revoir mardi 1er décembre à 10\u00a0h\u00a030")
    hands.chord(Qt.Key.Key_Return)
    assert hands.gestures <= 5
    planned = opened.desk.editing.rows(opened.case(), "appointment")
    assert [(one.values["on_day"], one.values["at_time"]) for one in planned] == [
        (dt.date(2026, 12, 1), dt.time(10, 30))
    ]
    assert notes(opened)[-1].values["next_on"] == dt.date(2026, 12, 1)


def test_a_coffee_taken_together_is_noted_without_a_word(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.press("Passage, un café")
    in_case.chord(Qt.Key.Key_Return)
    assert in_case.gestures == 3
    assert notes(in_case.opened)[-1].values["kind"] is ContactKind.INFORMAL


def test_an_empty_note_says_so_and_stays(in_case):
    before = len(notes(in_case.opened))
    in_case.chord(Qt.Key.Key_N)
    in_case.chord(Qt.Key.Key_Return)
    in_case.reads("La note est vide")
    assert len(notes(in_case.opened)) == before


def test_the_household_of_the_hour_is_the_first_proposed(hands, device):
    opened = hands.opened
    opened.desk.exchange.import_document(second())
    device.clock.set(dt.datetime(2026, 12, 1, 9, 35, tzinfo=dt.UTC))
    opened.go(Destination(Place.TODAY))
    hands.chord(Qt.Key.Key_N)
    hands.key(Qt.Key.Key_Return)
    hands.types("Sur place.")
    hands.chord(Qt.Key.Key_Return)
    assert notes(opened)[-1].values["on_day"] == dt.date(2026, 12, 1)


def test_a_note_without_a_household_asks_for_one_and_keeps_what_is_typed(hands):
    hands.opened.go(Destination(Place.TODAY))
    hands.chord(Qt.Key.Key_N)
    zone(hands).setFocus()
    hands.types("Rencontre au marché.")
    hands.chord(Qt.Key.Key_Return)
    hands.reads("Choisissez avec qui")
    assert isinstance(hands.focus, QLineEdit)
    hands.types("karim")
    hands.key(Qt.Key.Key_Return)
    hands.chord(Qt.Key.Key_Return)
    assert notes(hands.opened)[-1].values["on_day"] == TODAY
    assert not drafts(hands.opened)


def test_the_note_of_an_appointment_marks_it_held(in_case):
    opened = in_case.opened
    meeting = opened.desk.editing.rows(opened.case(), "appointment")[0]
    opened.vault.write_note(NoteAsked(opened.case(), meeting.id))
    in_case.rest()
    in_case.types("Venus tous les deux.")
    in_case.chord(Qt.Key.Key_Return)
    held = opened.desk.editing.row(opened.case(), "appointment", meeting.id)
    assert held.values["outcome"] is ContactOutcome.HELD
    assert notes(opened)[-1].values["at_time"] == dt.time(10, 30)


def test_what_is_typed_is_a_draft_within_the_half_second_with_its_caret(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("Elle dit que le")
    in_case.key(Qt.Key.Key_Left)
    saved(in_case, "Elle dit que le")
    found = drafts(in_case.opened)[0].typed
    assert (found.case_id, found.target, found.field, found.cursor) == (in_case.opened.case(), "contact", "note", 14)


def test_a_note_killed_mid_sentence_is_found_again_on_its_case_with_its_caret(in_case):
    opened = in_case.opened
    in_case.chord(Qt.Key.Key_N)
    in_case.types("Elle dit 🙂 que le loyer")
    for _step in range(3):
        in_case.key(Qt.Key.Key_Left)
    in_case.press("Confié par quelqu’un")
    in_case.press("Confié par\u00a0: Nadia Benali")
    in_case.types("")
    in_case.qtbot.waitUntil(
        lambda: any("confided_by" in (one.typed.base or "") and "Nadia" not in one.typed.text for one in drafts(opened))
    )
    in_case.key(Qt.Key.Key_Escape)
    assert opened.desk.drafts.all_found()[0].typed.text == "Elle dit 🙂 que le loyer"
    page = opened.go(Destination(Place.TODAY))
    opened.press("Reprendre", page)
    in_case.rest()
    assert zone(in_case).toPlainText() == "Elle dit 🙂 que le loyer"
    assert zone(in_case).textCursor().position() == len("Elle dit 🙂 que le lo") + 1  # Qt counts the face as two
    in_case.types("i")
    in_case.chord(Qt.Key.Key_Return)
    made = notes(opened)[-1]
    passages = opened.desk.editing.rows(opened.case(), "contact_passage", made.id)
    assert passages[0].values["text"] == "Elle dit 🙂 que le loiyer"
    assert made.shown["confided_by_id"] == "Nadia Benali"
    assert not drafts(opened)


def test_escape_leaves_a_draft_and_says_it(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("À moitié")
    in_case.key(Qt.Key.Key_Escape)
    assert in_case.sheets() == 0
    assert "Brouillon gardé" in in_case.opened.words()
    assert [one.typed.text for one in drafts(in_case.opened)] == ["À moitié"]


def test_what_is_to_be_done_on_a_day_is_said_as_it_will_be_reminded(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("Loyer payé.\n! appeler la CAF demain")
    in_case.chord(Qt.Key.Key_Return)
    assert "Note gardée. À faire pour\u00a0: samedi 21 novembre." in in_case.opened.words()


def test_a_note_whose_vault_was_renamed_stays_in_sight_and_is_not_said_to_be_kept(in_case):
    opened = in_case.opened
    folder = opened.desk.vault.folder
    in_case.chord(Qt.Key.Key_N)
    away = folder.rename(folder.with_name("ailleurs"))
    in_case.types("Elle a pleuré.")
    in_case.chord(Qt.Key.Key_Return)
    in_case.reads("Le coffre n’est plus dans")
    assert "Note gardée" not in opened.words()
    in_case.key(Qt.Key.Key_Escape)
    assert "Brouillon gardé" not in opened.words()
    in_case.qtbot.waitUntil(lambda: zone(in_case).toPlainText() == "Elle a pleuré.")
    away.rename(folder)
    in_case.chord(Qt.Key.Key_Return)
    assert in_case.sheets() == 0
    assert "Note gardée" in opened.words()


def test_a_note_that_could_not_even_be_a_draft_does_not_close(in_case):
    opened = in_case.opened
    folder = opened.desk.vault.folder
    in_case.chord(Qt.Key.Key_N)
    away = folder.rename(folder.with_name("ailleurs"))
    in_case.types("Elle a pleuré.")
    in_case.reads("Le coffre n’est plus dans")
    in_case.press("Fermer")
    in_case.reads("Le coffre n’est plus dans")
    away.rename(folder)
    in_case.press("Fermer")
    assert in_case.sheets() == 0
    assert [one.typed.text for one in drafts(opened)] == ["Elle a pleuré."]


def test_a_note_left_empty_leaves_nothing(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("a")
    saved(in_case, "a")
    in_case.key(Qt.Key.Key_Backspace)
    in_case.key(Qt.Key.Key_Escape)
    assert not drafts(in_case.opened)


def test_a_draft_is_taken_up_on_its_own_case_wherever_one_is(hands):
    opened = hands.opened
    other = opened.desk.exchange.import_document(second()).case_id
    opened.desk.drafts.save("note:x", Typed(other, "contact", "note", "De l’autre foyer", 3))
    opened.go(Destination(Place.CASE, opened.case()))
    opened.vault.write_note(NoteAsked(other, draft_id="note:x"))
    hands.rest()
    hands.chord(Qt.Key.Key_Return)
    made = opened.desk.editing.rows(other, "contact")
    assert opened.desk.editing.rows(other, "contact_passage", made[-1].id)[0].values["text"] == "De l’autre foyer"


def test_a_pause_keeps_a_note_as_a_draft_and_takes_it_out_of_sight(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("Interrompue")
    in_case.opened.vault.put_away()
    assert in_case.sheets() == 0
    assert [one.typed.text for one in drafts(in_case.opened)] == ["Interrompue"]
    in_case.opened.vault.bring_back()


def test_what_is_confided_is_hidden_from_the_others_of_the_household(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("Elle veut partir.")
    in_case.press("Confié par quelqu’un")
    in_case.press("Confié par\u00a0: Nadia Benali")
    in_case.chord(Qt.Key.Key_Return)
    made = notes(in_case.opened)[-1]
    assert made.shown["confided_by_id"] == "Nadia Benali"
    assert "Karim Benali" in made.shown["hide_from_ids"]
    assert "Nadia" not in made.shown["hide_from_ids"]


def test_a_note_written_before_is_read_and_corrected_paragraph_by_paragraph(in_case):
    opened = in_case.opened
    old = notes(opened)[-1]
    before = [one.id for one in opened.desk.editing.rows(opened.case(), "contact_passage", old.id)]
    opened.vault.write_note(NoteAsked(opened.case(), contact_id=old.id))
    in_case.rest()
    assert "Visite à domicile" in in_case.words()
    zone(in_case).moveCursor(QTextCursor.MoveOperation.End)
    in_case.types(" Il est content.")
    in_case.chord(Qt.Key.Key_Return)
    assert in_case.sheets() == 0
    after = opened.desk.editing.rows(opened.case(), "contact_passage", old.id)
    assert [one.id for one in after] == before
    assert after[-1].values["text"].endswith("lundi. Il est content.")
    assert not drafts(opened)


def test_a_correction_left_mid_sentence_is_kept(in_case):
    opened = in_case.opened
    old = notes(opened)[-1]
    opened.vault.write_note(NoteAsked(opened.case(), contact_id=old.id))
    in_case.rest()
    in_case.types("Ajout. ")
    in_case.key(Qt.Key.Key_Escape)
    assert opened.desk.notes.read(opened.case(), old.id).text.startswith("Ajout. ")


def test_a_correction_never_kept_is_found_again_on_its_note(in_case):
    opened = in_case.opened
    old = notes(opened)[-1]
    opened.desk.drafts.save(
        f"contact:{old.id}:note", Typed(opened.case(), "contact", "note", "Une 🙂 autre", 5, row_id=old.id)
    )
    opened.vault.write_note(NoteAsked(opened.case(), draft_id=f"contact:{old.id}:note"))
    in_case.rest()
    assert zone(in_case).toPlainText() == "Une 🙂 autre"
    assert zone(in_case).textCursor().position() == 5


def test_a_key_gives_the_guillemets_no_keyboard_has(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types('🙂 "bonjour"')
    in_case.chord(Qt.Key.Key_Return)
    made = notes(in_case.opened)[-1]
    assert in_case.opened.desk.notes.read(in_case.opened.case(), made.id).text == "🙂 «\u00a0bonjour\u00a0»"


def test_the_signs_put_by_a_press_are_those_typed(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("On respire")
    in_case.press("Cette phrase\u00a0: parole")
    assert zone(in_case).toPlainText() == "« On respire »"
    in_case.types(" mieux")
    assert zone(in_case).toPlainText() == "« On respire mieux »"
    in_case.press("Cette phrase\u00a0: à faire")
    assert zone(in_case).toPlainText() == "! On respire mieux"
    in_case.press("Cette phrase\u00a0: à faire")
    assert zone(in_case).toPlainText() == "On respire mieux"


def test_a_line_is_tinted_by_its_sign(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("Vu.\n? pensé")
    document = zone(in_case).document()
    assert not document.findBlockByNumber(0).layout().formats()
    assert document.findBlockByNumber(1).layout().formats()[0].format.fontItalic()


def test_right_to_left_letters_and_faces_come_back_as_they_were_typed(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("« سلام، كيف الحال؟ »\nשלום 👨‍👩‍👧 fin")
    in_case.chord(Qt.Key.Key_Return)
    made = notes(in_case.opened)[-1]
    assert (
        in_case.opened.desk.notes.read(in_case.opened.case(), made.id).text == "« سلام، كيف الحال؟ »\nשלום 👨‍👩‍👧 fin"
    )


def test_a_very_long_paste_is_kept_whole_and_typing_goes_on(in_case):
    in_case.chord(Qt.Key.Key_N)
    pasted = ("« Une phrase entendue. » et la suite\n" * 2_800)[:100_000]
    QApplication.clipboard().setText(pasted)
    in_case.chord(Qt.Key.Key_V)
    in_case.types("!")
    assert zone(in_case).toPlainText() == pasted + "!"
    saved(in_case, pasted + "!")


def test_a_password_is_told_quietly_and_stays(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("Son mdp est 1234")
    in_case.reads("Un mot de passe ne s’écrit pas dans un dossier")
    assert zone(in_case).toPlainText() == "Son mdp est 1234"


def test_f9_covers_a_note_and_gives_it_back(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("Privé")
    in_case.key(Qt.Key.Key_F9)
    assert discretion().covered
    assert "Privé" not in in_case.words()
    assert "Nadia" not in in_case.words()
    in_case.key(Qt.Key.Key_F9)
    assert zone(in_case).toPlainText() == "Privé"


def test_tab_goes_from_the_text_to_what_is_proposed_then_to_the_gestures(in_case):
    in_case.chord(Qt.Key.Key_N)
    names = []
    for _turn in range(40):
        in_case.key(Qt.Key.Key_Tab)
        names.append(in_case.focus.accessibleName())
        if in_case.focus is zone(in_case):
            break
    assert names.index("Présents\u00a0: Nadia Benali") < names.index("Terminer la note")
    assert all(names)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("« Dit »", Mark.SPEECH),
        ("  ? pensé", Mark.HYPOTHESIS),
        ("! faire", Mark.TASK),
        ("Vu.", Mark.SEEN),
        ("", Mark.SEEN),
        ("Appeler le FSL !", Mark.TASK),
    ],
)
def test_a_line_is_what_its_signs_say(line, mark):
    assert stretch_at(line, 0).mark is mark


def test_each_part_of_a_line_is_tinted_for_what_it_is():
    line = "Vus. Elle dit « Ça va. » ? la fatigue"
    assert [(line[one.start : one.start + one.length], one.mark) for one in stretches(line)] == [
        ("Vus. ", Mark.SEEN),
        ("Elle dit « Ça va. » ", Mark.SPEECH),
        ("? la fatigue", Mark.HYPOTHESIS),
    ]


def test_a_sentence_in_the_middle_of_a_line_is_marked_alone(in_case):
    in_case.chord(Qt.Key.Key_N)
    in_case.types("🙂 Vus. Appeler la CAF.")
    in_case.press("Cette phrase\u00a0: à faire")
    assert zone(in_case).typed == "🙂 Vus. ! Appeler la CAF."
    in_case.types(" Ça va.")
    assert zone(in_case).typed == "🙂 Vus. ! Appeler la CAF. Ça va."
    in_case.chord(Qt.Key.Key_Return)
    made = notes(in_case.opened)[-1]
    passages = in_case.opened.desk.editing.rows(in_case.opened.case(), "contact_passage", made.id)
    assert [one.values["text"] for one in passages] == ["🙂 Vus.", "Ça va."]


def test_a_mark_put_twice_is_taken_off():
    assert marked(marked("Vu.", Mark.SPEECH), Mark.SPEECH) == "Vu."
    assert marked("? Vu.", Mark.TASK) == "! Vu."


def test_what_is_said_beside_a_text_is_one_sentence_each_three_at_most():
    sentences = quiet_sentences("mdp 255081416802538 déni, hygiène, client")
    assert len(sentences) == 3
    assert quiet_sentences("« Je suis un client. »") == ()


def test_what_is_chosen_beside_a_text_comes_back_with_its_draft():
    beside = Beside(TODAY, ContactKind.PHONE, ("p1",), dt.time(9, 30), "p1", ("p2",), ("o1",), TODAY, dt.time(10))
    assert found_beside(kept_beside(beside, "r1")) == (beside, "r1")
    assert found_beside(None) == (None, None)
    assert found_beside('{"on": "hier"}') == (None, None)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("mardi", "mardi 24 novembre à 10\u00a0h\u00a030"),
        ("+7", "vendredi 27 novembre à 10\u00a0h\u00a030"),
        ("14h30", "jeudi 3 décembre à 14\u00a0h\u00a030"),
        ("mardi à 14 h", "mardi 24 novembre à 14\u00a0h"),
        ("9 déc 9:15", "mercredi 9 décembre à 9\u00a0h\u00a015"),
        ("9/12", "mercredi 9 décembre à 10\u00a0h\u00a030"),
        ("demain midi", "samedi 21 novembre à 12\u00a0h"),
    ],
)
def test_a_slot_is_typed_as_people_say_it(typed, shown):
    from app.services.visit.meetings import Slot

    proposed = Slot(dt.date(2026, 12, 3), dt.time(10, 30))
    assert shown_slot(slot_from_typed(typed, proposed, TODAY), TODAY) == shown
