"""Start Palier: the command line is read first, so that a command without screen never imports Qt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from app.commands.main import run

if TYPE_CHECKING:
    from collections.abc import Sequence


def window(arguments: Sequence[str]) -> int:
    """Open the window and return its exit code once it is closed."""
    from ui.main import start  # noqa: PLC0415 -- Qt comes with it

    return start(arguments)


def main() -> int:
    """Run the command line and return its exit code."""
    return run(sys.argv[1:], window)


if __name__ == "__main__":
    sys.exit(main())
