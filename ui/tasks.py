"""Work off the UI thread: commands one after the other, long work beside them; answers come back on the UI thread."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from app.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
LONG_WORKERS = 2


class Progress:
    """What a long work tells of itself, and how it learns that the user stopped it. Safe from any thread."""

    def __init__(self, told: Callable[[int, int], None]) -> None:
        self._told = told
        self._cancelled = threading.Event()

    def tell(self, done: int, whole: int) -> None:
        """Say how far the work is.

        Raises:
            Cancelled: the user pressed « Annuler ».
        """
        if self._cancelled.is_set():
            raise Cancelled
        self._told(done, whole)

    def cancel(self) -> None:
        """Ask the work to stop at its next word."""
        self._cancelled.set()


class Tasks(QObject):
    """Runs works away from the UI thread and hands their answers back to it.

    Commands keep the order in which they were given, on one thread; long works (papers, checks) run beside them. An
    answer whose owner is gone is dropped: a page left behind is never written to.
    """

    _ended = Signal(object)
    started = Signal(object)  # (title, Progress) of a long work that may be cancelled
    progressed = Signal(object)  # (Progress, done, whole)
    finished = Signal(object)  # Progress

    def __init__(self, unforeseen: Callable[[BaseException], None]) -> None:
        """Take what is told of a failure nobody else answers for: the one presenter of errors."""
        super().__init__()
        self._unforeseen = unforeseen
        self._commands = ThreadPoolExecutor(1, "palier-commands")
        self._long = ThreadPoolExecutor(LONG_WORKERS, "palier-long")
        self._waiting = 0
        self._stopped = False
        self._ended.connect(self._hand_back)

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
        owner: QObject | None = None,
    ) -> Progress:
        """Run a long work that says how far it is and can be cancelled; cancelled, it says nothing more."""
        progress = Progress(lambda made, whole: self.progressed.emit((progress, made, whole)))

        def ended(answer: T) -> None:
            self.finished.emit(progress)
            done(answer)

        def failed(fault: BaseException) -> None:
            self.finished.emit(progress)
            if not isinstance(fault, Cancelled):
                self._unforeseen(fault)

        self.started.emit((title, progress))
        self._submit(self._long, lambda: work(progress), ended, failed, owner)
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
        """End the threads; what has not begun never will."""
        self._stopped = True
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
