"""« Préparer demain » : each appointment, what to bring, what to be careful of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.words import _
from ui.kit.cards import Card, Empty
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words
from ui.today import view_model

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.day.visits import PreparedVisit
    from ui.workplace import Workplace

MOST_DAYS = 7  # how far the next day with an appointment is looked for


class PreparedSheet(Sheet):
    """The next day there is an appointment, ready to be read before leaving."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        day, visits = next_day(workplace)
        super().__init__(view_model.heading(day), parent)
        for visit in visits:
            self.add(_card(visit))
        if not visits:
            self.add(Empty("calendar", _("Aucun rendez-vous n’est noté dans les sept jours qui viennent.")))
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.accept, kind="accent")


def next_day(workplace: Workplace) -> tuple[dt.date, tuple[PreparedVisit, ...]]:
    """Return the next day with appointments (tomorrow if there is none), and those."""
    tomorrow = workplace.today + dt.timedelta(days=1)
    for ahead in range(MOST_DAYS):
        day = tomorrow + dt.timedelta(days=ahead)
        visits = workplace.desk.day.prepare(day)
        if visits:
            return day, visits
    return tomorrow, ()


def _card(prepared: PreparedVisit) -> Card:
    visit = prepared.visit
    card = Card()
    card.add(Words(f"{view_model.hour(visit)} · {visit.case_label} · {visit.kind_label}", Role.STRONG, private=True))
    where = prepared.address or visit.place
    if where:
        card.add(Words(where, Role.SECONDARY, private=True))
    for sentence in prepared.bring:
        card.add(Words(f"– {sentence}", private=True))
    for sentence in prepared.careful:
        card.add(Words(sentence, Role.SECONDARY, private=True))
    return card
