"""The one thread that writes (architecture.md, decision 2): typing never waits for a disk."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
QUIET_SECONDS = 0.2  # longer than between two commands that follow one another, shorter than to type a word to search


class Writer:
    """Runs works in the order they come, on its own thread.

    Args:
        when_quiet: What can wait: run on the thread each time nothing came for a moment, at first too. Whatever it
            raises is dropped: it tries again, and whoever needs what it does asks for it.
        name: Of the thread.
    """

    def __init__(self, when_quiet: Callable[[], None] = lambda: None, name: str = "palier-writer") -> None:
        self._when_quiet = when_quiet
        self._works: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Callable[[], T]) -> T:
        """Run a work on the thread and return what it returns, or raise what it raises."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a work that writes cannot wait for another")
        return self.later(work).result()

    def later(self, work: Callable[[], T]) -> Future[T]:
        """Run a work after those already waiting."""
        if not self._thread.is_alive():
            raise RuntimeError("the vault is closed")
        future: Future[T] = Future()
        self._works.put((work, future))
        return future

    def stop(self, within: float | None = None) -> bool:
        """Finish the works that wait, then end; tell whether that took no longer than so many seconds."""
        self._works.put(None)
        self._thread.join(within)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (item := self._next()) is not None:
            work, future = item
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised again where the work came from
                future.set_exception(error)
            del item, work, future

    def _next(self) -> tuple[Callable[[], Any], Future[Any]] | None:
        try:
            return self._works.get(timeout=QUIET_SECONDS)
        except Empty:
            with suppress(Exception):
                self._when_quiet()
            return self._works.get()
