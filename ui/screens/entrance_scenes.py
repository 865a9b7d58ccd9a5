"""Scenes before a vault is open, and when it rests: first run, lock screen, pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.services.benchmark.vaults import PASSPHRASE
from app.services.keys.pause_choices import choose_pin
from ui.destinations import Place
from ui.screens.acts import pressed, then
from ui.screens.scene import ONE, TWICE, Scene
from ui.screens.world import Stand

if TYPE_CHECKING:
    from ui.screens.stage import Stage

PIN = "271828"
SENTENCE = "trois hérons et un grenier plein de pommes"


def _who(stage: Stage) -> None:
    stage.press("Commencer")
    stage.type("Claire Morel", into="Votre nom")


def _phrase(stage: Stage) -> None:
    _who(stage)
    stage.press("Continuer")


def _again(stage: Stage) -> None:
    _phrase(stage)
    stage.press("Une phrase à moi")
    stage.type(SENTENCE)
    stage.press("Continuer")


def _kit(stage: Stage) -> None:
    _again(stage)
    stage.type(SENTENCE)
    stage.press("Continuer")


def _code(stage: Stage) -> None:
    _kit(stage)
    stage.press("Plus tard")
    stage.type(PIN)


def _back(stage: Stage) -> None:
    stage.press("Revenir à une sauvegarde…")
    stage.press("Sauvegarde\u00a0: …")
    stage.type(PASSPHRASE)
    stage.press("Voir ce qu’elle contient")


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
    Scene("accueil", Stand.NOWHERE, more=(TWICE,), shows=("Welcome",)),
    Scene("accueil-protection", Stand.NOWHERE, lambda stage: stage.press("Ce qui est protégé, et ce qui ne l’est pas")),
    Scene("accueil-qui", Stand.NOWHERE, _who, shows=("Who",)),
    Scene("accueil-phrase", Stand.NOWHERE, _phrase, shows=("Phrase",)),
    Scene("verrou", Stand.LOCKED, more=(TWICE,), shows=("Unlock",)),
    Scene("verrou-erreur", Stand.LOCKED, _wrong),
    Scene("verrou-kit", Stand.LOCKED, lambda stage: stage.press("J’ai perdu ma phrase de passe"), shows=("UseKit",)),
    Scene("accueil-redire", Stand.FRESH, _again, kept=ONE, shows=("Again",)),
    Scene("accueil-kit", Stand.FRESH, _kit, more=(TWICE,), kept=ONE, shows=("PrintKit",)),
    Scene(
        "accueil-kit-verifier",
        Stand.FRESH,
        then(_kit, pressed("C’est imprimé\u00a0: vérifier")),
        more=(TWICE,),
        kept=ONE,
        shows=("CheckKit",),
    ),
    Scene("accueil-code", Stand.FRESH, _code, more=(TWICE,), kept=ONE, shows=("Comfort",)),
    Scene("verrou-sauvegarde", Stand.BACKED, _back, more=(TWICE,), kept=ONE, shows=("GoingBack",)),
    Scene(
        "verrou-nouvelle-cle",
        Stand.LOCKED,
        pressed("Quelqu’un connaît ma phrase"),
        more=(TWICE,),
        kept=ONE,
        shows=("Known",),
    ),
    Scene("verrou-autre", Stand.LOCKED, pressed("Autre coffre…"), kept=ONE, shows=("Another",)),
    Scene("pause", Stand.FULL, _paused, "ui.help.page", writes=True, shows=("PauseScreen",)),
)
