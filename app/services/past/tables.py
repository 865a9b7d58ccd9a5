"""Lines that leave the vault as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from app.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def spreadsheet(head: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Return lines as a CSV file (UTF-8): semicolons where the language has a comma in its numbers.

    A cell a spreadsheet would compute is quoted.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language() == "fr" else ",", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell
