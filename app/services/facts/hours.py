"""Hours the case holds as « 10:30 », said as people write them: « 10 h 30 », on screen and on paper alike."""

from __future__ import annotations

from app.domain.instants import time_from_text
from app.domain.refusals import UnreadableValue
from app.words import hour


def hour_words(written: str) -> str:
    """Return an hour of the case in words; one written some other way stays as it is."""
    try:
        return hour(time_from_text(written))
    except UnreadableValue:
        return written
