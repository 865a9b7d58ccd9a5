"""What is to be done on a day says it in its words: « ! appeler la CAF demain » waits for tomorrow, not for nobody."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.visit.days_said import day_said

FRIDAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("what", "day"),
    [
        ("appeler la CAF demain", dt.date(2026, 11, 21)),
        ("appeler la CAF après-demain matin", dt.date(2026, 11, 22)),
        ("Demain, appeler la CAF", dt.date(2026, 11, 21)),
        ("appeler la CAF lundi", dt.date(2026, 11, 23)),
        ("appeler la CAF avant mardi midi.", dt.date(2026, 11, 24)),
        ("appeler la CAF lundi prochain à 9h30", dt.date(2026, 11, 23)),
        ("envoyer le dossier avant le 12/12", dt.date(2026, 12, 12)),
        ("envoyer le dossier d’ici le 12 décembre", dt.date(2026, 12, 12)),
        ("envoyer le dossier mardi 1er décembre", dt.date(2026, 12, 1)),
        ("le 3, rappeler", dt.date(2026, 12, 3)),
        ("relancer dans 15 jours", dt.date(2026, 12, 5)),
        ("voir avec Karim aujourd’hui", FRIDAY),
    ],
)
def test_a_day_that_begins_or_ends_the_words_is_the_day_it_is_for(what, day):
    assert day_said(what, FRIDAY) == day


@pytest.mark.parametrize(
    "what",
    [
        "",
        "appeler la CAF",
        "rappeler le 06 12 34 56 10",
        "le 06 12 34 56 10, à rappeler",
        "rappeler le 03.20.00.00.01",
        "acheter 12",
        "payer 60",
        "envoyer les 3 quittances",
        "demander ce qui s’est passé hier",
        "revoir ce qu’il a signé lundi dernier",
        "retrouver la facture du 3 mars 2019",
        "prendre le bus 12",
        "relancer tous les lundis",
        "regarder la lettre 12/3",
        "trouver un matin",
        "!",
        "le",
        "à midi",
    ],
)
def test_what_is_no_day_to_come_gives_none(what):
    assert day_said(what, FRIDAY) is None


@given(st.text(max_size=60), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_whatever_is_written_it_is_a_day_within_a_year_or_none(what, today):
    found = day_said(what, today)
    assert found is None or 0 <= (found - today).days <= 366


@pytest.mark.parametrize("filling", [" ", ", ", ",", "midi ", "le 3 ", "a", "\u00a0", "demain,"])
def test_a_text_of_any_length_is_read_at_once(filling):
    day_said("appeler" + filling * 200_000 + "x", FRIDAY)
    assert day_said("appeler " + "la CAF et " * 50_000 + "la MSA demain, à 9h30", FRIDAY) == dt.date(2026, 11, 21)
