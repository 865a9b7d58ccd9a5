"""``palier verify``: was this paper altered, who signed it, when, and who vouches for it. Needs no vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.import_ import read_untrusted
from app.commands.opening import open_desk
from app.commands.parser import add_vault_options
from app.commands.speech import CHECK_FAILED, DONE, give, show
from app.services.signature.verification import as_document, sentences, verify_file
from app.words import _

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("verify", help=_("vérifier un document PDF signé, même sans coffre"))
    parser.add_argument("file", metavar=_("FICHIER"), help=_("le PDF signé"))
    add_vault_options(parser)
    parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """Verify a paper; an altered one ends with 3; one whose signer is unknown, or that nobody signed, with 0.

    Either is said in a sentence: 0 tells that nothing contradicts the paper, not that somebody signed it.
    """
    untrusted_pdf = read_untrusted(asked.file)
    if asked.vault:
        with open_desk(asked) as desk:
            verification, evidence = desk.signing.verify(untrusted_pdf)
    else:
        verification, evidence = verify_file(untrusted_pdf, {}), None
    if asked.json:
        give(as_document(verification, Path(asked.file).name, evidence))
    else:
        for sentence in sentences(verification):
            show(sentence)
    return CHECK_FAILED if verification.intact is False else DONE
