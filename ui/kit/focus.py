"""Where the keyboard stands: the stops of Tab in a page, the first of them, the caret, the same place found again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from ui.kit.discretion import discretion
from ui.kit.texts import Role, Words


def stops(within: QWidget) -> list[QWidget]:
    """Return what Tab leads to inside a widget, in the order it was laid out."""
    return [
        one
        for one in within.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and one.isEnabled()
        and not one.focusProxy()
        and _chosen_beside(one) is one  # Qt takes its siblings out of Tab only once one of them had the focus
    ]


def first_stop(within: QWidget) -> QWidget | None:
    """Return where the keyboard begins inside a widget; its heading where there is nothing to press or to write."""
    for one in stops(within):
        return _chosen_beside(one)
    headings = (one for one in within.findChildren(Words) if one.property("role") == Role.HEADING and one.isVisible())
    return next(headings, None)


def focus_in(within: QWidget) -> QWidget | None:
    """Return what has the focus inside a widget, whether or not its window is the active one."""
    here = cast("QWidget | None", within.window().focusWidget())
    return here if here is not None and within.isAncestorOf(here) else None


def caret_of(field: QWidget) -> int:
    """Return where the caret is; 0 in what has none."""
    if isinstance(field, QPlainTextEdit):
        return field.textCursor().position()
    return field.cursorPosition() if isinstance(field, QLineEdit) else 0


def put_caret(field: QWidget, position: int) -> None:
    """Put the caret somewhere in a text; in a covered one there is nothing to point at."""
    if isinstance(field, QLineEdit):
        field.setCursorPosition(position)
    elif isinstance(field, QPlainTextEdit) and not discretion().covered:
        caret = field.textCursor()
        caret.setPosition(min(position, field.document().characterCount() - 1))  # Qt counts an emoji twice
        field.setTextCursor(caret)


@dataclass(frozen=True, slots=True)
class Held:
    """What had the focus, so that it or its successor has it again once everything was laid out anew.

    Attributes:
        kind: What it was.
        name: What it was called.
        rank: Which stop of Tab it was.
        caret: Where the caret was in it.
    """

    kind: type[QWidget]
    name: str
    rank: int
    caret: int = 0

    @classmethod
    def of(cls, within: QWidget) -> Held | None:
        """Return what has the focus inside a widget, if anything."""
        here = focus_in(within)
        if here is None:
            return None
        before = stops(within)
        rank = before.index(here) if here in before else 0
        return cls(type(here), here.accessibleName(), rank, caret_of(here))

    def again(self, within: QWidget) -> QWidget | None:
        """Return what is called the same, else what stands now where it stood."""
        now = stops(within)
        same = [one for one in now if type(one) is self.kind and one.accessibleName() == self.name]
        if same:
            return min(same, key=lambda one: abs(now.index(one) - self.rank))
        return now[min(self.rank, len(now) - 1)] if now else first_stop(within)


def _chosen_beside(one: QWidget) -> QWidget:
    """Return the one chosen among exclusive choices: Tab leads there."""
    group = one.group() if isinstance(one, QAbstractButton) else None
    if group is not None and group.exclusive():
        return group.checkedButton() or one
    return one
