"""What the entrance does with vaults: the program is put together, vaults are made and opened, off the UI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from app.errors import Expected, Several
from app.words import _
from ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from app.bootstrap import App

T = TypeVar("T")
_KEYS, _DATA, _UNFINISHED = ("palier.keys", "palier.keys.1"), "palier.db", "palier.creating"


class Door:
    """Runs what needs the program on one thread, in the order asked; the first thing there is to build it."""

    def __init__(self, build: Callable[[], App]) -> None:
        self._build = build
        self._app: App | None = None
        self._begun = False
        self._waiting: list[Callable[[], None]] = []
        self.tasks = Tasks(_burst)

    def prepare(self) -> None:
        """Put the program together while the worker types; a failure is told to who asks for it."""
        if self._begun:
            return
        self._begun = True
        self.tasks.command(self._built, failed=lambda _fault: None)
        for wait in self._waiting:
            wait()
        self._waiting.clear()

    def later(
        self,
        work: Callable[[App], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        owner: QObject,
    ) -> None:
        """Run a work once somebody is there: before nobody, the program is not even loaded (100 MB of memory)."""
        if self._begun:
            self.run(work, done, failed, owner)
        else:
            self._waiting.append(lambda: self.run(work, done, failed, owner))

    def run(
        self,
        work: Callable[[App], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        owner: QObject,
    ) -> None:
        """Run a work of the program.

        Args:
            work: What to do; never touches a widget.
            done: What to do with its answer, on the UI thread.
            failed: What to do with its failure.
            owner: Whoever waits for the answer; gone, nobody does.
        """
        self.prepare()
        self.tasks.command(lambda: work(self._built()), done, failed, owner)

    def stop(self) -> None:
        """End the threads, once a vault is open."""
        self._begun = True
        self.tasks.stop()

    def _built(self) -> App:
        if self._app is None:
            self._app = self._build()
        return self._app


def holds_vault(folder: Path) -> bool:
    """Tell whether a folder holds a vault, whole or damaged; the program need not be there to know."""
    if any((folder / name).exists() for name in _KEYS):
        return True
    return (folder / _DATA).exists() and not (folder / _UNFINISHED).exists()


def holds_backups(folder: Path) -> bool:
    """Tell whether a folder holds backups of a vault that may be there no more."""
    return any(any((folder / shelf).glob("*.palier")) for shelf in ("backups", "replaced"))


def sentence_of(fault: BaseException) -> str:
    """Return what to say of a failure; ours is said too, then it bursts.

    Raises:
        BaseException: the failure itself, when it is ours: the report of it is on the console, without private data.
    """
    if isinstance(fault, Expected):
        return fault.sentence
    if isinstance(fault, Several):
        return "\n".join(one.sentence for one in fault.problems)
    return _("Palier s’est trompé. Rien n’a changé dans le coffre\u00a0; fermez la fenêtre et recommencez.")


def _burst(fault: BaseException) -> None:
    raise fault


def free_folder(folder: Path) -> Path:
    """Return a folder, or the next name beside it that holds no vault."""
    place, rank = folder, 2
    while holds_vault(place):
        place, rank = folder.with_name(f"{folder.name}-{rank}"), rank + 1
    return place
