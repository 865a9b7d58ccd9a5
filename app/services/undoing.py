"""« Annuler »: a new command that gives back the values the last one changed here (review A17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Expected
from app.services.acting import perform
from app.services.exchange.shapes_grammar import Freeze
from app.services.frozen import freeze_of, refuse_frozen
from app.words import _
from db.guards import journalled_mappers

if TYPE_CHECKING:
    from app.changes import Changes, Step, Undo
    from app.services.acting import Act
    from db.base import Journalled
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Undoing:
    """Takes commands back."""

    vault: Vault

    def apply(self, token: Undo) -> Changes:
        """Give back what stood before a command; its own ``undo`` does it again.

        Raises:
            Expected: ``changed_since`` when somebody changed one of its values after, ``frozen`` when it was signed,
                approved or told meanwhile; nothing is taken back then.
        """
        return perform(self.vault, token.case_id, lambda act: _take_back(act, token))[1]


def _take_back(act: Act, token: Undo) -> None:
    models = {mapper.local_table.description: mapper.class_ for mapper in journalled_mappers()}
    rows = [(step, _unchanged(act, models[step.kind], step)) for step in token.steps]
    for step, row in reversed(rows):
        columns = {name for name, _value in step.before}
        if not _froze_it(act, row, step):
            refuse_frozen(act.session, row, columns or {"archived_at"})
        if step.made:
            act.archive(row)
        else:
            act.change(row, **dict(step.before))


def _froze_it(act: Act, row: Journalled, step: Step) -> bool:
    """Tell whether the command itself made the row unchangeable: a slip of the finger is not a decision told."""
    freeze = freeze_of(act.session, row)
    told_now = ("told_to_household_on", None) in step.before
    return (step.made and freeze is Freeze.ALWAYS) or (told_now and freeze is Freeze.TOLD)


def _unchanged(act: Act, model: type[Journalled], step: Step) -> Journalled:
    row = act.session.get(model, step.row_id)
    expected = {"archived_at": None, **dict(step.after)} if step.made else dict(step.after)
    if (
        row is None
        or row.space_id != act.space_id
        or any(getattr(row, name) != value for name, value in expected.items())
    ):
        raise Expected(
            "changed_since",
            _("Cela a été modifié depuis : rien n’a été annulé. Reprenez à la main ce qui doit changer."),
        )
    return row
