"""The parser of the command line, in French as the rest: argparse looks its own words up in a catalogue."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from typing_extensions import override

from app.commands.speech import USAGE, say
from app.words import N_, _
from resources.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from enum import StrEnum

ARGPARSE_WORDS = {
    "usage: ": N_("usage : "),
    "positional arguments": N_("arguments"),
    "options": N_("options"),
    "show this help message and exit": N_("montrer cette aide"),
    "the following arguments are required: %s": N_("il manque : %s"),
    "unrecognized arguments: %s": N_("arguments inconnus : %s"),
    "expected one argument": N_("une valeur est attendue"),
    "expected at least one argument": N_("une valeur au moins est attendue"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_(
        "« %(value)s » n’est pas possible (au choix : %(choices)s)"
    ),
    "argument %(argument_name)s: %(message)s": N_("%(argument_name)s : %(message)s"),
    "invalid %(type)s value: %(value)r": N_("« %(value)s » ne convient pas"),
    "not allowed with argument %s": N_("ne va pas avec %s"),
    "one of the arguments %s is required": N_("il faut l’un de : %s"),
    "ignored explicit argument %r": N_("aucune valeur n’est attendue (reçu : %r)"),
    "ambiguous option: %(option)s could match %(matches)s": N_("option ambiguë : %(option)s peut être %(matches)s"),
}


def _speak(message: str) -> str:
    """Return argparse's own words in the language spoken now."""
    return _(ARGPARSE_WORDS[message]) if message in ARGPARSE_WORDS else message


class FrenchParser(argparse.ArgumentParser):
    """A parser whose errors are one sentence and end with the code of wrong usage."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        argparse._ = _speak  # type: ignore[attr-defined]
        options.setdefault("allow_abbrev", False)
        super().__init__(*arguments, **options)

    @override
    def error(self, message: str) -> NoReturn:
        say(_("{message}. « {program} --help » montre ce qui est possible.").format(message=message, program=self.prog))
        sys.exit(USAGE)


def day(text: str) -> dt.date:
    """Return a day written YYYY-MM-DD, strictly."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise argparse.ArgumentTypeError(_("un jour s’écrit AAAA-MM-JJ, par exemple 2026-11-20"))
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("le jour {text} n’existe pas").format(text=text)) from None


def add_vault_options(parser: argparse.ArgumentParser) -> None:
    """Add what every command on a vault takes; the passphrase never stands on the command line itself."""
    parser.add_argument("--vault", metavar=_("EMPLACEMENT"), help=_("où est le coffre (sinon celui de cet ordinateur)"))
    secret = parser.add_mutually_exclusive_group()
    secret.add_argument(
        "--passphrase-file", metavar=_("FICHIER"), help=_("lire la phrase de passe sur la première ligne d’un fichier")
    )
    secret.add_argument(
        "--passphrase-fd", type=int, metavar="N", help=_("lire la phrase de passe sur le descripteur N")
    )


def add_answer_options(parser: argparse.ArgumentParser, *, with_today: bool = True) -> None:
    """Add what every answer takes: its form, and the day for computed values."""
    parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))
    if with_today:
        parser.add_argument(
            "--today", type=day, metavar=_("AAAA-MM-JJ"), help=_("jour des valeurs calculées (sinon aujourd’hui)")
        )


def among(words: Iterable[StrEnum]) -> str:
    """Return the help of a choice: each word as it is typed, then as people say it."""
    return _("au choix : {list}").format(list=", ".join(f"{one.value} = {_(LABELS[one].text)}" for one in words))


def add_case_argument(parser: argparse.ArgumentParser) -> None:
    """Add the case a command works on."""
    parser.add_argument("case", metavar=_("DOSSIER"), help=_("numéro du dossier, ou début de son identifiant"))


def words_asked(arguments: Sequence[str]) -> str:
    """Return the words of a search as one text."""
    return " ".join(arguments)
