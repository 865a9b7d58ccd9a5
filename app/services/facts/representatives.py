"""Who signs for, or beside, an adult under a protection measure, as far as the directory knows them.

Under a guardianship somebody represents the person (civil code, 473): a contract waits for them. Under a curatorship a
decision on one's own life, such as being accompanied, is the person's alone (459): a place is offered to whoever
assists them, and nothing waits for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.models.case_file import CaseWorker
from db.models.household import Person
from resources.vocabulary import ProtectionMeasure

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.services.case_rows import CaseRows
    from db.models.organisation import Worker

REPRESENTED = frozenset({ProtectionMeasure.TUTELLE, ProtectionMeasure.HABILITATION})
ASSISTED = frozenset({ProtectionMeasure.CURATELLE_SIMPLE, ProtectionMeasure.CURATELLE_RENFORCEE})
PROTECTED = REPRESENTED | ASSISTED


def protected(
    rows: CaseRows, adults: Collection[str], by: frozenset[ProtectionMeasure] = PROTECTED
) -> tuple[Person, ...]:
    """Return the adults for whom, or beside whom, somebody else signs too, in the household's order."""
    return tuple(row for row in rows.all(Person) if row.id in adults and row.protection_measure in by)


def known_representative(rows: CaseRows, person: Person) -> Worker | None:
    """Return the worker of this case a person's representative is, when the file writes the same name."""
    named = {part.strip().casefold() for part in re.split(r"[,;(]", person.representative or "")}
    workers = (rows.worker(link.worker_id) for link in rows.all(CaseWorker))
    return next((one for one in workers if one is not None and one.name.casefold() in named), None)


def representing(
    rows: CaseRows, adults: Collection[str], by: frozenset[ProtectionMeasure] = REPRESENTED
) -> tuple[str, ...]:
    """Return the ids of the representatives the directory knows, each once; those a contract waits for by default."""
    found = (known_representative(rows, one) for one in protected(rows, adults, by))
    return tuple(dict.fromkeys(worker.id for worker in found if worker is not None))
