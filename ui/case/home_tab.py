"""Logement et argent: the rent account as a curve, each delay with its source, the budget, the home."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from app.words import _, amount, long_day, ngettext
from ui.case import home_lists
from ui.case.home_months import Months
from ui.case.tab import Tab
from ui.case.view_model import effort, left_over, months, rent_account
from ui.charts.budget_bars import budget_bars
from ui.charts.rent_curve import rent_curve
from ui.forms.lists import RowList, open_row
from ui.forms.sheet import Asked
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.columns import Columns
from ui.kit.texts import Pill, Role, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from app.services.case.money_view import BudgetView, RentView

UNSURE = {"verify", "derived"}  # certainties of a rule that are said beside it
RATIO = "housing_cost_ratio_net"
_PAST = {"passed", "done", "not_applicable"}


class HomeTab(Tab):
    """The home and the money of a case."""

    @override
    def lay_out(self, object_id: str | None) -> None:
        rent, budget = self.workplace.desk.overview.money(self.case_id, self.workplace.today)
        columns = Columns(1, 1)
        months = Months(self.workplace, self.case_id)
        if months.months:
            columns.left.addWidget(months)
        columns.left.addWidget(self._rent(rent))
        columns.right.addWidget(self._budget(budget))
        self.body.addWidget(columns)
        self.lay_out_next(self._lay_lists)

    def _lay_lists(self) -> None:
        self.body.addWidget(self._deadlines())
        lists = Columns(1, 1)
        self._fill(lists.left, (home_lists.movements, home_lists.steps))
        self._fill(lists.right, (home_lists.resources, home_lists.charges, home_lists.debts, home_lists.leases))
        lists.right.addWidget(self._dwelling())
        self.body.addWidget(lists)

    def _fill(self, column: QVBoxLayout, lists: tuple[home_lists.Wanted, ...]) -> None:
        for one in lists:
            column.addWidget(RowList(self.workplace, self.case_id, one()))

    def _rent(self, view: RentView | None) -> Card:
        card = Card(_("Dette de loyer"))
        card.beside_title(
            Button(_("Plan et promesse"), partial(self._sheet, "arrears", _("Plan et promesse")), kind="quiet")
        )
        if view is None or not view.owed:
            card.add(
                Words(_("Aucun mouvement n’est encore noté. Ajoutez les lignes du relevé du bailleur."), Role.SECONDARY)
            )
            return card
        card.add(Words(_("{balance} restent dus").format(balance=amount(view.balance)), Role.FIGURE, private=True))
        if view.missing_benefit:
            terms = ngettext("{count} mois", "{count} mois", len(view.missing_terms)).format(
                count=len(view.missing_terms)
            )
            said = _("dont {amount} d’aide au logement non versée ({terms})\u00a0: rappel à réclamer").format(
                amount=amount(view.missing_benefit), terms=terms
            )
            card.add(Words(said, Role.STRONG, private=True, tone="warning"))
        if view.plan is not None:
            said = _("Plan\u00a0: {monthly} par mois, {count} échéances, la dernière le {day}").format(
                monthly=amount(view.plan.monthly), count=view.plan.count, day=long_day(view.plan.last_on)
            )
            card.add(Words(said, Role.SECONDARY, private=True))
        card.add(rent_curve(rent_account(view)))
        return card

    def _budget(self, view: BudgetView | None) -> Card:
        card = Card(_("Budget"))
        card.beside_title(Button(_("Loyer et aide"), partial(self._sheet, "budget"), kind="quiet"))
        if view is None:
            card.add(
                Words(_("Aucun budget n’est encore fait. «\u00a0Loyer et aide\u00a0» le commence."), Role.SECONDARY)
            )
            return card
        card.add(Words(_("Fait le {day}").format(day=long_day(view.on)), Role.SECONDARY))
        card.add(budget_bars(months(view)))
        figures = self.workplace.desk.computing.budget(self.case_id, self.workplace.today)
        for month, block in ((view.before, "average"), (view.now, "current")):
            if month.left is not None:
                card.add(Words(left_over(month.name, month.left), Role.STRONG, private=True))
            if ratio := figures[block][RATIO]["value"]:
                card.add(Words(effort(ratio), Role.SECONDARY, private=True))
        return card

    def _deadlines(self) -> Rows:
        """Return every dated delay with its rule and its source; no promise nor pause hides one (decision 14)."""
        rows = Rows(_("Échéances et délais"))
        found = self.workplace.desk.computing.deadlines(self.case_id, self.workplace.today)["deadlines"]
        shown = [one for one in found if one["state"] not in _PAST]
        for one in shown:
            row = Row()
            row.say(Words(one["sentence"], private=True), Words(one["source"] or one["rule"], Role.HINT))
            if one["certainty"] in UNSURE:
                row.trail(Pill(_("à vérifier")))
            rows.add(row)
        if not shown:
            rows.add(Words(_("Aucune échéance à venir."), Role.SECONDARY))
        return rows

    def _dwelling(self) -> Card:
        card = Card(_("Logement"))
        row = self.workplace.desk.editing.current(self.case_id, "dwelling")
        card.beside_title(Button(_("Modifier"), partial(self._sheet, "dwelling"), kind="quiet"))
        if row is None:
            card.add(Words(_("Le logement n’est pas encore décrit."), Role.SECONDARY))
            return card
        for name in ("address", "type", "floor", "accessibility"):
            if row.shown.get(name):
                card.add(Words(row.shown[name], private=True))
        return card

    def _sheet(self, kind: str, title: str = "") -> None:
        row = self.workplace.desk.editing.current(self.case_id, kind)
        open_row(self.workplace, self.case_id, Asked(kind, title=title), row)
