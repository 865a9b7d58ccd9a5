"""« Parler d’abord »: a page of free notes, then each sentence put to its point with one key (practice row m)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from app.words import _
from ui.diagnosis.kept_draft import KeptDraft, OneDraft
from ui.diagnosis.panel import Panel, Spot
from ui.diagnosis.putting_away import PuttingAway
from ui.diagnosis.sorting import Sorting
from ui.diagnosis.sorting_table import SortingTable
from ui.diagnosis.view_model import Screen
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.fields import Paragraphs
from ui.kit.texts import Role, Words
from ui.page import empty

if TYPE_CHECKING:
    from app.services.diagnosis.view import DiagnosisView
    from ui.page import Page

LINES, FEWER_LINES = 14, 8
SPOT = Spot("diagnosis", "talked", (Screen.TALK.value,))


class TalkPanel(Panel):
    """The page of notes, or its sentences being sorted."""

    def __init__(self, page: Page, view: DiagnosisView) -> None:
        super().__init__(page, view)
        self._place = self.typed(SPOT)
        self._table: SortingTable | None = None
        self._lay_notes()

    @override
    def begin(self) -> None:
        if self._table is None:
            self._notes.setFocus()

    @override
    def retreat(self) -> bool:
        """Leave the sorting: what is sorted goes to its point, the rest stays in the notes."""
        sorting = self._table is not None
        if sorting:
            self._back()
        return sorting

    @override
    def take(self, view: DiagnosisView) -> None:
        super().take(view)
        if self._table is None:
            self._kept.look_again()

    @override
    def flush(self) -> None:
        if self._table is None:
            self._kept.keep()
        else:
            self._put_away(self._table.sorting)
            self._lay_notes()

    def _lay_notes(self) -> None:
        self._table = None
        empty(self.body)
        card = Card(_("Parlons d’abord"))
        said = _(
            "Écrivez comme cela vient\u00a0; les phrases se rangent après. Entre «\u00a0guillemets\u00a0», ce sont les "
            "mots du ménage."
        )
        card.add(Words(said, Role.SECONDARY))
        lines = FEWER_LINES if self.workplace.cramped else LINES
        self._notes = Paragraphs(_("Notes libres"), "", lines=lines)
        self._kept = KeptDraft(self.workplace, self._notes, self._place)
        card.add(self._notes)
        line = QHBoxLayout()
        line.addWidget(Words(_("Ces notes restent un brouillon tant qu’elles ne sont pas rangées."), Role.HINT), 1)
        line.addWidget(Button(_("Ranger les phrases"), self._sort, icon="list-checks"))
        card.body.addLayout(line)
        self.body.addWidget(card)

    def _sort(self) -> None:
        sentences = self.workplace.desk.diagnosing.sentences(self._notes.typed)
        if not sentences:
            self.workplace.shell.toast(_("Rien n’est encore écrit sur cette page."))
            self._notes.setFocus()
            return
        self._kept.keep()
        empty(self.body)
        self._table = SortingTable(Sorting.of(sentences), addressed=self.shared)
        self._table.done.connect(self._back)
        self.body.addWidget(self._table)
        self._table.begin()

    def _back(self) -> None:
        self.flush()
        self.begin()

    def _put_away(self, sorting: Sorting) -> None:
        """Put what was sorted to its points in one command; what was not stays the draft."""
        draft = OneDraft(self.workplace.desk.drafts, self._place)
        placed = sorting.leave()
        if placed:
            PuttingAway(self.page, self.case_id, draft, placed).run()
