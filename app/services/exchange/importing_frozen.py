"""What an import never changes: what was signed, approved, told or agreed to (review A15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.exchange.problems import excerpt, problem
from app.services.exchange.shapes_grammar import Freeze
from app.services.exchange.shapes_project import APPROVAL, SIGNATURE
from app.words import _
from resources.vocabulary import ApprovalStatus, SignatureOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.errors import Expected
    from app.services.exchange.problems import Path
    from app.services.exchange.shapes_cells import Cells
    from app.services.exchange.shapes_grammar import Shape
    from app.services.exchange.shapes_rows import Rows


_APPROVED = frozenset({ApprovalStatus.APPROVED, ApprovalStatus.APPROVED_WITH_RESERVATIONS})


def freeze_of(shape: Shape, row: Any, rows: Rows) -> Freeze:
    """Return what keeps a row as it is, ``NEVER`` when nothing does yet."""
    holds = False
    match shape.freeze:
        case Freeze.ALWAYS:
            holds = True
        case Freeze.TOLD:
            holds = row.told_to_household_on is not None
        case Freeze.SIGNED:
            signatures = [row] if shape is SIGNATURE else _inside(shape, SIGNATURE, row, rows)
            holds = any(one.outcome in {None, SignatureOutcome.SIGNED} for one in signatures)
        case Freeze.APPROVED:
            holds = any(one.status in _APPROVED for one in _inside(shape, APPROVAL, row, rows))
    return shape.freeze if holds else Freeze.NEVER


def changes_refused(shape: Shape, row: Any, cells: Cells, path: Path, freeze: Freeze) -> Iterator[Expected]:
    """Return a refusal for each key whose change is not a fact that may come after."""
    for one in shape.fields:
        if one.after or one.column not in cells.values or getattr(row, one.column) == cells.values[one.column]:
            continue
        yield refused((*path, *one.path.split(".")), cells.values[one.column], freeze)


def refused(path: Path, found: Any, freeze: Freeze) -> Expected:
    """Return the refusal of a change, with what to do instead."""
    return problem("frozen", path, found=excerpt(_shown(found)), expected=_expected()[freeze])


def _shown(found: Any) -> Any:
    if isinstance(found, tuple):
        return list(found)
    return found if isinstance(found, str | int | dict | None) else str(found)


def _expected() -> Mapping[Freeze, str]:
    return {
        Freeze.ALWAYS: _("l’accord déjà donné, inchangé"),
        Freeze.TOLD: _("la décision déjà dite au ménage, inchangée"),
        Freeze.SIGNED: _("le texte déjà signé, inchangé (un avenant, ou un nouveau document, dit ce qui change)"),
        Freeze.APPROVED: _(
            "le diagnostic déjà approuvé, inchangé (une nouvelle version prend sa place, l’ancienne va dans earlier)"
        ),
    }


def _inside(shape: Shape, kind: Shape, row: Any, rows: Rows) -> list[Any]:
    return [one for inner in shape.inner if inner.shape is kind for one in rows.shown(inner, row.id)]
