"""Write a checked case file into rows: what matches is updated, what does not is added, nothing is removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Several
from app.services.exchange.importing_directory import DirectoryImport, link_directory
from app.services.exchange.importing_frozen import changes_refused, freeze_of, refused
from app.services.exchange.importing_matching import Incoming, Match, Matcher, case_id, placed
from app.services.exchange.importing_plan import Left, Plan
from app.services.exchange.shapes import CASE
from app.services.exchange.shapes_cells import OLDER_NOTE, Cells, cells_of
from app.services.exchange.shapes_grammar import Freeze, Nesting
from app.services.exchange.shapes_rows import Rows, current_and_earlier
from db.models.case_file import CaseFile
from db.spaces import space_for
from resources.vocabulary import SpaceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.services.exchange.importing_directory import Directory
    from app.services.exchange.problems import Path
    from app.services.exchange.shapes_grammar import Inner, Shape


@dataclass(frozen=True, slots=True)
class ImportContext:
    """Who imports.

    Attributes:
        worker_id: The worker whose vault it is; a file never changes who they are (review E2).
    """

    worker_id: str | None = None


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did.

    Attributes:
        case_id: The case written.
        number: Its number, as in the file.
        label: How the household is called, empty when the file does not say.
        created: Whether the case was not there before.
        added: How many rows were added, those of the directory included.
        changed: How many rows were changed.
        left: What the case holds and the file does not; left alone (review A15).
    """

    case_id: str
    number: str
    label: str
    created: bool
    added: int
    changed: int
    left: tuple[Left, ...]


def import_case(session: Session, document: Mapping[str, Any], *, context: ImportContext) -> ImportOutcome:
    """Write a document of ``palier.case/1`` that ``problems_of`` accepts.

    Matching is review C2. Ids of new rows are made from the operator, the number and the place in the file, and their
    instants of creation are left empty, so that two devices that import one file make the same rows. Importing a file
    twice writes nothing the second time.

    Args:
        session: A writing session.
        document: The checked document.
        context: Who imports.

    Raises:
        Several: The file changes something signed, approved, told or agreed to (review A15); nothing is written.
    """
    plan = Plan()
    organisation_space = space_for(session, SpaceKind.ORGANISATION)
    with session.no_autoflush:
        directory = DirectoryImport(session, plan, organisation_space.id, context.worker_id).read(document)
        case, found_id = _case(session, directory, document["case"]["number"])
        rows = Rows(session, case.space_id if case is not None else None)
        if case is None:
            operator_id = directory.operator_id
            space_id = space_for(session, SpaceKind.CASE_OPERATOR, found_id, operator_id).id
        else:
            space_id = case.space_id
        _CaseImport(plan, rows, directory, space_id).read(document, Match(case, found_id))
        link_directory(directory, rows, plan, found_id, space_id)
    if plan.problems:
        raise Several(tuple(plan.problems))
    plan.apply(session)
    return _outcome(plan, document, found_id, created=case is None)


def _case(session: Session, directory: Directory, number: str) -> tuple[CaseFile | None, str]:
    operator = directory.operator_id
    by_file = case_id(directory.made.get(operator, operator), number)
    query = select(CaseFile).where(CaseFile.operator_id == operator, CaseFile.number == number)
    known = {case.id: case for case in session.scalars(query)}
    case = known.get(by_file) or (known[min(known)] if known else session.get(CaseFile, by_file))
    return case, case.id if case is not None else by_file


def _outcome(plan: Plan, document: Mapping[str, Any], found_id: str, *, created: bool) -> ImportOutcome:
    return ImportOutcome(
        case_id=found_id,
        number=document["case"]["number"],
        label=document["household"].get("label") or "",
        created=created,
        added=len(plan.added),
        changed=len({row.id for row, _column, _value in plan.changes}),
        left=tuple(plan.left),
    )


@dataclass(slots=True)
class _Entry:
    """An object of the file on its way: where it stands and what its place says of it."""

    path: Path
    value: Mapping[str, Any]
    extra: dict[str, Any]


