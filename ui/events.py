"""One hub that says what happened, so that screens need not know one another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Hub(QObject):
    """What screens listen to.

    Signals:
        changed: :class:`app.changes.Changes` of a command that ran; each page decides whether to look again.
        saved: The instant (aware, UTC) the disk said that what was typed is kept.
        room_changed: True when the window is cramped (review I3): small height or large text.
        sharing_changed: True while the screen is shared with the household (F11).
        backed_up: A backup was made in the background.
        lock_asked: A page asks the window to lock: what follows needs a fresh start.
        language_chosen: Another language was chosen: everything is said again in it.
    """

    changed = Signal(object)
    saved = Signal(object)
    room_changed = Signal(bool)
    sharing_changed = Signal(bool)
    backed_up = Signal()
    lock_asked = Signal()
    language_chosen = Signal()
