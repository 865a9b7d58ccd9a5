"""What everybody must be able to read: contrast computed, glyphs found, targets large enough (ux.md « Look », I2)."""

from __future__ import annotations

import re
from itertools import product

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QRawFont

from ui.kit import theme
from ui.kit.theme import THEMES, ThemeName

WORDS = ("text", "secondary", "hint", "accent", "household", "operator", "landlord", "success", "warning", "danger")
GROUNDS = ("page", "surface", "raised")
TINTS = {
    "tint": ("text", "accent", "operator"),
    "household_tint": ("text", "household"),
    "landlord_tint": ("text", "landlord", "secondary"),
    "success_tint": ("text", "success"),
    "warning_tint": ("text", "warning", "secondary"),
    "danger_tint": ("text", "danger"),
}
LEAST_FOR_WORDS = {ThemeName.LIGHT: 4.5, ThemeName.DARK: 4.5, ThemeName.CONTRAST: 7.0}
LEAST_FOR_BORDERS = 3.0


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_knows_black_on_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") < 4.5


@pytest.mark.parametrize("name", ThemeName)
def test_words_are_readable_on_every_ground(name):
    colours = theme.tokens(name)
    least = LEAST_FOR_WORDS[name]
    faint = {
        (word, ground): round(contrast(colours[word], colours[ground]), 2)
        for word, ground in product(WORDS, GROUNDS)
        if contrast(colours[word], colours[ground]) < least
    }
    assert not faint


@pytest.mark.parametrize("name", ThemeName)
def test_words_are_readable_on_the_tints_they_stand_on(name):
    colours = theme.tokens(name)
    pairs = [(word, tint) for tint, words in TINTS.items() for word in words]
    faint = {pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < LEAST_FOR_WORDS[name]}
    assert not faint
    assert contrast(colours["on_accent"], colours["accent"]) >= LEAST_FOR_WORDS[name]


@pytest.mark.parametrize("name", ThemeName)
def test_borders_of_controls_and_the_focus_are_seen(name):
    colours = theme.tokens(name)
    for token, ground in product(("strong_line", "focus"), GROUNDS):
        assert contrast(colours[token], colours[ground]) >= LEAST_FOR_BORDERS, (token, ground)


@pytest.mark.parametrize("name", ThemeName)
def test_the_household_never_speaks_in_the_colour_of_a_warning(name):
    colours = theme.tokens(name)
    assert colours["household"] != colours["warning"]


@pytest.mark.parametrize("name", ThemeName)
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_style_names_no_token_a_theme_lacks(qapp, name, percent):
    made = theme.style_sheet(theme.Theme(name, theme.tokens(name), percent))
    assert not re.search(r"\{[a-z0-9_]+\}", made)


def test_every_theme_has_the_same_tokens():
    assert len({frozenset(theme.tokens(name)) for name in ThemeName}) == 1


@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_pressed_is_at_least_44_pixels_high(qapp, percent):
    assert theme.Theme(ThemeName.LIGHT, theme.tokens(ThemeName.LIGHT), percent).target >= 44


def test_every_character_of_the_catalogue_has_a_glyph(qapp):
    theme.load_fonts()
    words = (THEMES.parent / "locale" / "palier.pot").read_text("utf-8")
    characters = {one for one in words if one.isprintable() and not one.isspace()}
    raws = [QRawFont.fromFont(QFont(family)) for family in (theme.FAMILY, theme.FALLBACK)]
    missing = {one for one in characters if not any(raw.supportsCharacter(ord(one)) for raw in raws)}
    assert not missing


def test_a_no_break_space_takes_room(qapp):
    theme.apply(ThemeName.LIGHT)
    assert QFontMetrics(theme.font(15)).horizontalAdvance("\u00a0") > 0
