"""Going from place to place: each page is made at its first visit, kept, and never left with something unsaved."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from ui.destinations import Destination, Place
from ui.kit.collector import collector_held

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from ui.page import Left, Page
    from ui.workplace import Workplace

# Module and class of each page: imported at its first visit, since a start waits for none of them.
PAGES = {
    Place.TODAY: ("ui.today.page", "TodayPage"),
    Place.PERSONS: ("ui.persons.page", "PersonsPage"),
    Place.PROCEDURES: ("ui.procedures.page", "ProceduresPage"),
    Place.CASE: ("ui.case.page", "CasePage"),
    Place.DIAGNOSIS: ("ui.diagnosis.page", "DiagnosisPage"),
    Place.CONTRACT: ("ui.contract.page", "ContractPage"),
    Place.SIGNING: ("ui.signing.page", "SigningPage"),
    Place.SETTINGS: ("ui.preferences.page", "PreferencesPage"),
    Place.HELP: ("ui.help.page", "HelpPage"),
}
REMEMBERED = 50


class Navigator:
    """The pages of one open vault and the way one came."""

    def __init__(self, workplace: Workplace, pages: QStackedWidget) -> None:
        self._workplace = workplace
        self._stack = pages
        self._pages: dict[Place, Page] = {}
        self._way: list[Destination] = []
        self._left: tuple[Destination, Left] | None = None
        self.here: Destination | None = None

    def go(self, destination: Destination) -> None:
        """Show a destination; what was typed where one was is kept first. No way leads back before a household."""
        self.flush()
        if self.here is not None and self.here != destination and not self.signs:
            self._way = [*self._way[-REMEMBERED:], self.here]
        self._show(destination)

    @property
    def signs(self) -> bool:
        """Whether one is where a household signs."""
        return self.here is not None and self.here.place is Place.SIGNING

    @property
    def before(self) -> Destination | None:
        """Where one came from."""
        return self._way[-1] if self._way else None

    def back(self) -> None:
        """Return to where one came from, else to Aujourd’hui."""
        self.flush()
        self._show(self._way.pop() if self._way else Destination(Place.TODAY))

    def flush(self) -> None:
        """Turn what is typed on the page in sight into commands."""
        if self.here is not None and self.here.place in self._pages:  # taken down by a pause, it has nothing more
            self._pages[self.here.place].flush()

    def remember(self) -> None:
        """Remember where one is in the page in sight, which is about to be taken down."""
        if self.here is not None and self.here.place in self._pages:
            self._left = self.here, self._pages[self.here.place].left()

    def come_back(self) -> None:
        """Show again where one was, what was remembered of it too."""
        here = self.here or Destination(Place.TODAY)
        self.go(here)
        if self._left is not None and self._left[0] == here:
            self._pages[here.place].come_back(self._left[1])
        self._left = None

    def close(self) -> None:
        """Take every page down: nothing readable stays in a widget."""
        with collector_held():
            for page in self._pages.values():
                self._stack.removeWidget(page)
                page.setParent(None)
                page.deleteLater()
        self._pages.clear()

    def forget(self, case_id: str) -> None:
        """Let no way lead back to a case that is gone."""
        self._way = [one for one in self._way if one.case_id != case_id]
        if self.here is not None and self.here.case_id == case_id:
            self.here = Destination(Place.PERSONS)

    def page(self, place: Place) -> Page:
        """Return the page of a place, made at its first visit."""
        if place not in self._pages:
            module, name = PAGES[place]
            made = cast("Page", getattr(import_module(module), name)(self._workplace))
            self._pages[place] = made
            self._stack.addWidget(made)
        return self._pages[place]

    def _show(self, destination: Destination) -> None:
        page = self.page(destination.place)
        self.here = destination
        self._workplace.case_id = destination.case_id
        self._workplace.read(destination.case_id)
        self._stack.setCurrentWidget(page)
        page.arrive(destination)
