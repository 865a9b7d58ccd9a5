"""Wrong passphrases are slowed and counted, in the window only (review F13).

The count lies in the vault's folder without any seal: it keeps a hand at the keyboard from trying fast, nothing more;
a stolen folder is kept by the cost of each try. It survives the replacement of the process.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.ports import Clock

NAME = "palier.tries"
LONGEST = 60  # seconds
_LONGEST_FILE = 200


def wait_after(wrong: int) -> int:
    """Return the seconds to wait after so many wrong passphrases in a row: 0, 1, 2, 4 … 60."""
    return 0 if wrong < 1 else min(LONGEST, 1 << min(wrong - 1, 10))


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passphrases in a row on one vault.

    Attributes:
        folder: The vault's.
        clock: Of the device; set back, it makes nobody wait.
    """

    folder: Path
    clock: Clock

    def wrong(self) -> int:
        """Return how many wrong passphrases were tried in a row."""
        return self._kept()[0]

    def seconds_left(self) -> int:
        """Return the seconds to wait before the next try."""
        wrong, last = self._kept()
        passed = self.clock.now().timestamp() - last
        return 0 if passed < 0 else max(0, wait_after(wrong) - int(passed))

    def failed(self) -> int:
        """Count a wrong passphrase; return the seconds to wait."""
        wrong = self.wrong() + 1
        with suppress(OSError):  # a folder that cannot be written: not counted, still as dear to try
            descriptor = os.open(self.folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump({"wrong": wrong, "last": self.clock.now().isoformat()}, file)
        return wait_after(wrong)

    def succeeded(self) -> int:
        """Forget the count; return how many wrong passphrases there were, to be said once."""
        wrong = self.wrong()
        with suppress(OSError):
            (self.folder / NAME).unlink(missing_ok=True)
        return wrong

    def _kept(self) -> tuple[int, float]:
        try:
            with (self.folder / NAME).open("rb") as file:
                found = json.loads(file.read(_LONGEST_FILE))
            return max(0, int(found["wrong"])), dt.datetime.fromisoformat(found["last"]).timestamp()
        except (OSError, ValueError, TypeError, LookupError, OverflowError):
            return 0, 0.0
