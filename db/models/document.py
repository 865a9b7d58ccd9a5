"""What left the case: frozen documents, proof of signatures, disclosures, publications."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Mapped

from db.base import Journalled
from db.models.columns import ADDED, GENERAL, bare, count, day, link, listing, moment, text, word


class Document(Journalled):
    """A frozen document: its bytes are an attachment and are never rendered again (architecture 6)."""

    __tablename__ = "document"

    kind: Mapped[str] = word()
    recipient: Mapped[str] = word()
    which_id: Mapped[str | None] = bare()  # the contract, contact, diagnosis… it was made from
    which: Mapped[str | None] = text()  # how that one was named: a day, a period
    state: Mapped[str | None] = word()
    sha256: Mapped[str] = text(GENERAL)
    content_hash: Mapped[str | None] = text(GENERAL)
    template_version: Mapped[str | None] = text(GENERAL)
    made_on: Mapped[dt.date] = day()
    file_name: Mapped[str | None] = text()
    file_size: Mapped[int | None] = count()
    attachment_id: Mapped[str | None] = bare()
    signatories: Mapped[tuple[dict[str, Any], ...] | None] = listing(GENERAL, ADDED)  # whom one to sign asks


class SignatureEvidence(Journalled):
    """How one signatory answered when asked to sign one frozen document.

    ``record`` is the canonical text of the evidence, whose hash is in the log; the other columns are those one asks by.
    """

    __tablename__ = "signature_evidence"

    document_id: Mapped[str] = link("document")
    signature_id: Mapped[str | None] = link("signature")
    sha256: Mapped[str] = text(GENERAL)  # of the bytes shown to the signatory
    signatory_id: Mapped[str] = bare()
    outcome: Mapped[str] = word()
    method: Mapped[str | None] = word()
    at: Mapped[dt.datetime] = moment()
    record: Mapped[str] = text()
    record_sha256: Mapped[str] = text(GENERAL)


class Disclosure(Journalled):
    """One line of the register: what went to whom, when, how, on which authorisation."""

    __tablename__ = "disclosure"

    what: Mapped[str] = text()
    to_whom: Mapped[str] = text()
    organisation_id: Mapped[str | None] = link("organisation")
    at: Mapped[dt.datetime] = moment()
    authorisation_id: Mapped[str | None] = link("consent")
    document_id: Mapped[str | None] = link("document")
    how: Mapped[str | None] = text()
    by_id: Mapped[str | None] = link("worker")


class Publication(Journalled):
    """A frozen copy in the shared space: it carries all it needs and refers elsewhere by bare ids (review A16)."""

    __tablename__ = "publication"

    what: Mapped[str] = word()
    frozen_text: Mapped[str] = text()
    version_hash: Mapped[str] = text(GENERAL)
    authorisation_id: Mapped[str] = bare()
    by_id: Mapped[str] = bare()
    on_day: Mapped[dt.date] = day()
