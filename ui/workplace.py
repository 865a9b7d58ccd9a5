"""What every page is given: the open vault, the way to run a command, and the few things only the window can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import shiboken6

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from app.changes import Changes
    from app.services.desk import Desk
    from app.services.forgetting.values import Certificate, Place
    from resources.vocabulary import DocumentKind, Recipient
    from ui.destinations import Destination
    from ui.events import Hub
    from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class NoteAsked:
    """Which note to open: a new one of a case (or of a case still to choose), a draft found again, one written before.

    Attributes:
        case_id: The case; None while it is to be chosen.
        appointment_id: The appointment it is the note of.
        draft_id: A draft found again.
        contact_id: A note written before.
    """

    case_id: str | None = None
    appointment_id: str | None = None
    draft_id: str | None = None
    contact_id: str | None = None


class Shell(Protocol):
    """What the window does for its pages."""

    def go(self, destination: Destination) -> None:
        """Show a place; what was typed on the page left behind is kept first."""
        ...

    def back(self) -> None:
        """Return to the place before."""
        ...

    def present(self, fault: BaseException) -> None:
        """Say a trouble, in one sentence: the one presenter of errors."""
        ...

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done, with « Annuler » when it can be taken back."""
        ...

    def write_note(self, asked: NoteAsked) -> None:
        """Open a note (Ctrl+N)."""
        ...

    def take_request(self, case_id: str | None) -> None:
        """Open a request or a call (Ctrl+D)."""
        ...

    def postpone(self, case_id: str, appointment_id: str) -> None:
        """Open « Reporter » or « Porte close » for an appointment."""
        ...

    def show_paper(self, case_id: str, kind: DocumentKind, recipient: Recipient, which: str | None = None) -> None:
        """Show a paper made for one recipient, ready to print."""
        ...

    def forget(self, case_id: str, places: Sequence[Place] = ()) -> None:
        """Open « Effacer définitivement » for a case, for some of its fields when they are named."""
        ...

    def forgotten(self, certificate: Certificate, *, whole: bool) -> None:
        """Show nothing of what was forgotten any more, and the attestation of it."""
        ...

    def attest(self, certificate: Certificate) -> None:
        """Show the attestation of what was forgotten, ready to print."""
        ...

    def mask(self) -> None:
        """Cover or uncover private words (F9)."""
        ...

    def pause(self) -> None:
        """Show a neutral screen until somebody comes back (Ctrl+L)."""
        ...

    def window(self) -> QWidget:
        """Return the window, over which sheets stand."""
        ...


class Workplace:
    """The open vault and the window around it, as pages see them."""

    def __init__(self, desk: Desk, tasks: Tasks, hub: Hub, shell: Shell) -> None:
        self.desk = desk
        self.tasks = tasks
        self.hub = hub
        self.shell = shell
        self.cramped = False  # kept by the window: under 700 px high, or text over 150 % (review I3)
        self.shared = False  # kept by the window: F11
        self.said_on_return = ""  # what a page could not keep over a pause, said by it when one comes back
        self.case_id: str | None = None  # kept by the window: the case in sight, for Ctrl+N and Ctrl+D
        self._read: str | None = None

    @property
    def today(self) -> dt.date:
        """The day it is where the worker works."""
        return self.desk.today()

    def go(self, destination: Destination) -> None:
        """Show a place."""
        self.shell.go(destination)

    def read(self, case_id: str | None) -> None:
        """Write in the log that a case is looked at, once a visit of it, off the thread (invariant 11)."""
        if case_id is None or case_id == self._read:
            return
        self._read = case_id
        cases = self.desk.cases
        self.tasks.command(lambda: cases.note_read(case_id))

    def leave_case(self) -> None:
        """Whoever comes next, after a pause, begins another visit."""
        self._read = None

    def command(
        self,
        work: Callable[[], Changes],
        *,
        said: str = "",
        done: Callable[[], object] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a command off the thread; then the saved hour, the screens concerned, and the toast follow.

        Args:
            work: A command of a service; it returns what it touched.
            said: What was done, in a few words, for the toast, with « Annuler » when it can be taken back; nothing by
                default. What was kept all the same (« passer outre ») is said after it.
            done: Called on the UI thread once it is on the disk.
            failed: Called with the failure instead of the presenter of errors.
            owner: Whoever waits for ``done`` and ``failed``.
        """

        def kept(changes: Changes) -> None:
            # The saved hour and the screens concern everybody: they follow even when whoever asked is gone.
            self.hub.saved.emit(self.desk.now())
            self.hub.changed.emit(changes)
            self._tell(said, changes)
            if done is not None and (owner is None or shiboken6.isValid(owner)):
                done()

        def missed(fault: BaseException) -> None:
            if failed is not None and (owner is None or shiboken6.isValid(owner)):
                failed(fault)
            else:
                self.shell.present(fault)

        self.tasks.command(work, kept, missed)

    def _tell(self, said: str, changes: Changes) -> None:
        sentences = " ".join((said, *changes.warnings)).strip()
        undo = changes.undo
        if not sentences:
            return
        if undo is None or not said:
            self.shell.toast(sentences)
        else:
            self.shell.toast(sentences, lambda: self.command(lambda: self.desk.undoing.apply(undo)))
