from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import fonts
from app.documents.blocks import Scale
from app.documents.directions import has_right_to_left, joined, starts_right_to_left, visual
from app.documents.styles import SIZES, SMALLEST
from app.documents.typography import clean, day, days, french, listed, money, number_word, sentence

N = "\u00a0"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Quoi ? Rien ; tout : bon !", f"Quoi{N}? Rien{N}; tout{N}: bon{N}!"),
        ("« Bonjour »", f"«{N}Bonjour{N}»"),
        ("«Bonjour»", f"«{N}Bonjour{N}»"),
        ("1 753,30 €", f"1{N}753,30{N}€"),
        ("1\u202f753 %", f"1{N}753{N}%"),
        ("https://exemple.fr à 10:30", "https://exemple.fr à 10:30"),
        ("M. Petit, Mme Roux, n° 4", f"M.{N}Petit, Mme{N}Roux, n°{N}4"),
        ("le 7 septembre 2026 et le 1er mai", f"le 7{N}septembre{N}2026 et le 1er{N}mai"),
        ("03 20 00 00 01", f"03{N}20{N}00{N}00{N}01"),
        ("12 03 26 et 1 2 3", "12 03 26 et 1 2 3"),
    ],
)
def test_french_spaces_do_not_break(written: str, printed: str) -> None:
    assert french(written) == printed


@given(st.text())
def test_spacing_twice_changes_nothing_more(text: str) -> None:
    assert french(french(text)) == french(text)


@given(st.text())
def test_letters_are_never_changed(text: str) -> None:
    letters = [char for char in clean(text) if not char.isspace()]
    assert [char for char in french(text) if not char.isspace()] == letters


def test_what_shows_nothing_is_left_out() -> None:
    assert clean("a\x00b\u200dc\ufe0f\r\nd\u00ade") == "abc\nde"


def test_days_and_amounts_are_said_in_french() -> None:
    assert day(dt.date(2027, 3, 1)) == f"1er{N}mars{N}2027"
    assert days((dt.date(2026, 8, 27), dt.date(2026, 9, 3))) == f"27{N}août{N}2026 et 3{N}septembre{N}2026"
    assert [money(cents) for cents in (0, 5, 175330, -1200, 123456789)] == [
        f"0,00{N}€",
        f"0,05{N}€",
        f"1{N}753,30{N}€",
        f"−12,00{N}€",
        f"1{N}234{N}567,89{N}€",
    ]
    assert [listed(()), listed(("a",)), listed(("a", "b", "c"))] == ["", "a", "a, b et c"]
    assert [number_word(3), number_word(12)] == ["trois", "12"]
    assert [sentence(text) for text in ("", "payer", "« Oui. »", "Quoi ?")] == ["", "Payer.", "« Oui. »", "Quoi ?"]


def test_no_size_is_under_ten_points() -> None:
    for scale in Scale:
        sizes = SIZES[scale]
        assert min(sizes.body, sizes.small, sizes.subsection) >= SMALLEST == 10
    assert (SIZES[Scale.HOUSEHOLD].body, SIZES[Scale.HOUSEHOLD].leading) == (12, 17)
    assert (SIZES[Scale.STANDARD].body, SIZES[Scale.STANDARD].leading) == (11, 16)
    assert SIZES[Scale.LARGE].body == 14


def test_a_letter_the_first_font_lacks_comes_from_another_or_is_named() -> None:
    assert fonts.runs("Été") == ((fonts.BODY, "Été"),)
    assert fonts.runs("aЖ") == ((fonts.BODY, "a"), ("Palier-Wide", "Ж"))
    assert fonts.runs("漢") == ((fonts.BODY, "[U+6F22]"),)
    assert fonts.runs("Merci \U0001f44d") == ((fonts.BODY, "Merci "), ("Palier-Emoji", "\U0001f44d"))
    assert fonts.markup("a<b>&Ж") == 'a&lt;b&gt;&amp;<font name="Palier-Wide">Ж</font>'


@given(st.text())
def test_every_piece_can_be_drawn_in_its_font(text: str) -> None:
    for font, piece in fonts.runs(clean(text).replace("\n", "")):
        assert all(ord(char) in fonts.glyphs(font) for char in piece)


def test_hebrew_is_turned_round_and_numbers_are_not() -> None:
    assert visual("שלום 12 עולם", right_to_left=True) == "םלוע 12 םולש"
    assert visual("abc שלום def", right_to_left=False) == "abc םולש def"
    assert visual("(שלום)", right_to_left=True) == "(םולש)"
    assert visual("שלום 2026-12-09 abc", right_to_left=True) == "abc 2026-12-09 םולש"


def test_arabic_letters_are_joined() -> None:
    assert joined("سلام") == "\ufeb3\ufefc\ufee1"
    assert joined("باب") == "\ufe91\ufe8e\ufe8f"
    assert visual("سلام", right_to_left=True) == "\ufee1\ufefc\ufeb3"


def test_marks_stay_with_their_letter() -> None:
    assert visual("שׁא", right_to_left=True) == "אשׁ"


def test_a_paragraph_takes_the_direction_of_its_first_letter() -> None:
    assert starts_right_to_left("« שלום » abc")
    assert not starts_right_to_left("12 abc שלום")
    assert not starts_right_to_left("12")
    assert has_right_to_left("abc ש")
    assert not has_right_to_left("été")


@given(st.text(alphabet="אבגabc 12.,()-سلام"), st.booleans())
def test_turning_loses_no_letter(text: str, right_to_left: bool) -> None:
    turned = visual(text, right_to_left=right_to_left)
    assert sorted(turned.translate(str.maketrans("()", "()"))) != [] or text == ""
    assert len(turned) == len(joined(text))


def test_a_phone_number_from_abroad_and_a_registration_stay_on_their_line() -> None:
    assert french("+33 6 00 00 00 21") == "+33\u00a06\u00a000\u00a000\u00a000\u00a021"
    assert french("SIRET 00000000000034") == "SIRET\u00a000000000000034"
