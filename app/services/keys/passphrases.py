"""Passphrases: seven words offered, or one chosen and weighed (CNIL 2022-100: 80 bits; review F1)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.errors import Expected
from app.paths import word_list
from app.words import _, ngettext

if TYPE_CHECKING:
    from app.ports import Ids

ASKED_BITS = 80
OFFERED_WORDS = 7
WEIGHED_CHARACTERS = 72  # what the estimator accepts; more characters only make a passphrase stronger


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess.

    Attributes:
        bits: Base-2 logarithm of the guesses an informed attacker needs, rounded down.
        reason: Why, in one sentence.
    """

    bits: int
    reason: str

    @property
    def enough(self) -> bool:
        """Tell whether the vault may be created with it without a warning."""
        return self.bits >= ASKED_BITS


@cache
def offered_words() -> tuple[str, ...]:
    """Return the 7,776 words passphrases are drawn from."""
    return tuple(word_list().read_text("utf-8").split())


def offer(ids: Ids) -> str:
    """Return seven different words drawn at random: 90 bits. A word drawn twice would be weighed once, and refused."""
    words = offered_words()
    drawn: list[str] = []
    while len(drawn) < OFFERED_WORDS:
        # 32 bits over 7,776 words: no word is likelier than another by more than one in half a million.
        word = words[int.from_bytes(ids.random_bytes(4), "big") % len(words)]
        if word not in drawn:
            drawn.append(word)
    return " ".join(drawn)


def weigh(passphrase: str) -> Strength:
    """Return how strong a chosen passphrase is.

    Words of the offered list count as drawn from it; anything else is given to an estimator that knows names,
    keyboards, dates and French words.
    """
    words = passphrase.lower().split()
    known = frozenset(offered_words())
    if words and known.issuperset(words):
        bits = int(len(set(words)) * math.log2(len(known)))
        count = len(set(words))
        said = ngettext("{count} mot de la liste proposée", "{count} mots différents de la liste proposée", count)
        return Strength(bits, said.format(count=count))
    return _estimated(passphrase)


def _estimated(passphrase: str) -> Strength:
    from zxcvbn import zxcvbn  # noqa: PLC0415 -- its dictionaries cost a tenth of a second, paid only here

    weighed = passphrase[:WEIGHED_CHARACTERS]
    guesses = zxcvbn(weighed, user_inputs=list(offered_words()))["guesses"] if weighed else 1
    bits = int(math.log2(max(1, int(guesses))))
    if bits >= ASKED_BITS:
        return Strength(bits, _("ni mots courants à la suite, ni dates, ni répétitions"))
    return Strength(bits, _("trop courte ou faite de mots, de dates ou de suites que l’on devine"))


def refuse_weak(passphrase: str, *, accept_weak: bool) -> None:
    """Refuse a passphrase that is guessed too easily (CNIL 2022-100: 80 bits).

    Raises:
        Expected: ``weak_passphrase``.
    """
    strength = weigh(passphrase)
    if passphrase.strip() and not strength.enough and not accept_weak:
        raise Expected(
            "weak_passphrase",
            _(
                "Cette phrase de passe se devine trop facilement : {reason} ({bits} bits, il en faut 80). "
                "Rien n’a changé ; prenez sept mots au hasard, ou gardez-la quand même avec --accept-weak."
            ).format(bits=strength.bits, reason=strength.reason),
        )
