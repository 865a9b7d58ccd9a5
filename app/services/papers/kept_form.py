"""A paper that somebody signed goes on speaking as it was signed, whatever the household chooses afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.rendering import VERSIONS
from app.services.facts.frozen_papers import finals_of, somebody_signed
from resources.vocabulary import AddressForm, Recipient

if TYPE_CHECKING:
    from app.services.papers.common import PaperContext
    from db.base import Journalled
    from resources.vocabulary import DocumentKind


def template_written(kind: DocumentKind, form: AddressForm) -> str:
    """Return how a frozen paper names what made it: the version of the template, then how it speaks (« 2 tu »)."""
    version = str(VERSIONS[kind])
    return version if form is AddressForm.VOUS else f"{version} {form.value}"


def kept_form(context: PaperContext, parent_key: str, parent: Journalled) -> AddressForm | None:
    """Return how a paper spoke when it was frozen, once somebody signed it; None while it may still change.

    A paper signed elsewhere was frozen elsewhere: nothing here says how it spoke.
    """
    if context.recipient is not Recipient.HOUSEHOLD:
        return None
    if not somebody_signed(context.rows, parent_key, parent):
        return None
    finals = finals_of(context.rows, parent.id)
    if not finals:
        return None
    written = (finals[-1].template_version or "").partition(" ")[2]
    return AddressForm(written) if written in set(AddressForm) else AddressForm.VOUS
