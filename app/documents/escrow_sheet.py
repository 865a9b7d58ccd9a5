"""One sheet of an organisation's key as a one-page paper, from memory; as the recovery kit, it stands apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.parties import Heading, Organisation
from app.documents.templates import escrow_sheet
from app.words import _, speaking
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    import datetime as dt

    from app.documents.drawing import Drawing


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
