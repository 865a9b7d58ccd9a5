"""A note is one text: what marks a paragraph tells what it is (decision 20, review H9).

« … » is what somebody said, ``?`` a hypothesis of ours, ``!`` something to do, anything else what was seen. Marks are
typing aids: they set what a passage is and are not kept, but for the guillemets, which are the quotation itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources.vocabulary import PassageKind

SPEECH, HYPOTHESIS, TASK = "«", "?", "!"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a note and what it is."""

    kind: PassageKind
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note as written: its passages in order, and what it says is to be done."""

    passages: tuple[Passage, ...]
    actions: tuple[str, ...]


def read_note(text: str) -> Note:
    """Read a typed note; every paragraph is kept, in the order written, as a passage or as an action."""
    passages: list[Passage] = []
    actions: list[str] = []
    for line in text.splitlines():
        paragraph = line.strip()
        if not paragraph.strip(HYPOTHESIS + TASK + " \u00a0"):
            continue
        if paragraph.startswith(TASK):
            actions.append(_unmarked(paragraph))
        elif paragraph.startswith(HYPOTHESIS):
            passages.append(Passage(PassageKind.ANALYSIS, _unmarked(paragraph)))
        else:
            kind = PassageKind.REPORTED if paragraph.startswith(SPEECH) else PassageKind.OBSERVED
            passages.append(Passage(kind, paragraph))
    return Note(tuple(passages), tuple(actions))


def _unmarked(paragraph: str) -> str:
    return paragraph[1:].strip()


def typed_text(note: Note) -> str:
    """Return a note as it is shown in the one text zone, marks put back."""
    marks = {PassageKind.ANALYSIS: f"{HYPOTHESIS} "}
    lines = [f"{marks.get(passage.kind, '')}{passage.text}" for passage in note.passages]
    return "\n".join([*lines, *(f"{TASK} {action}" for action in note.actions)])
