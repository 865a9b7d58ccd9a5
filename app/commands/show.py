"""``palier show``: a case, and what is derived from it."""

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
    add_reading(words, "show", _("montrer un dossier et ce qui s’en déduit"), answer)


def answer(asked: argparse.Namespace) -> int:
    """Show one case."""
    document, lines = read(asked, _shown)
    return answered(asked, document, lines)


def _shown(desk: Desk, case_id: str, today: dt.date) -> tuple[dict[str, Any], list[str]]:
    document = desk.cases.show(case_id, today)
    return document, desk.cases.summary(document)
