"""Who looked at a case: opened for an incident or when a person asks, with its reason, which the log keeps (review E9).

Readings never serve to look at who worked how much (practice P-06): they are in no list, no count, no other screen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.services.past.names import Actors
from app.services.past.tables import spreadsheet
from app.services.troubles import told
from app.words import N_, _
from db import audit
from db.local import AuditEvent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from db.vault import Vault


class WhyAsked(StrEnum):
    """Why somebody asks who looked at a case; there is no other reason."""

    INCIDENT = "incident"
    ACCESS_REQUEST = "access_request"


WHY = {
    WhyAsked.ACCESS_REQUEST: N_("Une personne demande qui a vu son dossier"),
    WhyAsked.INCIDENT: N_("Un incident\u00a0: appareil perdu, accès douteux"),
}
_CASE, _LOG = "case", "log"


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody looked at a case.

    Attributes:
        n: Number of its event in the log.
        at: When, where the worker works.
        who: Name of whoever looked.
        what: What was looked at: the case, or this list and why.
        worker_id: Whoever looked, as the log knows them.
    """

    n: int
    at: dt.datetime
    who: str
    what: str
    worker_id: str | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """Reads who looked at the cases of one vault."""

    vault: Vault

    def of_case(self, case_id: str, why: WhyAsked) -> tuple[Reading, ...]:
        """Return who looked at a case, the newest first; that it was asked, and why, is written in the log first.

        Raises:
            Expected: it could not be written, and nothing is shown.
        """
        self.vault.expect(case_id)
        with told(self.vault.folder):
            self.vault.write(lambda session: audit.record(session, "read", _LOG, case_id, {"why": why.value}))
            with self.vault.read() as session:
                return _readings(session, case_id)

    def table(self, case_id: str, readings: Sequence[Reading]) -> bytes:
        """Return readings as a CSV file (UTF-8) for whoever asked; that they leave is written in the log."""
        facts = {"what": "readings", "lines": len(readings)}
        with told(self.vault.folder):
            self.vault.write(lambda session: audit.record(session, "export", "case", case_id, facts))
        return spreadsheet(
            (_("Jour"), _("Heure"), _("Qui"), _("Ce qui a été consulté")),
            ((f"{one.at:%Y-%m-%d}", f"{one.at:%H:%M}", one.who, one.what) for one in readings),
        )


def _readings(session: Session, case_id: str) -> tuple[Reading, ...]:
    query = select(AuditEvent).where(
        AuditEvent.action == "read", AuditEvent.object_id == case_id, AuditEvent.kind.in_((_CASE, _LOG))
    )
    actors = Actors(session)
    return tuple(
        Reading(event.n, actors.local(event.at), actors.named(event.worker_id), _what(event), event.worker_id)
        for event in session.scalars(query.order_by(AuditEvent.n.desc()))
    )


def _what(event: AuditEvent) -> str:
    if event.kind == _CASE:
        return _("Le dossier")
    why = json.loads(event.facts).get("why")
    reason = _(WHY[WhyAsked(why)]) if why in set(WhyAsked) else ""
    return " · ".join(filter(None, (_("La liste des consultations"), reason)))
