"""What is asked of the sealing: where people sign, and one signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from resources.vocabulary import SignatureCapacity


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Where a signatory signs, as the drawing reports it.

    Attributes:
        field_name: Name of the field, unique in the file (``signature_p1``); no full stop.
        page: Page, from 0.
        x0: Left, in points from the page's left edge.
        y0: Bottom, in points from the page's bottom edge.
        x1: Right.
        y1: Top.
        label: What a screen reader says of the field (« Signature de Nadia Benali »).
    """

    field_name: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    label: str = ""

    def __post_init__(self) -> None:
        if not self.field_name or "." in self.field_name:
            raise ValueError("a signature field has a name without a full stop")
        if self.page < 0 or self.x1 <= self.x0 or self.y1 <= self.y0:
            raise ValueError("a signature box has a page and a size")


@dataclass(frozen=True, slots=True)
class SealRequest:
    """One signature to add.

    Attributes:
        field_name: The field prepared for this signatory.
        signer_name: The person's name, as printed.
        capacity: In what quality they sign.
        declared_at: Aware time of the device; it is what the seal declares, proven by nobody.
        ink_png: The drawn signature (``app.documents.ink.drawn``), or None when the seal alone is added.
        reason: One sentence readers show beside the seal; none by default.
    """

    field_name: str
    signer_name: str
    capacity: SignatureCapacity
    declared_at: dt.datetime
    ink_png: bytes | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.declared_at.tzinfo is None:
            raise ValueError("the declared time needs its offset")
