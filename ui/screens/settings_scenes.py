"""Scenes of what Réglages opens: the code of a pause, the passphrase, the kit, the keys, going back to a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.benchmark.vaults import PASSPHRASE
from ui.destinations import Place
from ui.screens.acts import at, pressed, then, typed
from ui.screens.scene import ONE, TWICE, TWO, Scene
from ui.screens.world import Stand

if TYPE_CHECKING:
    from ui.screens.scene import Play
    from ui.screens.stage import Shape

PAGE = "ui.preferences.page"
PIN = "271828"
GO_BACK, DAY = "Revenir à une sauvegarde…", "Sauvegarde\u00a0: …"
MAKE_AGAIN = "Refaire et supprimer les anciennes…"
_SETTINGS = at(Place.SETTINGS)


def _sheet(name: str, shows: str, *plays: Play, writes: bool = False, more: tuple[Shape, ...] = ()) -> Scene:
    play = then(_SETTINGS, *plays)
    return Scene(name, Stand.FULL, play, PAGE, more, kept=ONE if writes else TWO, shows=(shows,), writes=writes)


SENTENCE = "trois hérons et un grenier plein de pommes"
_BACKED = pressed("Sauvegarder maintenant")
_CHANGED = then(
    pressed("Changer la phrase de passe"),
    typed(PASSPHRASE, "Phrase de passe actuelle"),
    pressed("Une phrase à moi"),
    typed(SENTENCE, "Ma phrase de passe"),
    typed(SENTENCE, "La nouvelle, une deuxième fois"),
    pressed("Changer"),
    _SETTINGS,
)
SCENES = (
    _sheet("reglages-code", "PinSheet", pressed("Choisir un code"), typed(PIN)),
    _sheet("reglages-phrase", "PassphraseSheet", pressed("Changer la phrase de passe"), more=(TWICE,), writes=True),
    _sheet("reglages-kit", "KitSheet", pressed("Nouveau kit"), typed(PASSPHRASE), pressed("Faire le kit"), writes=True),
    _sheet("reglages-connue", "Sheet", pressed("Quelqu’un la connaît…")),
    _sheet("reglages-ordinateur", "SecretSheet", pressed("Demander aussi cet ordinateur…")),
    _sheet("reglages-refaire", "MakeAgainSheet", _BACKED, _CHANGED, pressed(MAKE_AGAIN), writes=True),
    _sheet(
        "reglages-revenir",
        "GoBackSheet",
        _BACKED,
        pressed("Revenir à une sauvegarde…", "Sauvegarde\u00a0: …"),
        writes=True,
    ),
)
