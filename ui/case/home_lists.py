"""The lists of Logement et argent: what each row says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.words import _
from ui.forms.lists import Listed
from ui.forms.sheet import Asked

if TYPE_CHECKING:
    from app.services.editing.views import RowView

Wanted = Callable[[], Listed]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _movement(row: RowView) -> tuple[str, str, str]:
    shown = row.shown
    figure = f"+ {shown['debit']}" if shown["debit"] else (f"− {shown['credit']}" if shown["credit"] else "")
    return shown["label"] or shown["kind"], _joined(shown["on_day"], shown["kind"] if shown["label"] else ""), figure


def _step(row: RowView) -> tuple[str, str, str]:
    hearing = _("audience le {day}").format(day=row.shown["hearing_on"]) if row.shown["hearing_on"] else ""
    return row.shown["step"], _joined(row.shown["on_day"], hearing, row.shown["text"]), ""


def _resource(row: RowView) -> tuple[str, str, str]:
    proof = _("justificatif vu") if row.values["proof"] else ""
    return row.shown["type"], _joined(row.shown["person_id"], row.shown["monthly"], proof), row.shown["current"]


def _charge(row: RowView) -> tuple[str, str, str]:
    return row.shown["type"], row.shown["label"], row.shown["monthly"]


def _debt(row: RowView) -> tuple[str, str, str]:
    monthly = _("{amount} par mois").format(amount=row.shown["monthly"]) if row.shown["monthly"] else ""
    return row.shown["creditor"] or row.shown["type"], _joined(row.shown["type"], monthly), row.shown["balance"]


def _lease(row: RowView) -> tuple[str, str, str]:
    before = _("bail précédent") if row.earlier else ""
    return row.shown["kind"], _joined(before, row.shown["signed_on"], row.shown["tenant_ids"]), row.shown["rent"]


def movements() -> Listed:
    """Lines of the rent account."""
    add, empty = _("Ajouter une ligne"), _("Aucune ligne.")
    return Listed(Asked("movement"), _("Compte locatif"), _movement, add, empty, newest_first=True)


def steps() -> Listed:
    """Acts of the eviction procedure."""
    return Listed(Asked("arrears_step"), _("Procédure"), _step, _("Ajouter un acte"), _("Aucun acte reçu."))


def resources() -> Listed:
    """What comes in."""
    return Listed(Asked("budget_resource"), _("Ressources"), _resource, _("Ajouter"), _("Aucune ressource notée."))


def charges() -> Listed:
    """What goes out each month."""
    return Listed(Asked("budget_charge"), _("Charges du mois"), _charge, _("Ajouter"), _("Aucune charge notée."))


def debts() -> Listed:
    """Debts beside the rent."""
    return Listed(Asked("budget_debt"), _("Autres dettes"), _debt, _("Ajouter"), _("Aucune dette notée."))


def leases() -> Listed:
    """The lease and those before."""
    return Listed(Asked("lease"), _("Bail"), _lease, _("Ajouter"), _("Aucun bail noté."))
