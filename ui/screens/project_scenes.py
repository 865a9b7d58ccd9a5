"""Scenes of the way from talking to a signed contract: each screen of the diagnosis, each turn of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from resources.vocabulary import DocumentKind
from ui.destinations import CaseTab, Place
from ui.diagnosis.view_model import Screen
from ui.screens.acts import at, pressed, tab, then, typed
from ui.screens.scene import ONE, TWICE, TWO, Scene
from ui.screens.world import Stand
from ui.signing.pad import Pad

if TYPE_CHECKING:
    from ui.screens.scene import Play
    from ui.screens.stage import Stage

DIAGNOSIS, CONTRACT, SIGNING = "ui.diagnosis.page", "ui.contract.page", "ui.signing.page"
TALKED = (
    "« On a payé tous les mois jusqu’à l’été. » Le courrier de la CAF est encore fermé. "
    "« Je reprendrais bien des heures si quelqu’un gardait la petite. » Deux convocations de l’école ce mois-ci."
)


def diagnosis(screen: Screen) -> Play:
    """Return what goes to a screen of the diagnosis."""
    return at(Place.DIAGNOSIS, of_case=True, detail=screen)


def _sign(stage: Stage) -> None:
    stage.sign(next(one for one in stage.window.findChildren(Pad) if one.isVisible()))


def _all_sign(stage: Stage) -> None:
    _SIGNING(stage)
    for words in ("C’est signé, au suivant", "C’est signé, au suivant", "C’est signé, terminer"):
        _sign(stage)
        stage.press(words)


_CONTRACT = at(Place.CONTRACT, of_case=True)
_SIGNING = then(
    at(Place.SIGNING, of_case=True, detail=DocumentKind.SUPPORT_CONTRACT.value), pressed("Passer à la signature")
)
_ONE_SIGNED = then(_SIGNING, _sign, pressed("C’est signé, au suivant"), _CONTRACT)
_ENDED = then(_CONTRACT, pressed("Mettre fin", "D’un commun accord", "Mettre fin"))


def _talk(name: str, screen: Screen, play: Play | None = None, stand: Stand = Stand.UNSIGNED) -> Scene:
    place = f"{Place.DIAGNOSIS}/{screen}"
    going = diagnosis(screen) if play is None else then(diagnosis(screen), play)
    return Scene(
        name,
        stand,
        going,
        DIAGNOSIS,
        (TWICE,),
        kept=TWO if play is None else ONE,
        writes=play is not None,
        shows=(place,),
    )


TALKS = (
    _talk("diagnostic-parler", Screen.TALK, typed(TALKED)),
    _talk("diagnostic-ranger", Screen.TALK, then(typed(TALKED), pressed("Ranger les phrases"))),
    _talk("diagnostic-suite", Screen.AFTERWARDS),
    _talk("diagnostic-part", Screen.SHARING),
    _talk("diagnostic-relire", Screen.APPROVAL),
)
CONTRACTS = (
    Scene(
        "contrat-modifie",
        Stand.UNSIGNED,
        then(
            _CONTRACT, pressed("À modifier"), typed("Chaque jeudi. ", "Nous"), lambda stage: stage.key(Qt.Key.Key_Tab)
        ),
        CONTRACT,
        (TWICE,),
        kept=ONE,
        writes=True,
    ),
    Scene(
        "avenant",
        Stand.FULL,
        then(_CONTRACT, pressed("Faire un avenant")),
        CONTRACT,
        (TWICE,),
        kept=TWO,
        shows=("RowSheet",),
    ),
    Scene(
        "choisir-dans-le-diagnostic",
        Stand.UNSIGNED,
        then(_CONTRACT, pressed("À modifier", "Choisir dans le diagnostic")),
        CONTRACT,
        kept=ONE,
        shows=("ProposalsSheet",),
        writes=True,
    ),
    Scene(
        "reprendre-la-redaction",
        Stand.UNSIGNED,
        then(_ONE_SIGNED, pressed("Reprendre la rédaction")),
        CONTRACT,
        kept=ONE,
        shows=("WithdrawSheet",),
        writes=True,
    ),
    Scene("mettre-fin", Stand.FULL, then(_CONTRACT, pressed("Mettre fin")), CONTRACT, kept=TWO, shows=("EndSheet",)),
    Scene(
        "contrat-propositions",
        Stand.FULL,
        then(_ENDED, pressed("En préparer un autre")),
        CONTRACT,
        (TWICE,),
        kept=ONE,
        writes=True,
    ),
)
SIGNATURES = (
    Scene(
        "signer-pas-aujourdhui",
        Stand.UNSIGNED,
        then(_SIGNING, pressed("Je ne signe pas aujourd’hui")),
        SIGNING,
        (TWICE,),
        kept=ONE,
        writes=True,
    ),
    Scene(
        "signer-papier",
        Stand.UNSIGNED,
        then(_SIGNING, pressed("Signer plutôt sur papier")),
        SIGNING,
        (TWICE,),
        kept=ONE,
        writes=True,
    ),
    Scene("signer-fin", Stand.UNSIGNED, _all_sign, SIGNING, (TWICE,), kept=ONE, writes=True),
    Scene(
        "lire-le-signe",
        Stand.UNSIGNED,
        then(_all_sign, tab(CaseTab.PAPERS), pressed("Lire le document figé")),
        "ui.case.page",
        kept=ONE,
        shows=("ReadingSheet",),
        writes=True,
    ),
    Scene(
        "signer-partir",
        Stand.UNSIGNED,
        then(_SIGNING, _sign, lambda stage: stage.key(Qt.Key.Key_Escape)),
        SIGNING,
        kept=ONE,
        shows=("LeavingSheet",),
        writes=True,
    ),
)
SCENES = (*TALKS, *CONTRACTS, *SIGNATURES)
