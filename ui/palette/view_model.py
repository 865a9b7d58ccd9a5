"""What the palette offers for words: facts first, then households, then what was written, then commands."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from app.services.search.answers import Fact
from app.services.search.finding import Found
from app.settings import ThemeChoice
from app.words import N_, _, long_day
from ui.choosing.lines import Offered
from ui.destinations import CaseTab, Destination, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.search.answers import Answers

ASKS_COMMAND = ">"
MOST_COMMANDS = 4  # beside what is found; all of them after « > »
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Command:
    """Something the window does.

    Attributes:
        words: What it does.
        keys: Its keys, as Qt names them; pressing the command presses them.
        shown: Its keys as people read them.
        destination: Where it leads, for a place.
        theme: The look it puts on.
        others: Other words it answers to.
    """

    words: str
    keys: str = ""
    shown: str = ""
    destination: Destination | None = None
    theme: ThemeChoice | None = None
    others: str = ""


COMMANDS = (
    Command(N_("Nouvelle note"), "Ctrl+N", "Ctrl+N", others="écrire visite"),
    Command(N_("Demande ou appel"), "Ctrl+D", "Ctrl+D", others="téléphone"),
    Command(N_("Nouveau dossier"), destination=Destination(Place.PERSONS, detail="new_case"), others="ménage ouvrir"),
    Command(N_("Aujourd’hui"), destination=Destination(Place.TODAY), others="journée"),
    Command(N_("Personnes"), destination=Destination(Place.PERSONS), others="ménages dossiers liste"),
    Command(N_("Démarches"), destination=Destination(Place.PROCEDURES), others="relances"),
    Command(N_("Masquer ou montrer les noms"), "F9", "F9", others="cacher"),
    Command(N_("Écran partagé"), "F11", "F11", others="montrer"),
    Command(N_("Pause"), "Ctrl+L", "Ctrl+L", others="neutre"),
    Command(N_("Verrouiller"), "Ctrl+Shift+L", "Ctrl+Maj+L", others="fermer coffre"),
    Command(N_("Revenir en arrière"), "Alt+Left", "Alt+Gauche"),
    Command(N_("Agrandir le texte"), "Ctrl++", "Ctrl\u00a0+", others="taille gros"),
    Command(N_("Réduire le texte"), "Ctrl+-", "Ctrl\u00a0-", others="taille petit"),
    Command(N_("Thème clair"), theme=ThemeChoice.LIGHT, others="couleurs"),
    Command(N_("Thème sombre"), theme=ThemeChoice.DARK, others="couleurs nuit"),
    Command(N_("Thème à contraste fort"), theme=ThemeChoice.CONTRAST, others="couleurs"),
    Command(N_("Réglages"), destination=Destination(Place.SETTINGS), others="préférences"),
    Command(N_("Aide"), "F1", "F1", others="touches raccourcis"),
)
_TABS = {
    "procedure": CaseTab.PROCEDURES,
    "partner": CaseTab.PROCEDURES,
    "objective": CaseTab.PROJECT,
    "committee": CaseTab.PROJECT,
    "dwelling": CaseTab.HOME_AND_MONEY,
    "document": CaseTab.PAPERS,
}
Thing: TypeAlias = Fact | Found | Command


def asks_command(words: str) -> bool:
    """Tell whether only commands are asked for."""
    return words.lstrip().startswith(ASKS_COMMAND)


def things(answers: Answers | None, words: str) -> tuple[Thing, ...]:
    """Return all that words answer, in the order shown.

    Args:
        answers: What the vault answers; None when only commands are asked for.
        words: As typed.
    """
    asked = words.lstrip().removeprefix(ASKS_COMMAND)
    commands = tuple(_commands(asked))
    if answers is None:
        return commands
    return (*answers.facts, *answers.names, *answers.texts, *commands[:MOST_COMMANDS])


def _commands(asked: str) -> Iterator[Command]:
    wanted = _parts(asked)
    for one in COMMANDS:
        known = _parts(f"{_(one.words)} {one.others}")
        if all(any(part.startswith(word) for part in known) for word in wanted):
            yield one


def _parts(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()


def offered(thing: Thing) -> Offered:
    """Return a thing as its line shows it."""
    if isinstance(thing, Fact):
        copies = _("Ctrl+C copie") if thing.copyable else ""
        about = SEPARATOR.join(part for part in (thing.what, thing.label) if part)
        return Offered(thing.value, about, thing.note or "", copies, figure=True)
    if isinstance(thing, Command):
        return Offered(_(thing.words), trail=thing.shown, private=False)
    when = long_day(dt.date.fromisoformat(thing.on)) if thing.on else ""
    near = _("nom proche") if thing.is_near else ""
    about = SEPARATOR.join(part for part in (near, thing.case if thing.kind != "case" else "", when) if part)
    return Offered(thing.snippet, about, trail=thing.kind_label, marks=thing.match)


def destination_of(thing: Fact | Found) -> Destination | None:
    """Return where a thing found leads."""
    if thing.case_id is None:
        return None
    if isinstance(thing, Fact) or thing.kind in {"household", "person", "case"}:
        return Destination(Place.CASE, thing.case_id)
    if thing.kind == "diagnosis":
        return Destination(Place.DIAGNOSIS, thing.case_id)
    return Destination(Place.CASE, thing.case_id, _TABS.get(thing.kind, CaseTab.THREAD), thing.id)
