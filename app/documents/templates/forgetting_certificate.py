"""« Attestation d’effacement définitif »: who asked, who agreed, why, what was reached, what is out of reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.typography import day
from app.words import _

if TYPE_CHECKING:
    import datetime as dt

VERSION = 1


@dataclass(frozen=True, slots=True)
class ForgettingPaper:
    """What the paper says; nothing of what was forgotten.

    Attributes:
        order_id: Name of the order, the same in every vault.
        on: Day it was given.
        what: What is forgotten, without its content.
        asked_by: Who asked.
        agreed_by: Who agreed; empty when there was nobody else.
        reason: Why, in a few words.
        carried_out_by: Whose vault obeyed first.
        organisation: Whose letterhead it is.
        reached: One sentence each.
        out_of_reach: One sentence each.
    """

    order_id: str
    on: dt.date
    what: str
    asked_by: str
    agreed_by: str
    reason: str
    carried_out_by: str
    organisation: str
    reached: tuple[str, ...]
    out_of_reach: tuple[str, ...]


def blocks(paper: ForgettingPaper) -> tuple[b.Block, ...]:
    """Return the page."""
    agreed = paper.agreed_by or _("personne d’autre, faute de délégué à la protection des données")
    pairs = (
        (_("Ordre"), paper.order_id),
        (_("Effectué par"), paper.carried_out_by),
        (_("Porte sur"), paper.what),
        (_("Demandé par"), paper.asked_by),
        (_("Accepté par"), agreed),
        (_("Motif"), paper.reason),
    )
    return (
        b.Title(_("Attestation d’effacement définitif"), _("Ordre donné le {day}").format(day=day(paper.on))),
        b.KeyValues(pairs),
        b.Section(_("Ce qui est effacé")),
        b.Bullets(paper.reached),
        b.Section(_("Ce qui reste hors d’atteinte")),
        b.Bullets(paper.out_of_reach),
        b.Text(
            _(
                "Cette attestation ne contient rien de ce qui est effacé. Gardez-la avec la demande\u00a0: elle montre "
                "qu’il y a été répondu."
            ),
            quiet=True,
        ),
    )
