"""The household: its people with their own contact rules, how the case is called, the case itself, its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.words import _
from ui.forms.landlord import LandlordSheet
from ui.forms.lists import Listed, RowList, open_row, plainly
from ui.forms.sheet import Asked
from ui.kit.buttons import Button
from ui.kit.flow import FlowLayout
from ui.kit.sheets import Sheet
from ui.page import empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.changes import Changes
    from app.services.editing.views import RowView
    from ui.workplace import Workplace


class HouseholdSheet(Sheet):
    """Who the case is about."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str) -> None:
        super().__init__(_("Ménage"), parent)
        self._workplace, self._case_id = workplace, case_id
        self.gesture(_("Fermer"), self.reject, kind="accent")
        workplace.hub.changed.connect(self._look_again)
        self._lay_out()

    def _lay_out(self) -> None:
        empty(self.body)
        members = self._workplace.desk.overview.members(self._case_id, self._workplace.today)
        unsaid = frozenset(member.id for member in members if member.unspecified)
        for listed in (_people(unsaid), _periods(), _referents(), _rhythms(), _pauses(), _schemes()):
            self.add(RowList(self._workplace, self._case_id, listed))
        line = FlowLayout(spacing=8)
        for kind, words in (
            ("household", _("Nom du dossier, adresse, interprète")),
            ("case_file", _("Numéro, dispositif, qui nous a écrit")),
            ("measure", _("Mesure")),
        ):
            line.addWidget(Button(words, partial(self._sheet, kind)))
        line.addWidget(Button(_("Bailleur, et qui signe pour lui"), self._landlord))
        self._add_turning_points(line)
        self.body.addLayout(line)
        self.body.addStretch(1)

    def _add_turning_points(self, line: FlowLayout) -> None:
        """Offer what changes where the case stands: adhesion, its end, its reopening; each can be taken back."""
        households, case_id, today = self._workplace.desk.households, self._case_id, self._workplace.today
        current = self._workplace.desk.editing.current(case_id, "case_file")
        closed = current is not None and current.values["closed_on"] is not None
        if self._workplace.desk.editing.current(case_id, "measure") is None:
            words = _("La personne est d’accord pour être accompagnée")
            line.addWidget(Button(words, partial(self._turn, words, lambda: households.adhere(case_id, today))))
        if closed:
            words = _("Rouvrir le dossier")
            line.addWidget(Button(words, partial(self._turn, words, lambda: households.reopen_case(case_id))))
        else:
            words = _("Clore le dossier")
            line.addWidget(Button(words, partial(self._turn, words, lambda: households.close_case(case_id, today))))

    def _turn(self, words: str, work: Callable[[], Changes]) -> None:
        self._workplace.command(work, said=_("{what}\u00a0: noté.").format(what=words))

    def _look_again(self, changes: Changes) -> None:
        if self._case_id in changes.cases:
            self._lay_out()

    def _landlord(self) -> None:
        LandlordSheet(self._workplace, self._workplace.shell.window(), self._case_id).open()

    def _sheet(self, kind: str) -> None:
        row = self._workplace.desk.editing.current(self._case_id, kind)
        open_row(self._workplace, self._case_id, Asked(kind), row)


def _people(unspecified: frozenset[str]) -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        shown = row.shown
        age = _("adulte ou enfant\u00a0? à préciser") if row.id in unspecified else ""
        name = " ".join(part for part in (shown["called"] or shown["first_name"], shown["last_name"]) if part)
        rules = _("ne laisser aucun message") if row.values["contact_leave_message"] is False else ""
        about = (age, shown["relation"], shown["birth_date"], shown["contact_phone"], rules)
        return name, " · ".join(part for part in about if part), ""

    return Listed(Asked("person"), _("Personnes"), said, _("Ajouter une personne"), _("Personne n’est encore nommé."))


def _periods() -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        when = " – ".join(part for part in (row.shown["from_day"], row.shown["to_day"]) if part)
        return row.shown["situation"], " · ".join(part for part in (row.shown["person_id"], when) if part), ""

    hint = _("Un parcours peut avoir des blancs\u00a0: on ne les demande pas.")
    return Listed(Asked("residential_period"), _("Parcours résidentiel"), said, _("Ajouter"), hint)


def _referents() -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        return row.shown["worker_id"], " – ".join(filter(None, (row.shown["from_day"], row.shown["to_day"]))), ""

    return Listed(Asked("referent_period"), _("Référents"), said, _("Ajouter"), _("Personne n’est encore référent."))


def _rhythms() -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        days = row.shown["visit_every_days"]
        every = _("une rencontre tous les {days} jours").format(days=days) if days else ""
        return every or row.shown["level"], row.shown["from_day"], ""

    return Listed(Asked("intensity_period"), _("Rythme des rencontres"), said, _("Ajouter"), _("Pas encore convenu."))


def _schemes() -> Listed:
    hint = _("Aucun dispositif noté avant celui-ci.")
    return Listed(Asked("scheme_period"), _("Dispositifs d’avant"), plainly, _("Ajouter"), hint)


def _pauses() -> Listed:
    def said(row: RowView) -> tuple[str, str, str]:
        when = " – ".join(part for part in (row.shown["from_day"], row.shown["to_day"]) if part)
        return when, row.shown["reason"], ""

    hint = _("Aucune pause. Une pause n’arrête jamais une date légale.")
    return Listed(Asked("suspension"), _("Pauses"), said, _("Mettre en pause"), hint)
