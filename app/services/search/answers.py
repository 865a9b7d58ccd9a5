"""What the palette answers: households and persons, then facts (« kow caf »), then texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.instants import time_zone
from app.services.case_rows import rows_of_cases, zone_of_worker
from app.services.lists.figures import labels_of
from app.services.search.finding import Finding, Found
from app.services.search.topics import Asked, Fact, Topic, facts_of, topic_of
from app.services.troubles import told
from db.search import Sight, named
from db.searchable import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from db.vault import Vault

__all__ = ["Answers", "Fact", "Facts"]

LIMIT = 12
MOST_CASES = 3  # cases a fact is answered for: more is no answer
NAMES = frozenset({"household", "person", "case"})
OVER_THE_SHOULDER = Sight(confided=False)  # the palette is read by whoever stands there (decision 8)


@dataclass(frozen=True, slots=True)
class Answers:
    """What words answer, in the order it is shown.

    Attributes:
        names: Households, persons and case numbers.
        facts: What was asked of them in a word.
        texts: Notes, requests, démarches… newest first; nothing confided is among them.
    """

    names: tuple[Found, ...]
    facts: tuple[Fact, ...]
    texts: tuple[Found, ...]

    def __len__(self) -> int:
        return len(self.names) + len(self.facts) + len(self.texts)


@dataclass(frozen=True, slots=True)
class _Question:
    """Words taken apart: whom they name, what they ask."""

    names: tuple[str, ...]
    topic: Topic
    word: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Answers the palette from one vault."""

    vault: Vault

    def answer(self, words: str, limit: int = LIMIT, case_id: str | None = None) -> Answers:
        """Answer words.

        Args:
            words: As typed: a name, or a name and what is asked of it, « kow caf ».
            limit: Most lines in all.
            case_id: The case that is open: a word that names nobody is asked of it.
        """
        asked = tuple(words_of(words))
        if not asked:
            return Answers((), (), ())
        found = Finding(self.vault).search(words, limit, OVER_THE_SHOULDER)
        names = tuple(one for one in found if one.kind in NAMES)
        texts = tuple(one for one in found if one.kind not in NAMES)
        with told(self.vault.folder), self.vault.read() as session:
            facts = self._facts(session, asked, case_id, free=all(one.is_near for one in names))
        if not names and not facts:
            names = self._meant(asked)
        names, facts = names[:limit], facts[: max(0, limit - len(names[:limit]))]
        return Answers(names, facts, texts[: max(0, limit - len(names) - len(facts))])

    def _facts(self, session: Session, asked: tuple[str, ...], case_id: str | None, *, free: bool) -> tuple[Fact, ...]:
        for question in _questions(asked, free=free):
            cases = _cases(session, question, case_id)
            facts = self._answered(session, question, cases)
            if facts:
                return facts
        return ()

    def _meant(self, asked: tuple[str, ...]) -> tuple[Found, ...]:
        """Return whom words that ask something may name, « kovalsky caf »: who is only near is shown, not answered."""
        finding = Finding(self.vault)
        questions = (question for question in _questions(asked, free=False) if question.names)
        found = (finding.search(" ".join(question.names), 0) for question in questions)
        return next((one for one in found if one), ())

    def _answered(self, session: Session, question: _Question, cases: Sequence[str]) -> tuple[Fact, ...]:
        if not cases:
            return ()
        zone = time_zone(zone_of_worker(session, self.vault.context.worker_id))
        today = self.vault.context.clock.now().astimezone(zone).date()
        labels = labels_of(session, cases)
        return tuple(
            fact
            for rows in rows_of_cases(session, cases)
            for fact in facts_of(
                Asked(rows, labels.get(rows.case_id, ""), question.names, question.word, today), question.topic
            )
        )


def _questions(asked: tuple[str, ...], *, free: bool) -> Iterator[_Question]:
    """Give the ways to read words: a known word asks, the others name; else the last or the first word asks."""
    known = [(place, topic) for place, word in enumerate(asked) if (topic := topic_of(word)) is not None]
    for place, topic in reversed(known):
        yield _Question(asked[:place] + asked[place + 1 :], topic, asked[place])
    if free and not known and len(asked) > 1:
        yield _Question(asked[:-1], Topic.BODY, asked[-1])
        yield _Question(asked[1:], Topic.BODY, asked[0])


def _cases(session: Session, question: _Question, case_id: str | None) -> list[str]:
    """Return the cases named, a few at most; the open one when nobody is.

    A name that is only near gives no fact: a number copied from it would be somebody else's.
    """
    if not question.names:
        return [case_id] if case_id is not None else []
    hits = named(session, " ".join(question.names))
    return list(dict.fromkeys(hit.case_id for hit in hits if hit.case_id and not hit.is_near))[:MOST_CASES]
