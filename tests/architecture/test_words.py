"""Rules of the words: the sentences of the catalogue, its English, and the words offered for passphrases."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "resources" / "locale"
OFFERED = (ROOT / "resources" / "words" / "french.txt").read_text("ascii")
NO_BREAK = "\u00a0"
FIELD = re.compile(r"\{\w*\}|%\(\w+\)s|%[sr]")

MISTAKES = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "no no-break space before a sign": re.compile(r"(?<!\u00a0)[;!?»]|(?<=[\w)}»]):(?!\d)|[ \t\u202f]:(?!\w)"),
    "no no-break space after «": re.compile(r"«(?!\u00a0)"),
    "two spaces": re.compile(r"[ \u00a0]{2}"),
    "three dots for an ellipsis": re.compile(r"\.\.\."),
    "a space before a comma or a full stop": re.compile(r"[ \u00a0][,.](?!\w)"),
}
# Text to type or to fill in: French spacing does not hold inside.
TYPED = re.compile(r"[\w.-]+\.[\w./-]+|\+?[A-Z0-9-]*[A-Z0-9]{2}:[A-Z0-9]{2}|--[\w-]+|\{[^}]*\}|\bpalier(?: [a-z-]+)+")

QUOTED = re.compile(r"«[^»]*»")

ENGLISH = {
    "the",
    "of",
    "and",
    "with",
    "password",
    "passphrase",
    "email",
    "mail",
    "backup",
    "update",
    "folder",
    "file",
    "household",
    "please",
    "error",
    "warning",
    "login",
    "parse",
    "parser",
    "token",
    "timestamp",
    "framework",
    "workflow",
    "feedback",
    "reporting",
    "planning",
    "landlord",
}
JARGON = re.compile(r"sérialis|\bpars(?:er|é)\b|désérialis|\bhash|uploader|checker|logu?er\b|\bmails?\b", re.IGNORECASE)
UNWORTHY = re.compile(
    r"clochard|chronique|\bdéni\b|savoir habiter|désinvesti|hygiène|\bclients?\b|public cible|situation dégradée"
    r"|normaliser|d’y retourner|chef de famille|non-adhésion",
    re.IGNORECASE,
)
"""Words of the practice page (its section 3 and S-28) that must not be shown."""


def texts(message_part: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message_part,) if isinstance(message_part, str) else tuple(message_part)


def catalogue(path: Path, locale: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    with path.open("rb") as file:
        return [(texts(message.id), texts(message.string)) for message in read_po(file, locale=locale) if message.id]


SENTENCES = [text for ids, _strings in catalogue(LOCALE / "palier.pot", "fr") for text in ids]
TRANSLATED = catalogue(LOCALE / "en" / "LC_MESSAGES" / "palier.po", "en")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_no_french_sentence_has(mistake):
    wrong = [text for text in SENTENCES if MISTAKES[mistake].search(TYPED.sub("x", text))]

    assert wrong == []


def test_french_sentences_have_no_english_word():
    wrong = [text for text in SENTENCES if ENGLISH & set(re.findall(r"[\w-]+", TYPED.sub("", text).lower()))]

    assert wrong == []


@pytest.mark.parametrize("pattern", [JARGON, UNWORTHY])
def test_french_sentences_have_neither_jargon_nor_words_that_wound(pattern):
    # What is quoted is somebody's word, or one of those the help asks not to write.
    assert [text for text in SENTENCES if pattern.search(QUOTED.sub("", text))] == []


def test_every_sentence_has_its_english():
    assert [ids for ids, strings in TRANSLATED if not all(strings)] == []
    assert {ids for ids, _strings in TRANSLATED} == {ids for ids, _strings in catalogue(LOCALE / "palier.pot", "fr")}


def test_english_keeps_every_field():
    def fields(texts_of: tuple[str, ...]) -> list[Counter[str]]:
        return [Counter(FIELD.findall(text)) for text in texts_of]

    assert [ids for ids, strings in TRANSLATED if fields(ids) != fields(strings)] == []


def test_english_keeps_the_spaces_around():
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    assert [ids for ids, strings in TRANSLATED if list(map(ends, ids)) != list(map(ends, strings))] == []


def test_english_has_english_spacing_and_quotes():
    assert [
        strings for _ids, strings in TRANSLATED if re.search(r"[«»]|[ \u00a0][;:!?](?!\w)| {2}", " | ".join(strings))
    ] == []


def test_the_words_offered_are_7776_short_and_sorted():
    words = OFFERED.splitlines()

    assert len(words) == len(set(words)) == 7776
    assert words == sorted(words)
    assert [word for word in words if not re.fullmatch("[a-z]{3,8}", word)] == []


def test_one_slip_of_a_finger_never_makes_another_word():
    words = OFFERED.splitlines()
    known = frozenset(words)
    masked = Counter(f"{word[:place]}*{word[place + 1 :]}" for word in words for place in range(len(word)))

    assert [mask for mask, count in masked.items() if count > 1] == []
    assert [word for word in words for place in range(len(word)) if word[:place] + word[place + 1 :] in known] == []
