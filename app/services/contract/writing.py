"""Which contract, or which page of commitments, an edit goes to (decisions 3 and 7, practice S-04).

Signed, it no longer changes. Handed over for reading or answered, it stays as it was read: the edit opens a second
version that can say what changed. Before that, it is edited in place.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from app.errors import Expected
from app.services.acting import gone
from app.words import _
from db.models.contract import Contract, Objective, Progress, Signature
from db.models.mutual_commitments import MutualCommitments
from resources.vocabulary import SignatureOutcome

if TYPE_CHECKING:
    from app.domain.contracts import Signing
    from app.services.case_pen import Pen
    from app.services.case_rows import CaseRows

PARENT: Final[dict[type[Any], str]] = {Contract: "contract_id", MutualCommitments: "mutual_commitments_id"}
_AGAIN: Final = uuid.UUID("6f0f2c52-6a0e-5b7c-9a57-0b8d3f0c4d1e")
SIGNED: Final = frozenset({None, SignatureOutcome.SIGNED.value})


def is_signed(rows: CaseRows, model: type[Any], row: Any) -> bool:
    """Tell whether anybody signed it: from then on it no longer changes."""
    return any(one.outcome in SIGNED for one in rows.under(Signature, PARENT[model], row))


def was_read(rows: CaseRows, model: type[Any], row: Any) -> bool:
    """Tell whether it was handed over or answered: whoever has it must find it again as they read it."""
    return row.handed_on is not None or bool(rows.under(Signature, PARENT[model], row))


def refuse_signed(rows: CaseRows, model: type[Any], row: Any) -> None:
    """Refuse to change a signed document, one of the four hard refusals.

    Raises:
        Expected: ``signed_document``.
    """
    ended = getattr(row, "ended_on", None) is not None
    if ended or is_signed(rows, model, row):
        raise Expected(
            "signed_document",
            _(
                "Ce document est signé ou terminé : il ne change plus. Rien n’a été modifié ; "
                "faites un avenant, ou un nouveau document."
            ),
        )


def contract_to_edit(pen: Pen) -> tuple[Contract, dict[str, Any]]:
    """Return the contract an edit goes to, and its rows by the ids of those they say again when one was opened.

    Raises:
        Expected: ``signed_document``.
    """
    row = pen.rows.current(Contract)
    if row is None:
        return pen.add(Contract), {}
    refuse_signed(pen.rows, Contract, row)
    if was_read(pen.rows, Contract, row):
        return opened_contract(pen, row)
    return pen.row(Contract, row.id), {}


def opened_contract(pen: Pen, row: Contract) -> tuple[Contract, dict[str, Any]]:
    """Open a second version that says what another says; that one stays among the earlier."""
    opened = pen.copy(Contract, row, earlier=None, position=None, handed_on=None, talked_again_on=None)
    same: dict[str, Any] = {}
    for objective in pen.rows.under(Objective, "contract_id", row):
        again = pen.copy(Objective, objective, row_id=said_again(objective.id, opened.id), contract_id=opened.id)
        same[objective.id] = again
        for progress in pen.rows.under(Progress, "objective_id", objective):
            pen.copy(Progress, progress, objective_id=again.id)
    pen.change(pen.row(Contract, row.id), earlier=True)
    return opened, same


def said_again(objective_id: str, contract_id: str) -> str:
    """Return the id an objective has in the version opened after its own: known again whatever changed in it."""
    return str(uuid.uuid5(_AGAIN, f"{objective_id} {contract_id}"))


def objective_to_edit(pen: Pen, objective_id: str) -> Objective:
    """Return an objective to change, in the version an edit goes to.

    Raises:
        Expected: ``signed_document``, ``gone``.
    """
    return standing_objective(pen, *contract_to_edit(pen), objective_id)


def standing_objective(pen: Pen, contract: Contract, same: dict[str, Any], objective_id: str) -> Objective:
    """Return the objective an id means in a contract to edit, whichever version the screen read it in.

    Raises:
        Expected: ``gone``.
    """
    meant = objective_id
    for version in pen.rows.all(Contract):  # a screen may still hold the id it had some versions before
        again = said_again(meant, version.id)
        meant = again if pen.rows.by_id(Objective, again) is not None else meant
    if meant in same:
        opened: Objective = same[meant]
        return opened
    found = pen.row(Objective, meant)
    if found.contract_id != contract.id:
        raise gone()
    return found


def withdrawn(pen: Pen, model: type[Any], signing: Signing) -> Any:
    """Open a second version of what only some signed; theirs stay with the text they signed, as evidence of it.

    Raises:
        Expected: ``nothing_to_withdraw`` when nobody signed, or everybody did.
    """
    row = pen.rows.current(model)
    if row is None or not signing.signed or signing.complete or getattr(row, "ended_on", None) is not None:
        raise Expected(
            "nothing_to_withdraw",
            _("Ce document n’est pas signé par une partie seulement : il n’y a rien à reprendre. Rien n’a changé."),
        )
    if model is Contract:
        return opened_contract(pen, row)[0]
    return _opened_commitments(pen, row)


def commitments_to_edit(pen: Pen) -> MutualCommitments:
    """Return the page of commitments an edit goes to.

    Raises:
        Expected: ``signed_document``.
    """
    row = pen.rows.current(MutualCommitments)
    if row is None:
        return pen.add(MutualCommitments)
    refuse_signed(pen.rows, MutualCommitments, row)
    if not was_read(pen.rows, MutualCommitments, row):
        return pen.row(MutualCommitments, row.id)
    return _opened_commitments(pen, row)


def _opened_commitments(pen: Pen, row: MutualCommitments) -> MutualCommitments:
    opened = pen.copy(MutualCommitments, row, earlier=None, position=None, handed_on=None)
    pen.change(pen.row(MutualCommitments, row.id), earlier=True)
    return opened
