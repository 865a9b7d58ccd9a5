"""Agreements on the screen: what we would say, « D’accord ? », what was given, who received what (practice P-13)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.agreements import Given
from app.words import _, long_day
from ui.kit.buttons import Button
from ui.kit.cards import Card, Empty, Row, Rows
from ui.kit.discretion import discretion
from ui.kit.flow import FlowLayout
from ui.kit.texts import Pill, Role, Words
from ui.read_again import ReadAgain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.agreements import Adult, Agreement, Asked, Received
    from ui.workplace import Workplace


class PersonChoice(Button):
    """A person who says yes; their name is covered by F9."""

    def __init__(self, name: str) -> None:
        super().__init__(name, kind="choice")
        self._name = name
        self.setCheckable(True)
        discretion().changed.connect(self._cover)
        self._cover()

    def _cover(self, _covered: bool = False) -> None:
        shown = discretion().shown(self._name)
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(shown)


class AskedCard(Card):
    """« À votre bailleur, nous dirons… D’accord ? »: each adult answers for themselves, nobody beforehand."""

    def __init__(self, workplace: Workplace, case_id: str, asked: Asked) -> None:
        super().__init__(_("À votre bailleur, nous dirons"), voice="landlord")
        self._workplace, self._case_id, self._asked = workplace, case_id, asked
        self.choices: dict[str, PersonChoice] = {}
        self.add(Words(asked.recipient, Role.SECONDARY, private=True))
        for one in asked.sentences:
            self.add(Words(f"«\u00a0{one.sentence}\u00a0»", private=True))
            if one.read_on is None:
                self.add(Words(_("À relire ensemble\u00a0: rien ne part avant."), Role.SECONDARY))
        if not asked.sentences:
            self.add(Words(_("Aucune phrase n’est écrite pour lui\u00a0: nous ne lui disons rien."), Role.BODY))
            return
        if asked.to_read_again:
            self.add(ReadAgain(case_id, asked.to_read_again, workplace.go))
        waiting = [adult for adult in asked.adults if adult.id not in asked.agreed]
        if waiting:
            self.add(Words(_("D’accord\u00a0?"), Role.STRONG))
            self._ask(waiting)
        else:
            self.add(Words(_("Chaque adulte a dit oui."), Role.BODY))
        self.add(Words(_("Dire non ne change rien à l’accompagnement."), Role.STRONG))

    def _ask(self, adults: Sequence[Adult]) -> None:
        line_of = QWidget()
        line_of.setObjectName("plain")
        line_of.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        line = FlowLayout(line_of)
        self.choices = {}
        for adult in adults:
            made = PersonChoice(adult.name)
            made.toggled.connect(self._may_keep)
            self.choices[adult.id] = made
            line.addWidget(made)
        self.keep = Button(_("Noter cet accord"), self._give)
        self.keep.setEnabled(False)
        line.addWidget(self.keep)
        self.add(line_of)

    def _may_keep(self, _checked: bool) -> None:
        self.keep.setEnabled(any(one.isChecked() for one in self.choices.values()))

    def _give(self) -> None:
        persons = tuple(adult for adult, choice in self.choices.items() if choice.isChecked())
        topics = tuple(one.point for one in self._asked.sentences)
        given = Given(persons, self._asked.recipient_id, topics)
        desk, case_id, today = self._workplace.desk, self._case_id, self._workplace.today
        if waiting := [one for one in self.choices.values() if not one.isChecked()]:
            waiting[0].setFocus(Qt.FocusReason.OtherFocusReason)  # who answers next; the button waits for them
        self._workplace.command(
            lambda: desk.agreements.give(case_id, given, on=today),
            said=_("Accord noté, jusqu’à la fin de l’accompagnement"),
        )


def given_rows(workplace: Workplace, given: Sequence[Agreement]) -> Rows:
    """Return the agreements given, the newest first, each with its « Retirer »."""
    rows = Rows(_("Accords donnés"))
    for one in given:
        row = Row()
        who = ", ".join(one.who)
        row.say(
            Words(f"{one.recipient} · {who}", Role.STRONG, private=True),
            Words(", ".join(topic[:1].lower() + topic[1:] for topic in one.topics), Role.SECONDARY, private=True),
            Words(_lasts(one), Role.SECONDARY),
        )
        if one.withdrawn_on is None and one.holds:
            row.trail(Button(_("Retirer"), partial(_withdraw, workplace, one), name=_("Retirer cet accord")))
        elif not one.holds:
            row.trail(Pill(_("Fini") if one.withdrawn_on is None else _("Retiré")))
        rows.add(row)
    if not given:
        rows.add(Empty("handshake", _("Aucun accord donné\u00a0: rien ne se dit à personne.")))
    return rows


def _lasts(one: Agreement) -> str:
    day = long_day(one.given_on)
    if one.withdrawn_on is not None:
        return _("Donné le {day}, retiré le {end}").format(day=day, end=long_day(one.withdrawn_on))
    if one.until is not None:
        return _("Donné le {day}, jusqu’au {end}").format(day=day, end=long_day(one.until))
    return _("Donné le {day}, jusqu’à la fin de l’accompagnement").format(day=day)


def _withdraw(workplace: Workplace, one: Agreement) -> None:
    desk, today = workplace.desk, workplace.today
    workplace.command(
        lambda: desk.agreements.withdraw(one.consent_id, on=today),
        said=_("Accord retiré\u00a0: ce qu’il permettait de dire ne part plus."),
    )


def received_rows(received: Sequence[Received]) -> Rows:
    """Return who received what, the newest first: the household may read it all."""
    rows = Rows(_("Qui a reçu quoi"))
    for one in received:
        row = Row()
        row.say(
            Words(one.what[:1].upper() + one.what[1:], Role.STRONG),
            Words(f"{one.to_whom} · {long_day(one.on)}", Role.SECONDARY, private=True),
        )
        if one.under is not None:
            said = _("Sur l’accord du {day} ({who})").format(
                day=long_day(one.under.given_on), who=", ".join(one.under.who)
            )
            row.say(Words(said, Role.SECONDARY, private=True))
        rows.add(row)
    if not received:
        rows.add(Empty("shield", _("Rien n’est parti à personne.")))
    return rows
