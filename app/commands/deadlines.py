"""``palier deadlines``: every date that binds somebody, with its rule and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.opening import day_asked, open_desk
from app.commands.parser import add_answer_options, add_case_argument, add_vault_options
from app.commands.speech import DONE, give, say, show
from app.words import _

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("deadlines", help=_("montrer les échéances d’un dossier"))
    add_case_argument(parser)
    add_vault_options(parser)
    add_answer_options(parser)
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """Show the deadlines by day, then by id."""
    with open_desk(asked) as desk:
        case_id = desk.cases.find(asked.case)
        desk.cases.note_read(case_id)
        document = desk.computing.deadlines(case_id, day_asked(asked, desk))
    if asked.json:
        give(document)
        return DONE
    for line in document["deadlines"]:
        show(f"{line['due_on']}  {line['sentence']}")
    if not document["deadlines"]:
        say(_("Ce dossier n’a aucune échéance."))
    return DONE
