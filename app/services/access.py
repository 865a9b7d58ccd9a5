"""Who is shown what of a case: the one door from rows to the rule of :mod:`app.domain.confidentiality`.

The shared screen, papers and lists ask here; search asks the same of the marks its index keeps. A role a file gives
somebody describes and never grants (review C9): inside one vault its worker reads all, and encryption keeps a space
from whoever may not read it (review E2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.confidentiality import DEFAULT_LEVELS, Marks, Reader, may_read
from resources.vocabulary import Confidentiality, Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.models.contact import Confided


def marks_of(row: Confided) -> Marks:
    """Return what protects a thing; with no level written it is ``full``."""
    return Marks(
        frozenset(Confidentiality(level) for level in row.confidentiality or ()) or DEFAULT_LEVELS,
        row.confided_by_id,
        frozenset(row.hide_from_ids or ()),
    )


def is_confided(row: Confided) -> bool:
    """Tell whether somebody of the household must not know a thing (decision 8)."""
    return marks_of(row).confided


def shown_to_household(row: Confided, person_ids: Iterable[str]) -> bool:
    """Tell whether a thing may be shown to persons of the household, all of whom will see it."""
    return may_read(marks_of(row), Reader(Recipient.HOUSEHOLD, frozenset(person_ids)))
