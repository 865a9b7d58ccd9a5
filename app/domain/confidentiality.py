"""Who may read what: one scale, things confided, and refusals nobody passes over (review E6, decisions 7 and 8).

The landlord and the funder never read a text of the file through this door: the landlord receives sentences written for
them (``app.domain.sharing``), the funder figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from app.domain.refusals import Refusal
from resources.vocabulary import Confidentiality, Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable

Levels = frozenset[Confidentiality]

DEFAULT_LEVELS: Levels = frozenset({Confidentiality.FULL})
SENSITIVE: Levels = frozenset(
    {Confidentiality.HEALTH, Confidentiality.PENAL, Confidentiality.VIOLENCE, Confidentiality.ORIGIN}
)
NEVER_TO_LANDLORD: Levels = frozenset({Confidentiality.HEALTH, Confidentiality.PENAL, Confidentiality.VIOLENCE})

_READS: dict[Recipient, Levels] = {
    Recipient.OPERATOR: frozenset(Confidentiality),
    Recipient.HOUSEHOLD: frozenset(Confidentiality),
    Recipient.COMMITTEE: frozenset({Confidentiality.GENERAL}),
    Recipient.LANDLORD: frozenset({Confidentiality.GENERAL}),
    Recipient.FUNDER: frozenset({Confidentiality.GENERAL}),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What protects a thing.

    Attributes:
        levels: Its own levels with those of the vocabulary rows it uses; see :func:`union`.
        confided_by: Ref of the person who confided it.
        hide_from: Refs of the persons who must not see it.
    """

    levels: Levels = DEFAULT_LEVELS
    confided_by: str | None = None
    hide_from: frozenset[str] = frozenset()

    @property
    def confided(self) -> bool:
        """Whether somebody of the household must not know it (decision 8)."""
        return self.confided_by is not None or bool(self.hide_from)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a thing is shown.

    Attributes:
        recipient: In what quality they read.
        persons: Refs of the persons of the household who will see it; a copy for everybody names them all.
    """

    recipient: Recipient
    persons: frozenset[str] = frozenset()


def union(levels: Iterable[Levels]) -> Levels:
    """Join levels: a thing carries all those of what it is made of; with none written it is ``full``."""
    joined = reduce(frozenset.union, levels, frozenset[Confidentiality]())
    return joined or DEFAULT_LEVELS


def may_read(marks: Marks, reader: Reader) -> bool:
    """Tell whether a thing is shown to a reader.

    A thing confided goes to the operator, and in the household to the one who confided it; where persons to hide it
    from are named, the others of the household may read it too. It never leaves the two.
    """
    if not marks.levels <= _READS[reader.recipient]:
        return False
    if reader.recipient is Recipient.OPERATOR:
        return True
    if reader.recipient is not Recipient.HOUSEHOLD:
        return not marks.confided
    return not marks.confided or _household_may_read(marks, reader.persons)


def _household_may_read(marks: Marks, persons: frozenset[str]) -> bool:
    if not persons or persons & marks.hide_from:
        return False
    return bool(marks.hide_from) or persons == {marks.confided_by}


def sharing_refusal(levels: Levels, recipient: Recipient, *, authorised: bool) -> Refusal | None:
    """Give the hard refusals of sharing: no authorisation; health, penal or violence to a landlord.

    The two others are :func:`app.domain.committee.presentation` and :func:`change_refusal`.

    Args:
        levels: Levels of what would be shared.
        recipient: For whom.
        authorised: Whether a valid authorisation covers it; the household and the operator need none.
    """
    if recipient is Recipient.LANDLORD and levels & NEVER_TO_LANDLORD:
        found = tuple(sorted(level.value for level in levels & NEVER_TO_LANDLORD))
        return Refusal("never_to_landlord", found, hard=True)
    needs_none = recipient in {Recipient.HOUSEHOLD, Recipient.OPERATOR}
    return None if needs_none or authorised else Refusal("no_authorisation", hard=True)


def change_refusal(ref: str, *, signed: bool) -> Refusal | None:
    """Refuse to change a signed document: an amendment is another document (invariant 5)."""
    return Refusal("signed_document", (ref,), hard=True) if signed else None
