"""F9: names, addresses, amounts and what people said are covered everywhere, for eyes and for screen readers alike."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

COVER = "•••••"


class Discretion(QObject):
    """Whether private words are covered now; widgets that show some listen to ``changed``."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._covered = False

    @property
    def covered(self) -> bool:
        """Whether private words are covered."""
        return self._covered

    def cover(self, covered: bool) -> None:
        """Cover or uncover private words."""
        if covered != self._covered:
            self._covered = covered
            self.changed.emit(covered)

    def shown(self, private: str) -> str:
        """Return what may be shown of a private text: itself, or a cover of one length for all."""
        return COVER if self._covered and private else private


_discretion = Discretion()


def discretion() -> Discretion:
    """Return the discretion of this process: one screen, one answer."""
    return _discretion
