"""What a household asks: one line typed, what comes of it chosen at once (Ctrl+D, decision 5, practice 5-2).

A call and its note are one object: the request. « Réglé » is answered and settled, « à faire » is answered, « à
rappeler » is neither yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import Expected
from app.services.acting import perform, perform_on
from app.words import _
from db.models.request import Request
from resources.vocabulary import Channel

if TYPE_CHECKING:
    import datetime as dt

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
