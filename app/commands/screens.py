"""``palier screens``: every screen and state drawn to pictures, on imaginary households."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.speech import DONE, say, show
from app.commands.writing import make_folder, write_private
from app.errors import Expected
from app.words import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import TypeAlias

    Drawn: TypeAlias = Iterator[tuple[str, bytes]]

OUT = "out/screens"


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("screens", help=_("dessiner chaque écran et chaque état, sur des familles imaginaires"))
    parser.add_argument(
        "--out", metavar=_("EMPLACEMENT"), default=OUT, help=_("où mettre les images (sinon out/screens)")
    )
    parser.add_argument(
        "--only", metavar=_("MOTS"), nargs="+", default=(), help=_("seulement les écrans dont le nom contient un mot")
    )
    parser.add_argument("--readme", action="store_true", help=_("seulement les images que montre le fichier README"))
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """Draw, write each picture, and say the name of each on standard output."""
    if asked.draw is None:
        raise Expected("no_window", _("Ce programme a été installé sans fenêtre\u00a0: il n’a aucun écran à dessiner."))
    folder = Path(asked.out)
    make_folder(folder)
    count = 0
    for name, picture in asked.draw(asked.only, asked.readme, say):
        write_private(folder / name, picture)
        show(name)
        count += 1
    if not count:
        raise Expected("wrong_usage", _("Aucun écran ne porte ce nom\u00a0; sans --only, tous sont dessinés."))
    say(_("Les images sont dans {folder}.").format(folder=folder))
    return DONE
