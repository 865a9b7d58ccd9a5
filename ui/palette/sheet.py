"""The palette (Ctrl+K): a fact answered where it is asked, a household found, every command with its key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.search.answers import Fact
from app.settings import load, store
from app.words import _
from ui.choosing.as_typed import AsTyped
from ui.choosing.lines import LineList
from ui.kit import look
from ui.kit.fields import Line
from ui.kit.sheets import hear_the_window
from ui.kit.texts import Role, Words
from ui.palette.lending import lending
from ui.palette.view_model import Command, asks_command, destination_of, offered, things

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.palette.view_model import Thing
    from ui.workplace import Workplace

WIDTH, HEIGHT, MARGIN = 720, 560, 48


class PaletteSheet(QDialog):
    """One field and what its words answer; the caret never leaves the field."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """Open the palette over a window.

        Args:
            workplace: Where it reads and where one goes from it.
            parent: The window.
        """
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Palier")  # never a name in a title (ux.md 6)
        self.setAccessibleName(_("Rechercher"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._workplace = workplace
        self._things: tuple[Thing, ...] = ()
        self._read: set[str] = set()
        self.line = Line(
            _("Rechercher"),
            placeholder=_("Une personne, une note, un numéro, «\u00a0bena caf\u00a0», ou > pour une commande"),
            private=False,
        )
        self.list = LineList(_("Réponses"))
        self._nothing = Words(_("Rien ne répond à ces mots."), Role.SECONDARY)
        self._lay_out()
        self._typed = AsTyped(self.line, self.list, self.ask, self._take)
        self.line.installEventFilter(self)  # after: Ctrl+C is heard here first
        hear_the_window(self)
        self._stand_over(parent.window())
        self.ask()
        self.line.setFocus()

    def ask(self) -> None:
        """Show what the words answer now; on a shared screen nothing is looked for (decision 8)."""
        self._typed.asked()
        words = self.line.text()
        only_commands = not words.strip() or asks_command(words) or self._workplace.shared
        answers = None if only_commands else self._workplace.desk.facts.answer(words, case_id=self._workplace.case_id)
        self._things = things(answers, words)
        self._note_read()
        self.list.show_lines([offered(one) for one in self._things])
        self.list.setVisible(bool(self._things))
        self._nothing.setVisible(not self._things)

    def _note_read(self) -> None:
        """Take note of the cases a fact was answered of: they are looked at without being opened (invariant 11)."""
        answered = {one.case_id for one in self._things if isinstance(one, Fact)}
        for case_id in sorted(answered - self._read):
            self._workplace.read(case_id)
        self._read |= answered

    def copy(self) -> bool:
        """Lend the fact in sight to the clipboard for thirty seconds; tell whether there was one."""
        fact = self._fact()
        if fact is None or not fact.copyable:
            return False
        lending(self._workplace.shell.window()).lend(fact.copyable)
        self._workplace.shell.toast(_("Copié\u00a0: le presse-papiers sera vidé dans 30 secondes."))
        self.accept()
        return True

    def _fact(self) -> Fact | None:
        """Return the fact of the current line, else the first one that can be copied."""
        self._typed.settle()
        here = self._things[self.list.rank] if self.list.rank >= 0 else None
        if isinstance(here, Fact) and here.copyable:
            return here
        return next((one for one in self._things if isinstance(one, Fact) and one.copyable), None)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setObjectName("palette")
        outer.addWidget(frame)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 12, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(self.line)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._nothing)
        inside.addStretch(0)
        keys = _("Entrée ouvre · Ctrl+C copie · F9 masque · Échap ferme · > montre toutes les commandes")
        inside.addWidget(Words(keys, Role.HINT))

    def _stand_over(self, window: QWidget) -> None:
        width = min(WIDTH, window.width() - MARGIN)
        height = min(HEIGHT, window.height() - 2 * MARGIN)
        self.resize(width, height)
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, MARGIN)))

    def _take(self, rank: int) -> None:
        if not 0 <= rank < len(self._things):
            return
        thing = self._things[rank]
        self.accept()
        if isinstance(thing, Command):
            self._run(thing)
        elif (destination := destination_of(thing)) is not None:
            self._workplace.go(destination)

    def _run(self, command: Command) -> None:
        window = self._workplace.shell.window()
        if command.destination is not None:
            self._workplace.go(command.destination)
        elif command.theme is not None:
            settings = replace(load(), theme=command.theme)
            store(settings)
            look.wear(settings, window)
        else:
            _press(window, command.keys)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._copies(event):
            event.accept()  # the field would copy its own words, of which none are chosen
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._copies(event):
            return self.copy()
        return super().eventFilter(watched, event)

    def _copies(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Copy) and not self.line.hasSelectedText()


def _press(window: QWidget, keys: str) -> None:
    """Do what keys do in the window: each command and its key are one thing."""
    for one in window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if one.key() == QKeySequence(keys):
            one.activated.emit()
