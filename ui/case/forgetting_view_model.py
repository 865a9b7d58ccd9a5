"""What « Effacer définitivement » says before anything is done, and what is still off; no widget here."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.clauses import folded
from app.words import N_, _, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.forgetting.values import GivenOrder, Place

MOST_PLACES = 50
FEWEST_LETTERS = 4  # of the words to erase: shorter ones are said in any reason


class What(StrEnum):
    """What is to go."""

    WORDS = "words"
    CASE = "case"


WHATS = ((What.WORDS, N_("Des mots")), (What.CASE, N_("Tout le dossier")))
NO_WAY_BACK = N_(
    "On ne revient pas sur un effacement définitif\u00a0: ni «\u00a0Annuler\u00a0», ni la corbeille, ni une sauvegarde "
    "ne le ramènent. Pour seulement retirer quelque chose, la corbeille suffit."
)
REACHED = N_(
    "Sera effacé\u00a0: ce qui est écrit et ce qui l’était avant, la recherche, les brouillons, les fichiers joints, "
    "les sauvegardes que Palier connaît\u00a0; et chez vos collègues, quand ils prendront votre prochain fichier "
    "d’échange."
)
OUT_OF_REACH = N_(
    "Restera hors d’atteinte\u00a0: le papier, ce qui a déjà été transmis ou exporté, les copies que Palier ne connaît "
    "pas, ce que quelqu’un a lu. L’attestation le dira."
)
WHOLE = N_(
    "Le ménage, les notes, les démarches, les papiers signés, et ce que des collègues ont écrit dans ce dossier\u00a0: "
    "il n’en restera rien dans Palier."
)
STILL_WRITTEN = N_(
    "Là où les mots sont encore écrits, tout le champ sera vidé. Pour garder le reste, fermez, corrigez-le, puis "
    "revenez."
)
NOWHERE = N_("Ces mots ne sont nulle part dans ce dossier, et n’y ont pas été corrigés.")
REPEATS = N_("Ce motif redit les mots à effacer\u00a0: lui restera. Dites pourquoi, sans dire quoi.")


def named(places: Sequence[Place]) -> list[str]:
    """Return what each place is called; those of one name are numbered, and none says what stands there."""
    often = Counter(one.label for one in places)
    seen: Counter[str] = Counter()
    names = []
    for one in places:
        seen[one.label] += 1
        names.append(f"{one.label} ({seen[one.label]})" if often[one.label] > 1 else one.label)
    return names


def too_many(count: int) -> str:
    """Return what is said of words that stand nearly everywhere: nobody means to empty all of it."""
    return _("Ces mots sont à {count} endroits\u00a0: c’est trop pour les relire. Précisez-les.").format(count=count)


def confirmation(number: str) -> str:
    """Return what is typed to confirm: the number of the case, a word for one that has none."""
    return number.strip() or _("effacer")


def confirms(typed: str, number: str) -> bool:
    """Tell whether what is typed confirms."""
    return "".join(folded(typed).split()) == "".join(folded(confirmation(number)).split())


def repeats(reason: str, words: str) -> bool:
    """Tell whether a reason says again what is to be erased."""
    sought = " ".join(folded(words).split())
    return len(sought) >= FEWEST_LETTERS and sought in " ".join(folded(reason).split())


def given_before(orders: Iterable[GivenOrder]) -> str:
    """Return what was already asked in a case; empty when nothing was."""
    said = [_("{day}, demandé par {who}").format(day=long_day(one.day), who=one.motive.asked_by) for one in orders]
    return _("Déjà effacé dans ce dossier\u00a0: {orders}.").format(orders="\u00a0; ".join(said)) if said else ""
