"""``palier deadlines``: every date that binds somebody, with its rule and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.reading import add_reading, answered, read
from app.commands.speech import say
from app.words import _

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from typing import Any

    from app.services.desk import Desk


def add(words: Any) -> None:
    """Add the command."""
    add_reading(words, "deadlines", _("montrer les échéances d’un dossier"), answer)


def answer(asked: argparse.Namespace) -> int:
    """Show the deadlines by day, then by id."""
    document = read(asked, _computed)
    if not (document["deadlines"] or asked.json):
        say(_("Ce dossier n’a aucune échéance."))
    return answered(asked, document, (f"{line['due_on']}  {line['sentence']}" for line in document["deadlines"]))


def _computed(desk: Desk, case_id: str, today: dt.date) -> dict[str, Any]:
    desk.cases.note_read(case_id)
    return desk.computing.deadlines(case_id, today)
