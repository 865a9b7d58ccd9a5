"""What may be asked of the list, in the words of its controls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.lists.cases import STATES
from app.services.lists.listing import SOON, CaseFilter, Order
from app.words import N_, _, ngettext

if TYPE_CHECKING:
    from app.domain.cases import CaseState

LONG_AGO = 30  # days
ORDERS = {
    Order.LABEL: N_("par nom"),
    Order.NEXT: N_("par prochaine date"),
    Order.LONGEST_NOT_MET: N_("pas vus depuis longtemps d’abord"),
    Order.NUMBER: N_("par numéro"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the controls say now."""

    words: str = ""
    mine: bool = False
    soon: bool = False
    not_met: bool = False
    state: CaseState | None = None
    programme: str | None = None
    order: Order = Order.LABEL

    @property
    def filter(self) -> CaseFilter:
        """The question put to the list."""
        return CaseFilter(
            mine=self.mine,
            due_within=SOON if self.soon else None,
            not_met_for=LONG_AGO if self.not_met else None,
            programme=self.programme,
            states=frozenset({self.state}) if self.state else frozenset(),
            words=self.words,
        )

    @property
    def asks_something(self) -> bool:
        """Whether anything narrows the list."""
        return replace(self, order=Order.LABEL) != Asked()


def state_options() -> list[tuple[CaseState | None, str]]:
    """Return the states to choose from; None for all."""
    return [(None, _("tous les états")), *((state, _(words)) for state, words in STATES.items())]


def order_options() -> list[tuple[Order, str]]:
    """Return the orders to choose from."""
    return [(order, _(words)) for order, words in ORDERS.items()]


def counted(total: int, old: int, near: int = 0) -> str:
    """Return how many cases answer, how many only by a near name, and whether dates are still being read again."""
    said = ngettext("{count} dossier", "{count} dossiers", total).format(count=total)
    if near and near == total:
        said = _("Aucun nom écrit ainsi · noms proches\u00a0: {count}").format(count=near)
    elif near:
        said += " · " + _("dont noms proches\u00a0: {count}").format(count=near)
    return said if not old else said + " · " + _("dates en cours de relecture")


def nothing(asked: Asked) -> str:
    """Return what an empty list says: what narrows it, or where to begin."""
    if asked.asks_something:
        return _("Aucun dossier ne répond. Changez les filtres, ou ouvrez un dossier.")
    return _("Aucun dossier encore. Le premier s’ouvre avec un prénom.")
