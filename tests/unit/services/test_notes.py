"""A note read again and written again, paragraph by paragraph."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import Expected
from app.services.visit.notes import NewNote
from resources.vocabulary import ContactKind, PassageKind
from tests.journeys.world import NUMBER

TODAY = dt.date(2026, 11, 20)
TEXT = "Loyer payé.\n« On respire. »\n? La fatigue est forte.\n! appeler la CAF"


@pytest.fixture
def case(desk) -> str:
    return desk.cases.find(NUMBER)


@pytest.fixture
def note(desk, case) -> str:
    desk.notes.write(case, NewNote(TODAY, TEXT))
    return desk.editing.rows(case, "contact")[-1].id


def passages(desk, case, note):
    return {one.values["text"]: one for one in desk.editing.rows(case, "contact_passage", note)}


def test_a_note_written_before_is_one_text_again_with_its_marks(desk, case, note):
    read = desk.notes.read(case, note)
    assert read.text == TEXT
    assert (read.on, read.kind_label, read.closed, read.by_other) == (TODAY, "visite à domicile", False, "")


def test_a_paragraph_nobody_touched_stays_the_same_row(desk, case, note):
    before = passages(desk, case, note)
    changes = desk.notes.rewrite(case, note, TEXT.replace("forte", "moindre"))
    after = passages(desk, case, note)
    assert after["Loyer payé."] == before["Loyer payé."]
    assert after["« On respire. »"] == before["« On respire. »"]
    assert after["La fatigue est moindre."].id == before["La fatigue est forte."].id
    assert [(step.kind, [name for name, _value in step.after]) for step in changes.undo.steps] == [
        ("contact_passage", ["text"])
    ]


def test_a_note_looked_at_and_left_writes_nothing(desk, case, note):
    assert not desk.notes.rewrite(case, note, desk.notes.read(case, note).text).kinds


def test_a_no_break_space_a_text_zone_shows_as_a_space_is_no_change(desk, case, note):
    desk.notes.rewrite(case, note, TEXT.replace("« On", "«\u00a0On"))
    assert not desk.notes.rewrite(case, note, TEXT).kinds


def test_paragraphs_come_and_go_and_the_order_of_the_text_is_kept(desk, case, note):
    text = "Arrivée à dix heures.\nLoyer payé.\nLa pièce est claire.\n? La fatigue est forte."
    changes = desk.notes.rewrite(case, note, text)
    assert desk.notes.read(case, note).text == text
    assert [one.values["text"] for one in desk.editing.rows(case, "contact_passage", note)] == [
        "Arrivée à dix heures.",
        "Loyer payé.",
        "La pièce est claire.",
        "La fatigue est forte.",
    ]
    desk.undoing.apply(changes.undo)
    assert desk.notes.read(case, note).text == TEXT


def test_a_line_that_becomes_something_to_do_is_an_action(desk, case, note):
    desk.notes.rewrite(case, note, TEXT + "\n! rappeler la mairie")
    actions = [one.values["what"] for one in desk.editing.rows(case, "action") if one.values["contact_id"] == note]
    assert actions == ["appeler la CAF", "rappeler la mairie"]


def test_an_action_written_otherwise_is_the_same_action(desk, case, note):
    before = [one.id for one in desk.editing.rows(case, "action")]
    desk.notes.rewrite(case, note, TEXT.replace("appeler", "écrire à"))
    after = desk.editing.rows(case, "action")
    assert [one.id for one in after] == before
    assert after[-1].values["what"] == "écrire à la CAF"


def action(desk, case):
    return next(one for one in desk.editing.rows(case, "action") if "la CAF" in one.values["what"])


def due(desk, case):
    return action(desk, case).values["due_on"]


def test_what_is_to_be_done_on_a_day_waits_for_it_among_what_not_to_let_pass(desk, case):
    desk.notes.write(case, NewNote(TODAY, "Loyer payé.\n! appeler la CAF demain"))
    tomorrow = TODAY + dt.timedelta(days=1)
    assert due(desk, case) == tomorrow
    assert "appeler la CAF demain" in str(desk.cases.show(case, TODAY))


def test_a_day_written_otherwise_is_another_day_and_one_chosen_otherwise_stays(desk, case, note):
    desk.notes.rewrite(case, note, TEXT.replace("appeler la CAF", "appeler la CAF demain"))
    assert due(desk, case) == TODAY + dt.timedelta(days=1)
    chosen = TODAY + dt.timedelta(days=10)
    desk.editing.change(case, "action", action(desk, case).id, {"due_on": chosen})
    desk.notes.rewrite(case, note, TEXT.replace("appeler la CAF", "appeler la CAF et la MSA demain"))
    assert due(desk, case) == chosen
    desk.notes.rewrite(case, note, TEXT.replace("appeler la CAF", "appeler la CAF après-demain"))
    assert due(desk, case) == TODAY + dt.timedelta(days=2)


def test_speech_a_file_brought_without_a_mark_stays_speech_when_it_is_corrected(desk, case, note):
    row = passages(desk, case, note)["Loyer payé."]
    desk.editing.change(case, "contact_passage", row.id, {"kind": PassageKind.REPORTED})
    desk.notes.rewrite(case, note, TEXT.replace("payé", "payé hier"))
    assert desk.editing.row(case, "contact_passage", row.id).values["kind"] is PassageKind.REPORTED


def test_a_note_is_never_emptied_by_a_slip_of_the_keyboard(desk, case, note):
    with pytest.raises(Expected) as caught:
        desk.notes.rewrite(case, note, " \n ")
    assert caught.value.code == "empty_note"
    assert desk.notes.read(case, note).text == TEXT


def test_a_note_taken_out_of_the_case_is_gone(desk, case, note):
    desk.editing.remove(case, "contact", note)
    with pytest.raises(Expected) as caught:
        desk.notes.read(case, note)
    assert caught.value.code == "gone"


def test_every_note_of_the_example_is_read_and_left_as_it_is(desk, case):
    for one in desk.editing.rows(case, "contact"):
        assert not desk.notes.rewrite(case, one.id, desk.notes.read(case, one.id).text).kinds


def test_a_coffee_taken_together_needs_no_word(desk, case):
    desk.notes.write(case, NewNote(TODAY, "", ContactKind.INFORMAL))
    assert desk.editing.rows(case, "contact")[-1].values["kind"] is ContactKind.INFORMAL
    with pytest.raises(Expected) as caught:
        desk.notes.write(case, NewNote(TODAY, " "))
    assert caught.value.code == "empty_note"


def test_a_line_that_comes_to_say_several_things_becomes_several_rows(desk, case, note):
    desk.notes.rewrite(case, note, TEXT.replace("Loyer payé.", "Loyer payé. Dort-elle ? ! appeler la PMI"))
    text = desk.notes.read(case, note).text
    assert "Loyer payé.\nDort-elle ?" in text
    assert "! appeler la PMI" in text
    assert not desk.notes.rewrite(case, note, text).kinds
