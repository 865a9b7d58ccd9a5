"""A paper that somebody signed goes on speaking as it was signed, whatever the household chooses afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.rendering import VERSIONS
from db.models.contract import Signature
from db.models.document import Document
from resources.vocabulary import AddressForm, Recipient, SignatureOutcome

if TYPE_CHECKING:
    from app.services.case_rows import CaseRows
    from app.services.papers.common import PaperContext
    from db.base import Journalled
    from resources.vocabulary import DocumentKind

FINAL = "final"
_SIGNED = frozenset({None, SignatureOutcome.SIGNED.value})


def template_written(kind: DocumentKind, form: AddressForm) -> str:
    """Return how a frozen paper names what made it: the version of the template, then how it speaks (« 2 tu »)."""
    version = str(VERSIONS[kind])
    return version if form is AddressForm.VOUS else f"{version} {form.value}"


def finals_of(rows: CaseRows, which_id: str) -> list[Document]:
    """Return the papers frozen for a contract, an amendment or commitments, the oldest first."""
    found = [one for one in rows.all(Document) if one.which_id == which_id and one.state == FINAL]
    return sorted(found, key=lambda one: one.id)


def kept_form(context: PaperContext, parent_key: str, parent: Journalled) -> AddressForm | None:
    """Return how a paper spoke when it was frozen, once somebody signed it; None while it may still change.

    A paper signed elsewhere was frozen elsewhere: nothing here says how it spoke.
    """
    if context.recipient is not Recipient.HOUSEHOLD:
        return None
    if not any(one.outcome in _SIGNED for one in context.rows.under(Signature, parent_key, parent)):
        return None
    finals = finals_of(context.rows, parent.id)
    if not finals:
        return None
    written = (finals[-1].template_version or "").partition(" ")[2]
    return AddressForm(written) if written in set(AddressForm) else AddressForm.VOUS
