"""View and edit all a case file carries: one typed way for every kind of thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

from app.errors import Expected
from app.services.acting import gone, perform
from app.services.case_rows import rows_of
from app.services.editing.checks import warnings_of
from app.services.editing.fields import SEVERAL, FieldType
from app.services.editing.registry import EDITABLE, children_of, editable
from app.services.editing.values import kept_value, read_value
from app.services.editing.views import choices_of, row_views
from app.services.frozen import inside_of, refuse_frozen, refuse_inside
from app.services.troubles import told
from app.words import _
from db.models.contact import Contact
from db.models.contract import Objective
from db.models.household import Person
from db.models.organisation import Organisation, Worker

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from app.changes import Changes
    from app.services.acting import Act
    from app.services.editing.fields import Editable, Field
    from app.services.editing.views import Choice, RowView
    from db.base import Journalled
    from db.vault import Vault

_OF_THE_CASE: Mapping[FieldType, tuple[type[Journalled], ...]] = {
    FieldType.PERSON: (Person,),
    FieldType.PERSONS: (Person,),
    FieldType.SOMEONE: (Person, Worker),
    FieldType.PEOPLE: (Person, Worker),
    FieldType.WORKER: (Worker,),
    FieldType.WORKERS: (Worker,),
    FieldType.ORGANISATION: (Organisation,),
    FieldType.ORGANISATIONS: (Organisation,),
    FieldType.OBJECTIVES: (Objective,),
    FieldType.CONTACT: (Contact,),
}
_DIRECTORY = (Worker, Organisation)


@dataclass(frozen=True, slots=True)
class Editing:
    """Edits the cases of one vault.

    An unknown kind or field, a value of another type, an id of another case raise ``ValueError``: the screen's fault.
    """

    vault: Vault

    def fields(self, kind: str) -> tuple[Field, ...]:
        """Return the fields of a kind, in the order of a form."""
        return editable(kind).fields

    def rows(self, case_id: str, kind: str, parent_id: str | None = None) -> tuple[RowView, ...]:
        """Return the rows of a kind, all of them or those of one parent, in the order they are listed by."""
        spec = editable(kind)
        with told(self.vault.folder), self.vault.read() as session:
            return row_views(rows_of(session, case_id), spec, parent_id)

    def row(self, case_id: str, kind: str, row_id: str) -> RowView:
        """Return one row.

        Raises:
            Expected: ``gone``.
        """
        found = next((one for one in self.rows(case_id, kind) if one.id == row_id), None)
        if found is None:
            raise gone()
        return found

    def current(self, case_id: str, kind: str) -> RowView | None:
        """Return the current one of what has versions, or the only one of what is alone."""
        living = [one for one in self.rows(case_id, kind) if not one.earlier]
        return living[-1] if living else None

    def choices(self, case_id: str, kind: str, name: str) -> tuple[Choice, ...]:
        """Return what a field may hold: words, people, organisations; empty for what is typed."""
        field = editable(kind).field(name)
        with told(self.vault.folder), self.vault.read() as session:
            return choices_of(rows_of(session, case_id), field)

    def options(self, case_id: str, kind: str) -> dict[str, tuple[Choice, ...]]:
        """Return what each field of a form may hold, by its name, in one reading."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            return {field.name: choices_of(rows, field) for field in editable(kind).fields}

    def add(
        self, case_id: str, kind: str, values: Mapping[str, Any], parent_id: str | None = None
    ) -> tuple[str, Changes]:
        """Add a row; without a parent, it stands in the current one (made if need be).

        Raises:
            Expected: ``needed`` when what gives the thing its meaning is not said; ``frozen`` inside what is signed.
        """
        spec = editable(kind)
        return perform(self.vault, case_id, lambda act: _add(act, spec, values, parent_id))

    def change(
        self,
        case_id: str,
        kind: str,
        row_id: str,
        values: Mapping[str, Any],
        seen: Mapping[str, Any] | None = None,
    ) -> Changes:
        """Change what differs, and only that; impossible days are kept and told in ``warnings``.

        Args:
            case_id: The case.
            kind: What the row is.
            row_id: The row.
            values: New value of each field to change.
            seen: What the screen showed of them: what somebody wrote meanwhile is told, and stays in the journal.

        Raises:
            Expected: ``frozen``, ``gone``, ``needed``.
        """
        spec = editable(kind)
        return perform(self.vault, case_id, lambda act: _change(act, spec, row_id, values, seen or {}))[1]

    def remove(self, case_id: str, kind: str, row_id: str) -> Changes:
        """Put a row away with what stands in it; nothing is deleted.

        Raises:
            Expected: ``frozen``, ``gone``.
        """
        spec = _removable(kind)
        return perform(self.vault, case_id, lambda act: _remove(act, act.row(spec.model, row_id)))[1]

    def restore(self, case_id: str, kind: str, row_id: str) -> Changes:
        """Take a row out again, with what was put away with it.

        Raises:
            Expected: ``gone`` when it is not in this case.
        """
        spec = _removable(kind)
        return perform(self.vault, case_id, lambda act: _restore(act, spec, row_id))[1]


def _removable(kind: str) -> Editable:
    spec = editable(kind)
    if spec.single and not spec.parents:
        raise ValueError(f"{kind} is the case itself")
    return spec


