"""Scenes before a vault is open, and when it rests: first run, lock screen, pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.services.keys.pause_choices import choose_pin
from ui.destinations import Place
from ui.screens.scene import TWICE, Scene
from ui.screens.world import Stand

if TYPE_CHECKING:
    from ui.screens.stage import Stage

PIN = "271828"


def _who(stage: Stage) -> None:
    stage.press("Commencer")
    stage.type("Claire Morel", into="Votre nom")


def _phrase(stage: Stage) -> None:
    _who(stage)
    stage.press("Continuer")


def _wrong(stage: Stage) -> None:
    stage.type("autre chose")
    stage.key(Qt.Key.Key_Return)


def _paused(stage: Stage) -> None:
    vault = stage.desk.vault
    stage.vault.workplace.command(lambda: choose_pin(vault, PIN))
    stage.go(Place.HELP)
    stage.window.pause()
    stage.type(PIN[:3])


SCENES = (
    Scene("accueil", Stand.NOWHERE, more=(TWICE,)),
    Scene("accueil-protection", Stand.NOWHERE, lambda stage: stage.press("Ce qui est protégé, et ce qui ne l’est pas")),
    Scene("accueil-qui", Stand.NOWHERE, _who),
    Scene("accueil-phrase", Stand.NOWHERE, _phrase),
    Scene("verrou", Stand.LOCKED, more=(TWICE,)),
    Scene("verrou-erreur", Stand.LOCKED, _wrong),
    Scene("verrou-kit", Stand.LOCKED, lambda stage: stage.press("J’ai perdu ma phrase de passe")),
    Scene("pause", Stand.FULL, _paused, "ui.help.page", writes=True),
)
