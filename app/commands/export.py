"""``palier export``: a case goes out as it came in, and so do all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import day_asked, open_desk
from app.commands.parser import add_answer_options, add_case_argument, add_vault_options
from app.commands.speech import DONE, say, show
from app.commands.writing import write_private
from app.words import _

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("export", help=_("faire sortir un dossier (format palier.case/1)"))
    add_case_argument(parser)
    parser.add_argument("--out", metavar=_("FICHIER"), help=_("écrire dans un fichier plutôt qu’à l’écran"))
    add_vault_options(parser)
    add_answer_options(parser)
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """Export one case."""
    with open_desk(asked) as desk:
        case_id = desk.cases.find(asked.case)
        for found in desk.soundness.look():  # what still reads may leave, and what is wrong is said
            say(found.sentence)
        document = desk.exchange.export(case_id, today=day_asked(asked, desk))
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    if not asked.out:
        show(text.rstrip("\n"))
        return DONE
    write_private(Path(asked.out), text.encode("utf-8"))
    say(
        _(
            "Dossier écrit en clair dans {name} : ce fichier n’est plus protégé par le coffre, effacez-le après usage."
        ).format(name=asked.out)
    )
    return DONE
