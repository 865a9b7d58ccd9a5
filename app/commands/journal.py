"""``palier journal``: what was written goes from one vault to another by file, and comes in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import ask_passphrase, open_desk, read_passphrase_descriptor, read_passphrase_file
from app.commands.parser import add_vault_options, day
from app.commands.speech import DONE, give, say, show
from app.commands.writing import refuse_unwritable, write_private
from app.errors import Expected
from app.words import _, ngettext

if TYPE_CHECKING:
    import argparse
    from typing import Any

LARGEST = 1 << 30  # bytes


def add(words: Any) -> None:
    """Add the command and its verbs."""
    group = words.add_parser("journal", help=_("porter ce qui est écrit d’un coffre à un autre, par fichier"))
    verbs = group.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    out = verbs.add_parser("export", help=_("faire le fichier pour un autre coffre de l’association"))
    out.add_argument("--since", type=day, metavar=_("AAAA-MM-JJ"), help=_("depuis ce jour (sinon tout)"))
    out.add_argument("--out", metavar=_("FICHIER"), required=True, help=_("où écrire le fichier"))
    out.add_argument(
        "--accept-weak", action="store_true", help=_("garder quand même une phrase de passe facile à deviner")
    )
    out.set_defaults(answer=export)
    take = verbs.add_parser("apply", help=_("prendre le fichier d’un autre coffre de l’association"))
    take.add_argument("file", metavar=_("FICHIER"), help=_("fichier fait par « palier journal export »"))
    take.set_defaults(answer=apply)
    for parser in (out, take):
        add_vault_options(parser)
        secret = parser.add_mutually_exclusive_group()
        secret.add_argument(
            "--exchange-passphrase-file", metavar=_("FICHIER"), help=_("fichier de la phrase de passe de l’échange")
        )
        secret.add_argument(
            "--exchange-passphrase-fd", type=int, metavar="N", help=_("descripteur de la phrase de passe de l’échange")
        )
        parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))


def export(asked: argparse.Namespace) -> int:
    """Write the file of what was written since a day."""
    out = Path(asked.out)
    refuse_unwritable(out)
    with open_desk(asked) as desk:
        desk.soundness.refuse_unsound()
        passphrase = _passphrase(asked)
        outgoing = desk.carrying.export(passphrase, asked.since, accept_weak=asked.accept_weak)
    write_private(out, outgoing.content)
    if asked.json:
        give({"envelopes": outgoing.envelopes, "cases": outgoing.cases})
        return DONE
    show(
        ngettext(
            "{count} écriture est dans {name}, chiffrée.", "{count} écritures sont dans {name}, chiffrées.",
            outgoing.envelopes,
        ).format(count=outgoing.envelopes, name=out)
    )  # fmt: skip
    say(_("Dites la phrase de passe de l’échange de vive voix, jamais avec le fichier."))
    return DONE


def apply(asked: argparse.Namespace) -> int:
    """Take in the file of another vault."""
    content = _read(Path(asked.file))
    with open_desk(asked) as desk:
        desk.soundness.refuse_unsound()
        taken = desk.carrying.apply(content, _passphrase(asked))
    if asked.json:
        give(taken.counts)
    else:
        for sentence in taken.sentences:
            show(sentence)
    return DONE


def _passphrase(asked: argparse.Namespace) -> str:
    if asked.exchange_passphrase_file:
        return read_passphrase_file(asked.exchange_passphrase_file)
    if asked.exchange_passphrase_fd is not None:
        return read_passphrase_descriptor(asked.exchange_passphrase_fd)
    return ask_passphrase(_("Phrase de passe de l’échange : "))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        content = None
    if content is None or len(content) > LARGEST:
        raise Expected(
            "unreadable_file",
            _("Le fichier {name} ne peut pas être lu. Vérifiez son nom et recommencez.").format(name=path),
        )
    return content
