"""The shared screen (F11): what the person present may see, and only that (decision 8, practice U-03).

No analysis, no alert, no exchange with the landlord, no note; nothing another person of the household confided, nor
what is hidden from the one present.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.services.access import shown_to_household
from app.services.case.promises_view import three_sides
from app.services.case.thread import capital, hour_of
from app.services.contract.objective_view import objective_views
from app.services.papers.service import NAMES
from app.words import _
from db.models.around import Action
from db.models.contact import Appointment, Contact
from db.models.contract import Contract
from db.models.diagnosis import Diagnosis
from db.models.household import Person
from db.models.mutual_commitments import MutualCommitments
from resources.labels import LABELS
from resources.vocabulary import ContactKind, DocumentKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.case.promises_view import Side
    from app.services.case_rows import CaseRows
    from app.services.papers.common import PaperContext
    from db.models.contact import Confided

_FROM_ROWS: Final = {
    DocumentKind.DIAGNOSIS_FORM: Diagnosis,
    DocumentKind.SUPPORT_CONTRACT: Contract,
    DocumentKind.MUTUAL_COMMITMENTS: MutualCommitments,
}


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next appointment of the person present."""

    on: dt.date
    at: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class TakeAway:
    """A paper the household may take away."""

    kind: DocumentKind
    label: str


@dataclass(frozen=True, slots=True)
class SharedView:
    """What stands on the shared screen.

    Attributes:
        case_id: The case.
        person_id: Who is present.
        first_name: How they want to be called.
        next_meeting: Their next appointment.
        sides: What each promised, three lists alike.
        papers: What they may take away.
    """

    case_id: str
    person_id: str
    first_name: str
    next_meeting: NextMeeting | None
    sides: tuple[Side, ...]
    papers: tuple[TakeAway, ...]


def shared_view(context: PaperContext, person_id: str) -> SharedView:
    """Return the shared screen for the person present.

    Raises:
        LookupError: the household has no such person.
    """
    rows = context.rows
    person = rows.by_id(Person, person_id)
    if person is None:
        raise LookupError(person_id)
    hidden = {one.id for one in rows.all(Contact) if not readable_by(one, person_id)}
    kept = frozenset(one.id for one in rows.all(Action) if one.contact_id in hidden)
    objectives = objective_views(rows, rows.current(Contract), context.today)
    return SharedView(
        rows.case_id,
        person_id,
        person.called or person.first_name,
        _next_meeting(rows, person_id, context.today),
        three_sides(rows, objectives, without=kept),
        tuple(_papers(rows)),
    )


def readable_by(row: Confided, person_id: str) -> bool:
    """Tell whether a thing may be seen by one person of the household, alone before the screen."""
    return shown_to_household(row, {person_id})


def _next_meeting(rows: CaseRows, person_id: str, today: dt.date) -> NextMeeting | None:
    """Return their own: one planned with somebody else only is not theirs to see."""
    ahead = [
        one
        for one in rows.all(Appointment)
        if one.on_day >= today
        and one.outcome is None
        and (not one.with_ids or person_id in one.with_ids)
        and one.kind != ContactKind.LANDLORD_EXCHANGE
        and readable_by(one, person_id)
    ]
    first = min(ahead, key=lambda one: (one.on_day, one.at_time or ""), default=None)
    if first is None:
        return None
    kind = _(LABELS[ContactKind(first.kind)].text) if first.kind else _("rendez-vous")
    return NextMeeting(first.on_day, hour_of(first.at_time), capital(kind), first.place or "")


def _papers(rows: CaseRows) -> Iterator[TakeAway]:
    for kind, model in _FROM_ROWS.items():
        if rows.current(model) is not None:
            yield TakeAway(kind, capital(_(NAMES[kind])))
    yield TakeAway(DocumentKind.FOLLOWUP_SHEET, capital(_(NAMES[DocumentKind.FOLLOWUP_SHEET])))
