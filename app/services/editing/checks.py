"""What is told, and never refused, about the values of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.editing.values import read_value
from app.words import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.editing.fields import Editable


def warnings_of(spec: Editable, row: Any) -> tuple[str, ...]:
    """Return a sentence for each pair of days out of order and each group that lacks what gives it a meaning."""
    values = {field.name: read_value(field, getattr(row, field.name)) for field in spec.fields}
    return (*_out_of_order(spec, values), *_incomplete(spec, values), *_sides(spec, values))


def _out_of_order(spec: Editable, values: dict[str, Any]) -> Iterator[str]:
    for first, last in spec.in_order:
        begin, end = values[first], values[last]
        if begin is not None and end is not None and _as_day(end) < _as_day(begin):
            yield _("« {last} » est avant « {first} ». C’est gardé tel quel ; vérifiez ces deux dates.").format(
                first=spec.field(first).label, last=spec.field(last).label
            )


def _as_day(moment: dt.date) -> str:
    return moment.isoformat()[:10]  # an instant with an offset and one without are compared by their days


def _incomplete(spec: Editable, values: dict[str, Any]) -> Iterator[str]:
    for needed, others in spec.together:
        missing = [name for name in needed if values[name] is None]
        if missing and any(values[name] is not None for name in (*needed, *others)):
            labels = ", ".join(_("« {label} »").format(label=spec.field(name).label) for name in missing)
            yield _("C’est gardé, et cela ne comptera qu’avec {labels}.").format(labels=labels)


def _sides(spec: Editable, values: dict[str, Any]) -> Iterator[str]:
    if spec.kind == "movement" and (values["debit"] is None) is (values["credit"] is None):
        yield _("Une ligne du compte est soit due, soit payée. C’est gardé tel quel ; vérifiez ses deux montants.")
