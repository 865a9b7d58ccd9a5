"""Scenes become pictures, without a screen; one sheet shows them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLoggingCategory, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from app.words import _, use_language
from ui.kit import theme
from ui.screens.company import company
from ui.screens.scene import EVERY
from ui.screens.scenes import chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ui.screens.scene import Scene
    from ui.screens.stage import Shape

SHEET, LIST = "planche.png", "liste.txt"
THUMBNAIL = QSize(342, 192)
LABEL, GAP = 24, 12  # pixels of the sheet


def draw(wanted: Sequence[str], readme: bool, tell: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    """Draw screens.

    Args:
        wanted: Words, one of which the name of a scene holds; none for all scenes.
        readme: Only the pictures the README shows.
        tell: Called with a sentence as the work goes on.

    Yields:
        The name of a file and what to write in it: each picture, then the sheet of all and their list.
    """
    application = QApplication.instance() or QApplication(["palier", "-platform", "offscreen"])
    QLoggingCategory.setFilterRules("default.warning=false")  # a platform without screen says what it does not do
    use_language("fr")
    scenes = chosen(tuple(wanted), readme=readme)
    names: list[str] = []
    small: dict[tuple[str, Shape], QPixmap] = {}
    with company() as players:
        for rank, scene in enumerate(scenes, 1):
            tell(_("{rank}/{count} {name}").format(rank=rank, count=len(scenes), name=scene.name))
            for shape in scene.shapes[:1] if readme else scene.shapes:
                seen = players.picture(scene, shape)
                small[scene.name, shape] = thumbnail(seen)
                names.append(f"{scene.readme}.png" if readme else f"{scene.name}-{shape.mark}.png")
                yield names[-1], as_png(seen)
    if scenes and not readme:
        yield SHEET, as_png(sheet(scenes, small))
        yield LIST, "".join(f"{name}\n" for name in names).encode()
    application.processEvents()


def as_png(seen: QPixmap) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    seen.save(buffer, "PNG")
    return bytes(buffer.data().data())


def thumbnail(seen: QPixmap) -> QPixmap:
    """Return a picture small enough for the sheet."""
    return seen.scaled(THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def sheet(scenes: Sequence[Scene], small: dict[tuple[str, Shape], QPixmap]) -> QPixmap:
    """Return one picture of all: a row a scene, a column a look."""
    columns = max(len(EVERY), *(len(scene.shapes) for scene in scenes))
    cell = QSize(THUMBNAIL.width() + GAP, THUMBNAIL.height() + LABEL + GAP)
    made = QPixmap(GAP + cell.width() * columns, GAP + cell.height() * len(scenes))
    theme.apply(theme.ThemeName.LIGHT)
    look = theme.current()
    made.fill(look.colour("page"))
    painter = QPainter(made)
    painter.setFont(theme.font(13))
    painter.setPen(look.colour("text"))
    for row, scene in enumerate(scenes):
        for column, shape in enumerate(scene.shapes):
            left, top = GAP + column * cell.width(), GAP + row * cell.height()
            painter.drawText(QRect(left, top, THUMBNAIL.width(), LABEL), 0, f"{scene.name} · {shape.mark}")
            painter.drawPixmap(left, top + LABEL, small[scene.name, shape])
    painter.end()
    return made
