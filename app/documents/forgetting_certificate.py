"""The attestation of an order to forget, from memory; as the recovery kit, it is of no case and stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.parties import Heading, Organisation
from app.documents.templates import forgetting_certificate
from app.documents.templates.forgetting_certificate import ForgettingPaper
from app.words import _, speaking
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    from app.documents.drawing import Drawing

__all__ = ["ForgettingPaper", "draw_forgetting_certificate"]


def draw_forgetting_certificate(paper: ForgettingPaper) -> Drawing:
    """Draw the paper, in French whatever the screens speak."""
    from app.documents.drawing import draw  # noqa: PLC0415 -- a heavy library, loaded at the first document

    with speaking("fr"):
        heading = Heading(
            operator=Organisation(name=paper.organisation),
            reference=_("ordre {name}").format(name=paper.order_id.partition("-")[0]),
            recipient=Recipient.OPERATOR,
            edited_on=paper.on,
            exemplar=_("à garder avec la demande"),
        )
        return draw(forgetting_certificate.blocks(paper), heading)
