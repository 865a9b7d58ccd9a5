"""Projet: the shared diagnosis, the contract, the commitments of the three; where each stands and what comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from app.domain.contracts import ContractState
from app.words import _, long_day
from resources.vocabulary import DocumentKind
from ui.case.cards import sides_card
from ui.case.progress import ProgressSheet
from ui.case.tab import Tab
from ui.destinations import Destination, Place
from ui.forms.lists import Listed, RowList
from ui.forms.sheet import Asked
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.columns import Columns
from ui.kit.gauge import Gauge
from ui.kit.texts import Pill, Role, Words

if TYPE_CHECKING:
    from app.services.case.promises_view import Side
    from app.services.contract.commitments_view import CommitmentsView
    from app.services.contract.objective_view import ObjectiveView
    from app.services.contract.view import ContractView
    from app.services.diagnosis.view import DiagnosisView
    from app.services.editing.views import RowView


def _committee() -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        day = row.shown["held_on"] or row.shown["planned_on"]
        told = _("dit au ménage le {day}").format(day=row.shown["told_to_household_on"])
        second = (row.shown["purpose"], row.shown["decision"], told if row.shown["told_to_household_on"] else "")
        return " · ".join(filter(None, (row.shown["kind"], day))), " · ".join(filter(None, second)), ""

    hint = _("Aucun passage en comité. Une décision se dit de vive voix avant de s’écrire.")
    return Listed(Asked("committee_item"), _("Comité"), said, _("Ajouter un passage"), hint)


class ProjectTab(Tab):
    """The project of a case."""

    @override
    def lay_out(self, object_id: str | None) -> None:
        desk, today = self.workplace.desk, self.workplace.today
        columns = Columns(1, 1)
        columns.left.addWidget(self._diagnosis(desk.diagnosing.diagnosis(self.case_id, today)))
        self.body.addWidget(columns)
        self.lay_out_next(partial(self._lay_rest, columns))

    def _lay_rest(self, columns: Columns) -> None:
        desk, today = self.workplace.desk, self.workplace.today
        contract = desk.contracting.contract(self.case_id, today)
        columns.right.addWidget(self._contract(contract))
        columns.right.addWidget(self._commitments(desk.commitments.commitments(self.case_id, today)))
        self._promises(desk.overview.sides(self.case_id, today))
        if contract.objectives:
            self.body.addWidget(self._objectives(contract.objectives))
        self.body.addWidget(RowList(self.workplace, self.case_id, _committee()))

    def _promises(self, sides: tuple[Side, ...]) -> None:
        if any(side.promises or side.done for side in sides):
            self.body.addWidget(Words(_("Qui fait quoi"), Role.TITLE))
            self.body.addWidget(sides_card(sides, addressed=False))

    def _diagnosis(self, view: DiagnosisView) -> Card:
        card = Card(_("Diagnostic partagé"))
        if view.diagnosis_id is None:
            card.add(
                Words(_("Il n’est pas encore commencé. On peut parler d’abord, et ranger ensuite."), Role.SECONDARY)
            )
        else:
            card.beside_title(Pill(view.state_label))
            for approval in view.approvals:
                said = " · ".join(
                    part for part in (approval.label, long_day(approval.on) if approval.on else "") if part
                )
                card.add(Words(f"{approval.name}\u00a0: {said or _('pas encore lu')}", private=True))
                if approval.reservations:
                    card.add(Words(approval.reservations, Role.SECONDARY, private=True, voice="household"))
        words = _("Commencer le diagnostic") if view.diagnosis_id is None else _("Ouvrir le diagnostic")
        card.press(Button(words, partial(self._go, Place.DIAGNOSIS), icon="message-circle"))
        return card

    def _contract(self, view: ContractView) -> Card:
        card = Card(_("Contrat d’accompagnement"))
        if view.contract_id is None:
            card.add(Words(_("Il se fait à partir du diagnostic, sans rien retaper."), Role.SECONDARY))
            card.press(Button(_("Préparer le contrat"), partial(self._go, Place.CONTRACT), icon="file-text"))
            return card
        card.beside_title(_state(view))
        if view.missing_signatories:
            card.add(_missing(view.missing_signatories))
        if view.review_on is not None:
            card.add(Words(_("À revoir ensemble le {day}").format(day=long_day(view.review_on)), Role.SECONDARY))
        card.press(Button(_("Ouvrir le contrat"), partial(self._go, Place.CONTRACT), icon="file-text"))
        if view.may_change or view.missing_signatories:
            sign = partial(self._go, Place.SIGNING, DocumentKind.SUPPORT_CONTRACT.value)
            card.press(Button(_("Signer"), sign, kind="accent", icon="signature"))
        return card

    def _commitments(self, view: CommitmentsView) -> Card:
        card = Card(_("Engagements réciproques, avec le bailleur"))
        if view.commitments_id is None:
            card.add(
                Words(_("Une page à trois\u00a0: loyer, plan, procédure, travaux, interlocuteurs."), Role.SECONDARY)
            )
            card.press(
                Button(_("Préparer la page"), partial(self._go, Place.CONTRACT, "mutual_commitments"), icon="handshake")
            )
            return card
        card.beside_title(_state(view))
        if view.state is ContractState.PARTLY_SIGNED:
            card.add(_missing(view.missing_signatories))
        card.press(
            Button(_("Ouvrir la page"), partial(self._go, Place.CONTRACT, "mutual_commitments"), icon="handshake")
        )
        if view.may_change or view.missing_signatories:
            sign = partial(self._go, Place.SIGNING, DocumentKind.MUTUAL_COMMITMENTS.value)
            card.press(Button(_("Signer"), sign, icon="signature"))
        return card

    def _objectives(self, objectives: tuple[ObjectiveView, ...]) -> Rows:
        rows = Rows(_("Objectifs"))
        for objective in objectives:
            row = Row(partial(self._progress, objective))
            due = _("à regarder le {day}").format(day=long_day(objective.due_on)) if objective.due_on else ""
            about = " · ".join(part for part in (objective.stage_label, objective.counted, due) if part)
            row.say(Words(objective.title, Role.STRONG, private=True), Words(about, Role.SECONDARY, private=True))
            if objective.ratio is not None:
                row.say(Gauge(objective.title, objective.ratio, objective.counted))
            row.trail(Button(_("Faire le point"), partial(self._progress, objective)))
            rows.add(row)
        return rows

    def _progress(self, objective: ObjectiveView) -> None:
        ProgressSheet(self.workplace, self.workplace.shell.window(), self.case_id, objective).open()

    def _go(self, place: Place, detail: str | None = None) -> None:
        self.workplace.go(Destination(place, self.case_id, detail))


def _state(view: ContractView | CommitmentsView) -> Pill:
    """Return the state of a paper in a few words: who is missing stands below, whole."""
    partly = view.state is ContractState.PARTLY_SIGNED
    return Pill(_("signé par une partie") if partly else view.state_label)


def _missing(names: tuple[str, ...]) -> Words:
    said = _("Il manque la signature de {names}.").format(names=", ".join(names))
    return Words(said, Role.SECONDARY, private=True)
