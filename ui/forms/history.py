"""What a row said before: each change of each field, the newest first, with who wrote it and when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.services.forgetting.values import Place
from app.words import _, hour, long_day
from ui.kit.buttons import Button
from ui.kit.cards import Empty, Row, Rows
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.past.history import FieldVersion
    from ui.workplace import Workplace


class HistorySheet(Sheet):
    """The history of one row; read off the thread, since the whole case is read again for it."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str, kind: str, row_id: str) -> None:
        """Open the history of a row of a case over its sheet."""
        super().__init__(_("Historique"), parent)
        self._workplace, self._case_id, self._kind, self._row_id = workplace, case_id, kind, row_id
        self._versions: tuple[FieldVersion, ...] = ()
        self._forget = Button(_("Effacer définitivement…"), self._ask_to_forget, kind="quiet")
        self._forget.setEnabled(False)
        self.foot.insertWidget(0, self._forget)
        self.gesture(_("Fermer"), self.reject, kind="accent")
        self._rows = Rows()
        self._rows.setAccessibleName(_("Historique"))
        self.add(self._rows)
        self.body.addStretch(1)
        histories = workplace.desk.past.histories
        # After the commands already given: what was just typed stands in it.
        workplace.tasks.command(lambda: histories.of_row(case_id, kind, row_id), self._show, owner=self)

    def _show(self, versions: Sequence[FieldVersion]) -> None:
        self._versions = tuple(versions)
        self._forget.setEnabled(bool(versions))
        self._rows.fill(versions, _row)
        if not versions:
            self._rows.add(Empty("clock", _("Rien n’a encore été écrit ici.")))

    def _ask_to_forget(self) -> None:
        """Offer each field something was written in; what stands there today may stay where it was corrected."""
        often = Counter(one.field for one in self._versions)
        labels = {one.field: one.label for one in reversed(self._versions)}
        places = [
            Place(self._kind, self._row_id, field, label, stands=often[field] == 1) for field, label in labels.items()
        ]
        self._workplace.shell.forget(self._case_id, places)


def _row(version: FieldVersion) -> Row:
    row = Row()
    row.say(Words(version.label, Role.STRONG))
    row.say(Words(version.after or _("effacé"), private=True))
    if version.before:
        row.say(Words(_("Avant\u00a0: {value}").format(value=version.before), Role.SECONDARY, private=True))
    when = _("{day} à {hour}").format(day=long_day(version.at.date()), hour=hour(version.at.time()))
    row.say(Words(f"{version.who} · {when}", Role.SECONDARY, private=True))
    return row
