"""A text talked first is cut into the sentences people said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.leaks import health_lexicon, leaking_words
from app.domain.sentences import appended, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Karim reprend lundi. Le loyer est payé\u00a0!", ("Karim reprend lundi.", "Le loyer est payé\u00a0!")),
        ("«\u00a0On respire. On va mieux.\u00a0» Il pleut.", ("«\u00a0On respire. On va mieux.\u00a0»", "Il pleut.")),
        ("Mme Benali voit M. K. Duval. Elle attend.", ("Mme Benali voit M. K. Duval.", "Elle attend.")),
        ("Il reste 1\u00a0753,30\u00a0€. Audience le 9 déc. à Lille.", None),
        ("une ligne\n\nune autre ligne", ("une ligne", "une autre ligne")),
        ("? La fatigue explique tout. Ou presque.", ("? La fatigue explique tout.", "Ou presque.")),
        (
            "Vraiment\u00a0? «\u00a0Oui\u00a0!\u00a0» dit-elle.",
            ("Vraiment\u00a0?", "«\u00a0Oui\u00a0!\u00a0» dit-elle."),
        ),
        ("  ", ()),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text, sentences):
    expected = ("Il reste 1\u00a0753,30\u00a0€.", "Audience le 9 déc. à Lille.") if sentences is None else sentences
    assert split_sentences(text) == expected


@given(st.text(alphabet="ab AB.!?«»\u00a0\n…M", max_size=60))
def test_nothing_said_is_lost_by_cutting(text):
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_a_sentence_comes_after_what_is_written_on_a_line_of_its_own():
    assert appended(None, "Un.") == "Un."
    assert appended("Un.\n", "Deux.") == "Un.\nDeux."


def test_a_word_of_the_lexicon_warns_whatever_its_accents_and_its_end():
    sentence = "Une demande d’HOPITAL et de mutuelles, payée par la CSS."
    assert leaking_words(sentence, "", "", health_lexicon()) == ("HOPITAL", "mutuelles", "CSS")


def test_a_word_of_the_point_about_health_warns_unless_it_is_said_elsewhere():
    kept, elsewhere = "Rendez-vous à Esquirol avec Fatima", "Fatima garde les petits."
    assert leaking_words("Fatima aide à Esquirol.", kept, elsewhere, health_lexicon()) == ("Esquirol",)


def test_an_ordinary_sentence_warns_of_nothing():
    assert leaking_words("Un plan de 60\u00a0€ par mois paraît tenable.", "Depuis novembre", "", health_lexicon()) == ()
