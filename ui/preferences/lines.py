"""How a setting is laid out: what it is, a sentence, and its gestures at the right or below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.flow import FlowLayout
from ui.kit.texts import Role, Words


def setting(title: str, about: str | Words, *gestures: QWidget) -> QWidget:
    """Return a setting: what it is, a sentence, its gestures at the right."""
    made = _plain()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(8)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Words(title, Role.STRONG))
    words.addWidget(_said(about))
    row.addLayout(words, 1)
    for gesture in gestures:
        row.addWidget(gesture, 0, Qt.AlignmentFlag.AlignVCenter)
    return made


def below(title: str, about: str | Words, choice: QWidget) -> QWidget:
    """Return a setting whose choices stand under its sentence."""
    made = _plain()
    _column(made, title, about).addWidget(choice)
    return made


def line(title: str, about: str | Words, *gestures: QWidget) -> QWidget:
    """Return what it is and a sentence, its gestures below: several do not fit beside a long sentence."""
    made = _plain()
    row = FlowLayout(spacing=8)
    for gesture in gestures:
        row.addWidget(gesture)
    _column(made, title, about).addLayout(row)
    return made


def _column(made: QWidget, title: str, about: str | Words) -> QVBoxLayout:
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(6)
    column.addWidget(Words(title, Role.STRONG))
    column.addWidget(_said(about))
    return column


def _plain() -> QWidget:
    made = QWidget()
    made.setObjectName("plain")
    return made


def _said(about: str | Words) -> Words:
    return Words(about, Role.SECONDARY) if isinstance(about, str) else about
