"""What every screen of the diagnosis is: laid out once, then told what the vault holds; what is typed stays typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.drafts import Typed
from ui.diagnosis.view_model import draft_row
from ui.kit.column import FromTheTop
from ui.kit.fields import Paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.diagnosis.view import DiagnosisView
    from ui.autosave import Autosave
    from ui.page import Page


@dataclass(frozen=True, slots=True)
class Zone:
    """A text zone and what keeps it."""

    field: Paragraphs
    saved: Autosave

    def show(self, text: str) -> None:
        """Show what the vault holds, unless something else is being typed; the caret stays where it is."""
        self.saved.show_text(text)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is typed: the name of its draft.

    Attributes:
        target: What kind of thing (a table).
        field: Which field.
        place: Where on the page; the first word is the screen that takes the draft up again.
    """

    target: str
    field: str
    place: tuple[str, ...]


class Panel(QWidget):
    """One screen of the diagnosis."""

    def __init__(self, page: Page, view: DiagnosisView) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.page = page
        self.workplace = page.workplace
        self.view = view
        self.case_id = view.case_id
        self.shared = page.workplace.shared
        self.body = FromTheTop(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)

    def take(self, view: DiagnosisView) -> None:
        """Show what the vault holds now."""
        self.view = view

    def flush(self) -> None:
        """Keep what no text zone keeps by itself."""

    def begin(self) -> None:
        """Put the caret where one begins."""

    def retreat(self) -> bool:
        """Go one step back inside the screen (Échap); returns whether there was one."""
        return False

    def zone(self, name: str, text: str, spot: Spot, keep: Callable[[str], Changes], *, lines: int = 3) -> Zone:
        """Return a text zone that is kept while it is typed in.

        Args:
            name: What it holds, for screen readers.
            text: What the vault holds.
            spot: The name of its draft.
            keep: The command that keeps it.
            lines: Least height.
        """
        field = Paragraphs(name, text, lines=lines)
        return Zone(field, self.page.autosave(field, self.typed(spot), keep))

    def typed(self, spot: Spot) -> Typed:
        """Return the place of a draft."""
        return Typed(self.case_id, spot.target, spot.field, "", row_id=draft_row(self.case_id, *spot.place))
