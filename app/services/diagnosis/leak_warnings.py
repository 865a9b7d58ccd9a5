"""Warnings beside a sentence a landlord would read: words that let guess somebody's health (practice P-03)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.leaks import health_lexicon, leaking_words
from app.words import _


@dataclass(frozen=True, slots=True)
class Leak:
    """A word of a sentence for the landlord that lets guess health, and the warning to show beside it."""

    word: str
    warning: str


def leaks_of(sentence: str, kept: str = "", elsewhere: str = "") -> tuple[Leak, ...]:
    """Return the warnings of a sentence for the landlord: words that let guess somebody's health (practice P-03)."""
    warning = _("Le mot « {word} » peut laisser deviner la santé de quelqu’un. Relisez la phrase avant qu’elle parte.")
    words = leaking_words(sentence, kept, elsewhere, health_lexicon())
    return tuple(Leak(word, warning.format(word=word)) for word in words)