def _add(act: Act, spec: Editable, values: Mapping[str, Any], parent_id: str | None) -> str:
    kept = _kept(act, spec, {**{field.name: None for field in spec.fields if field.needed}, **values})
    place = _place(act, spec, parent_id)
    same = [row for row in _living(act, spec.model) if all(getattr(row, key) == one for key, one in place.items())]
    if spec.single and same:
        raise ValueError(f"there is a {spec.kind} already")
    if spec.versions:
        for row in same:
            act.change(row, earlier=True)
    row = act.make(spec.model, **place, **kept)
    act.warnings.extend(warnings_of(spec, row))
    return row.id


def _change(act: Act, spec: Editable, row_id: str, values: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
    row = act.row(spec.model, row_id)
    before = {name: read_value(spec.field(name), getattr(row, name)) for name in {*values, *seen}}
    kept = _kept(act, spec, values)
    differs = {name: value for name, value in kept.items() if read_value(spec.field(name), value) != before[name]}
    if not differs:
        return
    refuse_frozen(act.session, row, differs)
    act.change(row, **differs)
    act.warnings.extend(
        _("« {label} » avait été modifié entre-temps : les deux versions sont gardées dans le journal.").format(
            label=spec.field(name).label
        )
        for name in differs
        if name in seen and seen[name] != before[name]
    )
    act.warnings.extend(warnings_of(spec, row))


def _remove(act: Act, row: Journalled) -> None:
    refuse_frozen(act.session, row, {"archived_at"})
    act.archive(row)
    for child in _children(act, row):
        if child.archived_at is None:
            _remove(act, child)


def _restore(act: Act, spec: Editable, row_id: str) -> None:
    row = act.session.get(spec.model, row_id)
    if row is None or row.space_id != act.space_id:
        raise gone()
    take_out(act, row)


def take_out(act: Act, row: Journalled) -> None:
    """Take a row out of what was put away, with what was put away at the same time inside it."""
    if row.archived_at is not None:
        _take_out(act, row, row.archived_at)


def _take_out(act: Act, row: Journalled, put_away_at: dt.datetime) -> None:
    for child in _children(act, row):
        if child.archived_at == put_away_at:
            _take_out(act, child, put_away_at)
    act.change(row, archived_at=None)


def _children(act: Act, row: Journalled) -> Iterator[Journalled]:
    """Return the rows that stand in a row or mean nothing without it, put away or not."""
    places = {*inside_of(type(row)), *((spec.model, column) for spec, column in _bound(type(row)))}
    for model, column in sorted(places, key=lambda place: (place[0].__name__, place[1])):
        query = select(model).where(model.space_id == act.space_id, getattr(model, column) == row.id)
        yield from act.session.scalars(query.order_by(model.id))


def _bound(model: type[Any]) -> Iterator[tuple[Editable, str]]:
    yield from children_of(model.__tablename__)
    if model is Person:
        for spec in EDITABLE.values():
            yield from ((spec, one.name) for one in spec.fields if one.needed and one.type is FieldType.PERSON)


def _living(act: Act, model: type[Any]) -> list[Any]:
    query = select(model).where(model.space_id == act.space_id, model.archived_at.is_(None))
    return list(act.session.scalars(query.order_by(model.position.is_(None), model.position, model.id)))


def _place(act: Act, spec: Editable, parent_id: str | None) -> dict[str, str]:
    """Return the column that names the parent, and its id."""
    if not spec.parents:
        if parent_id is not None:
            raise ValueError(f"{spec.kind} stands in the case itself")
        return {}
    if parent_id is None and len(spec.parents) > 1:
        raise ValueError(f"{spec.kind} stands in one of {sorted(spec.parents)}: say which")
    for kind, column in spec.parents.items():
        model = EDITABLE[kind].model
        parent = act.session.get(model, parent_id) if parent_id is not None else _current(act, EDITABLE[kind])
        if parent is not None and parent.space_id == act.space_id and parent.archived_at is None:
            refuse_inside(act.session, parent, spec.model)
            return {column: parent.id}
    raise gone()


def _current(act: Act, spec: Editable) -> Journalled:
    """Return the parent a row stands in when none is named, made empty if there is none."""
    living = [row for row in _living(act, spec.model) if not (spec.versions and row.earlier)]
    if living:
        return cast("Journalled", living[-1])
    if spec.parents or any(field.needed for field in spec.fields):
        raise ValueError(f"there is no {spec.kind} to add to")
    return act.make(spec.model)


def _kept(act: Act, spec: Editable, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of columns, checked: types, ids of this case and of the directory, what is needed."""
    kept: dict[str, Any] = {}
    for name, value in values.items():
        field = spec.field(name)
        kept[name] = kept_value(field, value)
        if kept[name] is None and field.needed:
            kept[name] = _fallback(act, spec, field)
        if field.type in _OF_THE_CASE and kept[name] is not None:
            for row_id in kept[name] if field.type in SEVERAL else (kept[name],):
                _check_id(act, field, row_id)
    return kept


def _fallback(act: Act, spec: Editable, field: Field) -> Any:
    if field.name in spec.fallbacks:
        return spec.fallbacks[field.name]
    if field.type is FieldType.DAY:
        return act.today()
    if field.type is FieldType.INSTANT:
        return act.local_now().isoformat(timespec="minutes")
    raise Expected(
        "needed",
        _("Il manque « {label} » : rien n’a encore été gardé. Complétez, ou laissez pour plus tard.").format(
            label=field.label
        ),
    )


def _check_id(act: Act, field: Field, row_id: str) -> None:
    for model in _OF_THE_CASE[field.type]:
        row = act.session.get(model, row_id)
        if row is not None and (model in _DIRECTORY or row.space_id == act.space_id):
            return
    raise ValueError(f"{field.name}: nobody and nothing has that id here")
