"""The journal of a case: changes, prints, exports, what was shared, signatures; as lines, and as a table that leaves.

Readings are in the log and not here: they serve an incident or somebody's request for access, never to look at who
worked how much (review E9, practice P-06).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from app.services.acting import case_space
from app.services.editing.registry import EDITABLE
from app.services.papers.service import NAMES, WHOM
from app.services.past.names import Actors
from app.services.past.tables import spreadsheet
from app.services.troubles import told
from app.words import N_, _, ngettext
from db import audit
from db.local import AuditEvent
from db.models.document import Document
from resources.vocabulary import DocumentKind, Recipient, SignatureOutcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy.orm import Session

    from db.vault import Vault


class ActKind(StrEnum):
    """What was done with a case."""

    CHANGE = "change"
    PRINT = "print"
    SHARE = "share"
    EXPORT = "export"
    SIGNATURE = "signature"


ACTS = {
    ActKind.CHANGE: N_("Modification"),
    ActKind.PRINT: N_("Impression"),
    ActKind.SHARE: N_("Transmission"),
    ActKind.EXPORT: N_("Export"),
    ActKind.SIGNATURE: N_("Signature"),
}
_KINDS = {
    "change": ActKind.CHANGE,
    "import": ActKind.CHANGE,
    "print": ActKind.PRINT,
    "export": ActKind.EXPORT,
    "share": ActKind.SHARE,
    "freeze": ActKind.SIGNATURE,
    "sign": ActKind.SIGNATURE,
}
_OUTCOMES = {
    SignatureOutcome.SIGNED: N_("signé"),
    SignatureOutcome.NOT_TODAY: N_("pas signé ce jour-là"),
    SignatureOutcome.DECLINED: N_("ne souhaite pas signer"),
}
_MOST_SPACES = 3  # that one transaction writes: the directory, the case, what is shared of it
_AT_HOME = {None, Recipient.HOUSEHOLD.value, Recipient.OPERATOR.value}


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One line of the journal of a case.

    Attributes:
        n: Number of its event in the log.
        kind: What was done.
        at: When, where the worker works.
        who: Name of whoever did it.
        what: On what, in words; never a content of the case.
        worker_id: Whoever did it, as the log knows them.
    """

    n: int
    kind: ActKind
    at: dt.datetime
    who: str
    what: str
    worker_id: str | None = None

    @property
    def label(self) -> str:
        """What was done, in a word."""
        return _(ACTS[self.kind])


@dataclass(frozen=True, slots=True)
class Acts:
    """Reads the log of accesses, case by case."""

    vault: Vault

    def of_case(
        self,
        case_id: str,
        kinds: Collection[ActKind] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
        by: str | None = None,
    ) -> tuple[CaseAct, ...]:
        """Return what was done with a case, the newest first.

        Args:
            case_id: The case.
            kinds: Only these acts; every one when none is given.
            since: First day, where the worker works.
            until: Last day.
            by: Only what this worker did.
        """
        with told(self.vault.folder), self.vault.read() as session:
            return tuple(
                one
                for one in _acts(session, case_id)
                if (not kinds or one.kind in kinds)
                and (since is None or one.at.date() >= since)
                and (until is None or one.at.date() <= until)
                and (by is None or one.worker_id == by)
            )

    def people(self, case_id: str) -> tuple[tuple[str, str], ...]:
        """Return who did anything with a case: id and name, by name."""
        with told(self.vault.folder), self.vault.read() as session:
            found = {one.worker_id: one.who for one in _acts(session, case_id) if one.worker_id is not None}
        return tuple(sorted(found.items(), key=lambda one: one[1]))

    def table(self, case_id: str, acts: Sequence[CaseAct]) -> bytes:
        """Return lines of the journal as a CSV file (UTF-8); that they leave is written in the log."""
        facts = {"what": "journal", "lines": len(acts)}
        with told(self.vault.folder):
            self.vault.write(lambda session: audit.record(session, "export", "case", case_id, facts))
        return spreadsheet(
            (_("Jour"), _("Heure"), _("Qui"), _("Acte"), _("Sur quoi")),
            ((f"{one.at:%Y-%m-%d}", f"{one.at:%H:%M}", one.who, one.label, one.what) for one in acts),
        )


def _acts(session: Session, case_id: str) -> Iterator[CaseAct]:
    space_id = case_space(session, case_id).id
    documents = {one.id: one for one in session.scalars(select(Document).where(Document.space_id == space_id))}
    actors = Actors(session)
    of_case = AuditEvent.object_id.in_([case_id, space_id, *documents])
    of_all = and_(AuditEvent.kind == "journal", AuditEvent.action == "export")
    events = list(session.scalars(select(AuditEvent).where(or_(of_case, of_all)).order_by(AuditEvent.n)))
    lines = []
    act: AuditEvent | None = None
    for event in events:
        if event.kind == "space" and act is not None and _same_transaction(act, event):
            continue
        if event.action in _KINDS:
            facts = json.loads(event.facts)
            kind = _KINDS[event.action]
            if kind is ActKind.PRINT and facts.get("for") not in _AT_HOME:
                kind = ActKind.SHARE
            what = _what(event, facts, documents.get(event.object_id or ""))
            at, who = actors.local(event.at), actors.named(event.worker_id)
            lines.append(CaseAct(event.n, kind, at, who, what, event.worker_id))
            act = event if event.kind != "space" else act
    yield from reversed(lines)


def _same_transaction(act: AuditEvent, envelope: AuditEvent) -> bool:
    """Tell whether an envelope is that of an act: one transaction writes the act, then an envelope a space."""
    return envelope.at == act.at and envelope.n - act.n <= _MOST_SPACES


_WHAT = {
    ("change", "space"): N_("Ce qui est arrivé d’un autre coffre, ou plusieurs choses à la fois"),
    ("import", "case"): N_("Un fichier de dossier est entré"),
    ("export", "journal"): N_("Tout le coffre, pour un autre coffre"),
    ("export", "case"): N_("Le dossier entier, en clair"),
}
_TABLES = {
    "journal": N_("Le journal du dossier, en tableau"),
    "readings": N_("Les consultations du dossier, en tableau"),
}


def _what(event: AuditEvent, facts: dict[str, Any], document: Document | None) -> str:
    if "kinds" in facts:
        return _things(facts["kinds"])
    if (table := _TABLES.get(facts.get("what", ""))) is not None:
        return _(table)
    if (event.action, event.kind) in _WHAT:
        return _(_WHAT[event.action, event.kind])
    return " · ".join(filter(None, _paper(event, facts, document)))


def _paper(event: AuditEvent, facts: dict[str, Any], document: Document | None) -> Iterator[str]:
    kind = facts.get("document") or (document.kind if document is not None else None)
    yield _(NAMES[DocumentKind(kind)]) if kind in set(DocumentKind) else _("document")
    if (whom := facts.get("for")) in set(Recipient):
        yield _("pour {whom}").format(whom=_(WHOM[Recipient(whom)]))
    if (copies := facts.get("copies")) is not None:
        yield ngettext("{count} exemplaire", "{count} exemplaires", copies).format(count=copies)
    if event.action == "freeze":
        yield _("préparé pour la signature")
    if (outcome := facts.get("outcome")) in set(SignatureOutcome):
        yield _(_OUTCOMES[SignatureOutcome(outcome)])


def _things(kinds: Sequence[str]) -> str:
    named = [EDITABLE[kind].label for kind in kinds if kind in EDITABLE]
    return ", ".join(named) or _("Ce qui accompagne le dossier")
