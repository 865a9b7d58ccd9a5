"""One command on one case: one transaction, one line of the log, and what « Annuler » needs to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import select

from app.changes import Changes, Step, Undo
from app.errors import Expected
from app.services.case_rows import local_now
from app.services.troubles import told
from app.words import _
from db import audit
from db.context import context_of
from db.local import Space
from resources.vocabulary import SpaceKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from db.base import Journalled
    from db.vault import Vault

T = TypeVar("T")
R = TypeVar("R", bound="Journalled")


class Act:
    """What a command makes, changes and puts away in one case.

    Args:
        session: A writing session.
        case_id: The case.

    Raises:
        LookupError: No such case.
    """

    def __init__(self, session: Session, case_id: str) -> None:
        self.session = session
        self.case_id = case_id
        self.context = context_of(session)
        self.space_id = case_space(session, case_id).id
        self.warnings: list[str] = []
        self._steps: dict[tuple[str, str], Step] = {}

    def make(self, model: type[R], *, row_id: str | None = None, **values: Any) -> R:
        """Make a row; without a position, it comes after what is there, in the order of time."""
        row = model(
            id=row_id or self.context.ids.new(),
            space_id=self.space_id,
            created_at=self.context.clock.now(),
            created_by=self.context.worker_id,
            **values,
        )
        self.session.add(row)
        key = (row.__tablename__, row.id)
        self._steps[key] = Step(*key, after=tuple(values.items()), made=True)
        return row

    def row(self, model: type[R], row_id: str) -> R:
        """Return a living row of this case.

        Raises:
            Expected: ``gone``.
        """
        row = self.session.get(model, row_id)
        if row is None or row.space_id != self.space_id or row.archived_at is not None:
            raise gone()
        return row

    def change(self, row: Journalled, **values: Any) -> None:
        """Write what differs, and only that."""
        differs = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not differs:
            return
        before = {name: getattr(row, name) for name in differs}
        for name, value in differs.items():
            setattr(row, name, value)
        self._note(row, before, differs)

    def archive(self, row: Journalled) -> None:
        """Put a row away: nothing is deleted."""
        self.change(row, archived_at=self.now())

    def now(self) -> dt.datetime:
        """Return the instant now, as a row keeps it: to the millisecond."""
        now = self.context.clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def local_now(self) -> dt.datetime:
        """Return the instant now where the worker works."""
        return local_now(self.session, self.context)

    def today(self) -> dt.date:
        """Return the day it is where the worker works."""
        return self.local_now().date()

    def _note(self, row: Journalled, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        key = (cast("str", row.__tablename__), row.id)
        known = self._steps.get(key, Step(*key))
        self._steps[key] = Step(
            *key,
            before=() if known.made else tuple(({**before, **dict(known.before)}).items()),
            after=tuple(({**dict(known.after), **after}).items()),
            made=known.made,
        )

    def changes(self) -> Changes:
        """Return what was touched."""
        steps = tuple(self._steps.values())
        return Changes(
            frozenset(step.kind for step in steps),
            frozenset({self.case_id} if steps else ()),
            tuple(self.warnings),
            Undo(self.case_id, steps) if steps else None,
        )


def perform(vault: Vault, case_id: str, work: Callable[[Act], T]) -> tuple[T, Changes]:
    """Run a command on a case in one durable transaction; what changed nothing is not in the log."""
    with told(vault.folder):
        return vault.write(lambda session: done(Act(session, case_id), work))


def done(act: Act, work: Callable[[Act], T]) -> tuple[T, Changes]:
    """Run a command inside a transaction that has begun, and write its line in the log."""
    found = work(act)
    changes = act.changes()
    if changes.kinds:
        audit.record(act.session, "change", "case", act.case_id, {"kinds": sorted(changes.kinds)})
    return found, changes


def case_space(session: Session, case_id: str) -> Space:
    """Return the space of a case that is there.

    Raises:
        LookupError: No such case.
    """
    query = select(Space).where(Space.kind == SpaceKind.CASE_OPERATOR.value, Space.case_id == case_id)
    found = session.scalars(query.order_by(Space.id)).first()
    if found is None:
        raise LookupError(case_id)
    session.info.setdefault("spaces", []).append(found)  # it is asked for again when sealing
    return found


def case_of(session: Session, model: type[Journalled], row_id: str) -> str:
    """Return the case a living row stands in.

    Raises:
        Expected: ``gone``.
    """
    row = session.get(model, row_id)
    space = session.get(Space, row.space_id) if row is not None and row.archived_at is None else None
    if space is None or space.case_id is None:
        raise gone()
    return space.case_id


def perform_on(vault: Vault, model: type[R], row_id: str, work: Callable[[Act, R], T]) -> tuple[T, Changes]:
    """Run a command on one row, whatever its case.

    Raises:
        Expected: ``gone``.
    """
    with told(vault.folder), vault.read() as session:
        case_id = case_of(session, model, row_id)
    return perform(vault, case_id, lambda act: work(act, act.row(model, row_id)))


def gone() -> Expected:
    """Return the refusal to change what was put away."""
    return Expected(
        "gone",
        _("Cette ligne n’est plus dans le dossier : elle a été retirée entre-temps. Rien n’a changé."),
    )
