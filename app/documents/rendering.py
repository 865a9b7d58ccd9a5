"""The one way in: a value becomes a document.

The libraries that draw are loaded when the first document is drawn, not when the program starts.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from app.documents.blocks import Block, Scale
from app.documents.templates import (
    amendment_paper,
    diagnosis_form,
    followup_sheet,
    landlord_sentences,
    mutual_commitments,
    support_contract,
    visit_report,
)
from app.documents.values import (
    AmendmentPaper,
    DiagnosisForm,
    DocumentValue,
    FollowupSheet,
    LandlordSentences,
    MutualCommitments,
    SupportContract,
    VisitReport,
)
from app.errors import Expected
from app.words import _, speaking
from resources.vocabulary import AddressForm, DocumentKind, Recipient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.documents.drawing import Drawing

_HOUSEHOLD_AND_OPERATOR = frozenset({Recipient.HOUSEHOLD, Recipient.OPERATOR})

KINDS: dict[type, DocumentKind] = {
    DiagnosisForm: DocumentKind.DIAGNOSIS_FORM,
    LandlordSentences: DocumentKind.LANDLORD_SENTENCES,
    SupportContract: DocumentKind.SUPPORT_CONTRACT,
    AmendmentPaper: DocumentKind.AMENDMENT,
    MutualCommitments: DocumentKind.MUTUAL_COMMITMENTS,
    VisitReport: DocumentKind.VISIT_REPORT,
    FollowupSheet: DocumentKind.FOLLOWUP_SHEET,
}

_TEMPLATES: dict[type, Callable[[Any], tuple[Block, ...]]] = {
    DiagnosisForm: diagnosis_form.blocks,
    LandlordSentences: landlord_sentences.blocks,
    SupportContract: support_contract.blocks,
    AmendmentPaper: amendment_paper.blocks,
    MutualCommitments: mutual_commitments.blocks,
    VisitReport: visit_report.blocks,
    FollowupSheet: followup_sheet.blocks,
}

RECIPIENTS: dict[DocumentKind, frozenset[Recipient]] = {
    DocumentKind.DIAGNOSIS_FORM: _HOUSEHOLD_AND_OPERATOR | {Recipient.COMMITTEE},
    DocumentKind.LANDLORD_SENTENCES: frozenset({Recipient.LANDLORD, Recipient.HOUSEHOLD}),
    DocumentKind.SUPPORT_CONTRACT: _HOUSEHOLD_AND_OPERATOR | {Recipient.LANDLORD},
    DocumentKind.AMENDMENT: _HOUSEHOLD_AND_OPERATOR,
    DocumentKind.MUTUAL_COMMITMENTS: _HOUSEHOLD_AND_OPERATOR | {Recipient.LANDLORD},
    DocumentKind.VISIT_REPORT: _HOUSEHOLD_AND_OPERATOR,
    DocumentKind.FOLLOWUP_SHEET: _HOUSEHOLD_AND_OPERATOR,
}
"""Who may receive what; a contract goes to a landlord only when the value names one, which its template checks."""

VERSIONS = {
    DocumentKind.DIAGNOSIS_FORM: diagnosis_form.VERSION,
    DocumentKind.LANDLORD_SENTENCES: landlord_sentences.VERSION,
    DocumentKind.SUPPORT_CONTRACT: support_contract.VERSION,
    DocumentKind.AMENDMENT: amendment_paper.VERSION,
    DocumentKind.MUTUAL_COMMITMENTS: mutual_commitments.VERSION,
    DocumentKind.VISIT_REPORT: visit_report.VERSION,
    DocumentKind.FOLLOWUP_SHEET: followup_sheet.VERSION,
}

_SMALLER = {
    True: (Scale.HOUSEHOLD, Scale.HOUSEHOLD_CLOSE, Scale.STANDARD_CLOSE, Scale.COMPACT),
    False: (Scale.STANDARD, Scale.STANDARD_CLOSE, Scale.COMPACT),
}
"""Sizes tried in turn for the page that must be one page, for the household or for others."""

_HELD_TO = {FollowupSheet: 2, AmendmentPaper: 1}
"""Pages a paper is held to, when closer lines are enough for it: both sides of one leaf for a follow-up sheet."""


def blocks_of(value: DocumentValue) -> tuple[Block, ...]:
    """Return what the document says, in French whatever the screens speak.

    Raises:
        ValueError: Nobody makes this document for this recipient.
    """
    kind = KINDS[type(value)]
    if value.heading.recipient not in RECIPIENTS[kind]:
        msg = f"no {kind} for {value.heading.recipient}"
        raise ValueError(msg)
    with speaking("fr"):
        return _TEMPLATES[type(value)](value)


def content_hash(value: DocumentValue) -> str:
    """Return SHA-256, in hexadecimal, of kind, recipient, content and template version (review G8).

    The content is what this recipient reads; day of edition and state are left out, so that a vault finds the same
    number again, and « vous » is not counted, so that papers have the number they had before one could choose.
    """
    kind = KINDS[type(value)]
    content = dataclasses.asdict(value)
    for passing in ("edited_on", "state"):
        del content["heading"][passing]
    if value.heading.speaks is AddressForm.VOUS:
        del content["heading"]["speaks"]
    said = [kind, value.heading.recipient, VERSIONS[kind], content]
    return hashlib.sha256(_canonical(said)).hexdigest()


def _canonical(said: object) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def render(value: DocumentValue, *, created: dt.datetime | None = None) -> Drawing:
    """Draw a document for its recipient: same bytes for the same value.

    Args:
        value: What it says.
        created: Instant of creation (UTC) to write in the file; by default none.

    Raises:
        Expected: The page of mutual commitments cannot hold all that was written.
        ValueError: Nobody makes this document for this recipient.
    """
    from app.documents.drawing import draw  # noqa: PLC0415 -- a heavy library, loaded at the first document

    blocks = blocks_of(value)
    fingerprint = content_hash(value)
    with speaking("fr"):
        drawings = (
            draw(blocks, value.heading, scale=scale, fingerprint=fingerprint, created=created)
            for scale in _SMALLER[value.heading.recipient == Recipient.HOUSEHOLD]
        )
        if type(value) in _HELD_TO:
            return _on_a_leaf(next(drawings), drawings, _HELD_TO[type(value)])
        if not isinstance(value, MutualCommitments):
            return next(drawings)
        for drawing in drawings:
            if drawing.pages == 1:
                return drawing
    raise Expected(
        "does_not_fit_one_page",
        _(
            "Les engagements réciproques tiennent sur une seule page, et ceux-ci sont trop longs. Rien n’est perdu : "
            "raccourcissez une ligne ou retirez-en une, puis imprimez de nouveau."
        ),
    )


def _on_a_leaf(ordinary: Drawing, closer: Iterator[Drawing], pages: int) -> Drawing:
    """Return the paper with its lines a little closer when that spares a page, never with smaller letters."""
    if ordinary.pages != pages + 1:
        return ordinary
    tighter = next(closer)
    return tighter if tighter.pages == pages else ordinary
