"""A note is one text; its marks tell what each sentence is (decision 20, review H9).

What stands in « … » is what somebody said, a sentence that begins with or ends in ``?`` a hypothesis of ours, one that
begins with or ends in ``!`` something to do, anything else what was seen. A mark that begins a paragraph holds for all
of it, up to a sentence that begins with another. Marks are typing aids: they set what a passage is and are not kept,
but for guillemets, which are the quotation itself, and the question mark of a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.sentences import split_sentences
from resources.vocabulary import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEECH, HYPOTHESIS, TASK = "«", "?", "!"
_BEGINS_ANOTHER = re.compile(r"(?<=[.!?…»)]) +(?=[?!] +\w)")  # « …suspendu ? ! appeler la CAF »
_MARKS_LAST = re.compile(r"[?!]+$")
_TASK_LAST = re.compile(r"[\s!]+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a note, or a part of one, and what it is."""

    kind: PassageKind
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text as it was typed, white space too: parts put together are the text.

    Attributes:
        kind: What it is; None for something to do.
        typed: Its letters.
    """

    kind: PassageKind | None
    typed: str

    @property
    def words(self) -> str:
        """What is kept of it, without the marks that said what it is."""
        words = self.typed.strip()
        sign = {None: TASK, PassageKind.ANALYSIS: HYPOTHESIS}.get(self.kind)
        if sign is not None and words.startswith(sign):
            words = words[1:].strip()
        return _TASK_LAST.sub("", words) if self.kind is None else words

    @property
    def is_empty(self) -> bool:
        """Whether it is nothing but marks."""
        return not self.typed.strip(HYPOTHESIS + TASK + " \t\u00a0\r\n\v\f")


@dataclass(frozen=True, slots=True)
class Note:
    """A note as written: its passages in order, and what it says is to be done."""

    passages: tuple[Passage, ...]
    actions: tuple[str, ...]


def read_note(text: str) -> Note:
    """Read a typed note; everything is kept, in the order written, as a passage or as an action."""
    told = [part for part in parts_of(text) if not part.is_empty]
    return Note(
        tuple(Passage(part.kind, part.words) for part in told if part.kind is not None),
        tuple(part.words for part in told if part.kind is None),
    )


def parts_of(text: str, *, apart: bool = False) -> tuple[Part, ...]:
    """Cut a text where what it is changes.

    Args:
        text: As typed.
        apart: Cut after each sentence that one mark can be put on, also where what it is stays the same.
    """
    return tuple(part for line in text.splitlines(keepends=True) for part in _of_line(line, apart=apart))


def shown_passage(passage: Passage) -> str:
    """Return a passage as it is shown in the one text zone, its mark put back where its words do not say it."""
    if passage.kind is not PassageKind.ANALYSIS or read_note(passage.text) == Note((passage,), ()):
        return passage.text
    return f"{HYPOTHESIS} {passage.text}"


def typed_text(note: Note) -> str:
    """Return a note as it is shown in the one text zone, marks put back."""
    return "\n".join([*map(shown_passage, note.passages), *(f"{TASK} {action}" for action in note.actions)])


def _of_line(line: str, *, apart: bool) -> Iterator[Part]:
    """Give the parts of a paragraph, white space with the one before it."""
    before: Part | None = None
    held: tuple[PassageKind | None] | None = None
    for typed in _sentences(line):
        begins = typed.lstrip().startswith((HYPOTHESIS, TASK))
        if begins:
            kind = PassageKind.ANALYSIS if typed.lstrip().startswith(HYPOTHESIS) else None
            held = (kind,) if before is None else None
        else:
            kind = held[0] if held is not None else _kind_of(typed)
        goes_on = held is not None or (kind is not None and not apart)
        if before is not None and kind is before.kind and goes_on and not begins:
            before = Part(kind, before.typed + typed)
            continue
        if before is not None:
            yield before
        before = Part(kind, typed)
    if before is not None:
        yield before


def _kind_of(sentence: str) -> PassageKind | None:
    if SPEECH in sentence:
        return PassageKind.REPORTED
    last = _MARKS_LAST.search(sentence.rstrip())
    if last is None:
        return PassageKind.OBSERVED
    return PassageKind.ANALYSIS if HYPOTHESIS in last[0] else None


def _sentences(line: str) -> Iterator[str]:
    starts = [*_starts(line)][1:]
    for start, end in pairwise((0, *starts, len(line))):
        if end > start:
            yield line[start:end]


def _starts(line: str) -> Iterator[int]:
    """Give where each sentence of a paragraph begins."""
    place = 0
    for stretch in _stretches(line):
        for sentence in split_sentences(stretch):
            place = line.index(sentence, place)
            yield place
            place += len(sentence)


def _stretches(line: str) -> Iterator[str]:
    """Cut before a mark that begins a sentence after another one, outside what somebody says."""
    start = 0
    for found in _BEGINS_ANOTHER.finditer(line):
        if line.count("«", 0, found.start()) <= line.count("»", 0, found.start()):
            yield line[start : found.start()]
            start = found.end()
    yield line[start:]
