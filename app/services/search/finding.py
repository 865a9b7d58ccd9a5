"""Finding: what a search shows of each hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.services.troubles import told
from app.words import N_, _
from db.models.case_file import CaseFile
from db.search import EVERYTHING, search

if TYPE_CHECKING:
    from db.search import Hit, Sight
    from db.vault import Vault

KINDS = {
    "household": N_("ménage"),
    "person": N_("personne"),
    "case": N_("dossier"),
    "note": N_("note"),
    "request": N_("demande"),
    "procedure": N_("démarche"),
    "partner": N_("partenaire"),
    "letter": N_("courrier"),
    "action": N_("à faire"),
    "appointment": N_("rendez-vous"),
    "objective": N_("objectif"),
    "committee": N_("comité"),
    "dwelling": N_("logement"),
    "diagnosis": N_("diagnostic"),
    "document": N_("papier"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One result: ``case`` is the number shown, ``match`` where the words stand in the snippet.

    ``is_near``: a name written otherwise than what was typed.
    """

    kind: str
    kind_label: str
    case: str
    case_id: str | None
    id: str
    on: str | None
    snippet: str
    match: tuple[tuple[int, int], ...]
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Searches one vault."""

    vault: Vault

    def search(self, words: str, limit: int = 50, sight: Sight = EVERYTHING) -> tuple[Found, ...]:
        """Return at most ``limit`` texts after the names; all that was written and may be seen can be found."""
        self.vault.catch_up()
        with told(self.vault.folder), self.vault.read() as session:
            hits = search(session, words, limit=limit, sight=sight)
            wanted = {hit.case_id for hit in hits if hit.case_id}
            query = select(CaseFile.id, CaseFile.number).where(CaseFile.id.in_(wanted))
            numbers = {row.id: row.number for row in session.execute(query)}
        return tuple(_shown(hit, numbers.get(hit.case_id or "", "")) for hit in hits)


def _shown(hit: Hit, number: str) -> Found:
    return Found(
        kind=hit.kind,
        kind_label=_(KINDS[hit.kind]),
        case=number,
        case_id=hit.case_id,
        id=hit.object_id,
        on=hit.on_day,
        snippet=hit.snippet,
        match=hit.match,
        is_near=hit.is_near,
    )
