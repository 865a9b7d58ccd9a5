"""What a household asks: one line typed, what comes of it chosen at once (Ctrl+D, decision 5, practice 5-2).

A call and its note are one object: the request. « Réglé » is answered and settled, « à faire » is answered, « à
rappeler » is neither yet.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.domain.instants import instant_from_text, time_zone
from app.domain.refusals import UnreadableValue
from app.errors import Expected
from app.services.acting import perform, perform_on
from app.services.case_rows import zone_of_worker
from app.services.facts.household_facts import person_name
from app.services.lists.figures import labels_of
from app.services.troubles import told
from app.words import _
from db.context import context_of
from db.local import Space
from db.models.household import Person
from db.models.request import Request
from resources.labels import LABELS
from resources.vocabulary import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.services.acting import Act
    from db.vault import Vault


class Follow(StrEnum):
    """What comes of a request at once."""

    SETTLED = "settled"
    TO_CALL_BACK = "to_call_back"
    TO_DO = "to_do"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request as it comes in.

    Attributes:
        text: What is asked, in their words.
        channel: How it came.
        follow: What comes of it at once.
        person: Id of who asks.
        at: When; now when it is not said. Without an offset, an hour where we work.
        urgency: Why it is pressing, when they say so.
        outcome: What was done, for what is settled.
        confided_by: Id of the person who confided it.
        hide_from: Ids of the persons of the household who must not see it.
    """

    text: str
    channel: Channel = Channel.PHONE
    follow: Follow = Follow.TO_CALL_BACK
    person: str | None = None
    at: dt.datetime | None = None
    urgency: str | None = None
    outcome: str | None = None
    confided_by: str | None = None
    hide_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request that waits for us, whatever its household.

    Attributes:
        id: Of the request.
        case_id: The case.
        case_label: How the household is called.
        person: Who asks, empty when it was not said.
        text: What is asked.
        channel_label: How it came.
        asked_at: When, where we work.
        to_call_back: Whether nobody answered yet; answered, something is still to do.
        confided: Whether it is not for every eye, even in their home.
    """

    id: str
    case_id: str
    case_label: str
    person: str
    text: str
    channel_label: str
    asked_at: dt.datetime
    to_call_back: bool
    confided: bool


@dataclass(frozen=True, slots=True)
class Requests:
    """Keeps the requests of one vault."""

    vault: Vault

    def ask(self, case_id: str, new: NewRequest) -> tuple[str, Changes]:
        """Keep a request.

        Raises:
            Expected: ``empty_request``.
        """
        if not new.text.strip():
            raise Expected(
                "empty_request", _("La demande est vide : il n’y a rien à garder. Écrivez un mot, ou fermez-la.")
            )
        return perform(self.vault, case_id, lambda act: _ask(act, new))

    def answer(self, request_id: str, at: dt.datetime | None = None) -> Changes:
        """Write that somebody answered; the first answer stands."""

        def work(act: Act, row: Request) -> None:
            act.change(row, first_response_at=row.first_response_at or _written(act, at))

        return perform_on(self.vault, Request, request_id, work)[1]

    def settle(self, request_id: str, outcome: str | None = None, at: dt.datetime | None = None) -> Changes:
        """Write that what was asked is done, which is an answer too."""

        def work(act: Act, row: Request) -> None:
            now = _written(act, at)
            act.change(
                row,
                first_response_at=row.first_response_at or now,
                settled_at=row.settled_at or now,
                outcome=outcome or row.outcome,
            )

        return perform_on(self.vault, Request, request_id, work)[1]

    def open_ones(self, case_id: str | None = None) -> tuple[OpenRequest, ...]:
        """Return what waits for us, of one household or of all, longest waiting first."""
        query = (
            select(Request, Space.case_id)
            .join(Space, Request.space_id == Space.id)
            .where(Request.settled_at.is_(None), Request.archived_at.is_(None))
        )
        if case_id is not None:
            query = query.where(Space.case_id == case_id)
        with told(self.vault.folder), self.vault.read() as session:
            lines = _lines(session, session.execute(query).all())
        return tuple(sorted(lines, key=lambda line: (line.asked_at, line.id)))


def _ask(act: Act, new: NewRequest) -> str:
    asked = _written(act, new.at)
    now = _written(act, None)
    row = act.make(
        Request,
        requested_at=asked,
        channel=new.channel,
        person_id=new.person,
        worker_id=act.context.worker_id,
        text=new.text.strip(),
        urgency=new.urgency,
        first_response_at=None if new.follow is Follow.TO_CALL_BACK else now,
        settled_at=now if new.follow is Follow.SETTLED else None,
        outcome=new.outcome,
        confided_by_id=new.confided_by,
        hide_from_ids=new.hide_from or None,
    )
    return row.id


def _written(act: Act, at: dt.datetime | None) -> str:
    """Return an instant as a case file writes it: an hour without offset is of where we work."""
    return (at or act.local_now()).isoformat(timespec="minutes")


def _lines(session: Session, found: Sequence[tuple[Request, str | None]]) -> list[OpenRequest]:
    labels = labels_of(session, {case_id for _row, case_id in found if case_id is not None})
    zone = time_zone(zone_of_worker(session, context_of(session).worker_id))
    lines = []
    for row, case_id in found:
        if case_id is None or case_id not in labels:
            continue
        person = session.get(Person, row.person_id) if row.person_id else None
        lines.append(
            OpenRequest(
                row.id,
                case_id,
                labels[case_id],
                person_name(person) if person is not None else "",
                row.text or "",
                _(LABELS[Channel(row.channel)].text),
                _instant(row.requested_at, zone),
                row.first_response_at is None,
                bool(row.confided_by_id or row.hide_from_ids or row.confidentiality),
            )
        )
    return lines


def _instant(written: str, zone: ZoneInfo) -> dt.datetime:
    """Read an instant; an hour that comes twice or never, once a year, does not hide the list."""
    try:
        return instant_from_text(written, zone)
    except UnreadableValue:
        return dt.datetime.fromisoformat(written).replace(tzinfo=zone)
