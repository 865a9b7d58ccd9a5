"""``palier list``: the cases of the vault, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.opening import day_asked, open_desk
from app.commands.parser import add_answer_options, add_vault_options
from app.commands.speech import DONE, give, say, show
from app.words import _

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("list", help=_("montrer les dossiers du coffre"))
    add_vault_options(parser)
    add_answer_options(parser)
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """List the cases, by number then label."""
    with open_desk(asked) as desk:
        today = day_asked(asked, desk)
        lines = desk.cases.all(today)
    if asked.json:
        keys = ("number", "id", "label", "state", "referent")
        cases = [
            {key: getattr(line, key) for key in keys}
            | {"next_on": line.next_on.isoformat() if line.next_on is not None else None}
            for line in lines
        ]
        give({"today": today.isoformat(), "cases": cases})
        return DONE
    for line in lines:
        next_on = line.next_on.strftime("%d/%m/%Y") if line.next_on else ""
        show(f"{line.number:<14} {line.label:<32} {line.state_label:<26} {line.referent or '':<24} {next_on}".rstrip())
    if not lines:
        say(_("Le coffre ne contient aucun dossier ; « palier import FICHIER » en fait entrer un."))
    return DONE
