"""Wrong passphrases slow the window down: 1, 2, 4 … 60 seconds (review F13).

They are counted in a small file of the vault folder, that nobody authenticates: it slows a curious hand down, not
somebody who takes the disk away (the cost of the passphrase does). A wait begins again with each start.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "palier.tries"
LONGEST_WAIT = 60  # seconds
_MOST_COUNTED = 9999
_LONGEST_FILE = 8


class Tries:
    """The wrong passphrases of one vault since it was last opened."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self.count = self._read()

    @property
    def wait(self) -> int:
        """Seconds to wait before the next try."""
        return min(LONGEST_WAIT, 2 ** (min(self.count, LONGEST_WAIT) - 1)) if self.count else 0

    def missed(self) -> int:
        """Count a wrong passphrase; returns the seconds to wait."""
        self.count = min(self.count + 1, _MOST_COUNTED)
        with suppress(OSError):  # a folder that takes nothing is said otherwise
            self._file.write_text(str(self.count), "ascii")
        return self.wait

    def forget(self) -> None:
        """The vault was opened."""
        self.count = 0
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _read(self) -> int:
        with suppress(OSError, ValueError), self._file.open("r", encoding="ascii") as file:
            return max(0, min(int(file.read(_LONGEST_FILE)), _MOST_COUNTED))
        return 0
