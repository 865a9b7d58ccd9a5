"""Démarches: what waits for an answer, of all households, by when somebody has to move."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from typing_extensions import override

from app.words import _, ngettext
from ui.destinations import CaseTab, Destination, Place
from ui.forms.advance import AdvanceSheet
from ui.forms.lists import open_row
from ui.forms.sheet import Asked
from ui.kit.buttons import Button
from ui.kit.cards import Empty, Row, Rows
from ui.kit.texts import Pill, Role, Words
from ui.page import Page, titled
from ui.procedures.view_model import about, grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.procedures.chases import Chase

SHOWN = 15  # of each of the three groups at first: with 25 the page took 75 ms


class ProceduresPage(Page):
    """The démarches and letters of every household that wait for somebody."""

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"procedure", "letter", "piece"})

    @override
    def show_destination(self, destination: Destination) -> None:
        self.clear()
        found = self.workplace.desk.procedures.mine(self.workplace.today)
        said = ngettext("{count} démarche en cours", "{count} démarches en cours", len(found)).format(count=len(found))
        head = titled(_("Démarches"), said)
        self.body.addWidget(head)
        if found:
            QTimer.singleShot(0, head, partial(self._lay_groups, head, found))  # reading all is enough for one turn
            return
        empty = _("Rien n’attend de réponse. Une démarche se note dans le dossier, onglet Démarches.")
        self.body.addWidget(Empty("list-checks", empty))

    def _lay_groups(self, head: QWidget, found: Sequence[Chase]) -> None:
        if head.parentWidget() is None:
            return  # taken down meanwhile
        for title, group in grouped(found, self.workplace.today):
            rows = Rows(title)
            rows.fill(group, self._line, SHOWN)
            self.body.addWidget(rows)
            rows.show()  # now: what had the focus may be in it

    def _line(self, one: Chase) -> Row:
        row = Row(partial(self.workplace.go, Destination(Place.CASE, one.case_id, CaseTab.PROCEDURES, one.id)))
        row.say(
            Words(f"{one.case_label} · {one.what}", Role.STRONG, private=True),
            Words(about(one), Role.SECONDARY, private=True),
        )
        if one.status_label:
            row.trail(Pill(one.status_label))
        row.trail(Button(_("Avancer"), partial(self._advance, one)))
        return row

    def _advance(self, one: Chase) -> None:
        row = self.workplace.desk.editing.row(one.case_id, one.kind, one.id)
        if one.kind == "procedure":
            AdvanceSheet(self.workplace, one.case_id, row).open()
        else:
            open_row(self.workplace, one.case_id, Asked(one.kind), row)
