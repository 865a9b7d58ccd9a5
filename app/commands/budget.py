"""``palier budget``: what comes in, what the home costs, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.opening import day_asked, open_desk
from app.commands.parser import add_answer_options, add_case_argument, add_vault_options
from app.commands.speech import DONE, give, show
from app.words import _

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("budget", help=_("calculer le budget d’un dossier"))
    add_case_argument(parser)
    add_vault_options(parser)
    add_answer_options(parser)
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """Compute the budget: average of three months, and now."""
    with open_desk(asked) as desk:
        case_id = desk.cases.find(asked.case)
        desk.cases.note_read(case_id)
        document = desk.computing.budget(case_id, day_asked(asked, desk))
        lines = desk.computing.budget_lines(document)
    if asked.json:
        give(document)
    else:
        for line in lines:
            show(line)
    return DONE
