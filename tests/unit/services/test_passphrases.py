from __future__ import annotations

from app.services.keys.passphrases import OFFERED_WORDS, offer, offered_words, weigh


class Drawn:
    """Ids whose bytes are the numbers given, one after the other, then the next ones up."""

    def __init__(self, *numbers: int) -> None:
        self._numbers = [*numbers, *range(100, 200)]

    def new(self) -> str:
        raise AssertionError("no id is wanted")

    def random_bytes(self, count: int) -> bytes:
        return self._numbers.pop(0).to_bytes(count, "big")


def test_seven_words_are_offered_from_the_list():
    words = offer(Drawn(0, 1, 2, 3, 4, 5, 6)).split()
    assert words == list(offered_words()[:OFFERED_WORDS])


def test_a_word_drawn_twice_is_drawn_again_so_that_what_is_offered_is_never_refused():
    words = offer(Drawn(7, 7, 7, 8))
    assert len(set(words.split())) == OFFERED_WORDS
    assert weigh(words).enough
