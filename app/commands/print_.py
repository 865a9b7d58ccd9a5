"""``palier print``: a paper of a case, made for one recipient."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import day_asked, open_desk
from app.commands.parser import add_answer_options, add_case_argument, add_vault_options, among, day
from app.commands.speech import DONE, give, show
from app.commands.writing import write_private
from app.errors import Expected
from app.words import _, ngettext
from resources.vocabulary import DocumentKind, Recipient

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("print", help=_("faire un document PDF pour un destinataire"))
    parser.add_argument(
        "kind", choices=[one.value for one in DocumentKind], metavar=_("DOCUMENT"), help=among(DocumentKind)
    )
    add_case_argument(parser)
    parser.add_argument(
        "--for",
        dest="recipient",
        required=True,
        choices=[one.value for one in Recipient],
        metavar=_("DESTINATAIRE"),
        help=among(Recipient),
    )
    parser.add_argument("--which", metavar=_("LEQUEL"), help=_("repère, jour ou identifiant (sinon le dernier)"))
    parser.add_argument("--from", dest="start", type=day, metavar=_("AAAA-MM-JJ"), help=_("début d’une période"))
    parser.add_argument("--to", dest="end", type=day, metavar=_("AAAA-MM-JJ"), help=_("fin d’une période"))
    parser.add_argument("--out", required=True, metavar=_("FICHIER"), help=_("où écrire le PDF"))
    add_vault_options(parser)
    add_answer_options(parser)
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """Print one document."""
    if asked.start is not None and asked.end is not None and asked.end < asked.start:
        raise Expected(
            "wrong_usage",
            _("La période finit avant de commencer : rien n’a été imprimé. Le début suit --from, la fin --to."),
        )
    with open_desk(asked) as desk:
        printed = desk.papers.make(
            DocumentKind(asked.kind),
            desk.cases.find(asked.case),
            Recipient(asked.recipient),
            today=day_asked(asked, desk),
            which=asked.which,
            period=(asked.start, asked.end),
        )
        write_private(Path(asked.out), printed.pdf)
        desk.papers.record_print(printed)
    if asked.json:
        give(
            {
                "kind": printed.kind.value,
                "for": printed.recipient.value,
                "file": asked.out,
                "pages": printed.pages,
                "sha256": printed.sha256,
            }
        )
        return DONE
    pages = ngettext("{count} page", "{count} pages", printed.pages).format(count=printed.pages)
    show(_("{name} : {pages}.").format(name=asked.out, pages=pages))
    return DONE
