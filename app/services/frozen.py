"""What nobody changes any more: what was signed, approved, told or agreed to (review A15, decision 7).

The shapes of the exchange format say which things these are and which facts may still come after, so that a screen
and an import refuse alike.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Expected
from app.services.exchange.shapes import every_shape
from app.services.exchange.shapes_grammar import Freeze
from app.services.exchange.shapes_project import APPROVAL, SIGNATURE
from app.words import N_, _
from db.models.consent import Consent
from db.models.diagnosis import Approval
from resources.vocabulary import ApprovalStatus, SignatureOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.services.exchange.shapes_grammar import Inner, Shape
    from db.base import Journalled

_SHAPES = {shape.model: shape for shape in every_shape()}
SHAPED = frozenset(_SHAPES)
"""Kinds of row the exchange format knows."""
_PLACE = {"earlier", "position"}
"""Where a version stands among the others is no part of what it says."""
_AGREED = {ApprovalStatus.APPROVED, ApprovalStatus.APPROVED_WITH_RESERVATIONS}
_SENTENCES: dict[Freeze, str] = {
    Freeze.SIGNED: N_(
        "Ce document est signé : il ne change plus. Rien n’a été modifié ; faites un avenant, ou un nouveau document."
    ),
    Freeze.APPROVED: N_(
        "Cette version du diagnostic est approuvée : elle ne change plus. "
        "Rien n’a été modifié ; ouvrez une nouvelle version."
    ),
    Freeze.TOLD: N_(
        "Cette décision a été dite au ménage : elle ne change plus. "
        "Rien n’a été modifié ; notez sa réponse, ou la décision suivante."
    ),
}
_GIVEN: dict[type[Any], str] = {
    Consent: N_(
        "Un accord donné ne se modifie pas, il se retire. "
        "Rien n’a changé ; notez le jour du retrait, ou un nouvel accord."
    ),
    Approval: N_(
        "Un avis donné sur le diagnostic ne se modifie pas. Rien n’a changé ; notez le nouvel avis, à son jour."
    ),
}


def _places() -> dict[type[Any], list[tuple[Shape, Inner]]]:
    places: dict[type[Any], list[tuple[Shape, Inner]]] = defaultdict(list)
    for outer in _SHAPES.values():
        for inner in outer.inner:
            places[inner.shape.model].append((outer, inner))
    return places


_PLACES = _places()


def may_freeze(model: type[Any]) -> bool:
    """Tell whether things of this kind, or what they stand in, can become unchangeable."""
    return _SHAPES[model].freeze is not Freeze.NEVER or any(
        may_freeze(outer.model) for outer, inner in _PLACES[model] if not inner.open and inner.parent
    )


def inside_of(model: type[Any]) -> tuple[tuple[type[Any], str], ...]:
    """Return each kind of row that stands inside a row of this kind, with the column that names it."""
    return tuple((inner.shape.model, inner.parent) for inner in _SHAPES[model].inner if inner.parent)


def freeze_of(session: Session, row: Journalled) -> Freeze:
    """Return what keeps a row as it is, itself or what it stands in; ``NEVER`` when nothing does."""
    shape = _SHAPES.get(type(row))
    if shape is None:
        return Freeze.NEVER
    if _holds(session, shape, row):
        return shape.freeze
    for outer, inner in _PLACES[type(row)]:
        parent = _parent(session, outer, inner, row)
        found = freeze_of(session, parent) if parent is not None else Freeze.NEVER
        if found is not Freeze.NEVER:
            return found
    return Freeze.NEVER


def refuse_frozen(session: Session, row: Journalled, columns: Iterable[str]) -> None:
    """Refuse to change columns of a row that can no longer change, but for facts that may come after.

    Raises:
        Expected: ``frozen``.
    """
    shape = _SHAPES.get(type(row))
    after = {one.column for one in shape.fields if one.after} if shape is not None else set()
    if set(columns) - after - _PLACE:
        _refuse(freeze_of(session, row), type(row))


def refuse_inside(session: Session, parent: Journalled, model: type[Any]) -> None:
    """Refuse to add a row inside one that can no longer change, unless such rows may be added.

    Raises:
        Expected: ``frozen``.
    """
    shape = _SHAPES[type(parent)]
    if any(inner.shape.model is model and not inner.open for inner in shape.inner):
        _refuse(freeze_of(session, parent), type(parent))


def _refuse(found: Freeze, model: type[Any]) -> None:
    if found is Freeze.NEVER:
        return
    raise Expected("frozen", _(_GIVEN[model] if found is Freeze.ALWAYS else _SENTENCES[found]))


def _parent(session: Session, outer: Shape, inner: Inner, row: Journalled) -> Journalled | None:
    if inner.open or not inner.parent:
        return None
    parent_id = getattr(row, inner.parent)
    found: Journalled | None = session.get(outer.model, parent_id) if parent_id else None
    return found


def _holds(session: Session, shape: Shape, row: Any) -> bool:
    match shape.freeze:
        case Freeze.ALWAYS:
            return True
        case Freeze.TOLD:
            return row.told_to_household_on is not None
        case Freeze.SIGNED:
            signatures = [row] if shape is SIGNATURE else _inside(session, shape, SIGNATURE, row)
            return any(one.outcome in {None, SignatureOutcome.SIGNED} for one in signatures)
        case Freeze.APPROVED:
            return any(one.status in _AGREED for one in _inside(session, shape, APPROVAL, row))
        case Freeze.NEVER:
            return False


def _inside(session: Session, shape: Shape, kind: Shape, row: Any) -> list[Any]:
    found: list[Any] = []
    for inner in shape.inner:
        if inner.shape is kind:
            parent = getattr(kind.model, inner.parent)
            found += session.scalars(select(kind.model).where(parent == row.id, kind.model.archived_at.is_(None)))
    return found
