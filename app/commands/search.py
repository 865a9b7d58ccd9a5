"""``palier search``: households and persons first, then notes, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.opening import day_asked, open_desk
from app.commands.parser import add_answer_options, add_vault_options, words_asked
from app.commands.speech import DONE, give, say, show
from app.words import _

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("search", help=_("chercher des mots dans tout le coffre"))
    parser.add_argument("words", nargs="+", metavar=_("MOTS"), help=_("les mots à chercher, même sans accents"))
    add_vault_options(parser)
    add_answer_options(parser)
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """Search and show what was found, the match in each snippet as character positions."""
    words = words_asked(asked.words)
    with open_desk(asked) as desk:
        today = day_asked(asked, desk)
        found = desk.search(words)
    if asked.json:
        results = [
            {
                "kind": one.kind,
                "case": one.case,
                "id": one.id,
                "on": one.on,
                "snippet": one.snippet,
                "match": [list(span) for span in one.match],
            }
            for one in found
        ]
        give({"today": today.isoformat(), "words": words, "results": results})
        return DONE
    for one in found:
        near = _(" (nom proche)") if one.is_near else ""
        show(f"{one.case:<14} {one.kind_label:<18} {one.on or '':<12} {one.snippet}{near}")
    if not found:
        say(_("Rien trouvé pour « {words} ».").format(words=words))
    return DONE
