"""Every scene: each screen empty, full, with texts too long, in trouble, masked, shared."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from app.errors import Expected
from app.services.drafts import Typed
from app.services.households import NewCase, NewPerson
from app.services.procedures.requests import Follow, NewRequest
from app.words import _
from resources.vocabulary import Channel, DiagnosisPoint, DocumentKind, Recipient
from ui.destinations import CaseTab, Destination, Place
from ui.screens import case_scenes, entrance_scenes, project_scenes, settings_scenes
from ui.screens.acts import at, masked, shared, tab, then
from ui.screens.scene import CONTRAST, FOUR_K, TWICE, Scene
from ui.screens.world import NUMBER, Stand
from ui.workplace import NoteAsked

if TYPE_CHECKING:
    from ui.screens.scene import Play
    from ui.screens.stage import Stage

WORKDAY = dt.datetime(2026, 12, 1, 8, 14, tzinfo=dt.UTC)  # the morning of a visit of the example
VISIT = dt.datetime(2026, 12, 1, 9, 40, tzinfo=dt.UTC)  # ten minutes into a visit of the example
CASE, DIAGNOSIS, CONTRACT, SIGNING = "ui.case.page", "ui.diagnosis.page", "ui.contract.page", "ui.signing.page"
NOTE = "Facture d’eau ouverte ensemble. « On l’a mise de côté, on n’osait pas. » ? trop-perçu CAF ! appeler l’agence"
DISK_FULL = "Le disque est plein. Ce qui était enregistré est intact ; libérez de la place puis recommencez."


def _searched(stage: Stage) -> None:
    stage.go(Place.PERSONS)
    stage.type("zzz", into="Chercher dans la liste")


def _palette(words: str) -> Play:
    def play(stage: Stage) -> None:
        stage.vault.search()
        stage.settle()
        if words:
            stage.type(words)

    return play


def _note(text: str) -> Play:
    def play(stage: Stage) -> None:
        stage.vault.write_note(NoteAsked(stage.case()))
        stage.settle()
        if text:
            stage.type(text)

    return play


def _full_day(stage: Stage) -> None:
    """A day with an appointment, a request to call back and a draft found again."""
    case_id = stage.case()
    asked = NewRequest("Fuite d’eau sous l’évier", Channel.PHONE, Follow.TO_CALL_BACK)
    stage.desk.requests.ask(case_id, asked)
    begun = "«\u00a0On a reçu un courrier de la CAF, on ne l’a pas encore ouvert"
    stage.desk.drafts.save("note:scene", Typed(case_id, "contact", "note", begun, len(begun)))
    stage.go(Place.TODAY)


def _postponed(stage: Stage) -> None:
    case_id = stage.case()
    visit = stage.desk.day.view(dt.date(2026, 12, 1)).appointments[0]
    stage.vault.postpone(case_id, visit.id)


def _pad(stage: Stage, *, ink: bool) -> None:
    from ui.signing.pad import Pad  # noqa: PLC0415 -- only where the page that signs is there

    stage.go(Place.SIGNING, of_case=True, detail=DocumentKind.SUPPORT_CONTRACT.value)
    stage.press("Passer à la signature")
    if ink:
        stage.sign(next(one for one in stage.window.findChildren(Pad) if one.isVisible()))


def _paper(stage: Stage) -> None:
    stage.vault.show_paper(stage.case(), DocumentKind.SUPPORT_CONTRACT, Recipient.HOUSEHOLD)


def _forgetting(stage: Stage) -> None:
    stage.go(Place.CASE, of_case=True, detail=CaseTab.PAPERS)
    stage.press("Effacer définitivement…")
    stage.type("plan", into="Les mots à effacer")
    stage.press("Chercher où ils sont")


def _forgotten(stage: Stage) -> None:
    _forgetting(stage)
    stage.press("Tout le dossier")
    stage.type("Nadia Benali", into="Qui le demande")
    stage.type("Anne Weber", into="Qui l’accepte")
    stage.type("demande de la personne", into="Pourquoi")
    stage.type(NUMBER, into=f"Pour confirmer, tapez\u00a0: {NUMBER}")
    stage.press("Effacer définitivement")


def _without_landlord(stage: Stage) -> None:
    """A page of three begun for a household whose landlord nobody named."""
    desk = stage.desk
    person = NewPerson("Samia", "Haddad", birth_date=dt.date(1990, 5, 5))
    case_id, _changes = desk.households.open_case(NewCase((person,), adhered_on=desk.today()))
    desk.commitments.create(case_id, desk.today())
    stage.vault.go(Destination(Place.CONTRACT, case_id, DocumentKind.MUTUAL_COMMITMENTS.value))


def _trouble(fault: BaseException) -> Play:
    return lambda stage: stage.vault.present(fault)


def _toast(stage: Stage) -> None:
    stage.vault.toast(_("L’échéance est retirée."), lambda: None)


_CASE_OF = at(Place.CASE, of_case=True)
_DIAGNOSIS = at(Place.DIAGNOSIS, of_case=True)
_POINT = at(Place.DIAGNOSIS, of_case=True, detail=DiagnosisPoint.FINANCIAL_SITUATION.value)
_CONTRACT = at(Place.CONTRACT, of_case=True)
_COMMITMENTS = at(Place.CONTRACT, of_case=True, detail=DocumentKind.MUTUAL_COMMITMENTS.value)

PLACES = (
    Scene("aujourdhui", Stand.FULL, at(Place.TODAY), "ui.today.page", (TWICE, CONTRAST, FOUR_K)),
    Scene("aujourdhui-plein", Stand.FULL, _full_day, "ui.today.page", (), "aujourdhui", writes=True, instant=WORKDAY),
    Scene("aujourdhui-vide", Stand.EMPTY, at(Place.TODAY), "ui.today.page"),
    Scene("aujourdhui-long", Stand.LONG, at(Place.TODAY), "ui.today.page"),
    Scene("aujourdhui-masque", Stand.FULL, then(at(Place.TODAY), masked), "ui.today.page"),
    Scene("aujourdhui-visite", Stand.FULL, lambda stage: stage.vault.begin(), CASE, instant=VISIT),
    Scene("personnes", Stand.FULL, at(Place.PERSONS), "ui.persons.page", (TWICE,)),
    Scene("personnes-vide", Stand.EMPTY, at(Place.PERSONS), "ui.persons.page"),
    Scene("personnes-long", Stand.LONG, at(Place.PERSONS), "ui.persons.page"),
    Scene("personnes-masque", Stand.FULL, then(at(Place.PERSONS), masked), "ui.persons.page"),
    Scene("personnes-aucune", Stand.FULL, _searched, "ui.persons.page"),
    Scene("demarches", Stand.FULL, at(Place.PROCEDURES), "ui.procedures.page", (TWICE,)),
    Scene("demarches-vide", Stand.EMPTY, at(Place.PROCEDURES), "ui.procedures.page"),
    Scene("demarches-masque", Stand.FULL, then(at(Place.PROCEDURES), masked), "ui.procedures.page"),
    Scene("reglages", Stand.FULL, at(Place.SETTINGS), "ui.preferences.page", (TWICE,)),
    Scene("aide", Stand.FULL, at(Place.HELP), "ui.help.page"),
    Scene("erreur", Stand.FULL, then(at(Place.TODAY), _trouble(Expected("disk_full", DISK_FULL))), "ui.today.page"),
    Scene("erreur-de-palier", Stand.FULL, then(at(Place.TODAY), _trouble(RuntimeError())), "ui.today.page"),
    Scene("annuler", Stand.FULL, then(_CASE_OF, _toast), CASE),
)
CASES = (
    Scene("dossier-fil", Stand.FULL, tab(CaseTab.THREAD), CASE, (TWICE, FOUR_K), "dossier", shows=("case/thread",)),
    Scene("dossier-projet", Stand.FULL, tab(CaseTab.PROJECT), CASE, (TWICE,), shows=("case/project",)),
    Scene(
        "dossier-logement",
        Stand.FULL,
        tab(CaseTab.HOME_AND_MONEY),
        CASE,
        (TWICE, CONTRAST),
        shows=("case/home_and_money",),
    ),
    Scene("dossier-demarches", Stand.FULL, tab(CaseTab.PROCEDURES), CASE, shows=("case/procedures",)),
    Scene("dossier-papiers", Stand.FULL, tab(CaseTab.PAPERS), CASE, shows=("case/papers",)),
    Scene("dossier-long", Stand.LONG, tab(CaseTab.THREAD), CASE),
    Scene("dossier-projet-long", Stand.LONG, tab(CaseTab.PROJECT), CASE),
    Scene("dossier-masque", Stand.FULL, then(tab(CaseTab.THREAD), masked), CASE),
    Scene("dossier-logement-masque", Stand.FULL, then(tab(CaseTab.HOME_AND_MONEY), masked), CASE),
    Scene("dossier-partage", Stand.FULL, then(_CASE_OF, shared), CASE, (TWICE,)),
    Scene("diagnostic", Stand.FULL, _DIAGNOSIS, DIAGNOSIS, (TWICE,), shows=("diagnosis/None",)),
    Scene(
        "diagnostic-point",
        Stand.UNSIGNED,
        _POINT,
        DIAGNOSIS,
        (TWICE,),
        "diagnostic",
        shows=("diagnosis/financial_situation",),
    ),
    Scene("diagnostic-long", Stand.LONG, _DIAGNOSIS, DIAGNOSIS),
    Scene("diagnostic-masque", Stand.FULL, then(_POINT, masked), DIAGNOSIS),
    Scene("diagnostic-partage", Stand.FULL, then(_POINT, shared), DIAGNOSIS),
    Scene("contrat", Stand.UNSIGNED, _CONTRACT, CONTRACT, (TWICE,)),
    Scene("contrat-signe", Stand.FULL, _CONTRACT, CONTRACT),
    Scene("contrat-long", Stand.LONG, _CONTRACT, CONTRACT),
    Scene("engagements", Stand.UNSIGNED, _COMMITMENTS, CONTRACT, (TWICE,)),
    Scene("engagements-sans-bailleur", Stand.EMPTY, _without_landlord, CONTRACT, (TWICE,), writes=True),
    Scene("contrat-masque", Stand.UNSIGNED, then(_CONTRACT, masked), CONTRACT),
    Scene(
        "signer-lire", Stand.UNSIGNED, at(Place.SIGNING, of_case=True, detail="support_contract"), SIGNING, writes=True
    ),
    Scene("signer", Stand.UNSIGNED, partial(_pad, ink=False), SIGNING, (TWICE,), writes=True),
    Scene("signer-encre", Stand.UNSIGNED, partial(_pad, ink=True), SIGNING, readme="signer", writes=True),
)
SHEETS = (
    Scene("palette", Stand.FULL, _palette(""), "ui.palette.sheet", shows=("PaletteSheet",)),
    Scene("palette-fait", Stand.FULL, _palette("ben caf"), "ui.palette.sheet", (TWICE,)),
    Scene("palette-aucun", Stand.FULL, _palette("zzzz"), "ui.palette.sheet"),
    Scene("note", Stand.FULL, then(_CASE_OF, _note("")), "ui.note.sheet", (TWICE,), shows=("NoteSheet",)),
    Scene("note-ecrite", Stand.FULL, then(_CASE_OF, _note(NOTE)), "ui.note.sheet", writes=True),
    Scene("note-masque", Stand.FULL, then(_CASE_OF, _note(NOTE), masked), "ui.note.sheet", writes=True),
    Scene(
        "demande",
        Stand.FULL,
        then(_CASE_OF, lambda stage: stage.vault.take_request(stage.case())),
        "ui.request.sheet",
        shows=("RequestSheet",),
    ),
    Scene("reporter", Stand.FULL, then(_CASE_OF, _postponed), "ui.note.postpone", shows=("PostponeSheet",)),
    Scene("papier", Stand.FULL, then(_CASE_OF, _paper), "ui.papers.sheet", (TWICE,), shows=("PaperSheet",)),
    Scene("menage", Stand.FULL, then(_CASE_OF, lambda stage: stage.press("Ménage")), CASE, shows=("HouseholdSheet",)),
    Scene(
        "bailleur",
        Stand.EMPTY,
        then(_without_landlord, lambda stage: stage.press("Dire qui signe pour le bailleur")),
        CONTRACT,
        (TWICE,),
        writes=True,
        shows=("LandlordSheet",),
    ),
    Scene("effacer", Stand.FULL, _forgetting, CASE, (TWICE,), shows=("ForgettingSheet",)),
    Scene("effacer-attestation", Stand.FULL, _forgotten, CASE, writes=True, shows=("AttestationSheet",)),
    Scene(
        "nouveau-dossier",
        Stand.FULL,
        then(at(Place.PERSONS), lambda stage: stage.press("Nouveau dossier")),
        "ui.persons.page",
        shows=("NewCaseSheet",),
    ),
)
SCENES = (
    *entrance_scenes.SCENES,
    *PLACES,
    *CASES,
    *SHEETS,
    *case_scenes.SCENES,
    *project_scenes.SCENES,
    *settings_scenes.SCENES,
)


def chosen(words: tuple[str, ...] = (), *, readme: bool = False) -> list[Scene]:
    """Return the scenes of this build whose name holds one of the words, all without any."""
    return [
        one
        for one in SCENES
        if one.is_there and (not readme or one.readme) and (not words or any(word in one.name for word in words))
    ]
