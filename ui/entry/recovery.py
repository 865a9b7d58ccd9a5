"""The passphrase is lost: the code of the kit, then a new passphrase; the vault opens at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import Expected
from app.words import _
from ui.entry.door import sentence_of
from ui.entry.flow import Flow
from ui.entry.kit import UseKit
from ui.entry.phrase import Again, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.desk import Desk
    from ui.entry.door import Door


class Recovery(Flow):
    """From the paper to an open vault whose passphrase is another one.

    Signals:
        opened: the vault is open; carries its desk.
    """

    opened = Signal(object)

    def __init__(self, door: Door, folder: Path, back: Callable[[], object]) -> None:
        super().__init__()
        self._door = door
        self._desk: Desk | None = None
        self._code, self._passphrase, self._weak = "", "", False
        self._use = UseKit(door, folder, back)
        self._use.opened.connect(self._ask_phrase)
        self._phrase: Phrase | None = None
        self._again: Again | None = None
        self.show_step(self._use)

    def close_desk(self) -> None:
        """Close the vault opened by the kit, when the window goes before its last step."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _ask_phrase(self, desk: Desk, code: str) -> None:
        self._desk, self._code = desk, code
        self._phrase = Phrase(self._door, self._start_again)
        self._phrase.done.connect(self._ask_again)
        self.show_step(self._phrase)

    def _start_again(self) -> None:
        self.close_desk()
        self.show_step(self._use)

    def _ask_again(self, passphrase: str, weak: bool) -> None:
        assert self._phrase is not None  # noqa: S101 -- one came by it
        self._passphrase, self._weak = passphrase, weak
        if self._again is None:
            self._again = Again(self._see_again)
            self._again.done.connect(self._change)
        self._again.expect(passphrase)
        self.show_step(self._again)

    def _see_again(self) -> None:
        if self._phrase is not None:
            self.show_step(self._phrase)

    def _change(self) -> None:
        assert self._desk is not None  # noqa: S101 -- one came by it
        assert self._again is not None  # noqa: S101
        desk, code, new, weak = self._desk, self._code, self._passphrase, self._weak
        self._again.wait(_("Ouverture du coffre…"))
        self._door.run(
            lambda _app: desk.kits.new_passphrase(code, new, accept_weak=weak),
            lambda _changes: self._end(desk),
            partial(self._missed, self._again),
            self,
        )

    def _end(self, desk: Desk) -> None:
        self._desk = None
        self._code = self._passphrase = ""
        self.opened.emit(desk)

    def _missed(self, step: Again, fault: BaseException) -> None:
        step.wait("")
        step.banner.say(sentence_of(fault))
        if not isinstance(fault, Expected):
            raise fault
