"""Whoever was heard and not read is found; and a near name betrays nothing that was written."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from db.models.around import Partner
from db.models.contact import Contact, ContactPassage
from db.models.household import Household, Person
from db.name_words import is_one_typo, name_words, sound_of
from db.search import Sight, named, search
from db.search_index import rebuild_index
from db.search_names import Nearness, names_like
from db.search_tables import SearchName, SearchUse, SearchWord
from db.spaces import space_for
from tests.unit.vault.world import case_space

if TYPE_CHECKING:
    from db.vault import Vault

SAME = [  # one person, as several people write their name
    "Kowalski Kovalsky Kowalsky Kovalski",
    "Benali Bénali Bennali",
    "Mohamed Mohammed Mouhamed Muhammad Mohamad",
    "Traoré Traore",
    "Nguyen Nguyên",
    "Ndiaye Ndiay",
    "Hussein Houcine Hocine",
    "Youssef Yousef Youcef",
    "Youssouf Yusuf",
    "Yacine Yassine",
    "Khadija Khadidja Kadidja",
    "Aïcha Aicha Aisha",
    "Mustapha Mostafa Moustafa",
    "Toufik Tawfik",
    "Ahmed Ahmad Ahmet",
    "Chérif Cherif Sharif",
    "Djamel Jamel Jamal",
    "Ouattara Wattara",
    "Coulibaly Koulibali",
    "Cissé Sissé Cisse",
    "Moussa Musa",
    "Ousmane Osman",
    "Kouassi Kwassi",
    "Fernandes Fernandez",
    "Rodrigues Rodriguez",
    "Carvalho Carvalio",
    "Teixeira Texeira",
    "Gonçalves Goncalves",
    "Yılmaz Yilmaz",
    "Çelik Celik",
    "Łukasz Lukash",
    "Ivanov Ivanoff",
    "Schwartz Schwarz",
    "Dupont Dupond",
    "Renault Renaud Reno",
    "Thibault Thibaud",
    "Lefebvre Lefèvre",
    "Meyer Mayer Meier",
    "Christine Kristine",
    "Philippe Filip",
    "Georges Jorge",
    "Stéphane Stefan",
]
OTHERS = [
    "Mohamed Mamadou",
    "Martin Mercier",
    "Karim Kamel",
    "Sow Sy",
    "Nadia Nora",
    "Hassan Yacine",
    "Diallo Diop",
    "Cissé Sy",
    "Léa Léo",
]
LETTERS = "abcdefghijklmnopqrstuvwxyzéèçïñşłı"
NAMES = st.text(LETTERS, min_size=4, max_size=12)


def sounds(names: str) -> set[str]:
    return {sound_of(name_words(one)[0].word) for one in names.split()}


def person(vault: Vault, name: str, **values: str) -> None:
    """Write somebody down under an id that is their name."""
    first, _, last = name.partition(" ")

    def work(session) -> None:
        space = case_space(session)
        session.add(Person(id=name, space_id=space.id, first_name=first, last_name=last or None, **values))

    vault.write(work)


def found(vault: Vault, typed: str) -> list[tuple[str, Nearness]]:
    vault.catch_up()
    with vault.read() as session:
        return [(hit.name.row_id, hit.nearness) for hit in names_like(session, typed)]


def ids(vault: Vault, typed: str) -> list[str]:
    return [row_id for row_id, _nearness in found(vault, typed)]


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_name_sound_alike(names):
    assert len(sounds(names)) == 1
    assert sounds(names) != {""}


@pytest.mark.parametrize("names", OTHERS)
def test_other_names_do_not(names):
    assert len(sounds(names)) == len(names.split())


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("benali", "benal", True),
        ("benali", "benalli", True),
        ("benali", "behali", True),
        ("benali", "bneali", True),
        ("benali", "ebnali", True),
        ("benali", "benail", True),
        ("benali", "benali", False),
        ("benali", "banila", False),
        ("benali", "bnali", True),
        ("benali", "bnail", False),
        ("abba", "baab", False),
    ],
)
def test_one_letter_parts_two_words(one, other, alike):
    assert is_one_typo(one, other) is alike
    assert is_one_typo(other, one) is alike


@given(NAMES, st.data())
def test_a_name_is_near_itself_with_a_letter_doubled_left_out_changed_or_exchanged(name, data):
    (word, *_rest) = name_words(name)
    plain = word.word
    place = data.draw(st.integers(0, len(plain) - 2))
    doubled = plain[:place] + plain[place] + plain[place:]
    without = plain[:place] + plain[place + 1 :]
    changed = plain[:place] + "w" + plain[place + 1 :]
    exchanged = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert all(one == plain or is_one_typo(one, plain) for one in (doubled, without, changed, exchanged))


@given(st.text(max_size=30))
def test_words_of_any_name_stand_where_they_say(shown):
    for one in name_words(shown):
        assert one.word.isalnum()
        assert len(one.word) == len(one.starts) == len(one.ends)
        assert all(start < end <= len(shown) for start, end in zip(one.starts, one.ends, strict=True))
        sound_of(one.word)


@given(st.lists(NAMES, min_size=1, max_size=3))
def test_accents_and_capitals_change_nothing(words):
    shown = " ".join(words)
    plain = "".join(one for one in unicodedata.normalize("NFD", shown) if not unicodedata.combining(one))
    assert [one.word for one in name_words(shown)] == [one.word for one in name_words(plain.upper())]


def test_names_come_written_so_then_begun_so_then_in_another_order_then_sounding_so_then_one_letter_away(vault):
    for name in ("Nadia Benali", "Nadia Benalira", "Benali Nadia", "Nadya Bennali", "Nadia Benami"):
        person(vault, name)
    assert found(vault, "nadia benali") == [
        ("Nadia Benali", Nearness.EXACT),
        ("Nadia Benalira", Nearness.PREFIX),
        ("Benali Nadia", Nearness.REARRANGED),
        ("Nadya Bennali", Nearness.SOUND),
        ("Nadia Benami", Nearness.TYPO),
    ]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Nadia Ben Ali", "benali"),
        ("Nadia Benali", "ben ali"),
        ("Nadia Benali", "BEN ALI nad"),
        ("Awa N’Diaye", "ndiaye"),
        ("Awa Ndiaye", "n'diaye"),
        ("Abd el Kader Saïdi", "abdelkader"),
        ("Abdelkader Saïdi", "abd el kader"),
        ("Linh N'Guyen", "nguyen linh"),
        ("Zoé Mac Dowell", "macdo"),
        ("Jean-Pierre Da Silva", "dasilva jean"),
    ],
)
def test_words_written_apart_or_as_one_are_the_same_name(vault, written, typed):
    person(vault, written)
    assert found(vault, typed) == [(written, Nearness.REARRANGED)]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Anna Kowalska", "kovalska"),
        ("Ali Mouhamed", "mohammed ali"),
        ("Awa Traoré", "traores"),
        ("Nadia Ben Ali", "bennali"),
        ("Awa N’Diaye", "ndiayé"),
        ("Łukasz Nowak", "lukash"),
        ("Emre Yılmaz", "yilmz"),
        ("Linh Nguyen", "ngyuen"),
        ("Nadia Benali", "nadai benalli"),
    ],
)
def test_a_name_heard_or_ill_typed_is_found(vault, written, typed):
    person(vault, "Zacharie Quelqu’un-Autre")
    person(vault, written)
    assert ids(vault, typed) == [written]


def test_the_name_at_birth_and_the_name_one_goes_by_are_found(vault):
    person(vault, "Camille Martin", birth_name="Kowalski", called="Cam")
    assert ids(vault, "kovalsky") == ["Camille Martin"]
    assert ids(vault, "cam kowalski") == ["Camille Martin"]


def test_what_answers_is_marked_in_the_name(vault):
    person(vault, "Awa N’Diaye")

    def marked(typed: str) -> list[str]:
        vault.catch_up()
        with vault.read() as session:
            (hit,) = named(session, typed)
        return [hit.snippet[start:end] for start, end in hit.match]

    assert marked("ndia") == ["N’Dia"]
    assert marked("aw ndiay") == ["Aw", "N’Diay"]
    assert marked("ndiahe") == ["N’Diaye"]


def test_a_short_word_is_near_nobody_by_its_letters(vault):
    person(vault, "Lea Mar")
    assert ids(vault, "leo") == []
    assert ids(vault, "mr") == []


def test_a_number_is_never_near_another(vault):
    def work(session) -> None:
        session.add(Household(id="h", space_id=case_space(session).id, label="2026-0143"))

    vault.write(work)
    assert ids(vault, "2026-0143") == ["h"]
    assert ids(vault, "2026-0144") == []
    assert ids(vault, "2025") == []


def test_near_names_are_few_beside_those_that_are_sure(vault):
    for number in range(12):
        person(vault, f"Nadia{number} Bennali")
        person(vault, f"Karim{number} Benali")
    nearness = [one for _row, one in found(vault, "benali")]
    assert nearness.count(Nearness.EXACT) == 12
    assert len(nearness) == 12 + 5


def test_a_near_name_opens_nothing_that_was_written(vault):
    def work(session) -> None:
        space_id = case_space(session).id
        session.add(Contact(id="n", space_id=space_id, hide_from_ids=("p",), on_day=dt.date(2026, 11, 20)))
        session.add(ContactPassage(id="n1", space_id=space_id, contact_id="n", text="M. Kowalski est le père."))
        session.add(Partner(id="a", space_id=space_id, name="Dr Kowalski", hide_from_ids=("p",)))

    vault.write(work)
    vault.catch_up()
    with vault.read() as session:
        assert search(session, "kovalsky") == ()
        assert [hit.object_id for hit in search(session, "kowalski")] == ["n", "a"]
        assert search(session, "kowalski", sight=Sight(confided=False)) == ()
        assert session.scalar(select(func.count()).select_from(SearchWord)) == 0


def test_what_may_not_be_seen_does_not_take_the_place_of_what_may(vault):
    def work(session) -> None:
        space_id = case_space(session).id
        for number in range(6):
            hidden = ("p",) if number else None
            session.add(
                Partner(id=f"a{number}", space_id=space_id, name="Cabinet", hide_from_ids=hidden,
                        confidentiality=("health",) if number == 5 else None, since=dt.date(2026, 11, 1 + number))
            )  # fmt: skip

    vault.write(work)
    vault.catch_up()
    with vault.read() as session:
        assert [hit.object_id for hit in search(session, "cabinet", limit=2, sight=Sight(confided=False))] == ["a0"]
        seen = search(session, "cabinet", sight=Sight(without=frozenset({"health"})))
        assert [hit.object_id for hit in seen] == ["a4", "a3", "a2", "a1", "a0"]


def test_only_the_spaces_asked_for_are_looked_in(vault):
    def work(session) -> None:
        for number in (1, 2):
            space_id = space_for(session, "case/operator", f"0190a000-0000-7000-8000-00000000020{number}").id
            session.add(Person(id=f"p{number}", space_id=space_id, first_name="Nadia", last_name="Benali"))
            session.add(Partner(id=f"a{number}", space_id=space_id, name="Benali et fils"))

    vault.write(work)
    vault.catch_up()
    with vault.read() as session:
        one = session.scalar(select(SearchName.space_id).where(SearchName.row_id == "p1"))
        sight = Sight(spaces=frozenset({one}))
        assert {hit.object_id for hit in search(session, "benalli", sight=sight)} == {"p1"}
        assert {hit.object_id for hit in search(session, "benali", sight=sight)} == {"p1", "a1"}


def words_kept(vault: Vault) -> set[str]:
    vault.catch_up()
    with vault.read() as session:
        uses = set(session.scalars(select(SearchUse.word)))
        assert set(session.scalars(select(SearchWord.word))) == uses
        return uses


def test_a_word_goes_with_the_last_name_that_had_it(vault):
    person(vault, "Nadia Benali")
    person(vault, "Karim Benali")
    assert words_kept(vault) == {"nadia", "karim", "benali"}
    vault.write(lambda session: setattr(session.get(Person, "Nadia Benali"), "last_name", "Kaci"))
    assert words_kept(vault) == {"nadia", "kaci", "karim", "benali"}
    vault.write(
        lambda session: setattr(
            session.get(Person, "Karim Benali"), "archived_at", dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
        )
    )
    assert words_kept(vault) == {"nadia", "kaci"}
    vault.write(rebuild_index)
    assert words_kept(vault) == {"nadia", "kaci"}
