"""The recovery kit as a one-page paper, from memory: it is of a vault, not of a case, so it stands apart from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.parties import Heading, Organisation
from app.documents.templates import recovery_kit
from app.words import _, speaking
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    import datetime as dt

    from app.documents.drawing import Drawing


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryKitPaper:
    """What the paper says: the code, whose vault by its initials, the day; never a passphrase nor a name.

    Attributes:
        groups: The code's thirteen groups.
        made_on: Day the kit was made.
        initials: Of the worker whose vault it is.
        organisation: Whose letterhead it is.
    """

    groups: tuple[str, ...]
    made_on: dt.date
    initials: str
    organisation: str


def draw_recovery_kit(paper: RecoveryKitPaper) -> Drawing:
    """Draw the paper, in French whatever the screens speak."""
    from app.documents.drawing import draw  # noqa: PLC0415 -- a heavy library, loaded at the first document

    with speaking("fr"):
        heading = Heading(
            operator=Organisation(name=paper.organisation),
            reference=_("coffre {initials}").format(initials=paper.initials),
            recipient=Recipient.OPERATOR,
            edited_on=paper.made_on,
            exemplar=_("à garder sous clé"),
        )
        return draw(recovery_kit.blocks(paper.groups, paper.initials, paper.made_on), heading)
