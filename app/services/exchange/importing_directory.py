"""The organisations and workers of a file in the directory, and how the case names them.

The directory is shared by all cases: an organisation is matched by SIRET, else by kind and exact name; a worker by
organisation and exact name (review C2). Nothing here grants a right, and the vault's own worker stays who they are
(review C9, E2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from app.services.exchange.importing_matching import made_id, organisation_id, placed, worker_id
from app.services.exchange.shapes import ORGANISATION, WORKER
from app.services.exchange.shapes_cells import cells_of
from db.models.case_file import CaseOrganisation, CaseWorker
from db.models.organisation import Organisation, Worker
from resources.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.services.exchange.importing_plan import Plan
    from app.services.exchange.shapes_cells import Cells
    from app.services.exchange.shapes_grammar import Shape
    from app.services.exchange.shapes_rows import Rows


@dataclass(slots=True)
class Named:
    """An entry of the file and its row in the directory."""

    entry: Mapping[str, Any]
    cells: Cells
    row_id: str


@dataclass(slots=True)
class Directory:
    """What a file says of organisations and workers.

    Attributes:
        ids: Ref to row id.
        made: Row id to the id the file alone would give, where they differ.
    """

    organisations: list[Named] = field(default_factory=list)
    workers: list[Named] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    @property
    def operator_id(self) -> str:
        """Return the row of the operator: the first organisation of that kind."""
        return next(one.row_id for one in self.organisations if one.entry["kind"] == OrganisationKind.OPERATOR)


class DirectoryImport:
    """Plans the rows of the directory.

    Args:
        session: A writing session.
        plan: Where to write what would be written.
        space_id: The organisation space.
        own_worker_id: The worker whose vault it is: only what is unknown of them is taken from a file.
    """

    def __init__(self, session: Session, plan: Plan, space_id: str, own_worker_id: str | None) -> None:
        self.session = session
        self.plan = plan
        self.space_id = space_id
        self.own_worker_id = own_worker_id
        self.found = Directory()
        self.used: set[str] = set()

    def read(self, document: Mapping[str, Any]) -> Directory:
        """Plan the organisations and workers of a file and return them."""
        self._organisations(document["organisations"])
        self._workers(document.get("workers") or [])
        return self.found

    def _organisations(self, entries: Sequence[Mapping[str, Any]]) -> None:
        sirets = {entry["siret"] for entry in entries if entry.get("siret")}
        names = {entry["name"] for entry in entries}
        query = select(Organisation).where(or_(Organisation.siret.in_(sirets), Organisation.name.in_(names)))
        known = list(self.session.scalars(query))
        for entry in entries:
            kind, siret, name = entry["kind"], entry.get("siret"), entry["name"]
            same_name = [row for row in known if row.kind == kind and row.name == name]
            if siret:
                same_siret = [row for row in known if row.siret == siret]
                alike = same_siret or [row for row in same_name if not row.siret]
            else:
                alike = same_name
            cells = cells_of(ORGANISATION, entry, self.found.ids)
            row_id = self._row(ORGANISATION, cells, alike, partial(organisation_id, kind, siret, name))
            self._name(self.found.organisations, Named(entry, cells, row_id))

    def _workers(self, entries: Sequence[Mapping[str, Any]]) -> None:
        names = {entry["name"] for entry in entries}
        known = list(self.session.scalars(select(Worker).where(Worker.name.in_(names)))) if names else []
        for entry in entries:
            employer, name = self.found.ids[entry["organisation"]], entry["name"]
            alike = [row for row in known if row.organisation_id == employer and row.name == name]
            cells = cells_of(WORKER, entry, self.found.ids)
            maker = self.found.made.get(employer, employer)
            row_id = self._row(WORKER, cells, alike, partial(worker_id, maker, name))
            if "role" in entry:
                cells.said.add("role")
                cells.marks |= {"role"} if entry["role"] is None else set()
            self._name(self.found.workers, Named(entry, cells, row_id))

    def _row(self, shape: Shape, cells: Cells, alike: Sequence[Any], named: Callable[[int], str]) -> str:
        """Plan one row of the directory and return its id; entries alike in one file are several rows."""
        free = {row.id: row for row in alike if row.id not in self.used}
        rank = 0
        while named(rank) in self.used:
            rank += 1
        by_file = named(rank)
        row = free.get(by_file) or (free[min(free)] if free else self.session.get(shape.model, by_file))
        if row is None:
            self.plan.added.append(shape.model(id=by_file, space_id=self.space_id, **cells.values))
        else:
            self._update(row, cells)
        row_id = by_file if row is None else row.id
        self.used |= {row_id, by_file}
        if row_id != by_file:
            self.found.made[row_id] = by_file
        return row_id

    def _update(self, row: Any, cells: Cells) -> None:
        for column, value in cells.values.items():
            if row.id != self.own_worker_id or getattr(row, column) is None:
                self.plan.change(row, column, value)

    def _name(self, entries: list[Named], named: Named) -> None:
        entries.append(named)
        self.found.ids[named.entry["ref"]] = named.row_id


def link_directory(found: Directory, rows: Rows, plan: Plan, case_id: str, space_id: str) -> None:
    """Plan how the case names its organisations and workers: their refs, their order, what its file says of them."""
    _link(
        found.organisations,
        rows.tables[CaseOrganisation],
        plan,
        (CaseOrganisation, "organisation_id", case_id, space_id),
    )
    _link(found.workers, rows.tables[CaseWorker], plan, (CaseWorker, "worker_id", case_id, space_id))


def _link(
    entries: Sequence[Named], existing: Sequence[Any], plan: Plan, where: tuple[type[Any], str, str, str]
) -> None:
    model, column, case_id, space_id = where
    known = {getattr(row, column): row for row in existing}
    links = [known.pop(named.row_id, None) for named in entries]
    for named, row, position in zip(entries, links, placed([row and row.position for row in links]), strict=True):
        values: dict[str, Any] = {"ref": named.entry["ref"], "position": position}
        if "role" in named.cells.said:
            values["role"] = named.entry["role"]
        before = (row.written, row.said) if row is not None else (None, ())
        values["written"] = named.cells.marks_over(before[0])
        values["said"] = None if before[1] is None else tuple(sorted(named.cells.said | set(before[1])))
        if row is None:
            row_id = made_id(case_id, model.__tablename__, named.row_id)
            plan.added.append(model(id=row_id, space_id=space_id, **{column: named.row_id}, **values))
            continue
        for name, value in values.items():
            plan.change(row, name, value)
    for row in known.values():
        plan.leave((f"{column.removesuffix('_id')}s",), row)
