"""A note is one text; marks say what each paragraph is (decision 20, review H9)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.notes import Note, Passage, read_note, typed_text
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


@given(
    st.lists(WORDS.map(str.strip).filter(lambda word: word and word[0] not in "?!«" and len(word.splitlines()) == 1))
)
def test_a_text_without_marks_keeps_every_paragraph_in_order(paragraphs):
    note = read_note("\n".join(paragraphs))

    assert [passage.text for passage in note.passages] == paragraphs


def test_a_note_shown_again_reads_the_same():
    note = read_note("Vu.\n« Dit. »\n? Pensé.\n! Faire.")

    assert read_note(typed_text(note)) == note
