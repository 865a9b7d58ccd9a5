"""Cards several tabs show: objectives in the household's words, commitments of the three alike, what is to be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.services.case.thread import capital
from app.words import _, long_day
from ui.forms.sheet import Asked, RowSheet
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.gauge import Gauge
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.case.overview import ActionView
    from app.services.case.promises_view import Side
    from app.services.contract.objective_view import ObjectiveView
    from ui.workplace import Workplace


def objectives_card(objectives: Sequence[ObjectiveView]) -> Card:
    """Return the objectives: what is counted and the stage said by the household, never a mark (decision 4)."""
    card = Card(_("Objectifs"))
    for objective in objectives:
        card.add(Words(objective.title, private=True))
        if objective.ratio is not None:
            card.add(Gauge(objective.title, objective.ratio, objective.counted))
        stage = " · ".join(part for part in (objective.stage_label, objective.counted) if part)
        card.add(Words(stage, Role.SECONDARY, private=True))
    return card


def sides_card(sides: Sequence[Side], *, addressed: bool) -> QWidget:
    """Return what each of the three promised, side by side and alike.

    Args:
        sides: Household, operator, landlord.
        addressed: Whether the household reads it: titles speak to them.
    """
    made = QWidget()
    made.setObjectName("plain")
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    titles = {"household": _("Ce que fait le ménage"), "operator": _("Ce que nous faisons")}
    for side in sides:
        card = Card(side.title if addressed else titles.get(side.voice.value, side.title), voice=side.voice.value)
        for promise in side.promises:
            card.add(Words(capital(promise.text), private=True))
            if promise.progress:
                card.add(Words(promise.progress, Role.SECONDARY, private=True))
        for done in side.done:
            said = _("Fait le {day}\u00a0: {what}").format(day=long_day(done.on), what=done.what)
            card.add(Words(said, Role.SECONDARY, private=True))
        if not side.promises and not side.done:
            card.add(Words(_("Rien n’est encore écrit ici."), Role.SECONDARY))
        card.body.addStretch(1)
        card.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )  # all three as high as the longest
        layout.addWidget(card, 1)
    return made


def actions_card(workplace: Workplace, case_id: str, actions: Sequence[ActionView]) -> Rows:
    """Return what is to be done, each with « C’est fait »."""
    rows = Rows(_("À faire"))
    rows.beside_title(Button(_("Ajouter"), partial(_add, workplace, case_id), kind="quiet", icon="plus"))
    for action in actions:
        row = Row(partial(_open, workplace, case_id, action.id))
        who = " · ".join(part for part in (action.by, long_day(action.due_on) if action.due_on else "") if part)
        row.say(Words(action.what, private=True), Words(who, Role.SECONDARY, private=True))
        row.trail(
            Button(
                _("Fait"),
                partial(_done, workplace, case_id, action.id),
                icon="check",
            )
        )
        rows.add(row)
    if not actions:
        rows.add(Words(_("Rien à faire de noté. Dans une note, «\u00a0!\u00a0» en ajoute."), Role.SECONDARY))
    return rows


def _add(workplace: Workplace, case_id: str) -> None:
    RowSheet(workplace, workplace.shell.window(), case_id, Asked("action", only=("what", "by_id", "due_on"))).open()


def _open(workplace: Workplace, case_id: str, action_id: str) -> None:
    row = workplace.desk.editing.row(case_id, "action", action_id)
    RowSheet(workplace, workplace.shell.window(), case_id, Asked("action"), row).open()


def _done(workplace: Workplace, case_id: str, action_id: str) -> None:
    editing, today = workplace.desk.editing, workplace.today
    workplace.command(
        lambda: editing.change(case_id, "action", action_id, {"done_on": today}), said=_("Fait\u00a0: noté.")
    )
