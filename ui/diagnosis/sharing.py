"""« Ce qui part »: decided once, at the end, with the household; beside it what leaves, and why the rest stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.changes import Changes
from app.words import _, long_day
from resources.vocabulary import DocumentKind, Recipient
from ui.diagnosis import view_model
from ui.diagnosis.panel import Panel, Spot, Zone
from ui.diagnosis.view_model import Screen
from ui.kit.buttons import Button, Choice
from ui.kit.cards import Card, Row, Rows
from ui.kit.columns import Columns
from ui.kit.texts import Role, Words
from ui.page import empty

if TYPE_CHECKING:
    from app.services.diagnosis.view import DiagnosisView, Leaving, PointView
    from resources.vocabulary import DiagnosisPoint
    from ui.page import Page

GAP = 8
IN_SIGHT = 3  # points that a window of ordinary height shows first


class SharingPanel(Panel):
    """What of the diagnosis leaves for the landlord."""

    def __init__(self, page: Page, view: DiagnosisView) -> None:
        super().__init__(page, view)
        columns = Columns(8, 5)
        columns.left.addWidget(self._intro())
        self._points: list[SharedPoint] = []
        self._column, self._leaving = columns.left, QVBoxLayout()
        for point in view.points[:IN_SIGHT]:
            self._add(point)
        self._leaving.setSpacing(12)
        columns.right.addLayout(self._leaving)
        QTimer.singleShot(0, self, self._lay_rest)  # in the next turn: no hand waits for all of it
        self.body.addWidget(columns)

    def _add(self, point: PointView) -> SharedPoint:
        card = SharedPoint(self, point)
        self._points.append(card)
        self._column.addWidget(card)
        return card

    def _lay_rest(self) -> None:
        if self.parentWidget() is None:
            return  # taken down meanwhile
        for point in self.view.points[len(self._points) :]:
            self._add(point).show()  # now: what had the focus may be one of them
        self.page.take_up_drafts(self.case_id)
        QTimer.singleShot(0, self, self._lay_leaving)

    @override
    def take(self, view: DiagnosisView) -> None:
        super().take(view)
        for card, point in zip(self._points, view.points, strict=False):  # those lower down may still be to come
            card.take(point)
        self._read.setVisible(_unread(view))
        self._again.setVisible(not view.being_written)
        self._lay_leaving()

    def _intro(self) -> QWidget:
        made = QWidget()
        made.setObjectName("plain")
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        words = (
            _("Vous décidez, point par point. Sans phrase, rien ne part.")
            if self.shared
            else _("À décider ensemble, à la fin, point par point. Sans phrase, rien ne part.")
        )
        said = QVBoxLayout()
        said.addWidget(Words(words, Role.SECONDARY))
        self._again = Words(
            _("Des adultes ont déjà répondu\u00a0: décider d’une phrase ouvre une nouvelle version, à relire."),
            Role.HINT,
        )
        if self.view.being_written:  # shown before it has a parent, it would be a window of its own
            self._again.hide()
        said.addWidget(self._again)
        line.addLayout(said, 1)
        self._read = Button(_("Tout est lu ensemble"), self._read_all, icon="check")
        line.addWidget(self._read)
        self._read.setVisible(_unread(self.view))
        return made

    def _read_all(self) -> None:
        self.page.flush()
        diagnosing, case_id, day = self.workplace.desk.diagnosing, self.case_id, self.workplace.today

        def work() -> Changes:
            # Read after what was just typed is kept: a sentence that changes is to be read again.
            points = diagnosing.diagnosis(case_id, day).points
            for point in points:
                if point.shares and point.landlord_sentence and point.read_on is None:
                    diagnosing.read_by_household(case_id, point.key, day)
            return Changes(frozenset({"diagnosis_point"}), frozenset({case_id}))

        self.workplace.command(work)

    def read(self, key: DiagnosisPoint, *, heard: bool) -> None:
        """Note that the household read a sentence today, or take that back."""
        diagnosing, case_id, day = self.workplace.desk.diagnosing, self.case_id, self.workplace.today
        self.workplace.command(lambda: diagnosing.read_by_household(case_id, key, day if heard else None))

    def _lay_leaving(self) -> None:
        empty(self._leaving)
        today, version = self.view.landlord_sees, self.view.landlord_would_see
        self._leaving.addWidget(_leaving_rows(_("Ce qui part aujourd’hui"), today))
        button = Button(_("Aperçu pour le bailleur"), self._preview, icon="eye")
        self._leaving.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if version != today:
            self._leaving.addWidget(_leaving_rows(_("Ce qui partira une fois cette version approuvée"), version))

    def _preview(self) -> None:
        self.page.flush()
        self.workplace.shell.show_paper(self.case_id, DocumentKind.LANDLORD_SENTENCES, Recipient.LANDLORD)


def _leaving_name(point: PointView) -> str:
    """Return what a choice is about, as a screen reader says it: seven of them stand one under the other."""
    return _("Ce qui part du point {number}, {label}").format(number=point.number, label=point.label)


class SharedPoint(Card):
    """One point: nothing, or one sentence written for the landlord and read by the household."""

    def __init__(self, panel: SharingPanel, point: PointView) -> None:
        super().__init__()
        self._panel, self._key = panel, point.key
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(Words(f"{point.number}. {point.label}", Role.STRONG), 1)
        self.body.addLayout(line)
        if not point.may_be_shared:
            self.body.addWidget(Words(_("La santé ne part jamais chez le bailleur."), Role.SECONDARY))
            self._zone: Zone | None = None
            return
        options = [(False, _("non")), (True, _("une phrase"))]
        self._choice: Choice[bool] = Choice(options, _leaving_name(point), point.shares)
        self._choice.chosen.connect(self._choose)
        self._choice.setMinimumWidth(sum(one.sizeHint().width() + GAP for one in self._choice.buttons()))
        line.addWidget(self._choice)
        self._inside = QWidget()
        self._inside.setObjectName("plain")
        self._lay_sentence(point)
        self.body.addWidget(self._inside)
        self.take(point)

    def take(self, point: PointView) -> None:
        """Show what the vault holds."""
        if self._zone is None:
            return
        self._choice.choose(point.shares)
        self._inside.setVisible(point.shares)
        self._zone.show(point.landlord_sentence)
        self._say_read(point)
        QTimer.singleShot(0, self, self._say_leaks)  # reading the words of seven sentences keeps no hand waiting

    def _lay_sentence(self, point: PointView) -> None:
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        spot = Spot("diagnosis_point", "landlord_sentence", (Screen.SHARING.value, point.key.value))
        name = _("La phrase pour le bailleur")
        self._zone = self._panel.zone(name, point.landlord_sentence, spot, self._keep, lines=1)
        self._zone.field.setPlaceholderText(_("Une phrase écrite pour le bailleur"))
        self._zone.field.textChanged.connect(self._say_leaks)
        layout.addWidget(self._zone.field)
        self._leaks = Words("", Role.SECONDARY, private=True, tone="warning")
        layout.addWidget(self._leaks)
        line = QHBoxLayout()
        self._read_words = Words("", Role.SECONDARY)
        line.addWidget(self._read_words, 1)
        self._read = Button(_("Lue ensemble aujourd’hui"), partial(self._hear, True), kind="quiet", icon="check")
        self._unread = Button(_("Finalement pas lue"), partial(self._hear, False), kind="quiet")
        line.addWidget(self._read)
        line.addWidget(self._unread)
        layout.addLayout(line)
        for one in (self._zone.field, self._read, self._unread):
            one.setAccessibleDescription(point.label)  # seven points ask the same

    def _say_read(self, point: PointView) -> None:
        heard = point.read_on is not None
        day = long_day(point.read_on) if point.read_on is not None else ""
        words = _("Lue par le ménage le {day}").format(day=day) if heard else _("Pas encore lue par le ménage")
        if self._panel.shared:
            words = _("Vous l’avez lue le {day}").format(day=day) if heard else _("Vous ne l’avez pas encore lue")
        self._read_words.say(words)
        shown, hidden = (self._unread, self._read) if heard else (self._read, self._unread)
        shown.setVisible(True)
        if hidden.hasFocus():  # what was pressed goes: the other stands in its place
            shown.setFocus()
        hidden.setVisible(False)

    def _say_leaks(self) -> None:
        if self._zone is None:
            return
        found = view_model.leaks_in(self._panel.view, self._key, self._zone.field.typed)
        self._leaks.say("\n".join(one.warning for one in found))
        self._leaks.setVisible(bool(found))

    def _keep(self, text: str) -> Changes:
        return self._panel.workplace.desk.diagnosing.share(self._panel.case_id, self._key, text)

    def _choose(self, shares: bool) -> None:
        self._panel.page.flush()
        diagnosing, case_id, key = self._panel.workplace.desk.diagnosing, self._panel.case_id, self._key
        sentence = self._zone.field.typed if shares and self._zone is not None else None
        self._inside.setVisible(shares)
        if shares and self._zone is not None:
            self._zone.field.setFocus()
        self._panel.workplace.command(lambda: diagnosing.share(case_id, key, sentence))

    def _hear(self, heard: bool) -> None:
        self._panel.page.flush()
        self._panel.read(self._key, heard=heard)


def _unread(view: DiagnosisView) -> bool:
    return any(one.shares and one.read_on is None for one in view.points)


def _leaving_rows(title: str, lines: tuple[Leaving, ...]) -> Rows:
    rows = Rows(title)
    for one in sorted(lines, key=lambda line: not line.leaves):
        row = Row()
        if one.label:
            row.say(Words(one.label, Role.STRONG if one.leaves else Role.SECONDARY))
        row.say(Words(one.sentence, private=True) if one.leaves else Words(one.reason, Role.HINT))
        rows.add(row)
    return rows
