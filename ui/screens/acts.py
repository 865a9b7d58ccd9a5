"""What scenes are made of: going somewhere, pressing, one thing after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.destinations import CaseTab, Place
from ui.kit.discretion import discretion

if TYPE_CHECKING:
    from ui.screens.scene import Play
    from ui.screens.stage import Stage


def at(place: Place, *, of_case: bool = False, detail: str | None = None) -> Play:
    """Return what goes somewhere."""
    return lambda stage: stage.go(place, of_case=of_case, detail=detail)


def tab(shown: CaseTab) -> Play:
    """Return what goes to a tab of the case."""
    return at(Place.CASE, of_case=True, detail=shown)


def then(*plays: Play) -> Play:
    """Return what does one thing after the other."""

    def play(stage: Stage) -> None:
        for one in plays:
            one(stage)
            stage.settle()

    return play


def pressed(*words: str) -> Play:
    """Return what presses buttons, one after the other."""

    def play(stage: Stage) -> None:
        for one in words:
            stage.press(one)

    return play


def opened(words: str) -> Play:
    """Return what opens the row that says so."""
    return lambda stage: stage.open(words)


def typed(text: str, into: str | None = None) -> Play:
    """Return what types, where the caret is or into a field."""
    return lambda stage: stage.type(text, into=into)


def masked(_stage: Stage) -> None:
    """Cover private words (F9)."""
    discretion().cover(True)


def shared(stage: Stage) -> None:
    """Share the screen with the household in sight (F11)."""
    stage.vault.set_shared(True)
