"""One sheet of an organisation's key as a one-page paper, from memory; as the recovery kit, it stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.parties import Heading, Organisation
from app.documents.templates import escrow_sheet
from app.documents.templates.escrow_sheet import EscrowSheetPaper
from app.words import _, speaking
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    from app.documents.drawing import Drawing

__all__ = ["EscrowSheetPaper", "draw_escrow_sheet"]


def draw_escrow_sheet(paper: EscrowSheetPaper) -> Drawing:
    """Draw the paper, in French whatever the screens speak."""
    from app.documents.drawing import draw  # noqa: PLC0415 -- a heavy library, loaded at the first document

    with speaking("fr"):
        heading = Heading(
            operator=Organisation(name=paper.organisation),
            reference=_("clé {fingerprint}").format(fingerprint=paper.fingerprint),
            recipient=Recipient.OPERATOR,
            edited_on=paper.made_on,
            exemplar=_("feuille {number} sur 3, à garder sous clé").format(number=paper.number),
        )
        return draw(escrow_sheet.blocks(paper), heading)
