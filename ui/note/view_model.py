"""What a note decides without a widget: its marks, its quiet lines, the next meeting, what is kept with its draft."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.domain.better_unwritten import holds_social_security_number, judging_words, speaks_of_password
from app.domain.notes import HYPOTHESIS, TASK, parts_of, read_note
from app.domain.rules import shipped_rules
from app.services.typed import day_from_typed, hour_from_typed
from app.services.visit.days_said import day_said
from app.words import N_, _, hour, long_day, week_day
from resources.labels import LABELS
from resources.vocabulary import ContactKind, PassageKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.visit.meetings import Meeting, Slot

NEW, FIELD, TARGET = "note:", "note", "contact"
MOST_SAID = 3  # quiet lines in sight at once
_HOUR_LAST = re.compile(r"(?P<day>.*?)(?:^|\s+à\s+|\s+|,\s*)(?P<hour>[0-9]{1,2}\s*[hH:]\s*[0-9]{0,2}|midi)\s*")
_YEAR = re.compile(r"\s[0-9]{4}$")


class Mark(StrEnum):
    """What a part of a note is, by its signs."""

    SEEN = "seen"
    SPEECH = "speech"
    HYPOTHESIS = "hypothesis"
    TASK = "task"


_MARK_OF = {
    PassageKind.OBSERVED: Mark.SEEN,
    PassageKind.REPORTED: Mark.SPEECH,
    PassageKind.ANALYSIS: Mark.HYPOTHESIS,
    None: Mark.TASK,
}
MARKS = (
    (Mark.SPEECH, "« … »", N_("parole")),
    (Mark.HYPOTHESIS, HYPOTHESIS, N_("hypothèse")),
    (Mark.TASK, TASK, N_("à faire")),
)
FIRST_KINDS = (
    (ContactKind.HOME_VISIT, N_("Visite")),
    (ContactKind.OFFICE, N_("Au bureau")),
    (ContactKind.PHONE, N_("Appel")),
    (ContactKind.SMS, N_("SMS")),
    (ContactKind.INFORMAL, N_("Passage, un café")),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line and what it is: from a place, so many letters."""

    start: int
    length: int
    mark: Mark


def stretches(line: str) -> tuple[Stretch, ...]:
    """Return what each part of a line is."""
    found, start = [], 0
    for part in parts_of(line, apart=True):
        found.append(Stretch(start, len(part.typed), Mark.SEEN if part.is_empty else _MARK_OF[part.kind]))
        start += len(part.typed)
    return tuple(found)


def stretch_at(line: str, place: int) -> Stretch:
    """Return the part of a line a caret stands in, or just after."""
    every = stretches(line)
    return next((one for one in every if place <= one.start + one.length), Stretch(0, 0, Mark.SEEN))


def marked(words: str, mark: Mark) -> str:
    """Return a part of a line as another kind of part; the kind it has already is taken off."""
    before, words = stretch_at(words, 0).mark, words.strip()
    if before is Mark.SPEECH:
        words = words.removeprefix("«").removesuffix("»").strip()
    elif before is not Mark.SEEN:
        words = words.strip(f"{HYPOTHESIS}{TASK} \u00a0")
    if before is mark:
        return words
    return f"«\u00a0{words}\u00a0»" if mark is Mark.SPEECH else f"{_sign_of(mark)} {words}"


def _sign_of(mark: Mark) -> str:
    return next(sign for sign, one in ((HYPOTHESIS, Mark.HYPOTHESIS), (TASK, Mark.TASK)) if one is mark)


def quiet_sentences(text: str) -> tuple[str, ...]:
    """Return what is said beside a text, which stays as it is (review E8, practice S-28)."""
    found = []
    if holds_social_security_number(text, shipped_rules()):
        found.append(
            _("Ce numéro ressemble à un numéro de sécurité sociale\u00a0: il vaut mieux ne pas le garder ici.")
        )
    if speaks_of_password(text):
        found.append(_("Un mot de passe ne s’écrit pas dans un dossier\u00a0: il reste chez la personne."))
    found += [
        _("«\u00a0{word}\u00a0» juge plus qu’il ne décrit\u00a0: qu’avez-vous vu, ou entendu\u00a0?").format(word=word)
        for word in judging_words(text)
    ]
    return tuple(found[:MOST_SAID])


