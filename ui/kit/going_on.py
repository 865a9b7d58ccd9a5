"""What takes long, in sight where it was asked for: what it is, how far, « Annuler » or why it is not stopped.

Nothing flashes: what ends within half a second was never seen to begin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.words import _
from ui.kit.buttons import Button
from ui.kit.texts import Role, Words
from ui.tasks import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.tasks import LongWork, Progress, Tasks

T = TypeVar("T")
SOON_MS = 500


class Bar(QProgressBar):
    """How far something is; until it says so, only that it goes on."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setTextVisible(False)
        self.begin(name)

    def begin(self, name: str) -> None:
        """Begin again, for something of this name."""
        self.setAccessibleName(name)
        self.setRange(0, 0)

    def tell(self, done: int, whole: int) -> None:
        """Show how far it is; what is one step only goes on."""
        self.setRange(0, whole if whole > 1 else 0)
        self.setValue(done)


class GoingOn(QWidget):
    """Runs one long work at a time and shows it, in a page or a sheet; hidden while there is none.

    Attributes:
        stop_button: « Annuler », there as long as the work may be stopped.
    """

    def __init__(self, tasks: Tasks, *, to_its_end: str = "", button: bool = True) -> None:
        """Make it.

        Args:
            tasks: What runs the work.
            to_its_end: Why it is not stopped once it is decided.
            button: Whether it has its own « Annuler »; a sheet has one at its foot.
        """
        super().__init__()
        self.setObjectName("plain")
        self._tasks, self._has_button = tasks, button
        self.progress: Progress | None = None
        self._heard_of: Progress | None = None
        self._pressed: Button | None = None
        self._focus_went_to: QWidget | None = None
        self._decided = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self._title = Words("", Role.SECONDARY)
        self.bar = Bar()
        self.stop_button = Button(_("Annuler"), self.stop)
        self._why = Words(to_its_end, Role.SECONDARY)
        self._why.hide()
        self._lay_out()
        self.hide()
        tasks.progressed.connect(self._went_on)
        tasks.decided.connect(self._went_past)
        tasks.finished.connect(self._finished)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        column.addLayout(row)
        column.addWidget(self._why)
        self.stop_button.setVisible(self._has_button)

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        *,
        pressed: Button | None = None,
        writes: bool = False,
    ) -> None:
        """Run a long work; one that still went on here is stopped.

        Args:
            title: What it is, while it goes on; nothing private.
            work: What to do; never touches a widget.
            done: What to do with its answer.
            failed: What to do with its failure, ``Cancelled`` when it was stopped.
            pressed: What was pressed to begin it, and is not pressed again meanwhile; the focus goes from it to
                « Annuler » and comes back.
            writes: Whether it writes in the vault.
        """
        self.stop()
        self.progress = None
        self._pressed, had_focus = pressed, pressed is not None and pressed.hasFocus()
        if pressed is not None:
            pressed.setEnabled(False)
        self._focus_went_to = QApplication.focusWidget() if had_focus else None

        def ended(answer: T) -> None:
            if progress is self.progress:
                self._end(lambda: done(answer))

        def missed(fault: BaseException) -> None:
            if progress is self.progress:
                self._end(lambda: failed(fault))

        progress = self._tasks.long(title, work, ended, missed, Asked(self, writes=writes))
        self._follow(title, progress)

    def hear(self) -> None:
        """Show also what is asked for elsewhere: a sheet covers the status line that would."""
        self._tasks.started.connect(self._heard)

    def _heard(self, work: LongWork) -> None:
        if work.shown_in is None:
            self._heard_of = work.progress
            self._follow(work.title, work.progress)

    def _finished(self, progress: Progress) -> None:
        if progress is self._heard_of:
            self._end(lambda: None)

    def _follow(self, title: str, progress: Progress) -> None:
        self._title.say(title)
        self.bar.begin(title)
        self.stop_button.setAccessibleName(_("Annuler\u00a0: {work}").format(work=title))
        self._stand(decided=False)
        self.progress = progress
        self._soon.start(SOON_MS)

    def stop(self) -> None:
        """Ask what goes on to stop; what is decided goes to its end."""
        if self.progress is not None and not self._decided:
            self.progress.cancel()
            self._title.say(_("Annulation en cours…"))

    @property
    def decided(self) -> bool:
        """Whether something goes on that may not be stopped any more."""
        return self.progress is not None and self._decided

    def _stand(self, *, decided: bool) -> None:
        self._decided = decided
        self.stop_button.setEnabled(True)
        self.stop_button.setVisible(self._has_button and not decided)
        self._why.setVisible(decided and bool(self._why.words))

    def _end(self, tell: Callable[[], None]) -> None:
        """Show nothing any more, and tell who asked; the focus comes back to what was pressed, unless it was moved."""
        pressed, comes_back = self._pressed, self._focus_stayed or self.stop_button.hasFocus()
        self.progress = self._pressed = self._focus_went_to = None
        self._soon.stop()
        if pressed is not None:
            pressed.setEnabled(True)
            if comes_back:
                pressed.setFocus()
        self.hide()
        tell()

    @property
    def _focus_stayed(self) -> bool:
        """Whether the focus is where it fell when what had it was pressed."""
        return self._focus_went_to is not None and QApplication.focusWidget() is self._focus_went_to

    def _show(self) -> None:
        stayed = self._focus_stayed
        self.show()
        if stayed and self.stop_button.isVisible():
            self.stop_button.setFocus()

    def _went_on(self, said: tuple[Progress, int, int]) -> None:
        progress, done, whole = said
        if progress is self.progress:
            self.bar.tell(done, whole)

    def _went_past(self, progress: Progress) -> None:
        if progress is self.progress:
            self._stand(decided=True)
