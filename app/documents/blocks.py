"""What a page is made of, as plain data: testable without a PDF.

Texts are plain: no markup, lines end with a line feed. The drawing step escapes, spaces and wraps them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    """How large the words are (review G5)."""

    LARGE = "large"
    HOUSEHOLD = "household"
    HOUSEHOLD_CLOSE = "household_close"
    STANDARD = "standard"
    STANDARD_CLOSE = "standard_close"
    COMPACT = "compact"


class Voice(StrEnum):
    """Who speaks: three voices, same look, told apart by their label and by the stroke beside them."""

    HOUSEHOLD = "household"
    OPERATOR = "operator"
    LANDLORD = "landlord"


@dataclass(frozen=True, slots=True)
class Title:
    """Title of the document; the first block."""

    text: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, also a bookmark; kept with what follows."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs, with an optional run-in in bold."""

    text: str
    lead: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Facts in two columns; pairs whose value is empty are left out."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is its part of the width, numbers are right-aligned."""

    label: str
    share: float = 1.0
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that is repeated on each page; ``total`` is a last row in bold."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one voice."""

    voice: Voice
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Promises:
    """One list of commitments of one voice."""

    voice: Voice
    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThreeLists:
    """Lists of commitments side by side, same width and same look whoever promises."""

    lists: tuple[Promises, ...]


@dataclass(frozen=True, slots=True)
class CheckBox:
    """A box, ticked or to tick by hand."""

    label: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class CheckBoxes:
    """Boxes one under another, or in columns."""

    boxes: tuple[CheckBox, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed text nobody should miss."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Lines to write on by hand."""

    count: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class SignatureSpace:
    """A place to sign; ``said`` replaces the blank when the signature is elsewhere (paper) or was not given."""

    field: str
    name: str
    capacity: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, two a row, never split, with the line said just before them."""

    spaces: tuple[SignatureSpace, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks kept on one page when they fit on one."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks drawn at another size than the document's own."""

    scale: Scale
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a page."""


Block = (
    Title
    | Section
    | Text
    | Bullets
    | KeyValues
    | Table
    | Said
    | ThreeLists
    | CheckBoxes
    | Notice
    | WritingLines
    | Signatures
    | Together
    | Part
    | PageBreak
)


def texts(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return every text of the blocks in reading order, for tests, search and screen readers."""
    found: list[str] = []
    for block in blocks:
        _collect(block, found)
    return tuple(text for text in found if text)


def _collect(piece: object, found: list[str]) -> None:
    """Walk a block's fields: texts are kept, names of fields, voices and sizes are not."""
    if isinstance(piece, StrEnum):
        return
    if isinstance(piece, str):
        found.append(piece)
    elif isinstance(piece, tuple):
        for part in piece:
            _collect(part, found)
    elif hasattr(piece, "__dataclass_fields__"):
        for name in piece.__dataclass_fields__:
            if name != "field":
                _collect(getattr(piece, name), found)
