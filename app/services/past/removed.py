"""The bin of a case: what was put away in the last days, and taking it out again. Nothing is deleted here.

After these days a row is no longer listed, and stays in the case file's journal; forgetting for good is another act
(decision 9).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.domain.rules import shipped_rules
from app.services.acting import case_space, gone, perform
from app.services.case_rows import rows_of
from app.services.editing.fields import FieldType
from app.services.editing.registry import EDITABLE, editable
from app.services.editing.service import take_out
from app.services.editing.views import view_of
from app.services.past.names import Actors
from app.services.troubles import told
from app.words import _
from db.documents import loaded
from db.expunge_orders import orders_in
from db.lineage import lineage_of
from db.merge import root_name
from db.models.household import Person

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.services.acting import Act
    from app.services.case_rows import CaseRows
    from app.services.editing.fields import Editable
    from db.base import Journalled
    from db.local import Space
    from db.vault import Vault

MOST_SAID = 3  # fields that name a thing
_ARCHIVED = "archived_at"


@dataclass(frozen=True, slots=True)
class RemovedThing:
    """One thing that was put away, with what stood in it.

    Attributes:
        kind: Its table.
        id: Its row.
        label: What it is called (« Ressource »).
        what: What it said, in a few words.
        who: Name of whoever put it away.
        at: When, where the worker works.
        days_left: How many days it is still listed.
        inside: What was put away with it (« Pièce : bulletin de salaire »).
    """

    kind: str
    id: str
    label: str
    what: str
    who: str
    at: dt.datetime
    days_left: int
    inside: tuple[str, ...] = ()


def days_shown(today: dt.date) -> int:
    """Return how many days a thing that was put away is listed."""
    return shipped_rules().on("removed_shown", today).number


@dataclass(frozen=True, slots=True)
class Removed:
    """Lists and takes out what was put away in the cases of one vault."""

    vault: Vault

    def of_case(self, case_id: str, today: dt.date) -> tuple[RemovedThing, ...]:
        """Return what was put away lately, the newest first. Reads the journal: not on the thread of the window."""
        with told(self.vault.folder), self.vault.read() as session:
            return tuple(_things(session, case_id, today))

    def restore(self, case_id: str, kind: str, row_id: str) -> Changes:
        """Take a thing out again, with what was put away with it, and what it stands in when that was put away too.

        Raises:
            Expected: ``gone`` when it is not in this case.
        """
        spec = editable(kind)
        return perform(self.vault, case_id, lambda act: _restore(act, spec, row_id))[1]


def _things(session: Session, case_id: str, today: dt.date) -> Iterator[RemovedThing]:
    actors, rows, space = Actors(session), rows_of(session, case_id), case_space(session, case_id)
    shown = days_shown(today)
    orders = orders_in(loaded(session, space).document)
    forgotten = {(one.table, one.row_id) for order in orders for one in order.order.targets if not one.column}
    found = {
        (spec.kind, row.id): (spec, row)
        for spec, row in _put_away(session, space)
        if (spec.kind, row.id) not in forgotten and (today - actors.local(row.archived_at).date()).days < shown
    }
    inside: dict[tuple[str, str], list[tuple[Editable, Any]]] = defaultdict(list)
    outer: list[tuple[Editable, Any]] = []
    for spec, row in found.values():
        above = _with_which(found, spec, row)
        (inside[above] if above is not None else outer).append((spec, row))
    who = _who(session, space, outer, actors)
    outer.sort(key=lambda one: (one[1].archived_at, one[1].id), reverse=True)
    for spec, row in outer:
        at = actors.local(row.archived_at)
        yield RemovedThing(
            spec.kind,
            row.id,
            spec.label,
            _said(rows, spec, row),
            who[spec.kind, row.id],
            at,
            shown - (today - at.date()).days,
            tuple(_inner(rows, inside, (spec.kind, row.id))),
        )


def _put_away(session: Session, space: Space) -> Iterator[tuple[Editable, Any]]:
    for spec in EDITABLE.values():
        if spec.single and not spec.parents:
            continue  # the case itself
        model: Any = spec.model
        query = select(model).where(model.space_id == space.id, model.archived_at.is_not(None))
        for row in session.scalars(query.order_by(model.id)):
            yield spec, row


def _with_which(
    found: Mapping[tuple[str, str], tuple[Editable, Any]], spec: Editable, row: Any
) -> tuple[str, str] | None:
    """Return the thing a row was put away with, None when it was put away by itself."""
    people = [(Person.__tablename__, one.name) for one in spec.fields if one.needed and one.type is FieldType.PERSON]
    for kind, column in (*spec.parents.items(), *people):
        key = (kind, getattr(row, column))
        if key in found and found[key][1].archived_at == row.archived_at:
            return key
    return None


def _inner(
    rows: CaseRows, inside: Mapping[tuple[str, str], list[tuple[Editable, Any]]], key: tuple[str, str]
) -> Iterator[str]:
    for spec, row in inside.get(key, ()):
        said = _said(rows, spec, row)
        yield _("{label} : {what}").format(label=spec.label, what=said) if said else spec.label
        yield from _inner(rows, inside, (spec.kind, row.id))


def _said(rows: CaseRows, spec: Editable, row: Any) -> str:
    said = [one for one in view_of(rows, spec, row).shown.values() if one]
    return " · ".join(said[:MOST_SAID])


def _who(
    session: Session, space: Space, things: Iterable[tuple[Editable, Any]], actors: Actors
) -> dict[tuple[str, str], str]:
    """Return who put each thing away: whoever wrote last in the journal that it is."""
    cells = {(root_name(spec.kind, row.id), _ARCHIVED): (spec.kind, row.id) for spec, row in things}
    if not cells:
        return {}
    lineage = lineage_of(session, space, cells)
    return {
        key: actors.of_device(max(lineage.writes[cell].values(), key=lambda one: one.stamp).device_id)
        for cell, key in cells.items()
    }


def _restore(act: Act, spec: Editable, row_id: str) -> None:
    row = act.session.get(spec.model, row_id)
    if row is None or row.space_id != act.space_id:
        raise gone()
    _take_out_above(act, spec, row)
    take_out(act, row)


def _take_out_above(act: Act, spec: Editable, row: Journalled) -> None:
    for kind, column in spec.parents.items():
        parent = act.session.get(EDITABLE[kind].model, getattr(row, column) or "")
        if parent is not None and parent.archived_at is not None:
            _take_out_above(act, EDITABLE[kind], parent)
            act.change(parent, archived_at=None)
