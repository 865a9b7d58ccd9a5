"""What a request decides without a widget: who asks, what its draft keeps."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.procedures.requests import Follow
from app.words import N_
from resources.vocabulary import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable

TARGET, FIELD, NEW = "request", "text", "request:"
CHANNELS = (Channel.PHONE, Channel.SMS, Channel.EMAIL, Channel.VISIT, Channel.OFFICE, Channel.LETTER)
NEITHER_YES_NOR_NO = N_("Je ne peux ni confirmer ni infirmer que nous connaissons cette personne.")
ENDS = (
    (Follow.SETTLED, N_("Réglé"), "check", N_("Réglé, c’est noté.")),
    (Follow.TO_CALL_BACK, N_("À rappeler"), "phone", N_("À rappeler, c’est noté.")),
    (Follow.TO_DO, N_("À faire"), "list-checks", N_("À faire, c’est noté.")),
)
"""What ends a request: what comes of it, its words, its icon, what is said then."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was chosen beside the line of a request still to be kept."""

    channel: Channel = Channel.PHONE
    person: str | None = None
    confided_by: str | None = None
    hide_from: tuple[str, ...] = ()


def kept_beside(beside: Beside) -> str:
    """Return what a draft keeps with its text."""
    return json.dumps({name: getattr(beside, name) for name in Beside.__slots__}, ensure_ascii=False)


def found_beside(kept: str | None) -> Beside:
    """Return what a draft kept; what does not read is as nothing was chosen."""
    try:
        values = json.loads(kept or "")
        return Beside(Channel(values["channel"]), values["person"], values["confided_by"], tuple(values["hide_from"]))
    except (ValueError, KeyError, TypeError):
        return Beside()


def named(persons: Iterable[tuple[str, str]], asked: str) -> str | None:
    """Return the one person the letters typed begin the name of; None when they name several, or the household."""
    words = _folded(asked).split()
    found = [
        person_id
        for person_id, name in persons
        if words and all(any(part.startswith(word) for part in _folded(name).split()) for word in words)
    ]
    return found[0] if len(found) == 1 else None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
