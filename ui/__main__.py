"""Start Palier: the command line is read first, so that a command without screen never imports Qt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from app.commands.main import run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.commands.screens import Drawn

MEASURE = "measure-window"  # first word of the processes « palier bench » starts; nobody types it


def window(arguments: Sequence[str]) -> int:
    """Open the window and return its exit code once it is closed."""
    from ui.plain_import import keep_plain_import  # noqa: PLC0415 -- Qt comes with it

    keep_plain_import()
    from ui.main import start  # noqa: PLC0415 -- as above

    return start(arguments)


def screens(wanted: Sequence[str], readme: bool, tell: Callable[[str], None]) -> Drawn:
    """Draw the screens that ``palier screens`` asks for."""
    from ui.screens.drawing import draw  # noqa: PLC0415 -- as above

    return draw(wanted, readme, tell)


def main() -> int:
    """Run the command line and return its exit code."""
    if sys.argv[1:2] == [MEASURE]:
        from ui.measuring.answering import measure  # noqa: PLC0415 -- no start waits for it
        from ui.plain_import import keep_plain_import  # noqa: PLC0415 -- as a start does

        keep_plain_import()
        return measure(sys.argv[2:], window)
    return run(sys.argv[1:], window, screens)


if __name__ == "__main__":
    sys.exit(main())
