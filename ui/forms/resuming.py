"""A form found half filled in: its sheet opens again over the page of its case, with what was typed in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.errors import Expected
from ui.forms import landlord
from ui.forms.sheet import FORM, Asked, RowSheet

if TYPE_CHECKING:
    from app.services.drafts import FoundDraft
    from ui.workplace import Workplace


MOVING = "appointment_move"  # what an appointment to move is called among drafts: its row may be open as a form too
WORDS = 3  # of the name of such a draft: what it is, the table, the row, or what a new row stands in


def is_form(draft: FoundDraft) -> bool:
    """Tell whether a draft is that of the sheet of a row."""
    typed = draft.typed
    return typed.field == FORM and typed.case_id is not None and draft.id.count(":") == WORDS - 1


def take_up(workplace: Workplace, draft: FoundDraft) -> None:
    """Open the sheet of a form again; what was typed is in it, kept nowhere else yet."""
    typed = draft.typed
    case_id, parent_id = typed.case_id or "", draft.id.split(":")[-1]
    if typed.target == landlord.TARGET:
        landlord.LandlordSheet(workplace, workplace.shell.window(), case_id).open()
        return
    if typed.target == MOVING:
        workplace.shell.postpone(case_id, typed.row_id or "")
        return
    row = None
    if typed.row_id is not None:
        try:
            row = workplace.desk.editing.row(case_id, typed.target, typed.row_id)
        except Expected as gone:
            workplace.shell.present(gone)
            return
    begun: dict[str, Any] = json.loads(typed.base) if typed.base else {}
    asked = Asked(
        typed.target,
        parent_id if row is None and parent_id != case_id else None,
        begun.get("title", ""),
        begun.get("known", {}),
        tuple(begun.get("only", ())),
    )
    RowSheet(workplace, workplace.shell.window(), case_id, asked, row).open()
