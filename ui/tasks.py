"""Work off the UI thread: commands one after the other, long work beside them; answers come back on the UI thread."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal

from app.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

T = TypeVar("T")
LONG_WORKERS = 2


class Progress:
    """What a long work tells of itself, and how it learns that the user stopped it. Safe from any thread."""

    def __init__(self, told: Callable[[int, int], None], decided: Callable[[], None] = lambda: None) -> None:
        self._told, self._tell_decided = told, decided
        self._choice = threading.Lock()
        self._cancelled = self._decided = False

    def tell(self, done: int, whole: int) -> None:
        """Say how far the work is.

        Raises:
            Cancelled: the user pressed « Annuler ».
        """
        if self._cancelled:
            raise Cancelled
        self._told(done, whole)

    def decide(self) -> None:
        """Go to the end from here on: whoever stops it was either heard before, or comes too late.

        Raises:
            Cancelled: the user pressed « Annuler ».
        """
        with self._choice:
            if self._cancelled:
                raise Cancelled
            self._decided = True
        self._tell_decided()

    def cancel(self) -> None:
        """Ask the work to stop at its next word; once decided, it goes to its end."""
        with self._choice:
            self._cancelled = not self._decided


@dataclass(frozen=True, slots=True, eq=False)
class LongWork:
    """A long work that goes on.

    Attributes:
        title: What it is, for everybody to see: nothing private.
        progress: How far it is, and the way to stop it.
        shown_in: The widget that shows it where it was asked for; elsewhere the status line does.
    """

    title: str
    progress: Progress
    shown_in: QWidget | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a long work was asked for.

    Attributes:
        shown_in: What shows it there and waits for the answer; gone, nobody does.
        writes: Whether it writes in the vault: then it takes its turn among the commands.
    """

    shown_in: QWidget | None = None
    writes: bool = False


class Tasks(QObject):
    """Runs works away from the UI thread and hands their answers back to it.

    Commands keep the order in which they were given, on one thread; long works (papers, checks) run beside them. An
    answer whose owner is gone is dropped: a page left behind is never written to.
    """

    _ended = Signal(object)
    started = Signal(object)  # LongWork
    progressed = Signal(object)  # (Progress, done, whole)
    decided = Signal(object)  # Progress: it may not be stopped any more
    finished = Signal(object)  # Progress

    def __init__(self, unforeseen: Callable[[BaseException], None]) -> None:
        """Take what is told of a failure nobody else answers for: the one presenter of errors."""
        super().__init__()
        self._unforeseen = unforeseen
        self._commands = ThreadPoolExecutor(1, "palier-commands")
        self._long = ThreadPoolExecutor(LONG_WORKERS, "palier-long")
        self._waiting = 0
        self._stopped = False
        self.going_on: list[LongWork] = []
        # Queued: what ended before it was even handed over answers no earlier than its caller can listen.
        self._ended.connect(self._hand_back, Qt.ConnectionType.QueuedConnection)

    def command(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a command after those already given.

        Args:
            work: What to do; never touches a widget.
            done: What to do with its answer, on the UI thread.
            failed: What to do with its failure; by default the presenter of errors says it.
            owner: Whoever waits for the answer; gone, nobody does.
        """
        self._submit(self._commands, work, done, failed, owner)

    def fetch(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run something that only reads or draws, beside the commands; at the end nobody is there to see it."""
        if self._stopped:
            return
        self._submit(self._long, work, done, failed, owner)

    def long(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        asked: Asked | None = None,
    ) -> Progress:
        """Run a long work that says how far it is and can be cancelled.

        Args:
            title: What it is, while it goes on; nothing private.
            work: What to do; never touches a widget.
            done: What to do with its answer, on the UI thread.
            failed: What to do with its failure, with ``Cancelled`` too; by default the presenter of errors says it,
                and nothing is said of what was cancelled.
            asked: Where it was asked for; by default nowhere in particular.
        """
        asked = asked or Asked()
        owner = asked.shown_in
        progress = Progress(
            lambda made, whole: self.progressed.emit((progress, made, whole)), lambda: self.decided.emit(progress)
        )
        going_on = LongWork(title, progress, owner)

        def over() -> bool:
            """Take it off the screen; tell whether who asked is still there."""
            self.going_on.remove(going_on)
            self.finished.emit(progress)
            return owner is None or shiboken6.isValid(owner)

        def ended(answer: T) -> None:
            if over():
                done(answer)

        def missed(fault: BaseException) -> None:
            if over() and failed is not None:
                failed(fault)
            elif not isinstance(fault, Cancelled):
                self._unforeseen(fault)

        self.going_on.append(going_on)
        self.started.emit(going_on)
        self._submit(self._commands if asked.writes else self._long, lambda: work(progress), ended, missed, None)
        return progress

    def telling(self) -> Progress:
        """Return what a command says how far it is by, which nobody may stop: ``progressed`` carries it."""
        progress = Progress(lambda made, whole: self.progressed.emit((progress, made, whole)))
        return progress

    @property
    def busy(self) -> bool:
        """Whether something still runs or waits to be handed back."""
        return self._waiting > 0

    def settle(self, most_ms: int = 5000) -> bool:
        """Let everything given so far end and be handed back; returns whether it did in time (lock, quit, tests)."""
        end = QTimer()
        end.setSingleShot(True)
        end.start(most_ms)
        flags = QEventLoop.ProcessEventsFlag
        while self.busy and end.isActive():
            QCoreApplication.processEvents(flags.ExcludeUserInputEvents | flags.WaitForMoreEvents)
        return not self.busy

    def stop(self) -> None:
        """End the threads; what has not begun never will, what may be stopped is."""
        self._stopped = True
        for one in self.going_on:
            one.progress.cancel()
        self._commands.shutdown(wait=True, cancel_futures=True)
        self._long.shutdown(wait=False, cancel_futures=True)

    def _submit(
        self,
        threads: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None] | None,
        owner: QObject | None,
    ) -> None:
        self._waiting += 1
        future: Future[Any] = threads.submit(work)
        future.add_done_callback(lambda ended: self._ended.emit((ended, done, failed, owner)))

    def _hand_back(self, answer: tuple[Future[Any], Any, Any, QObject | None]) -> None:
        future, done, failed, owner = answer
        self._waiting -= 1
        if future.cancelled() or (owner is not None and not shiboken6.isValid(owner)):
            return
        fault = future.exception()
        if fault is None:
            if done is not None:
                done(future.result())
        elif failed is not None:
            failed(fault)
        else:
            self._unforeseen(fault)
