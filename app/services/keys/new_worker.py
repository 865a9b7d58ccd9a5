"""Who a new vault belongs to (review E2)."""

from __future__ import annotations

from dataclasses import dataclass

from resources.vocabulary import Profession


@dataclass(frozen=True, slots=True)
class NewWorker:
    """Who a new vault belongs to; what is not said is taken from the system or left to complete."""

    name: str | None = None
    profession: Profession = Profession.SOCIAL_WORKER
    organisation: str | None = None
    siret: str | None = None
