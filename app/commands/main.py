"""The command line: which words exist, who answers each, which exit code comes out."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from app.adapters.hardening import harden_process
from app.errors import Cancelled, Expected, Several
from app.words import _, language_of_the_system, use_language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from app.commands.screens import Drawn

    Window = Callable[[Sequence[str]], int]
    Screens = Callable[[Sequence[str], bool, Callable[[str], None]], Drawn]

COMMANDS = {
    "demo": "demo",
    "vault": "vault",
    "import": "import_",
    "export": "export",
    "journal": "journal",
    "schema": "schema",
    "list": "list_",
    "show": "show",
    "search": "search",
    "print": "print_",
    "verify": "verify",
    "budget": "budget",
    "deadlines": "deadlines",
    "bench": "bench",
    "screens": "screens",
}
"""Each word and its module, imported only when the word is used: the window starts without any of them."""


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of one command, or of all of them."""
    from app.commands.parser import FrenchParser  # noqa: PLC0415 -- the window parses nothing

    root = FrenchParser(
        prog="palier",
        description=_("Dossiers du logement accompagné : chiffrés, hors connexion, à trois voix."),
        epilog=_("Codes de sortie : 0 fait, 1 empêché (une phrase dit par quoi), 2 mal demandé, 3 vérifié mais faux."),
    )
    words = root.add_subparsers(dest="command", metavar=_("COMMANDE"), parser_class=FrenchParser)
    root.add_argument(
        "--vault",
        dest="vault_of_window",
        metavar=_("EMPLACEMENT"),
        help=_("sans commande : le coffre que la fenêtre ouvre"),
    )
    for module in (COMMANDS[asked],) if asked in COMMANDS else COMMANDS.values():
        import_module(f"app.commands.{module}").add(words)
    return root


def run(arguments: Sequence[str], window: Window | None = None, screens: Screens | None = None) -> int:
    """Answer the command line, or open the window when it holds no command.

    Args:
        arguments: What was typed after the name of the program.
        window: Opens the window with ``[]`` or ``["--vault", folder]`` and returns the exit code; None where none is.
        screens: Draws the screens for ``palier screens``; None where none is.

    Returns:
        0 done, 1 the world's fault, 2 wrong usage, 3 a check that did not hold.
    """
    harden_process()
    use_language(language_of_the_system())
    _speak_unicode()
    if _names_a_vault_at_most(arguments):  # the quickest way to the lock screen, a lock's way back: nothing to parse
        return _window(arguments, window)
    try:
        asked = _parsed(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    if asked.command is None:
        return _window(["--vault", asked.vault_of_window], window)
    asked.draw = screens
    return _answer(asked)


def _names_a_vault_at_most(arguments: Sequence[str]) -> bool:
    if not arguments:
        return True
    return len(arguments) == len(("--vault", "folder")) and arguments[0] == "--vault" and arguments[1][:1] != "-"


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    words = parser(arguments[0])
    asked = words.parse_args(arguments)
    if asked.command is not None and asked.vault_of_window is not None:  # it would be lost without a word
        words.error(_("--vault se met après la commande"))
    return asked


def _answer(asked: argparse.Namespace) -> int:
    from app.commands.speech import DONE, USAGE, WORLD, say, tell_problems, tell_trouble  # noqa: PLC0415

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


def has_screen() -> bool:
    """Tell whether a window can be shown here, or was asked for without a screen (``QT_QPA_PLATFORM``)."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _window(arguments: Sequence[str], window: Window | None) -> int:
    if window is not None and has_screen():
        return window(arguments)
    from app.commands.speech import WORLD, say  # noqa: PLC0415

    say(
        _(
            "Il n’y a pas d’écran ici, et la fenêtre de Palier en demande un. «\u00a0palier "
            "demo\u00a0» montre tout le travail "
            "sur une famille imaginaire, «\u00a0palier --help\u00a0» dit ce que font les autres commandes."
        )
    )
    return WORLD


def _speak_unicode() -> None:
    """Write UTF-8 whatever the console says: names and sentences are French, and more."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
