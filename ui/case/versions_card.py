"""What two colleagues wrote without knowing each other, to choose between; what their meeting leaves to settle."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.words import _, long_day
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from app.services.merging.versions import Disagreement, Version
    from ui.workplace import Workplace


def versions_card(workplace: Workplace, case_id: str) -> Card | None:
    """Return what waits for somebody, None when nothing does: one line a version, each as its author wrote it."""
    matters = workplace.desk.settling.after_meeting(case_id)
    if not matters:
        return None
    card = Card(_("À choisir, à régler"), tone="accent")
    for one in workplace.desk.versions.of(case_id):
        called = f"{one.thing} – {one.label}" if one.thing else one.label
        card.add(Words(_("Deux versions\u00a0: {what}").format(what=called)))
        for version in one.versions:
            card.add(_line(workplace, case_id, one, version))
    for matter in matters:
        if matter.code != "versions":
            card.add(Words(matter.sentence, private=True))
    return card


def _line(workplace: Workplace, case_id: str, one: Disagreement, version: Version) -> Row:
    row = Row()
    said = _("{who}, le {day}").format(who=version.who, day=long_day(version.at.date()))
    row.say(Words(version.text or _("(vide)"), private=True), Words(said, Role.SECONDARY, private=True))
    name = _("Garder la version de {who}").format(who=version.who)
    row.trail(Button(_("Garder"), partial(_keep, workplace, case_id, one, version), icon="check", name=name))
    return row


def _keep(workplace: Workplace, case_id: str, one: Disagreement, version: Version) -> None:
    versions = workplace.desk.versions
    workplace.command(
        lambda: versions.choose(case_id, one.kind, one.row_id, one.field, version.value),
        said=_("Cette version est gardée."),
    )
