"""What was erased for good, in the settings: each attestation to read, print or keep again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.words import _, long_day
from ui.kit.buttons import Button
from ui.kit.cards import Card, Row, Rows
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from app.services.forgetting.values import Certificate
    from ui.workplace import Workplace


class ErasuresCard(Card):
    """The attestations of this vault; out of sight while there are none, and on a shared screen."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("Effacements définitifs"))
        self._workplace = workplace
        self._rows = Rows()
        self.add(self._rows)
        self.hide()

    def tell(self) -> None:
        """Say again what there is."""
        kept = self._workplace.desk.forgetting.attestations()
        fresh = Rows()
        fresh.setAccessibleName(_("Attestations"))
        fresh.fill(kept, self._row)
        self.body.replaceWidget(self._rows, fresh)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = fresh
        self.setVisible(bool(kept) and not self._workplace.shared)

    def _row(self, one: Certificate) -> Row:
        row = Row()
        day = long_day(one.day)
        row.say(Words(day, Role.STRONG), Words(one.what, Role.SECONDARY, private=True))
        name = _("Lire l’attestation du {day}").format(day=day)
        row.trail(Button(_("Lire l’attestation"), partial(self._workplace.shell.attest, one), name=name))
        return row
