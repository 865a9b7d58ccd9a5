"""Start Palier: the command line is read first, so that a command without screen never imports Qt."""

from __future__ import annotations

import sys

from app.commands.main import run


def main() -> int:
    """Run the command line and return its exit code."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