class _CaseImport:
    def __init__(self, plan: Plan, rows: Rows, directory: Directory, space_id: str) -> None:
        self.plan = plan
        self.rows = rows
        self.ids = directory.ids
        self.made = directory.made
        self.operator_id = directory.operator_id
        self.space_id = space_id

    def read(self, document: Mapping[str, Any], match: Match) -> None:
        cells = cells_of(CASE, document, self.ids)
        _mark_root(document, cells)
        entry = _Entry((), document, {"operator_id": self.operator_id})
        self._object(CASE, entry, cells, match, Freeze.NEVER)

    def _object(self, shape: Shape, entry: _Entry, cells: Cells, match: Match, outer: Freeze) -> None:
        """Plan one object and what stands inside it; ``outer`` is what keeps the object it stands in as it is."""
        columns = {**cells.values, **entry.extra}
        freeze = Freeze.NEVER
        if "ref" in entry.value and shape is not CASE:
            columns["ref"] = entry.value["ref"]
        if match.row is not None:
            freeze = freeze_of(shape, match.row, self.rows)
            freeze = outer if freeze is Freeze.NEVER else freeze
            self._update(shape, entry, cells, match.row, columns, freeze)
        elif outer is not Freeze.NEVER:
            self.plan.problems.append(refused(entry.path, dict(entry.value), outer))
        else:
            written = cells.marks_over(None)
            self.plan.added.append(shape.model(id=match.id, space_id=self.space_id, written=written, **columns))
        if entry.value.get("ref") is not None:
            self.ids[entry.value["ref"]] = match.id
        for inner in shape.inner:
            entries = _entries(inner, entry.value, entry.path)
            self._inside(inner, entries, match.id, entry.path, Freeze.NEVER if inner.open else freeze)

    def _update(
        self, shape: Shape, entry: _Entry, cells: Cells, row: Any, columns: Mapping[str, Any], freeze: Freeze
    ) -> None:
        if freeze is not Freeze.NEVER:
            self.plan.problems.extend(changes_refused(shape, row, cells, entry.path, freeze))
        for column, value in columns.items():
            self.plan.change(row, column, value)
        self.plan.change(row, "written", cells.marks_over(row.written))
        for one in shape.fields:
            if one.path not in cells.said and getattr(row, one.column) is not None:
                self.plan.leave((*entry.path, *one.path.split(".")), row)

    def _inside(self, inner: Inner, entries: list[_Entry], outer_id: str, path: Path, freeze: Freeze) -> None:
        existing = self.rows.under(inner, outer_id)
        if not entries and not existing:
            return
        incoming = [self._incoming(inner, entry, outer_id) for entry in entries]
        identity = () if inner.nesting in {Nesting.ONE, Nesting.NOTE} else inner.shape.identity
        matcher = Matcher(existing, identity, (outer_id, inner.key), self.made)
        matches = matcher.match(incoming, _likely(inner, entries, incoming, existing))
        if inner.nesting not in {Nesting.ONE, Nesting.KEYED}:
            last = max((row.position or 0 for row in existing), default=0)
            places = placed([match.row and match.row.position for match in matches], last)
            for entry, place in zip(entries, places, strict=True):
                entry.extra["position"] = place
        for entry, one, match in zip(entries, incoming, matches, strict=True):
            self._object(inner.shape, entry, one.cells, match, freeze)
        for row in matcher.unmatched:
            self.plan.leave((*path, inner.key), row)

    def _incoming(self, inner: Inner, entry: _Entry, outer_id: str) -> Incoming:
        cells = cells_of(inner.shape, entry.value, self.ids)
        if inner.nesting is Nesting.KEYED:
            cells.values["point"] = entry.path[-1]
        if inner.parent:
            entry.extra[inner.parent] = outer_id
        return Incoming(entry.value.get("ref"), cells)


def _entries(inner: Inner, value: Mapping[str, Any], path: Path) -> list[_Entry]:
    """Return the objects a file has under a key, with the path of each."""
    inside = value.get(inner.key)
    here = (*path, inner.key)
    match inner.nesting:
        case Nesting.ONE:
            return [] if inside is None else [_Entry(here, inside, {})]
        case Nesting.KEYED:
            return [_Entry((*here, name), one, {}) for name, one in (inside or {}).items()]
        case Nesting.VERSIONS:
            before = (value.get("earlier") or {}).get(inner.key) or []
            earlier = [_Entry(("earlier", *here, rank), one, {"earlier": True}) for rank, one in enumerate(before)]
            return earlier + ([] if inside is None else [_Entry(here, inside, {"earlier": None})])
        case Nesting.NOTE if inner.key not in value:
            older = [key for key in OLDER_NOTE if value.get(key) is not None]
            return [_Entry((*path, key), {"as": key, "text": value[key]}, {}) for key in older]
        case _:
            return [_Entry((*here, rank), one, {}) for rank, one in enumerate(inside or ())]


def _likely(
    inner: Inner, entries: list[_Entry], incoming: list[Incoming], existing: list[Any]
) -> tuple[int, Any] | None:
    """Return the current thing of the file beside that of the case, unless they say that they are two."""
    if inner.nesting is not Nesting.VERSIONS or not entries or entries[-1].extra["earlier"]:
        return None
    current, _earlier = current_and_earlier([row for row in existing if row.archived_at is None])
    if current is None:
        return None
    values = incoming[-1].cells.values
    pairs = [(values.get(column), getattr(current, column)) for column in inner.shape.natural]
    if inner.shape.definite and all(there is not None and here is not None for there, here in pairs):
        return None
    return len(entries) - 1, current


def _mark_root(document: Mapping[str, Any], cells: Cells) -> None:
    """Note what a file has at its root that no row tells."""
    if "workers" in document:
        cells.said.add("workers")
        cells.marks |= set() if document["workers"] else {"workers[]"}
    if "earlier" not in document:
        return
    cells.said.add("earlier")
    if not document["earlier"]:
        cells.marks.add("earlier{}")
    for key, before in document["earlier"].items():
        cells.said.add(f"earlier.{key}")
        cells.marks |= set() if before else {f"earlier.{key}[]"}
