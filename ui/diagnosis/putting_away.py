"""The one command that puts sorted sentences to their points, and takes them off the page of notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.words import ngettext

if TYPE_CHECKING:
    from app.changes import Changes, Undo
    from app.services.diagnosis.diagnosing import SortedSentence
    from ui.diagnosis.kept_draft import OneDraft
    from ui.page import Page


@dataclass(slots=True)
class PuttingAway:
    """Sentences on their way to their points; « Annuler » brings them back to the page of notes."""

    page: Page
    case_id: str
    draft: OneDraft
    placed: tuple[SortedSentence, ...]
    _undo: Undo | None = field(default=None, init=False)

    def run(self) -> None:
        """Run the command."""
        self.page.workplace.command(self._work, done=self._told)

    def _told(self) -> None:
        count = len(self.placed)
        said = ngettext("{count} phrase rangée.", "{count} phrases rangées.", count).format(count=count)
        self.page.workplace.shell.toast(said, self._take_back if self._undo is not None else None)

    def _work(self) -> Changes:
        desk = self.page.workplace.desk
        changes = desk.diagnosing.sort_sentences(self.case_id, self.placed)
        self._undo = changes.undo
        # What stays is read from the disk, not from the screen: what was written meanwhile stays too.
        found = self.draft.read()
        left = list(desk.diagnosing.sentences(found.text)) if found is not None else []
        for one in self.placed:
            if one.sentence in left:
                left.remove(one.sentence)
        self.draft.write("\n".join(left))
        return changes

    def _take_back(self) -> None:
        self.page.flush()
        self.page.workplace.command(self._work_back)

    def _work_back(self) -> Changes:
        assert self._undo is not None  # noqa: S101 -- nothing is offered without it
        changes = self.page.workplace.desk.undoing.apply(self._undo)
        found = self.draft.read()
        texts = [found.text] if found is not None else []
        self.draft.write("\n".join([*texts, *(one.sentence for one in self.placed)]))
        return changes
