"""Households, persons and case numbers by name: written so, begun so, in another order, sounding so, one letter away.

Nearness is looked for among the words of names, each in the index once; names alone are found that way, never what was
written in a case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import aliased

from db.name_words import LONGEST_RUN, SHORTEST_TYPO, NameWord, is_one_typo, may_be_one, name_words, sound_of
from db.search_tables import SearchName, SearchUse, SearchWord

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    _Condition: TypeAlias = Callable[[InstrumentedAttribute[str]], ColumnElement[bool]]

MOST_NAMES = 20
MOST_NEAR = 5  # near names: beside what was asked they are a help, not the answer
_READ, _NEAR_READ = 2 * MOST_NAMES, 3 * MOST_NEAR  # names looked at, for one reading of the words; 0.1 ms each
_MOST_WORDS = 5  # more words than any name has: a sentence is not looked for among names
_SHORTEST_NEAR = 3  # letters
_MANY = 500  # names beyond which it does not matter how many more have a word
_LAST = "\U0010ffff"


class Nearness(IntEnum):
    """How a name answers what was typed, the best first."""

    EXACT = 0
    PREFIX = 1
    REARRANGED = 2
    SOUND = 3
    TYPO = 4

    @property
    def is_near(self) -> bool:
        """Whether the name is another spelling than the one typed."""
        return self >= Nearness.SOUND


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name found; ``spans`` are the letters that answer, as (from, to) positions in what it shows."""

    name: SearchName
    nearness: Nearness
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One word asked for, and the words of names that sound like it or are one letter away.

    ``begun`` and ``nearly``: how many names have a word that begins so, or a near one; counted to ``_MANY``.
    """

    word: str
    near: frozenset[str]
    begun: int
    nearly: int

    def is_begun(self, word: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        return word.between(self.word, self.word + _LAST)

    def is_near(self, word: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        return word.in_(sorted(self.near))

    def is_met(self, word: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        return or_(self.is_begun(word), self.is_near(word)) if self.near else self.is_begun(word)


def names_like(session: Session, typed: str, spaces: Collection[str] | None = None) -> tuple[NameHit, ...]:
    """Return the names that answer all the words typed, the nearest first.

    Args:
        session: A reading session.
        typed: As typed.
        spaces: The only spaces to look in; None: all.
    """
    words = [one.word for one in name_words(typed) if one.words == 1]
    if not 0 < len(words) <= _MOST_WORDS:
        return ()
    readings = _known(session, _readings(words))
    ids = {row_id for reading in readings for row_id in _candidates(session, reading)}
    query = select(SearchName).where(SearchName.row_id.in_(ids))
    if spaces is not None:
        query = query.where(SearchName.space_id.in_(spaces))
    found = [hit for name in session.scalars(query) if (hit := _compared(name, readings, len(words))) is not None]
    found.sort(key=lambda hit: (hit.nearness, hit.name.shown.casefold(), hit.name.row_id))
    sure = [hit for hit in found if not hit.nearness.is_near][:MOST_NAMES]
    return (*sure, *[hit for hit in found if hit.nearness.is_near][:MOST_NEAR])


def _readings(words: list[str]) -> Iterator[list[str]]:
    """Give the words as typed, then with neighbours as one: « Ben Ali » may stand as Benali."""
    yield words
    for count in range(2, LONGEST_RUN + 1):
        for place in range(len(words) - count + 1):
            run = words[place : place + count]
            if may_be_one(run):
                yield [*words[:place], "".join(run), *words[place + count :]]


def _known(session: Session, readings: Iterable[Sequence[str]]) -> list[list[_Asked]]:
    """Return the readings whose every word some name may answer: most sentences stop at their longest word."""
    asked: dict[str, _Asked] = {}
    found = []
    for reading in readings:
        for word in sorted(reading, key=len, reverse=True):
            if word not in asked:
                asked[word] = _looked_for(session, word)
            if not asked[word].begun and not asked[word].nearly:
                break
        else:
            found.append([asked[word] for word in reading])
    return found


def _looked_for(session: Session, word: str) -> _Asked:
    one = _Asked(word, _near(session, word), 0, 0)
    begun = _count(session, one.is_begun)
    return replace(one, begun=begun, nearly=_count(session, one.is_near) if one.near else 0)


def _count(session: Session, condition: _Condition) -> int:
    some = select(SearchUse.word).where(condition(SearchUse.word)).limit(_MANY).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _near(session: Session, word: str) -> frozenset[str]:
    if len(word) < _SHORTEST_NEAR or not word.isalpha():
        return frozenset()
    found: set[str] = set()
    if sound := sound_of(word):
        found.update(session.scalars(select(SearchWord.word).where(SearchWord.sound == sound)))
    if len(word) >= SHORTEST_TYPO:
        found.update(one for one in session.scalars(_alike(word)) if is_one_typo(word, one))
    return frozenset(found - {word})


def _alike(word: str) -> Select[str]:
    """Return the query of the words of about this length that begin or end as this one: one letter spares one half."""
    half = len(word) // 2
    begun, ended = word[:half], word[:half:-1]
    return select(SearchWord.word).where(
        func.length(SearchWord.word).between(len(word) - 1, len(word) + 1),
        or_(SearchWord.word.between(begun, begun + _LAST), SearchWord.turned.between(ended, ended + _LAST)),
    )


def _candidates(session: Session, reading: Sequence[_Asked]) -> Iterator[str]:
    """Give the names that may answer: those written so, then for each word those where it is only near."""
    yield from _using(session, [(one.begun, one.is_begun) for one in reading], _READ)
    for place, asked in enumerate(reading):
        if asked.near:
            others = [(one.begun + one.nearly, one.is_met) for one in (*reading[:place], *reading[place + 1 :])]
            yield from _using(session, [(asked.nearly, asked.is_near), *others], _NEAR_READ)


def _using(session: Session, wanted: Sequence[tuple[int, _Condition]], most: int) -> Iterable[str]:
    """Return the names that have a word for each condition, read from the one that fewest answer.

    They come in the order of that word. A word begun so stands before the longer ones: those written exactly so come
    first.
    """
    (fewest, first), *others = sorted(wanted, key=lambda one: one[0])
    if not fewest:
        return ()
    query = select(SearchUse.row_id).where(first(SearchUse.word))
    for _count_of_it, condition in others:
        other = aliased(SearchUse)
        query = query.where(exists().where(other.row_id == SearchUse.row_id, condition(other.word)))
    return session.scalars(query.order_by(SearchUse.word).limit(most))


def _compared(name: SearchName, readings: Sequence[Sequence[_Asked]], typed: int) -> NameHit | None:
    """Return how a name answers the best reading of the words; None when it answers none."""
    words = name_words(name.shown)
    found = [hit for reading in readings if (hit := _answer(name, words, reading, typed)) is not None]
    return min(found, key=lambda hit: hit.nearness, default=None)


def _answer(name: SearchName, words: Sequence[NameWord], reading: Sequence[_Asked], typed: int) -> NameHit | None:
    met = [_met(words, asked) for asked in reading]
    if any(one is None for one in met):
        return None
    answers = [one for one in met if one is not None]
    nearness = max(one for one, _word, _count in answers)
    places = [word.place for _one, word, _count in answers]
    in_order = all(one < other for one, other in pairwise(places))
    as_typed = len(reading) == typed and all(word.words == 1 for _one, word, _count in answers)
    if not nearness.is_near and not (in_order and as_typed):
        nearness = Nearness.REARRANGED
    spans = sorted({(word.starts[0], word.ends[count - 1]) for _one, word, count in answers})
    return NameHit(name, nearness, tuple(spans))


def _met(words: Sequence[NameWord], asked: _Asked) -> tuple[Nearness, NameWord, int] | None:
    """Return how the nearest word of a name answers one asked for, and how many of its letters do."""
    found = ((_between(asked.word, one.word), one) for one in words)
    best = min(
        ((nearness, one.place, one.words, one) for nearness, one in found if nearness is not None),
        key=lambda met: met[:3],
        default=None,
    )
    if best is None:
        return None
    nearness, *_places, word = best
    return nearness, word, len(asked.word) if nearness is Nearness.PREFIX else len(word.word)


def _between(asked: str, word: str) -> Nearness | None:
    if word.startswith(asked):
        return Nearness.EXACT if word == asked else Nearness.PREFIX
    if len(asked) < _SHORTEST_NEAR or not asked.isalpha():
        return None
    if (sound := sound_of(asked)) and sound == sound_of(word):
        return Nearness.SOUND
    return Nearness.TYPO if len(asked) >= SHORTEST_TYPO and is_one_typo(asked, word) else None
