"""Find or make the space a row belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from db.context import context_of
from db.local import Space

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEY_LENGTH = 32
_OF_KIND = (
    select(Space)
    .where(Space.kind == bindparam("kind"), Space.case_id.is_not_distinct_from(bindparam("case_id")))
    .order_by(Space.id)
)  # made once: making it took a tenth of a note's command


def space_for(session: Session, kind: str, case_id: str | None = None, organisation_id: str | None = None) -> Space:
    """Return the space of a kind, made with its own random key when there was none.

    Args:
        session: A writing session, or a reading one when the space is known to exist.
        kind: A ``SpaceKind``.
        case_id: The case, for the kinds ``case/…``.
        organisation_id: The organisation; not given, any organisation's space of that kind is the one.
    """
    query = _OF_KIND if organisation_id is None else _OF_KIND.where(Space.organisation_id == organisation_id)
    found = session.scalars(query, {"kind": str(kind), "case_id": case_id}).first()
    if found is not None:
        return _kept(session, found)
    context = context_of(session)
    space = Space(
        id=context.ids.new(),
        kind=str(kind),
        case_id=case_id,
        organisation_id=organisation_id,
        key=context.ids.random_bytes(KEY_LENGTH),
        epoch=1,
        generation=1,
        created_at=context.clock.now(),
    )
    session.add(space)
    session.flush()
    return _kept(session, space)


def _kept(session: Session, space: Space) -> Space:
    # The session itself only remembers what someone still holds, and the space is asked for again when sealing.
    session.info.setdefault("spaces", []).append(space)
    return space
