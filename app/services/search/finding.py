"""Finding: what a search shows of each hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.services.troubles import told
from app.words import N_, _
from db.models.case_file import CaseFile
from db.search import search

if TYPE_CHECKING:
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
}


@dataclass(frozen=True, slots=True)
class Found:
    """One result: ``case`` is the number shown, ``match`` where the words stand in the snippet."""

    kind: str
    kind_label: str
    case: str
    case_id: str | None
    id: str
    on: str | None
    snippet: str
    match: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Searches one vault."""

    vault: Vault

    def search(self, words: str, limit: int = 50) -> tuple[Found, ...]:
        """Return at most ``limit`` results; all that was written can be found."""
        self.vault.catch_up()
        with told(self.vault.folder), self.vault.read() as session:
            hits = search(session, words, limit=limit)
            wanted = {hit.case_id for hit in hits if hit.case_id}
            query = select(CaseFile.id, CaseFile.number).where(CaseFile.id.in_(wanted))
            numbers = {row.id: row.number for row in session.execute(query)}
        return tuple(
            Found(
                hit.kind,
                _(KINDS[hit.kind]),
                numbers.get(hit.case_id or "", ""),
                hit.case_id,
                hit.object_id,
                hit.on_day,
                hit.snippet,
                hit.match,
            )
            for hit in hits
        )
