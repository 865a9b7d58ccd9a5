"""Where something to forget stands: a field of a row, what it is called, without a word of what it holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect

from app.errors import Expected
from app.services.editing.registry import EDITABLE
from app.services.forgetting.values import Place
from app.words import N_, _
from db.merge import row_of
from db.versions import model_of

_NAMES = {
    "contact_passage": N_("Passage d’une note"),
    "contact": N_("Rencontre"),
    "document": N_("Document"),
}


def model_named(kind: str) -> type[Any]:
    """Return the model of a table, or refuse (``no_such_place``)."""
    try:
        return model_of(kind)
    except StopIteration:
        raise _unknown() from None


def column_named(kind: str, field: str) -> str:
    """Return the column of a field that may be forgotten, or refuse (``no_such_place``)."""
    attributes = inspect(model_named(kind)).column_attrs
    if field not in attributes or field in {"id", "space_id", "archived_at"}:
        raise _unknown()
    return str(attributes[field].columns[0].name)


def _unknown() -> Expected:
    return Expected(
        "no_such_place",
        _(
            "Cet endroit n’existe pas. Rien n’a changé\u00a0; "
            "«\u00a0palier vault forget --find\u00a0» montre les endroits."
        ),
    )


def place_of(root: str, column: str, *, stands: bool = True) -> Place | None:
    """Return the place a cell is; None for one of a later version."""
    table, row_id = row_of(root)
    try:
        model = model_of(table)
    except StopIteration:  # of a later version
        return None
    names = [one.key for one in inspect(model).column_attrs if one.columns[0].name == column]
    return Place(table, row_id, names[0], label_of(table, names[0]), stands) if names else None


def label_of(kind: str, field: str = "") -> str:
    """Return what a kind of row, or one of its fields, is called."""
    spec = EDITABLE.get(kind)
    name = spec.label if spec is not None else _(_NAMES.get(kind, kind))
    known = {one.name: one for one in spec.fields} if spec is not None else {}
    return f"{name}, {known[field].label.lower()}" if field in known else name
