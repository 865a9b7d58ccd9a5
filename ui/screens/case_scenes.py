"""Scenes of the sheets over a case and of its rarer states: forms, history, journal, what was put away, closed, met."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from app.services.households import NewCase, NewPerson
from app.words import _
from ui.destinations import CaseTab, Destination, Place
from ui.kit.going_on import SOON_MS
from ui.screens.acts import at, opened, pressed, tab, then, typed
from ui.screens.scene import ONE, TWICE, TWO, Scene
from ui.screens.world import Stand
from ui.shell.idle import Idle
from ui.tasks import LongWork, Progress

if TYPE_CHECKING:
    from ui.screens.scene import Play
    from ui.screens.stage import Stage

EVE = dt.datetime(2026, 11, 30, 16, 30, tzinfo=dt.UTC)  # of a visit of the example
CASE = "ui.case.page"
PIECE = "rappel d’APL d’août et septembre"  # a démarche of the example
MORE = 45  # per cent of a long work


def _seven_lines(stage: Stage) -> None:
    stage.go(Place.TODAY)
    stage.reveal("4 autres foyers ont une date")


def _empty_case(place: Place, detail: str | None = None) -> Play:
    """A household that came in this morning."""

    def play(stage: Stage) -> None:
        desk = stage.desk
        person = NewPerson("Samia", "Haddad", birth_date=dt.date(1990, 5, 5))
        case_id, _changes = desk.households.open_case(NewCase((person,), adhered_on=desk.today()))
        stage.vault.go(Destination(place, case_id, detail))

    return play


def _put_away(stage: Stage) -> None:
    """Two things put away, the first of them with what stood in it."""
    then(tab(CaseTab.PROCEDURES), opened(PIECE), pressed("Retirer"))(stage)
    then(tab(CaseTab.PROCEDURES), opened("CPAM"), pressed("Retirer"))(stage)
    stage.go(Place.CASE, of_case=True, detail=CaseTab.PAPERS)
    stage.reveal("Remettre\u00a0: Démarche")


def _rewritten(stage: Stage) -> None:
    """Look back at a row that was written twice."""
    then(tab(CaseTab.PROCEDURES), opened(PIECE), typed(", et l’attestation", "Quoi"))(stage)
    then(pressed("Fermer"), opened("l’attestation"), pressed("Historique"))(stage)


def _long_work(stage: Stage) -> None:
    """A work that goes on below the page; a picture cannot wait for one, so that it is only told."""
    stage.go(Place.SETTINGS)
    tasks, progress = stage.vault.tasks, Progress(lambda _done, _whole: None)
    tasks.started.emit(LongWork(_("Contrôle du coffre"), progress))
    tasks.progressed.emit((progress, MORE, 100))
    QTest.qWait(2 * SOON_MS)  # a short one is not shown


def _countdown(stage: Stage) -> None:
    """Nobody acted for as long as the settings say, less half a minute."""
    stage.go(Place.CASE, of_case=True, detail=CaseTab.THREAD)
    for idle in stage.window.findChildren(Idle):
        idle.announced.emit(30)


def _choice_in_sight(stage: Stage) -> None:
    stage.go(Place.CASE, of_case=True, detail=CaseTab.THREAD)
    stage.reveal("Garder la version de Claire Morel")


_HOUSEHOLD = then(at(Place.CASE, of_case=True), pressed("Ménage"))
_JOURNAL = then(tab(CaseTab.PAPERS), pressed("Ouvrir le journal"))


def _form(name: str, play: Play) -> Scene:
    return Scene(name, Stand.FULL, play, CASE, (TWICE,), kept=TWO, shows=("RowSheet",))


FORMS = (
    _form("fiche-personne", then(_HOUSEHOLD, opened("Nadia"))),
    _form("fiche-mouvement", then(tab(CaseTab.HOME_AND_MONEY), pressed("Ajouter une ligne\u00a0: Compte locatif"))),
    _form("fiche-ressource", then(tab(CaseTab.HOME_AND_MONEY), pressed("Ajouter\u00a0: Ressources"))),
    _form("fiche-bail", then(tab(CaseTab.HOME_AND_MONEY), pressed("Ajouter\u00a0: Bail"))),
    _form("fiche-comite", then(tab(CaseTab.PROJECT), pressed("Ajouter un passage\u00a0: Comité"))),
    _form("fiche-demarche", then(tab(CaseTab.PROCEDURES), opened(PIECE))),
)
SHEETS = (
    Scene("historique", Stand.FULL, _rewritten, CASE, kept=ONE, shows=("HistorySheet",), writes=True),
    Scene("journal", Stand.FULL, _JOURNAL, CASE, (TWICE,), kept=TWO, shows=("JournalSheet",)),
    Scene(
        "qui-a-consulte",
        Stand.FULL,
        then(_JOURNAL, pressed("Qui a consulté ce dossier…", "Une personne demande qui a vu son dossier")),
        CASE,
        (TWICE,),
        kept=ONE,
        shows=("ReadingsSheet",),
        writes=True,
    ),
    Scene(
        "faire-le-point",
        Stand.FULL,
        then(tab(CaseTab.PROJECT), pressed("Faire le point")),
        CASE,
        (TWICE,),
        kept=TWO,
        shows=("ProgressSheet",),
    ),
    Scene(
        "avancer",
        Stand.FULL,
        then(at(Place.PROCEDURES), pressed("Avancer")),
        "ui.procedures.page",
        (TWICE,),
        kept=TWO,
        shows=("AdvanceSheet",),
    ),
    Scene(
        "preparer-demain",
        Stand.FULL,
        then(at(Place.TODAY), pressed("Préparer demain")),
        "ui.today.page",
        (TWICE,),
        instant=EVE,
        kept=TWO,
        shows=("PreparedSheet",),
    ),
)
STATES = (
    Scene("aujourdhui-sept", Stand.BUSY, _seven_lines, "ui.today.page", (TWICE,), kept=TWO, shows=("TodayPage",)),
    Scene("dossier-vide", Stand.EMPTY, _empty_case(Place.CASE), CASE, kept=ONE, writes=True),
    Scene(
        "dossier-logement-vide",
        Stand.EMPTY,
        _empty_case(Place.CASE, CaseTab.HOME_AND_MONEY),
        CASE,
        kept=ONE,
        writes=True,
    ),
    Scene("diagnostic-vide", Stand.EMPTY, _empty_case(Place.DIAGNOSIS), "ui.diagnosis.page", kept=ONE, writes=True),
    Scene("contrat-vide", Stand.EMPTY, _empty_case(Place.CONTRACT), "ui.contract.page", kept=ONE, writes=True),
    Scene("corbeille", Stand.FULL, _put_away, CASE, kept=ONE, writes=True),
    Scene("deux-versions", Stand.MET, _choice_in_sight, CASE, (TWICE,), kept=TWO),
    Scene(
        "clos",
        Stand.FULL,
        then(_HOUSEHOLD, pressed("Clore le dossier", "Fermer"), tab(CaseTab.THREAD)),
        CASE,
        kept=ONE,
        writes=True,
    ),
    Scene(
        "accord-retire",
        Stand.FULL,
        then(tab(CaseTab.PAPERS), pressed("Retirer cet accord"), lambda stage: stage.reveal("Accords donnés")),
        CASE,
        kept=ONE,
        writes=True,
    ),
    Scene("travail-long", Stand.FULL, _long_work, kept=ONE, writes=True),
    Scene("pause-annoncee", Stand.FULL, _countdown, CASE, kept=TWO),
)
SCENES = (*FORMS, *SHEETS, *STATES)
