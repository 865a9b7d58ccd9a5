"""The rows of cases as use cases read them: one select a table, for one case or for a page of them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import bindparam, select

from app.domain.instants import DEFAULT_ZONE, time_zone
from app.errors import Expected
from app.words import _
from db.local import Space
from db.models.case_file import CaseFile
from db.models.organisation import Organisation, Worker
from resources.vocabulary import SpaceKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from db.base import Journalled
    from db.context import VaultContext

T = TypeVar("T", bound="Journalled")


class Shelf:
    """Reads tables for the spaces of several cases at once, each table at its first use.

    What it gives has the columns of the model as attributes, and is only read: a command changes a row by its id.
    """

    def __init__(self, session: Session, space_ids: Sequence[str]) -> None:
        self.session = session
        self._space_ids = space_ids
        self._read: dict[type[Journalled], dict[str, list[Any]]] = {}
        self._directory: dict[tuple[type[Journalled], str], Any] = {}

    def rows(self, model: type[T], space_id: str) -> Sequence[T]:
        """Return the living rows of a table in one space, in the order of their list."""
        if model not in self._read:
            by_space: dict[str, list[Any]] = defaultdict(list)
            for row in self.session.execute(_living(model), {"spaces": self._space_ids}):
                by_space[row.space_id].append(row)
            for found in by_space.values():
                found.sort(key=_place)
            self._read[model] = by_space
        return cast("Sequence[T]", self._read[model].get(space_id, ()))

    def put(self, model: type[Journalled], space_id: str, rows: Iterable[Any]) -> None:
        """Lay the rows of a table of a space, read already, so that they are not asked for again."""
        self._read[model] = {space_id: sorted((row for row in rows if row.archived_at is None), key=_place)}

    def listed(self, model: type[T], row_id: str) -> T | None:
        """Return a row of the directory, asked for once: the session forgets those that nobody holds."""
        if (model, row_id) not in self._directory:
            self._directory[model, row_id] = self.session.get(model, row_id)
        return cast("T | None", self._directory[model, row_id])


@cache
def _living(model: type[Journalled]) -> Select[Any]:
    """Return the query of a table's living rows in some spaces, made once.

    Plain rows, not objects of the session: nothing here is changed, and they cost a fifth.
    """
    table = model.__table__
    return select(table).where(table.c.space_id.in_(bindparam("spaces", expanding=True)), table.c.archived_at.is_(None))


def _place(row: Any) -> tuple[int, str]:
    position = getattr(row, "position", None)
    return (position if position is not None else 1 << 31, row.id)


class CaseRows:
    """The rows of one case."""

    def __init__(self, shelf: Shelf, space: Space) -> None:
        self.session = shelf.session
        self.space_id = space.id
        self.case_id = cast("str", space.case_id)
        self._shelf = shelf

    @property
    def case_file(self) -> CaseFile:
        """The case itself."""
        return self.all(CaseFile)[0]

    def all(self, model: type[T]) -> Sequence[T]:
        """Return the rows of a table, in the order of their list."""
        return self._shelf.rows(model, self.space_id)

    def hold(self, tables: Mapping[type[Any], Iterable[Any]]) -> None:
        """Take tables of this case read already, archived rows too, rather than ask for them again."""
        for model, rows in tables.items():
            self._shelf.put(model, self.space_id, rows)

    def one(self, model: type[T]) -> T | None:
        """Return the only row of a table, if there is one."""
        found = self.all(model)
        return found[0] if found else None

    def current(self, model: type[T]) -> T | None:
        """Return the current one of what has versions: the last that is not marked ``earlier``."""
        living = [row for row in self.all(model) if not cast("Any", row).earlier]
        return living[-1] if living else None

    def under(self, model: type[T], parent_key: str, parent: Journalled | None) -> list[T]:
        """Return the rows that belong to a parent row, in order."""
        if parent is None:
            return []
        return [row for row in self.all(model) if getattr(row, parent_key) == parent.id]

    def by_id(self, model: type[T], row_id: str | None) -> T | None:
        """Return a row of this case by its id."""
        return next((row for row in self.all(model) if row.id == row_id), None)

    def worker(self, worker_id: str | None) -> Worker | None:
        """Return a worker of the directory."""
        return self._shelf.listed(Worker, worker_id) if worker_id else None

    def organisation(self, organisation_id: str | None) -> Organisation | None:
        """Return an organisation of the directory."""
        return self._shelf.listed(Organisation, organisation_id) if organisation_id else None

    def operator(self) -> Organisation | None:
        """Return the association that follows this household."""
        return self.organisation(self.case_file.operator_id)


def zone_of_worker(session: Session, worker_id: str) -> str:
    """Return the time zone of a worker's organisation (review D7)."""
    worker = session.get(Worker, worker_id)
    own = session.get(Organisation, worker.organisation_id) if worker is not None else None
    return (own.time_zone if own is not None else None) or DEFAULT_ZONE


def local_now(session: Session, context: VaultContext) -> dt.datetime:
    """Return the instant now where the worker works: the day shown is theirs, never that of Greenwich."""
    return context.clock.now().astimezone(time_zone(zone_of_worker(session, context.worker_id)))


def rows_of(session: Session, case_id: str) -> CaseRows:
    """Return the rows of one case."""
    return next(iter(rows_of_cases(session, [case_id])))


def rows_of_cases(session: Session, case_ids: Iterable[str]) -> list[CaseRows]:
    """Return the rows of several cases, in the order asked."""
    wanted = list(case_ids)
    query = select(Space).where(Space.kind == SpaceKind.CASE_OPERATOR.value, Space.case_id.in_(wanted))
    spaces = {space.case_id: space for space in session.scalars(query.order_by(Space.id.desc()))}  # the first made
    shelf = Shelf(session, [space.id for space in spaces.values()])
    return [CaseRows(shelf, spaces[case_id]) for case_id in wanted if case_id in spaces]


SHORTEST_ID = 8


def find_case(session: Session, asked: str) -> str:
    """Return the id of the case with that number, or whose id begins so (review C11).

    Raises:
        Expected: ``no_case``, or ``two_cases`` naming both.
    """
    query = select(CaseFile.id, CaseFile.number).where(CaseFile.archived_at.is_(None))
    by_number = query.where(CaseFile.number == asked, CaseFile.number != "").order_by(CaseFile.id)
    found = session.execute(by_number).all()
    if not found and len(asked) >= SHORTEST_ID:
        found = session.execute(query.where(CaseFile.id.startswith(asked, autoescape=True)).order_by(CaseFile.id)).all()
    if not found:
        raise Expected(
            "no_case",
            _("Aucun dossier ne porte « {asked} ». « palier list » montre ceux qui sont là.").format(asked=asked),
        )
    if len(found) > 1:
        named = ", ".join(f"{number} ({case_id})" for case_id, number in found)
        raise Expected(
            "two_cases",
            _("Plusieurs dossiers répondent à « {asked} » : {named}. Donnez l’identifiant entier.").format(
                asked=asked, named=named
            ),
        )
    return cast("str", found[0].id)
