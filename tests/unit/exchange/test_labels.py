from __future__ import annotations

from enum import StrEnum

import pytest

from resources import vocabulary
from resources.labels import LABELS, PROGRAMMES
from resources.vocabulary import Confidentiality, DebtType, ProcedureTopic, Profession, ResourceType, WorkAxis

WORDS = [
    word
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    for word in kind
]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_every_word_of_the_vocabulary_has_its_labels(word):
    label = LABELS[word]
    assert label.text.strip()
    assert label.public.strip()


def test_no_label_speaks_of_a_word_that_does_not_exist():
    assert [(type(word), word.name) for word in LABELS] == [
        (kind, word.name) for kind in dict.fromkeys(type(word) for word in LABELS) for word in kind
    ]
    assert len(LABELS) == len(WORDS)


def test_words_written_alike_keep_their_own_labels():
    assert LABELS[WorkAxis.HEALTH] != LABELS[DebtType.HEALTH]


@pytest.mark.parametrize(
    ("word", "level"),
    [
        (ResourceType.DISABILITY_ALLOWANCE, Confidentiality.HEALTH),
        (ResourceType.DISABILITY_PENSION, Confidentiality.HEALTH),
        (ResourceType.ASYLUM_ALLOWANCE, Confidentiality.ORIGIN),
        (DebtType.CRIMINAL_FINE, Confidentiality.PENAL),
        (DebtType.DAMAGES, Confidentiality.PENAL),
        (ProcedureTopic.DISABILITY, Confidentiality.HEALTH),
        (ProcedureTopic.HEALTH_COVER, Confidentiality.HEALTH),
        (ProcedureTopic.ASYLUM, Confidentiality.ORIGIN),
        (Profession.PSYCHOLOGIST, Confidentiality.HEALTH),
        (Profession.NURSE, Confidentiality.HEALTH),
    ],
)
def test_a_word_that_reveals_something_says_what_and_has_a_neutral_label(word, level):
    label = LABELS[word]
    assert level in label.confidentiality
    assert label.public != label.text


def test_whatever_is_confidential_is_said_otherwise_in_public():
    assert all(label.public != label.text for label in LABELS.values() if label.confidentiality)


def test_public_labels_reveal_nothing():
    revealing = ("santé", "pénal", "handicap", "invalidité", "MDPH", "asile", "violence", "psych", "infirm", "soins")
    for label in (*LABELS.values(), *PROGRAMMES.values()):
        if label.public != label.text:
            assert not any(word in label.public for word in revealing), label


def test_labels_are_written_as_french_is_printed():
    for label in (*LABELS.values(), *PROGRAMMES.values()):
        for text in (label.text, label.public):
            assert "'" not in text
            assert text == text.strip()
            assert not any(f" {mark}" in text for mark in ":;?!»")


def test_every_programme_has_a_public_name_that_says_nothing():
    assert len(PROGRAMMES) == 16
    assert all(label.public.startswith("Dispositif ") for label in PROGRAMMES.values())
    assert len({label.public for label in PROGRAMMES.values()}) == 16
