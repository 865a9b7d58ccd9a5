"""The command line: which words exist, who answers each, which exit code comes out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from app.adapters.hardening import harden_process
from app.commands import (
    bench,
    budget,
    deadlines,
    demo,
    export,
    import_,
    list_,
    print_,
    schema,
    search,
    show,
    vault,
    verify,
)
from app.commands.parser import FrenchParser
from app.commands.speech import DONE, USAGE, WORLD, say, tell_problems, tell_trouble
from app.errors import Cancelled, Expected, Several
from app.words import _, language_of_the_system, use_language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

COMMANDS = (demo, vault, import_, export, schema, list_, show, search, print_, verify, budget, deadlines, bench)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = FrenchParser(
        prog="palier",
        description=_("Dossiers du logement accompagné : chiffrés, hors connexion, à trois voix."),
        epilog=_("Codes de sortie : 0 fait, 1 empêché (une phrase dit par quoi), 2 mal demandé, 3 vérifié mais faux."),
    )
    words = root.add_subparsers(dest="command", metavar=_("COMMANDE"), parser_class=FrenchParser)
    for command in COMMANDS:
        command.add(words)
    return root


def run(arguments: Sequence[str]) -> int:
    """Answer the command line.

    Returns:
        0 done, 1 the world's fault, 2 wrong usage, 3 a check that did not hold.
    """
    harden_process()
    use_language(language_of_the_system())
    _speak_unicode()
    try:
        asked = parser().parse_args(arguments)
    except SystemExit as end:
        return int(end.code or DONE)
    if asked.command is None:
        return _window()
    return _answer(asked)


def _answer(asked: argparse.Namespace) -> int:
    as_json = bool(getattr(asked, "json", False))
    try:
        return int(asked.answer(asked))
    except Expected as trouble:
        tell_trouble(trouble, as_json=as_json)
        return USAGE if trouble.code in {"two_cases", "wrong_usage"} else WORLD
    except Several as several:
        tell_problems(several, as_json=as_json)
        return WORLD
    except (Cancelled, KeyboardInterrupt):
        say(_("Arrêté à votre demande ; rien n’est resté à moitié écrit."))
        return WORLD
    except BrokenPipeError:  # the reader of our output left, as « palier list | head » does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:  # noqa: BLE001 -- the one edge where a fault of ours is caught: without private data
        tell_trouble(_own_fault(fault), as_json=as_json)
        return WORLD


def _own_fault(fault: Exception) -> Expected:
    """Return the sentence that says the fault is ours: its place in the code, nothing of what was being handled."""
    import traceback  # noqa: PLC0415 -- only a fault needs it

    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{type(fault).__name__} ({os.path.basename(last.filename)}:{last.lineno})"  # noqa: PTH119 -- a name only
    return Expected(
        "fault",
        _(
            "Palier s’est trompé ; rien de ce qui était enregistré n’est perdu. "
            "Recommencez, et si cela se reproduit, signalez ceci : {place}."
        ).format(place=place),
    )


def _window() -> int:
    say(
        _(
            "Cette version n’a pas encore de fenêtre : elle s’utilise par commandes. "
            "« palier demo » montre tout le travail sur une famille imaginaire, « palier --help » dit le reste."
        )
    )
    return WORLD


def _speak_unicode() -> None:
    """Write UTF-8 whatever the console says: names and sentences are French, and more."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
