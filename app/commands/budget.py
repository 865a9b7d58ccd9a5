"""``palier budget``: what comes in, what the home costs, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.reading import add_reading, answered, read
from app.words import _

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from typing import Any

    from app.services.desk import Desk


def add(words: Any) -> None:
    """Add the command."""
    add_reading(words, "budget", _("calculer le budget d’un dossier"), answer)


def answer(asked: argparse.Namespace) -> int:
    """Compute the budget: average of three months, and now."""
    document, lines = read(asked, _computed)
    return answered(asked, document, lines)


def _computed(desk: Desk, case_id: str, today: dt.date) -> tuple[dict[str, Any], list[str]]:
    desk.cases.note_read(case_id)
    document = desk.computing.budget(case_id, today)
    return document, desk.computing.budget_lines(document)
