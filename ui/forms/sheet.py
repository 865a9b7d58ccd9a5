"""A sheet to see and change one thing of a case: a field is kept when the caret leaves it, Esc loses nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from typing_extensions import override

from app.errors import Expected
from app.services.drafts import Typed
from app.words import _
from ui.form_draft import FormDraft
from ui.forms.history import HistorySheet
from ui.forms.inputs import Input
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.fields import Line, Paragraphs
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from app.changes import Changes
    from app.services.editing.views import RowView
    from ui.workplace import Workplace


MISSING = "needed"  # the code of what says that a field is missing
FORM = "form"  # the field of a draft that is a whole sheet, and how its name begins


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sheet is about.

    Attributes:
        kind: The table of the row.
        parent_id: What a new row stands in; by default the current one.
        title: What the sheet is called; by default what the row is.
        known: Values a new row has from the start.
        only: The fields to show, in this order; by default all.
    """

    kind: str
    parent_id: str | None = None
    title: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)
    only: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Return what opens the same sheet again beside its draft; a known day is asked again."""
        known = {name: one for name, one in self.known.items() if isinstance(one, str | int | bool)}
        return json.dumps({"title": self.title, "known": known, "only": self.only}, ensure_ascii=False)


class RowSheet(Sheet):
    """One row of :mod:`app.services.editing`, or one to be added.

    Signals:
        added: id of the row that was added.
    """

    added = Signal(str)

    def __init__(
        self, workplace: Workplace, parent: QWidget, case_id: str, asked: Asked, row: RowView | None = None
    ) -> None:
        """Open a row.

        Args:
            workplace: Where commands run.
            parent: The window.
            case_id: The case.
            asked: What it is.
            row: The row; None to add one.
        """
        from app.services.editing.registry import editable  # noqa: PLC0415 -- a start does not wait for it

        editing, kind, title, parent_id = workplace.desk.editing, asked.kind, asked.title, asked.parent_id
        super().__init__(title or editable(kind).label, parent)
        self._stand_ins = frozenset(editable(kind).fallbacks)
        self._workplace, self._case_id, self._kind, self._asked = workplace, case_id, kind, asked
        self._row, self._parent_id = row, parent_id
        self._values = dict(row.values) if row is not None else dict(asked.known)
        self._inputs: dict[str, Input] = {}
        closed = row is not None and row.closed
        if closed:
            self.add(Words(_("Cela ne change plus\u00a0: c’est signé, approuvé, annoncé ou accepté."), Role.SECONDARY))
        fields, options = {one.name: one for one in editing.fields(kind)}, editing.options(case_id, kind)
        for name in asked.only or fields:
            made = Input(fields[name], self._values.get(name), options[name], workplace.today)
            made.left.connect(self._left)
            made.widget.setEnabled(not closed)
            self._inputs[name] = made
            self.add(made.labelled)
        self.body.addStretch(1)
        self._trouble = Banner()  # what is about no field
        self.keep_in_sight(self._trouble)
        self._add_gestures(closed=closed)
        self._stood = {name: one.written for name, one in self._inputs.items()}  # as it was typed when it was kept last
        self._draft = FormDraft(self, workplace, self._draft_id, self._written, self._typed)
        self._take_up_draft()

    def _add_gestures(self, *, closed: bool) -> None:
        if self._row is not None and not closed and self._removable:
            self.foot.insertWidget(0, Button(_("Retirer"), self._remove, kind="quiet", icon="archive"))
        if self._row is not None:
            self.foot.insertWidget(self.foot.count() - 1, Button(_("Historique"), self._show_history, kind="quiet"))
        if self._row is None:
            self.gesture(_("Fermer"), self.reject)
            self.gesture(_("Ajouter"), self._add, kind="accent")
        else:
            self.gesture(_("Fermer"), self.reject, kind="accent")

    @property
    def _removable(self) -> bool:
        return self._kind not in {"case_file", "household"}

    @property
    def _draft_id(self) -> str:
        return ":".join((FORM, self._kind, self._row.id if self._row else self._parent_id or self._case_id))

    def _left(self) -> None:
        sender = self.sender()
        if isinstance(sender, Input):
            sender.check()
        if self._row is not None:
            self._keep()

    def _read(self) -> dict[str, Any]:
        """Return what reads of the form, by field; what does not is said under its field."""
        return {name: one.value() for name, one in self._inputs.items() if one.check()}

    def _keep(self) -> None:
        """Keep what differs from what was seen."""
        row = self._row
        if row is None or row.closed:
            return
        differs = {name: one for name, one in self._read().items() if not _same(one, self._values.get(name))}
        if not differs:
            return
        seen = {name: self._values.get(name) for name in differs}
        stood = {name: self._stood[name] for name in differs}
        self._values.update(differs)
        self._stood.update({name: self._inputs[name].written for name in differs})
        editing, case_id, kind = self._workplace.desk.editing, self._case_id, self._kind

        def missed(fault: BaseException) -> None:
            self._stood.update(stood)  # what is written is kept nowhere but in its draft
            self._missed(fault)

        self._workplace.command(lambda: editing.change(case_id, kind, row.id, differs, seen), failed=missed, owner=self)

    def _add(self) -> None:
        values = {name: one for name, one in self._read().items() if not _same(one, None)}
        wrong = [one for one in self._inputs.values() if not one.check()]
        if wrong:
            wrong[0].labelled.take_focus()
            return
        self._trouble.say("")
        desk, case_id, kind, parent_id = self._workplace.desk, self._case_id, self._kind, self._parent_id
        known = {name: one for name, one in self._values.items() if name not in self._inputs}
        made: list[str] = []
        draft_id = self._draft_id
        self._draft.rest()

        def work() -> Changes:
            row_id, changes = desk.editing.add(case_id, kind, {**known, **values}, parent_id)
            made.append(row_id)
            desk.drafts.drop(draft_id)
            return changes

        def done() -> None:
            self.added.emit(made[0])
            self.accept()

        self._workplace.command(work, said=_("Ajouté."), done=done, failed=self._missed, owner=self)

    def _remove(self) -> None:
        row = self._row
        if row is not None:
            editing, case_id, kind = self._workplace.desk.editing, self._case_id, self._kind
            self._workplace.command(lambda: editing.remove(case_id, kind, row.id), said=_("Retiré."))
            super().reject()

    def _show_history(self) -> None:
        """Show what the row said before; what is typed is kept first, and stands in it."""
        row = self._row
        if row is None:
            return
        self._keep()
        sheet = HistorySheet(self._workplace, self, self._case_id, self._kind, row.id)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _missed(self, fault: BaseException) -> None:
        self._draft.save()
        if not isinstance(fault, Expected):
            self._workplace.shell.present(fault)
        elif fault.code == MISSING and (missing := self._missing()) is not None:
            missing.labelled.complain(fault.sentence)
            if self._row is None:  # else one is on the way to another field
                missing.labelled.take_focus()
        else:
            self._trouble.say(fault.sentence)

    def _missing(self) -> Input | None:
        """Return the field whose lack was told: nothing stands for it when it is not said."""
        lacking = (one for name, one in self._inputs.items() if name not in self._stand_ins and one.lacks)
        return next(lacking, None)

    @override
    def reject(self) -> None:
        """Leave: what reads is kept, what was only begun is a draft found again the next time."""
        self._keep()
        self._draft.leave()
        super().reject()

    def _written(self) -> dict[str, str]:
        """Return what is written and kept nowhere else."""
        found = {name: one.written for name, one in self._inputs.items() if one.written != self._stood[name]}
        return {name: text for name, text in found.items() if text is not None}

    def _typed(self, text: str) -> Typed:
        row_id = self._row.id if self._row else None
        return Typed(self._case_id, self._kind, FORM, text, row_id=row_id, base=self._asked.as_text())

    def _take_up_draft(self) -> None:
        for name, text in self._draft.found.items():
            if name in self._inputs:
                self._inputs[name].write(text)
        for one in self._inputs.values():
            if isinstance(one.widget, Line | Paragraphs):
                self._draft.watch(one.widget)


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values say the same; nothing typed is « not said »."""
    return (one or None) == (other or None) if not isinstance(one, bool | int) else one == other
