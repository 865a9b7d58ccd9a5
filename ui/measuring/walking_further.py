"""The further walk: forms, journal, bin, papers, erasing, sorting, what is written in a contract, Réglages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from resources.vocabulary import DocumentKind
from ui.destinations import CaseTab, Destination, Place
from ui.diagnosis.view_model import Screen
from ui.measuring.acting import go, leave, open_row, press, press_key, take_caret, type_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.shell.open_vault import OpenVault
    from ui.shell.window import Window

    Step = tuple[str, Callable[[], object]]

TALKED = "« On a payé jusqu’à l’été. » Un courrier est fermé. "
SENTENCE = "trois hérons et un grenier"
PAPERS = ("Contrat d’accompagnement", "Diagnostic partagé")
SETTINGS = (
    ("code", "Choisir un code", "271828"),
    ("passphrase", "Changer la phrase de passe", SENTENCE),
    ("kit", "Nouveau kit", SENTENCE),
    ("known", "Quelqu’un la connaît…", ""),
    ("bond", "Demander aussi cet ordinateur…", ""),
    ("going back", "Revenir à une sauvegarde…", ""),
)


def further_steps(window: Window, vault: OpenVault, case_id: str) -> Iterator[Step]:
    """Yield the steps, on a case that holds everything; what is taken out of it is put back."""
    tab = partial(_tab, vault, case_id)
    yield "household", partial(go, vault, Destination(Place.CASE, case_id))
    yield "household opened", partial(press, window, "Ménage")
    yield "person opened", partial(open_row, window)
    yield "person’s history", partial(press, window, "Historique")
    yield from _left(window, "history", "person", "household")
    yield from _form_steps(window, tab)
    yield from _paper_steps(window, tab)
    yield from _project_steps(window, vault, case_id)
    yield from _settings_steps(window, vault)


def _tab(vault: OpenVault, case_id: str, tab: CaseTab) -> None:
    go(vault, Destination(Place.CASE, case_id, tab))


def _left(window: Window, *names: str) -> Iterator[Step]:
    for name in names:
        yield f"{name} left", partial(leave, window)


def _form_steps(window: Window, tab: Callable[[CaseTab], None]) -> Iterator[Step]:
    yield "home", partial(tab, CaseTab.HOME_AND_MONEY)
    yield "movement opened", partial(press, window, "Ajouter une ligne\u00a0: Compte locatif")
    yield "movement typed in", partial(type_words, "demain")
    yield from _left(window, "movement")
    yield "project", partial(tab, CaseTab.PROJECT)
    yield "committee opened", partial(press, window, "Ajouter un passage\u00a0: Comité")
    yield from _left(window, "committee")
    yield "progress opened", partial(press, window, "Faire le point")
    yield from _left(window, "progress")
    yield "procedures of the case", partial(tab, CaseTab.PROCEDURES)
    yield "advance opened", partial(press, window, "Avancer")
    yield from _left(window, "advance")
    yield "procedure opened", partial(open_row, window)
    yield "procedure put away", partial(press, window, "Retirer")


def _paper_steps(window: Window, tab: Callable[[CaseTab], None]) -> Iterator[Step]:
    yield "bin", partial(tab, CaseTab.PAPERS)
    yield "put back", partial(press, window, "Remettre\u00a0: Démarche")
    yield "journal opened", partial(press, window, "Ouvrir le journal")
    yield "readings opened", partial(press, window, "Qui a consulté ce dossier…")
    yield "readings shown", partial(press, window, "Une personne demande qui a vu son dossier")
    yield from _left(window, "readings", "journal")
    for name in PAPERS:
        yield f"paper {name}", partial(press, window, f"{name}, pour le ménage")
        yield from _left(window, "paper")
    yield "forgetting opened", partial(press, window, "Effacer définitivement…")
    yield "forgetting typed in", partial(_search, window)
    yield "forgetting found", partial(press, window, "Chercher où ils sont")
    yield from _left(window, "forgetting")


def _search(window: Window) -> None:
    take_caret(window, "Les mots à effacer")
    type_words("loyer")


def _project_steps(window: Window, vault: OpenVault, case_id: str) -> Iterator[Step]:
    for screen in Screen:
        if screen not in {Screen.POINTS, Screen.POINT}:
            yield f"diagnosis {screen.value}", partial(go, vault, Destination(Place.DIAGNOSIS, case_id, screen.value))
    yield "talk", partial(go, vault, Destination(Place.DIAGNOSIS, case_id, Screen.TALK.value))
    yield "talk typed in", partial(type_words, TALKED)
    yield "sorting", partial(press, window, "Ranger les phrases")
    yield "sorted", partial(press_key, Qt.Key.Key_4)
    yield "sorting left", partial(press, window, "C’est rangé")
    commitments = Destination(Place.CONTRACT, case_id, DocumentKind.MUTUAL_COMMITMENTS.value)
    yield "commitments", partial(go, vault, commitments)
    yield "commitments’ caret", partial(take_caret, window)
    yield "commitments typed in", partial(type_words, SENTENCE)


def _settings_steps(window: Window, vault: OpenVault) -> Iterator[Step]:
    yield "settings", partial(go, vault, Destination(Place.SETTINGS))
    for name, words, typed in SETTINGS:
        yield f"{name} opened", partial(press, window, words)
        if typed:
            yield f"{name} typed in", partial(type_words, typed)
        yield from _left(window, name)
