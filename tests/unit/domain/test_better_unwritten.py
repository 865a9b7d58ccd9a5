"""What a note is better without is seen, never refused."""

from __future__ import annotations

import pytest

from app.domain.better_unwritten import holds_social_security_number, judging_words, speaks_of_password
from app.domain.rules import shipped_rules


@pytest.mark.parametrize(
    "text",
    [
        "NIR 255081416802538.",
        "n° 2 55 08 14 168 025 38",
        "2\u00a055\u00a008\u00a014\u00a0168\u00a0025\u00a038 noté",
        "1 80 01 2A 001 001 61",
    ],
)
def test_a_social_security_number_whose_key_is_right_is_seen(text):
    assert holds_social_security_number(text, shipped_rules())


@pytest.mark.parametrize("text", ["255081416802539", "06 00 00 00 01", "2550814168025380"])
def test_any_other_number_is_let_be(text):
    assert not holds_social_security_number(text, shipped_rules())


def test_a_password_is_seen_by_its_words():
    assert speaks_of_password("Son mot de passe est sur le frigo.")
    assert speaks_of_password("MDP : voir carnet")
    assert not speaks_of_password("Elle passe le mot à sa voisine.")


def test_words_of_ours_that_judge_are_given_as_they_are_written():
    assert judging_words("Toujours dans le Déni, situation dégradée.") == ("dans le Déni", "situation dégradée")


def test_what_somebody_said_is_theirs():
    assert judging_words("« Je suis un client, dans le déni. »\n« Et sans fin, le déni") == ()
    assert judging_words("Le dénivelé du couloir.") == ()