def kept_sentence(text: str, on: dt.date) -> str:
    """Say that a note is kept, and the days its words ask to be reminded of.

    Args:
        text: As typed.
        on: The day of the note.
    """
    days = sorted({day for what in read_note(text).actions if (day := day_said(what, on)) is not None})
    if not days:
        return _("Note gardée.")
    said = ", ".join(f"{week_day(day)} {_day(day, on)}" for day in days)
    return _("Note gardée. À faire pour\u00a0: {days}.").format(days=said)


def other_kinds(shown: ContactKind) -> list[tuple[ContactKind, str]]:
    """Return the ways to meet that are not in sight already."""
    first = {kind for kind, _words in FIRST_KINDS} - {shown}
    return [(kind, _(LABELS[kind].text)) for kind in ContactKind if kind not in first | {ContactKind.NO_SHOW}]


def shown_slot(slot: Slot, today: dt.date) -> str:
    """Return when to meet, as people say it: « mardi 24 novembre à 10 h 30 »."""
    day = f"{week_day(slot.on)} {_day(slot.on, today)}"
    return day if slot.at is None else _("{day} à {hour}").format(day=day, hour=hour(slot.at))


def _day(on: dt.date, today: dt.date) -> str:
    written = long_day(on)
    return _YEAR.sub("", written) if abs((on - today).days) < 180 else written  # noqa: PLR2004 -- nobody doubts the year


def slot_from_typed(text: str, proposed: Slot, today: dt.date) -> Slot:
    """Return a slot typed as « mardi », « +7 », « 14h30 », « 9 déc à 14 h »; what is not said is as proposed.

    Raises:
        Expected: ``day_unread``, ``no_such_day``, ``hour_unread``.
    """
    words = text.replace("\u00a0", " ").strip()
    found = _HOUR_LAST.fullmatch(words)
    if found is None:
        return replace(proposed, on=day_from_typed(words, today), appointment_id=None)
    on = day_from_typed(found["day"], today) if found["day"].strip() else proposed.on
    return replace(proposed, on=on, at=hour_from_typed(found["hour"]), appointment_id=None)


@dataclass(frozen=True, slots=True)
class Beside:
    """What was chosen beside the text of a note still to be kept.

    Attributes:
        on: The day of the meeting.
        kind: How people met.
        present: Ids of those who were there.
        at: At what hour.
        confided_by: Id of who confided it.
        hide_from: Ids of who must not see it.
        objectives: Ids of the objectives talked about.
        next_on: The day of the next meeting, when it is to be planned.
        next_at: Its hour.
    """

    on: dt.date
    kind: ContactKind = ContactKind.HOME_VISIT
    present: tuple[str, ...] = ()
    at: dt.time | None = None
    confided_by: str | None = None
    hide_from: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    next_on: dt.date | None = None
    next_at: dt.time | None = None


def beside_of(meeting: Meeting) -> Beside:
    """Return what is chosen before anybody chooses: that of the appointment, else of last time."""
    return Beside(meeting.on, meeting.kind, meeting.present, meeting.at)


def kept_beside(beside: Beside, appointment_id: str | None) -> str:
    """Return what a draft keeps with its text, so that nothing confided is ever taken up as said to all."""
    values = {name: _written(getattr(beside, name)) for name in Beside.__slots__}
    return json.dumps({**values, "appointment_id": appointment_id}, ensure_ascii=False)


def found_beside(kept: str | None) -> tuple[Beside | None, str | None]:
    """Return what a draft kept, and the appointment it is the note of."""
    try:
        values = json.loads(kept or "")
        beside = Beside(**{name: read(values[name]) for name, read in _READ.items() if values.get(name) is not None})
    except (ValueError, TypeError, AttributeError):
        return None, None
    return beside, values.get("appointment_id")


_READ: dict[str, Callable[[Any], Any]] = {
    "on": dt.date.fromisoformat,
    "kind": ContactKind,
    "present": tuple,
    "at": dt.time.fromisoformat,
    "confided_by": str,
    "hide_from": tuple,
    "objectives": tuple,
    "next_on": dt.date.fromisoformat,
    "next_at": dt.time.fromisoformat,
}


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value
