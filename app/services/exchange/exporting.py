"""Give a case back as a file of the exchange format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.services.exchange.shapes import CASE, ORGANISATION, WORKER, every_shape
from app.services.exchange.shapes_cells import OLDER_NOTE, OLDER_NOTE_MARK, object_of
from app.services.exchange.shapes_grammar import Kind, Nesting
from app.services.exchange.shapes_rows import Rows, current_and_earlier
from db.models.case_file import CaseFile, CaseOrganisation, CaseWorker
from db.models.household import Person
from db.models.organisation import Organisation, Worker

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy.orm import Session

    from app.services.exchange.shapes_grammar import Inner, Shape

FORMAT: Final = "palier.case/1"
_FIRST: Final = ("format", "as_of", "programme", "organisations", "workers", "household", "case")
_SHORTEST_NAME: Final = 8


def export_case(session: Session, case_id: str, *, today: dt.date, rows: Rows | None = None) -> dict[str, Any]:
    """Return a case as a document of ``palier.case/1``.

    For every valid file, what an import wrote comes back as it was, but for ``as_of`` (review C4). An object made in
    the application has a ``ref`` only when something points at it, or when the format asks for one.

    Args:
        session: A session that may only read.
        case_id: Id of the case file.
        today: The day written as ``as_of``: the day the file is made.
        rows: The rows of the case, when they were read already.

    Raises:
        LookupError: No such case.
    """
    case = session.get(CaseFile, case_id)
    if case is None:
        raise LookupError(case_id)
    return _Export(session, case, rows or Rows(session, case.space_id)).document(today)


class _Export:
    def __init__(self, session: Session, case: CaseFile, rows: Rows) -> None:
        self.case = case
        self.rows = rows
        self.organisations, self.workers = _directory(session, rows)
        self.names = self._names()

    def document(self, today: dt.date) -> dict[str, Any]:
        found = self._object(CASE, self.case)
        found |= {"format": FORMAT, "as_of": today.isoformat()}
        found["organisations"] = [self._entry(ORGANISATION, row, link) for row, link in self.organisations]
        workers = [self._worker(row, link) for row, link in self.workers]
        if workers or "workers[]" in (self.case.written or ()):
            found["workers"] = workers
        keys = (*_FIRST, *(inner.key for inner in CASE.inner), "earlier")
        return {key: found[key] for key in dict.fromkeys(keys) if key in found}

    def _names(self) -> dict[str, str]:
        """Return the ref of each row that has one or needs one; no two are the same, whatever a merge brought."""
        listed = [*self.organisations, *self.workers]
        wished = [(row.id, link.ref) for row, link in listed if link is not None]
        wished += [(row.id, row.ref) for row in self.rows if not isinstance(row, CaseOrganisation | CaseWorker)]
        owners: dict[str, str] = {}
        for row_id, ref in wished:
            if ref is not None:
                owners.setdefault(ref, row_id)
        needed = {row.id for row, _link in listed} | {row.id for row in self.rows.tables[Person]}
        needed |= {row.id for row in self.rows} & set(_mentioned(self.rows))
        for row_id in sorted(needed - set(owners.values())):
            owners[_new_name(row_id, owners)] = row_id
        return {row_id: ref for ref, row_id in owners.items()}

    def _entry(self, shape: Shape, row: Any, link: Any | None) -> dict[str, Any]:
        marks, said = (link.written or (), link.said) if link is not None else ((), None)
        return {"ref": self.names[row.id], **object_of(shape, row, self.names, marks, said)}

    def _worker(self, row: Worker, link: CaseWorker | None) -> dict[str, Any]:
        entry = self._entry(WORKER, row, link)
        if link is not None and link.role is not None:
            entry["role"] = link.role
        elif link is not None and "role" in (link.written or ()):
            entry["role"] = None
        return entry

    def _object(self, shape: Shape, row: Any) -> dict[str, Any]:
        marks = row.written or ()
        found: dict[str, Any] = {}
        if row.id in self.names and shape is not CASE:
            found["ref"] = self.names[row.id]
        elif "ref" in marks:
            found["ref"] = None
        found |= object_of(shape, row, self.names, marks)
        for inner in shape.inner:
            self._inner(inner, row, marks, found)
        if shape is CASE and "earlier{}" in marks:
            found.setdefault("earlier", {})
        return found

    def _inner(self, inner: Inner, outer: Any, marks: Iterable[str], found: dict[str, Any]) -> None:
        rows = self.rows.shown(inner, outer.id)
        if inner.nesting is Nesting.VERSIONS:
            self._versions(inner, rows, marks, found)
        elif not rows:
            self._absent(inner, marks, found)
        elif inner.nesting is Nesting.ONE:
            found[inner.key] = self._object(inner.shape, rows[0])
        elif inner.nesting is Nesting.KEYED:
            found[inner.key] = {row.point: self._object(inner.shape, row) for row in rows}
        elif inner.nesting is Nesting.NOTE and OLDER_NOTE_MARK in marks and _fits_older_note(rows):
            self._absent(inner, marks, found)
            found |= {row.kind: row.text for row in rows}
        else:
            found[inner.key] = [self._object(inner.shape, row) for row in rows]

    def _absent(self, inner: Inner, marks: Iterable[str], found: dict[str, Any]) -> None:
        for mark, value in ((inner.key, None), (f"{inner.key}[]", []), (f"{inner.key}{{}}", {})):
            if mark in marks:
                found[inner.key] = value
        if inner.nesting is Nesting.NOTE:
            found |= {key: None for key in OLDER_NOTE if key in marks}

    def _versions(self, inner: Inner, rows: list[Any], marks: Iterable[str], found: dict[str, Any]) -> None:
        current, earlier = current_and_earlier(rows)
        if current is not None:
            found[inner.key] = self._object(inner.shape, current)
        else:
            self._absent(inner, marks, found)
        if earlier or f"earlier.{inner.key}[]" in marks:
            before = found.setdefault("earlier", {})
            before[inner.key] = [self._object(inner.shape, row) for row in earlier]


def _fits_older_note(passages: list[Any]) -> bool:
    """Tell whether passages can still be given back as three texts: one of a kind, in their order, without ref."""
    places = [OLDER_NOTE.index(row.kind) for row in passages if row.ref is None and row.kind in OLDER_NOTE]
    return len(places) == len(passages) and places == sorted(set(places))


def _mentioned(rows: Rows) -> Iterator[str]:
    """Return each id the case's rows point at through a key of the file."""
    for shape in every_shape():
        singles = [one.column for one in shape.fields if one.kind is Kind.REF]
        several = [one.column for one in shape.fields if one.kind is Kind.REFS]
        for row in rows.tables[shape.model] if singles or several else ():
            yield from filter(None, (getattr(row, column) for column in singles))
            for column in several:
                yield from getattr(row, column) or ()


