"""« Clé de l’organisation »: one of three sheets, two of which open the vaults; where to keep it, how to use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.templates.recovery_kit import code_table
from app.documents.typography import day
from app.words import _

if TYPE_CHECKING:
    import datetime as dt

VERSION = 1


@dataclass(frozen=True, slots=True, repr=False)
class EscrowSheetPaper:
    """What the paper says.

    Attributes:
        number: Of the sheet, 1 to 3.
        groups: Its thirteen groups.
        made_on: Day the key was made.
        organisation: Whose key it is.
        fingerprint: Four groups that name the key, and open nothing.
    """

    number: int
    groups: tuple[str, ...]
    made_on: dt.date
    organisation: str
    fingerprint: str


def blocks(paper: EscrowSheetPaper) -> tuple[b.Block, ...]:
    """Return the page."""
    subtitle = _("{organisation}, feuille {number} sur 3, clé faite le {day}").format(
        organisation=paper.organisation, number=paper.number, day=day(paper.made_on)
    )
    steps = (
        _("Réunissez deux des trois feuilles, et les deux personnes qui les gardent."),
        _("Sur l’ordinateur où est le coffre, lancez «\u00a0palier vault escrow open\u00a0» et tapez les deux codes."),
        _("Donnez au coffre une nouvelle phrase de passe. Le registre des accès du coffre le retient."),
    )
    lines = (
        _("Chaque feuille chez une personne différente, sous clé. Deux ensemble ouvrent tous les coffres confiés."),
        _("Jamais deux feuilles au même endroit, jamais en photo, jamais dans un message."),
        _("Feuille perdue ou vue par quelqu’un\u00a0: faites une nouvelle clé et redonnez-la à chaque coffre."),
    )
    return (
        b.Title(_("Clé de l’organisation"), subtitle),
        b.Text(
            _(
                "Deux de ces trois feuilles ouvrent les coffres confiés à l’organisation, quand une personne part ou "
                "perd sa phrase de passe. Une seule n’ouvre rien et n’apprend rien."
            )
        ),
        b.Part(b.Scale.LARGE, (code_table(paper.groups),)),
        b.Text(
            _("Treize groupes de cinq signes. Empreinte de la clé\u00a0: {fingerprint}.").format(
                fingerprint=paper.fingerprint
            ),
            quiet=True,
        ),
        b.Section(_("Comment s’en servir")),
        b.Bullets(steps, numbered=True),
        b.Section(_("Où la garder")),
        b.Bullets(lines),
    )
