"""The main job on the shipped example, through the same services as everything else."""

from __future__ import annotations

import copy
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.documents.evidence import CopyHanded, Identity, IdentityKnown, ReadHow, Reading
from app.documents.ink_demonstration import demonstration_ink
from app.documents.rendering import RECIPIENTS
from app.errors import Expected
from app.paths import example_case
from app.services.keys.new_worker import NewWorker
from app.services.signature.signing import Circumstances
from resources.vocabulary import DocumentKind, OrganisationKind, Profession, Recipient

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.desk import Desk
    from app.services.papers import Printed
    from app.services.signature.signing import Frozen


@dataclass
class Stopwatch:
    """Seconds each step took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        begun = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begun, 3)


def example_document() -> dict[str, Any]:
    """Return the shipped example as it comes."""
    document: dict[str, Any] = json.loads(example_case().read_text("utf-8"))
    return document


def handed_but_unsigned(document: dict[str, Any]) -> dict[str, Any]:
    """Return the example before anybody signed: signing a signed contract again would be false evidence (review C7)."""
    unsigned = copy.deepcopy(document)
    for key in ("contract", "mutual_commitments"):
        unsigned.get(key, {}).pop("signatures", None)
    return unsigned


def example_worker(document: dict[str, Any]) -> NewWorker:
    """Return the worker of the example whose vault the demonstration is."""
    operator = next(one for one in document["organisations"] if one["kind"] == OrganisationKind.OPERATOR)
    worker = next(one for one in document["workers"] if one["organisation"] == operator["ref"])
    return NewWorker(worker["name"], Profession(worker["profession"]), operator["name"], operator.get("siret"))


def every_paper(desk: Desk, case_id: str, today: dt.date) -> Iterator[Printed]:
    """Make each paper for each recipient who has one; what has none for this case is left out."""
    for kind in DocumentKind:
        for recipient in Recipient:
            if recipient not in RECIPIENTS[kind]:
                continue
            try:
                yield desk.papers.make(kind, case_id, recipient, today=today)
            except Expected as refused:
                if refused.code not in {"not_for_landlord", "nothing_to_print", "nothing_to_share", "confided"}:
                    raise


def sign_on_the_spot(desk: Desk, case_id: str, today: dt.date) -> tuple[Frozen, bytes]:
    """Freeze the contract and sign it on screen as each signatory, with drawn ink; returns the file after the last."""
    frozen = desk.signing.freeze(DocumentKind.SUPPORT_CONTRACT, case_id, today=today)
    sealed = frozen.pdf
    for place in frozen.places:
        how = Circumstances(
            identity=Identity(IdentityKnown.KNOWN_TO_SERVICE, example_worker(example_document()).name or ""),
            reading=Reading(ReadHow.READ_TOGETHER, minutes=12),
            copy_handed=CopyHanded.PAPER,
        )
        sealed = desk.signing.sign_on_screen(frozen, place, demonstration_ink(place.shown.name), how)
    return frozen, sealed


def with_one_byte_changed(sealed: bytes) -> bytes:
    """Return a signed paper in which one byte of the text was altered after signing."""
    place = sealed.index(b"stream", sealed.index(b"/Contents")) + 24
    altered = bytearray(sealed)
    altered[place] ^= 0x01
    return bytes(altered)
