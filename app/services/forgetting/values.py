"""What is said of an order to forget: who asked, what was reached, what is out of reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.words import N_, _, long_day

if TYPE_CHECKING:
    import datetime as dt

    from app.changes import Changes

PAPER = N_(
    "Ce qui est sur papier, chez vous ou chez d’autres, et ce que quelqu’un a déjà lu."
)  # fmt: skip
COPIES = N_(
    "Les copies que Palier ne connaît pas\u00a0: fichiers exportés, fichiers d’échange, sauvegardes rangées ailleurs, "
    "copies du disque. Revenir à l’une d’elles ramènerait ce qui est oublié."
)


@dataclass(frozen=True, slots=True)
class Motive:
    """Why something is forgotten, without saying what.

    Attributes:
        asked_by: Who asks: the author, the person it is about.
        agreed_by: Who agrees: the data-protection officer, else the manager; empty for somebody who works alone.
        reason: In a few words, without the content.
    """

    asked_by: str
    agreed_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where some words stand, or stood.

    Attributes:
        kind: Table of the row.
        row_id: The row.
        field: The field.
        label: What it is called, without its content.
        stands: Whether they stand there now; else only in what was corrected since.
    """

    kind: str
    row_id: str
    field: str
    label: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an order to forget reached, and what it cannot reach.

    Attributes:
        order_id: Name of the order, the same in every vault.
        day: When it was given, where the worker works.
        what: What is forgotten, without its content.
        motive: Who asked, who agreed, why.
        reached: One sentence each.
        out_of_reach: One sentence each.
        changes: What screens must read again.
    """

    order_id: str
    day: dt.date
    what: str
    motive: Motive
    reached: tuple[str, ...]
    out_of_reach: tuple[str, ...]
    changes: Changes = field(repr=False)

    def lines(self) -> tuple[str, ...]:
        """Return the certificate as it is printed."""
        motive = self.motive
        return (
            _("Attestation d’effacement définitif"),
            _("Ordre {name}, du {day}").format(name=self.order_id, day=long_day(self.day)),
            _("Ce qui est oublié\u00a0: {what}").format(what=self.what),
            _("Demandé par\u00a0: {name}").format(name=motive.asked_by),
            _("Accepté par\u00a0: {name}").format(name=motive.agreed_by)
            if motive.agreed_by
            else _("Accepté par\u00a0: personne d’autre, faute de délégué à la protection des données"),
            _("Motif\u00a0: {reason}").format(reason=motive.reason),
            "",
            _("Effacé\u00a0:"),
            *(f"– {one}" for one in self.reached),
            "",
            _("Hors d’atteinte\u00a0:"),
            *(f"– {one}" for one in self.out_of_reach),
        )


@dataclass(frozen=True, slots=True)
class GivenOrder:
    """An order that stands in a case, given here or received.

    Attributes:
        order_id: Its name.
        day: When it was given, where the worker works.
        motive: Who asked, who agreed, why.
        count: How many things it names.
    """

    order_id: str
    day: dt.date
    motive: Motive
    count: int
