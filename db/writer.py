"""The one thread that writes (architecture.md, decision 2): typing never waits for a disk."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Writer:
    """Runs works in the order they come, on its own thread."""

    def __init__(self, name: str = "palier-writer") -> None:
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

    def stop(self) -> None:
        """Finish the works that wait, then end."""
        self._works.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (item := self._works.get()) is not None:
            work, future = item
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised again where the work came from
                future.set_exception(error)
            del item, work, future
