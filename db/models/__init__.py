"""The tables of a vault that are journalled, one aggregate a module. Importing this package knows them all."""

from __future__ import annotations

from db.models import (
    aid,
    around,
    arrears,
    budget,
    case_file,
    committee,
    consent,
    contact,
    contract,
    diagnosis,
    document,
    household,
    lease,
    measure,
    mutual_commitments,
    organisation,
    request,
)

__all__ = [
    "aid",
    "around",
    "arrears",
    "budget",
    "case_file",
    "committee",
    "consent",
    "contact",
    "contract",
    "diagnosis",
    "document",
    "household",
    "lease",
    "measure",
    "mutual_commitments",
    "organisation",
    "request",
]
