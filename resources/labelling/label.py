"""What a label is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from resources.vocabulary import Confidentiality

    Tables = Mapping[type[StrEnum], Mapping[StrEnum, "Label"]]


@dataclass(frozen=True, slots=True)
class Label:
    """How a word of the vocabulary is said.

    Attributes:
        text: Plain French, for the worker and the household; translate it with ``app.words._``.
        public: Neutral French, for everybody else (decisions 10, practice P-02).
        confidentiality: What the word itself reveals; empty when it reveals nothing.
    """

    text: str
    public: str
    confidentiality: tuple[Confidentiality, ...] = ()


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name, known to every extractor
    """Mark a label for the catalogue; ``resources`` knows no language."""
    return message


def same(text: str) -> Label:
    """Return a label that everybody may read."""
    return Label(text, text)


def veiled(text: str, public: str, *confidentiality: Confidentiality) -> Label:
    """Return a label said otherwise to those who need not know."""
    return Label(text, public, confidentiality)
