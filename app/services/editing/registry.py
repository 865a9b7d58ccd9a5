"""Everything that can be edited, by table; what a screen shows is drawn from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.editing.home import HOME
from app.services.editing.people import PEOPLE
from app.services.editing.support import SUPPORT

if TYPE_CHECKING:
    from app.services.editing.fields import Editable

EDITABLE: dict[str, Editable] = {one.kind: one for one in (*PEOPLE, *HOME, *SUPPORT)}


def editable(kind: str) -> Editable:
    """Return a kind by its table.

    Raises:
        ValueError: Nothing of that kind can be edited.
    """
    if kind not in EDITABLE:
        raise ValueError(f"{kind!r} is not edited here")
    return EDITABLE[kind]


def children_of(kind: str) -> tuple[tuple[Editable, str], ...]:
    """Return each kind that stands inside another, with the column that names it."""
    return tuple((one, one.parents[kind]) for one in EDITABLE.values() if kind in one.parents)
