"""How everything looks: tokens of a theme and one style template give the palette, the style and the sizes of text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import RESOURCES

FAMILY = "Atkinson Hyperlegible Next"
FALLBACK = "DejaVu Sans"
THEMES = RESOURCES / "themes"
ICONS = RESOURCES / "icons"
WIDEST = 1240  # logical pixels, at 100 % of text: how wide a page is at most; lines run no further than the eye
TARGET = 44  # least height of what is pressed, in logical pixels (ux.md 3)
SMALLEST, LARGEST, STEP = 100, 200, 10  # text size, per cent
_TOKEN = re.compile(r"\{([a-z0-9_]+)\}")


class ThemeName(StrEnum):
    """The themes a worker may choose."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: its colours by token, and the size of text.

    Attributes:
        name: Which theme.
        colours: Token to ``#RRGGBB``.
        text_percent: 100 to 200.
    """

    name: ThemeName
    colours: dict[str, str]
    text_percent: int = SMALLEST

    def colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        written = self.colours[token]
        if len(written) == len("#RRGGBBAA"):
            made = QColor(written[:7])
            made.setAlpha(int(written[7:], 16))
            return made
        return QColor(written)

    def px(self, size: int) -> int:
        """Return a size of text, given at 100 %, in pixels."""
        return round(size * self.text_percent / 100)

    @property
    def widest(self) -> int:
        """How wide a page is at most."""
        return self.px(WIDEST)

    @property
    def target(self) -> int:
        """Least height of a control: 44 px, more when its words need it."""
        return max(TARGET, self.px(22) + 12)


@cache
def tokens(name: ThemeName) -> dict[str, str]:
    """Return the colours of a theme, token to ``#RRGGBB`` or ``#RRGGBBAA``."""
    return {key: str(value) for key, value in tomllib.loads((THEMES / f"{name}.toml").read_text("utf-8")).items()}


_current = Theme(ThemeName.LIGHT, tokens(ThemeName.LIGHT))


def current() -> Theme:
    """Return the look in force; painted widgets ask at each painting."""
    return _current


def apply(name: ThemeName, text_percent: int = SMALLEST) -> Theme:
    """Give the whole program a look; returns it."""
    global _current  # noqa: PLW0603 -- the look is the process's, like the application object it dresses
    wanted = Theme(name, tokens(name), min(max(text_percent, SMALLEST), LARGEST))
    application = QApplication.instance()
    dressed = isinstance(application, QApplication) and bool(application.styleSheet())
    if wanted == _current and dressed:
        return _current
    _current = wanted
    if isinstance(application, QApplication):
        load_fonts()
        application.setStyle("Fusion")
        application.setFont(font(15))
        application.setPalette(_palette(_current))
        application.setStyleSheet(style_sheet(_current))
    return _current


@cache
def load_fonts() -> None:
    """Give Qt the shipped fonts: the same letters on every machine."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def font(size: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return a font of a size given at 100 %."""
    made = QFont([FAMILY, FALLBACK])
    made.setPixelSize(_current.px(size))
    made.setWeight(weight)
    return made


@lru_cache(maxsize=8)
def _template() -> str:
    return (THEMES / "palier.qss").read_text("utf-8")


def style_sheet(theme: Theme) -> str:
    """Return the style of a look: the template with its tokens filled in.

    Raises:
        KeyError: the template names a token no theme has.
    """

    def filled(found: re.Match[str]) -> str:
        token = found.group(1)
        if token.startswith("px"):
            return str(theme.px(int(token[2:])))
        values = {
            "family": f'"{FAMILY}", "{FALLBACK}"',
            "marks": (THEMES / theme.name).as_posix(),
            "target": str(theme.target - 2),  # between borders of one pixel
            "inside": str(theme.target - 4),  # between borders of two
        }
        return values[token] if token in values else _rgba(theme.colour(token))

    return _TOKEN.sub(filled, _template())


def _rgba(colour: QColor) -> str:
    if colour.alpha() == 255:  # noqa: PLR2004 -- opaque
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"


def _palette(theme: Theme) -> QPalette:
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "page",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "page",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.PlaceholderText: "hint",
        QPalette.ColorRole.Link: "accent",
    }
    for role, token in roles.items():
        made.setColor(role, theme.colour(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("hint"))
    return made
