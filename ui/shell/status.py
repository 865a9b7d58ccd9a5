"""The status line: what the disk said last, and only what needs somebody. Offline is normal and says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.instants import time_zone
from app.words import _, hour
from ui.kit.buttons import Button
from ui.kit.going_on import SOON_MS, Bar
from ui.kit.texts import Words

if TYPE_CHECKING:
    import datetime as dt

    from ui.tasks import LongWork, Progress, Tasks


class StatusLine(QFrame):
    """« Enregistré sur cet appareil à 09:14 », long works with « Annuler », and marks that must always be in sight."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self._zone = time_zone(zone)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(12)
        self._saved = Words("", wrap=False)
        self._whisper = Words("", wrap=False)
        self._mark = Words("", wrap=False)
        self._look = Words("", wrap=False)
        self._look.hide()
        layout.addWidget(self._saved)
        layout.addWidget(self._whisper)
        layout.addStretch(1)
        self._works = QHBoxLayout()
        layout.addWidget(self._look)
        layout.addLayout(self._works)
        layout.addWidget(self._mark)
        self._shown: dict[int, _Work] = {}
        self.setMinimumHeight(32)

    def saved(self, at: dt.datetime) -> None:
        """Say when the disk kept what was typed; called only after the commit."""
        local = at.astimezone(self._zone)
        self._saved.say(_("Enregistré sur cet appareil à {hour}").format(hour=hour(local.time())))

    def whisper(self, words: str) -> None:
        """Say a few words nobody has to act on: a backup was made."""
        self._whisper.say(words)

    def mark(self, sentence: str) -> None:
        """Say something that must stay in sight: this vault is a demonstration, the screen is shared."""
        self._mark.say(sentence)

    @property
    def marked(self) -> bool:
        """Whether something must stay in sight."""
        return bool(self._mark.words)

    def look(self, sentence: str) -> None:
        """Say that the vault is being looked at, or what was found; nothing when all is well."""
        self._look.say(sentence)
        self._look.setVisible(bool(sentence))

    def follow(self, tasks: Tasks) -> None:
        """Show the long works of these tasks."""
        tasks.started.connect(self._began)
        tasks.progressed.connect(self._went_on)
        tasks.decided.connect(self._went_past)
        tasks.finished.connect(self._ended)

    def _began(self, work: LongWork) -> None:
        shown = _Work(work)
        self._shown[id(work.progress)] = shown
        self._works.addWidget(shown)

    def _went_on(self, said: tuple[Progress, int, int]) -> None:
        progress, done, whole = said
        if (shown := self._shown.get(id(progress))) is not None:
            shown.bar.tell(done, whole)

    def _went_past(self, progress: Progress) -> None:
        if (shown := self._shown.get(id(progress))) is not None:
            shown.stop_button.hide()

    def _ended(self, progress: Progress) -> None:
        if (shown := self._shown.pop(id(progress), None)) is not None:
            shown.deleteLater()


class _Work(QWidget):
    """One long work: what it is, how far, « Annuler »; while where it was asked for is not in sight."""

    def __init__(self, work: LongWork) -> None:
        super().__init__()
        self._shown_in = work.shown_in.parentWidget() if work.shown_in is not None else None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Words(work.title, wrap=False))
        self.bar = Bar(work.title)
        self.bar.setFixedWidth(120)
        layout.addWidget(self.bar)
        self.stop_button = Button(
            _("Annuler"), work.progress.cancel, name=_("Annuler\u00a0: {work}").format(work=work.title)
        )
        layout.addWidget(self.stop_button)
        self.hide()
        looks = QTimer(self)
        looks.timeout.connect(self._look)
        looks.start(SOON_MS)

    def _look(self) -> None:
        place = self._shown_in
        self.setVisible(place is None or not shiboken6.isValid(place) or not place.isVisible())
