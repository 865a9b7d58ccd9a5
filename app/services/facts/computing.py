"""What is computed from a case: its budget, and every date that binds somebody."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from app.domain.agenda import case_deadlines
from app.domain.budget import BudgetBlock, read_budget
from app.domain.rules import shipped_rules
from app.errors import Expected
from app.services.case_rows import rows_of
from app.services.facts import household_facts
from app.services.facts.case_facts import case_facts
from app.services.facts.deadline_sentences import sentence
from app.services.troubles import told
from app.words import N_, _, amount
from db.models.budget import Budget
from resources.labels import LABELS
from resources.vocabulary import ChargeType, ResourceType

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.budget import Figure, Line
    from app.domain.deadlines import Deadline
    from db.vault import Vault

FIGURES = {
    "resources": N_("Ressources"),
    "net_housing_cost": N_("Logement, aide déduite"),
    "housing_cost_ratio_net": N_("Taux d’effort net"),
    "housing_cost_ratio_gross": N_("Taux d’effort brut"),
    "residual_income_month": N_("Reste à vivre du mois"),
    "residual_income_day_per_unit": N_("Reste à vivre par jour et par unité"),
    "consumption_units": N_("Unités de consommation"),
}
LINES = {
    "rent": N_("Loyer"),
    "charges": N_("Charges"),
    "annexes": N_("Annexes"),
    "energy_works": N_("Contribution aux travaux d’économie d’énergie"),
    "rls": N_("Réduction de loyer de solidarité"),
    "housing_benefit": N_("Aide au logement"),
    "gross_housing_cost": N_("Loyer et charges"),
    "debt": N_("Mensualité de dette"),
    "days": N_("Jours"),
    "first_person": N_("Première personne"),
    "other_person": N_("Autre personne"),
    "child": N_("Enfant"),
}
RATIOS = frozenset({"housing_cost_ratio_net", "housing_cost_ratio_gross"})


@dataclass(frozen=True, slots=True)
class Computing:
    """Answers computed questions about a case."""

    vault: Vault

    def budget(self, case_id: str, today: dt.date) -> dict[str, Any]:
        """Return the current budget read both ways (review D2, N1).

        Raises:
            Expected: ``no_budget``.
        """
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            found = household_facts.budget_of(rows, rows.current(Budget))
            number, persons = rows.case_file.number, household_facts.persons(rows)
        if found is None:
            raise Expected("no_budget", _("Le dossier {number} n’a pas de budget.").format(number=number))
        reading = read_budget(found, persons, shipped_rules())
        return {
            "today": today.isoformat(),
            "case": number,
            "on": reading.on.isoformat(),
            "average": _block(reading.average),
            "current": _block(reading.current),
        }

    def budget_lines(self, document: dict[str, Any]) -> list[str]:
        """Return the figures of a budget as lines to read."""
        lines = []
        for block, title in (("average", _("Moyenne de trois mois")), ("current", _("Mois en cours"))):
            lines.append(title)
            lines += [f"  {_(FIGURES[name]):<38}{_shown(name, figure)}" for name, figure in document[block].items()]
        return lines

    def deadlines(self, case_id: str, today: dt.date) -> dict[str, Any]:
        """Return every deadline of a case, by day then id."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            number, facts = rows.case_file.number, case_facts(rows, shipped_rules(), today)
        found = case_deadlines(facts, shipped_rules(), today)
        return {"today": today.isoformat(), "case": number, "deadlines": [deadline_document(one) for one in found]}


def deadline_document(entry: Deadline) -> dict[str, Any]:
    """Return a deadline in the form of the interface."""
    document: dict[str, Any] = {
        "due_on": entry.due_on.isoformat(),
        "id": entry.id.value,
        "object": entry.object,
        "ref": entry.ref,
        "extended_to": entry.extended_to.isoformat() if entry.extended_to is not None else None,
        "rule": entry.rule,
        "source": entry.source,
        "certainty": entry.certainty,
        "state": entry.state.value,
        "under": entry.under.value if entry.under is not None else None,
        "sentence": sentence(entry),
    }
    if entry.differs_from_computed is not None:
        document["differs_from_computed"] = entry.differs_from_computed
    return document


def _block(block: BudgetBlock) -> dict[str, Any]:
    return {one.name: _figure(getattr(block, one.name)) for one in fields(block)}


def _figure(figure: Figure) -> dict[str, Any]:
    document: dict[str, Any] = {
        "value": str(figure.value) if figure.value is not None else None,
        "formula": figure.formula,
        "lines": [{"label": line_label(line), "amount": str(line.amount)} for line in figure.lines],
    }
    if figure.reason is not None:
        document["reason"] = figure.reason.value
    return document


def line_label(line: Line) -> str:
    """Return the words of a line of a budget: the household's own where there are some."""
    if line.label:
        return line.label
    for words in (ResourceType, ChargeType):
        if line.key in {word.value for word in words}:
            return _(LABELS[words(line.key)].text)
    return _(LINES.get(line.key) or FIGURES.get(line.key) or line.key)


def _shown(name: str, figure: dict[str, Any]) -> str:
    if figure["value"] is None:
        return _("pas calculable")
    if name in RATIOS:
        return f"{float(figure['value']) * 100:.1f} %".replace(".", ",")
    if name == "consumption_units":
        return str(figure["value"]).replace(".", ",")
    return amount(int(figure["value"].replace(".", "")))
