"""A note is one text; marks say what each sentence is (decision 20, review H9)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.notes import HYPOTHESIS, TASK, Note, Passage, parts_of, read_note, shown_passage, typed_text
from resources.vocabulary import PassageKind

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20)


def test_marks_tell_speech_hypothesis_and_task_from_what_was_seen():
    note = read_note("Loyer payé.\n« On respire. »\n? La fatigue est forte.\n! appeler la CAF")

    assert note == Note(
        (
            Passage(PassageKind.OBSERVED, "Loyer payé."),
            Passage(PassageKind.REPORTED, "« On respire. »"),
            Passage(PassageKind.ANALYSIS, "La fatigue est forte."),
        ),
        ("appeler la CAF",),
    )


def test_an_empty_text_is_an_empty_note():
    assert read_note(" \n\n ? \n!") == Note((), ())


SEEN, SAID, THOUGHT = PassageKind.OBSERVED, PassageKind.REPORTED, PassageKind.ANALYSIS


@pytest.mark.parametrize(
    ("text", "passages", "actions"),
    [
        ("Droits suspendus ? ! appeler la CAF avant vendredi", [(THOUGHT, "Droits suspendus ?")],
         ["appeler la CAF avant vendredi"]),
        ("Appeler le FSL !", [], ["Appeler le FSL"]),
        ("Appeler le FSL ! Écrire à la mairie !", [], ["Appeler le FSL", "Écrire à la mairie"]),
        ("Vus. Elle dit « Ça suffit ! » et sourit. Tout va bien.",
         [(SEEN, "Vus."), (SAID, "Elle dit « Ça suffit ! » et sourit."), (SEEN, "Tout va bien.")], []),
        ("« On respire. » Il sourit.", [(SAID, "« On respire. »"), (SEEN, "Il sourit.")], []),
        ("Loyer payé. Frigo vide. ? la fatigue pèse", [(SEEN, "Loyer payé. Frigo vide."),
         (THOUGHT, "la fatigue pèse")], []),
        ("? La fatigue. Elle dort mal.", [(THOUGHT, "La fatigue. Elle dort mal.")], []),
        ("! appeler la CAF. Demander Mme X.", [], ["appeler la CAF. Demander Mme X."]),
        ("Mme X. a appelé. Est-elle seule ?", [(SEEN, "Mme X. a appelé."), (THOUGHT, "Est-elle seule ?")], []),
        ("Elle a dit « non » !", [(SAID, "Elle a dit « non » !")], []),
        ("! rappeler « Toit pour tous »", [], ["rappeler « Toit pour tous »"]),
    ],
)  # fmt: skip
def test_each_sentence_is_what_its_marks_say(text, passages, actions):
    assert read_note(text) == Note(tuple(Passage(*one) for one in passages), tuple(actions))


@given(st.text(st.sampled_from("ab. \u00a0?!…«»\nÉX,")) | st.text())
@example("Suspendu ? ! appeler la CAF ! « Oui ! » Non")
def test_nothing_typed_is_lost_and_the_parts_together_are_the_text(text):
    parts = parts_of(text)
    assert "".join(part.typed for part in parts) == text
    marks = HYPOTHESIS + TASK

    def letters(words):
        return [sign for sign in words if not sign.isspace() and sign not in marks]

    assert [sign for part in parts for sign in letters(part.words)] == letters(text)
    note = read_note(text)
    kept = [one.text for one in note.passages] + list(note.actions)
    assert sorted(sign for one in kept for sign in letters(one)) == sorted(letters(text))


UNMARKED = WORDS.map(str.strip).filter(lambda word: word and not set(word) & set("?!«") and len(word.splitlines()) == 1)


@given(UNMARKED, st.sampled_from(["", " ?", ". Et puis."]))
def test_a_hypothesis_shown_again_reads_as_the_same(words, end):
    passage = Passage(THOUGHT, words + end)
    assert read_note(shown_passage(passage)) == Note((passage,), ())


@given(st.lists(UNMARKED))
def test_a_text_without_marks_keeps_every_paragraph_in_order(paragraphs):
    note = read_note("\n".join(paragraphs))

    assert [passage.text for passage in note.passages] == paragraphs


def test_a_note_shown_again_reads_the_same():
    note = read_note("Vu.\n« Dit. »\n? Pensé.\n! Faire.")

    assert read_note(typed_text(note)) == note