def _directory(
    session: Session, rows: Rows
) -> tuple[list[tuple[Organisation, CaseOrganisation | None]], list[tuple[Worker, CaseWorker | None]]]:
    """Return the organisations and workers of a case: those it lists in their order, then those it only points at."""
    mentioned = set(_mentioned(rows))
    worker_links = {link.worker_id: link for link in rows.tables[CaseWorker] if link.archived_at is None}
    workers = _listed(session, Worker, worker_links, mentioned)
    organisation_links = {
        link.organisation_id: link for link in rows.tables[CaseOrganisation] if link.archived_at is None
    }
    mentioned |= {worker.organisation_id for worker, _link in workers}
    mentioned |= {case.operator_id for case in rows.tables[CaseFile] if case.operator_id}
    return _listed(session, Organisation, organisation_links, mentioned), workers


def _listed(session: Session, model: type[Any], links: dict[str, Any], mentioned: set[str]) -> list[tuple[Any, Any]]:
    wanted = links.keys() | mentioned
    known = {row.id: row for row in session.scalars(select(model).where(model.id.in_(sorted(wanted))))}
    inside = [(known[row_id], link) for row_id, link in links.items() if row_id in known]
    return inside + [(known[row_id], None) for row_id in sorted(known.keys() - links.keys())]


def _new_name(row_id: str, taken: Collection[str]) -> str:
    """Return a ref no other object of the file bears, the same at each export."""
    digits = row_id.replace("-", "")
    names = (f"r-{digits[-length:]}" for length in range(_SHORTEST_NAME, len(digits) + 1))
    return next(name for name in names if name not in taken)
