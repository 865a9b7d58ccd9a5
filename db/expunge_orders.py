"""The order to forget: what, who asked, who agreed, why and when; it stands in the space itself (decision 9).

It travels as an envelope among others, so that it is signed, waited for and given again as they are. Whoever wrote
after having seen it wrote something else; all that was written before, or unknowingly of it, is taken out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.errors import StorageTrouble
from db.merge import MARK, root_name, row_of
from db.twins import twins_of
from db.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from db.documents import Documents
    from db.local import Space
    from db.merge import Document

TABLE = "expunge"  # of its root in the document; no table of rows has that name
COLUMN = "order"
_STAYS = "id"  # of a row forgotten: what refers to it still does


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What is forgotten: a cell, a row without its column, the whole space without its row."""

    table: str = ""
    row_id: str = ""
    column: str = ""

    @property
    def root(self) -> str:
        """Return the name of its row in the document."""
        return root_name(self.table, self.row_id)


EVERYTHING = Target()


@dataclass(frozen=True, slots=True)
class Order:
    """One named order.

    Attributes:
        id: Its name, the same in every vault.
        asked_by: Who asked.
        agreed_by: Who agreed; empty when nobody had to.
        reason: Why, without the content.
        at: When, aware.
        targets: What is forgotten.
        attachments: :func:`attachment_mark` of each file forgotten.
    """

    id: str
    asked_by: str
    agreed_by: str
    reason: str
    at: dt.datetime
    targets: tuple[Target, ...]
    attachments: tuple[str, ...] = ()

    def encoded(self) -> str:
        """Return it as the document keeps it."""
        return canonical_json(
            {
                "asked_by": self.asked_by,
                "agreed_by": self.agreed_by,
                "reason": self.reason,
                "at": self.at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
                "targets": [[one.table, one.row_id, one.column] for one in self.targets],
                "attachments": list(self.attachments),
            }
        )


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """An order, and the stamp of the envelope that holds it here; empty when a twin of this space holds it."""

    order: Order
    stamp: str


@dataclass(slots=True)
class Scope:
    """What some orders take out of a space."""

    everything: bool = False
    rows: set[str] = field(default_factory=set)
    cells: set[tuple[str, str]] = field(default_factory=set)

    def add(self, targets: Iterable[Target]) -> Scope:
        """Take in what an order names."""
        for one in targets:
            if not one.row_id:
                self.everything = True
            elif not one.column:
                self.rows.add(one.root)
            else:
                self.cells.add((one.root, one.column))
        return self

    @property
    def roots(self) -> set[str]:
        """Return the rows it names."""
        return self.rows | {root for root, _ in self.cells}

    def takes(self, root: str, key: str) -> bool:
        """Tell whether a value is taken out; never an order, nor what twins were told of one another."""
        if row_of(root)[0] == TABLE:
            return False
        if self.everything:
            return True
        column = key.partition("|")[0]
        if (root, column) in self.cells:
            return True
        return root in self.rows and column != _STAYS and not column.startswith(MARK)


def attachment_mark(order_id: str, name: str) -> str:
    """Return what an order says of a file: whoever is given it knows it again, and nobody reads which it was."""
    return hashlib.sha256(f"{order_id}:{name}".encode()).hexdigest()


def orders_in(document: Document) -> list[StandingOrder]:
    """Return the orders that stand in a document, in the order of their ids.

    Raises:
        StorageTrouble: ``journal_damaged``.
    """
    found = []
    for root, registers in document.rows():
        table, order_id = row_of(root)
        for key, value in registers.items() if table == TABLE else ():
            column, _, stamp = key.partition("|")
            if column == COLUMN:
                found.append(StandingOrder(_decoded(order_id, str(value)), stamp))
    return sorted(found, key=lambda one: (one.order.id, one.stamp))


def orders_on(session: Session, documents: Documents, space: Space) -> list[StandingOrder]:
    """Return the orders a space obeys: its own, and those of the spaces made before it for the same thing."""
    found = orders_in(documents.of(session, space).document)
    own = {one.order.id for one in found}
    for twin in twins_of(session, space):
        if twin.id == space.id:
            break
        others = orders_in(documents.of(session, twin).document)
        found += [StandingOrder(one.order, "") for one in others if one.order.id not in own]
    return found


def _decoded(order_id: str, text: str) -> Order:
    try:
        told = json.loads(text)
        return Order(
            order_id,
            told["asked_by"],
            told["agreed_by"],
            told["reason"],
            dt.datetime.fromisoformat(told["at"]),
            tuple(Target(*one) for one in told["targets"]),
            tuple(told["attachments"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise StorageTrouble("journal_damaged", reason="order") from error
