"""Nothing shown was written by no one: different paragraphs are both kept, the same one is two versions (review A1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models.contact import ContactPassage
from db.models.household import Household
from db.paragraphs import put_together
from db.projection import compare, rebuild
from tests.unit.vault.colleagues import (
    begin,
    begin_note,
    choices,
    everything,
    give,
    note,
    rewrite,
    settle,
    value,
    versions,
    write,
)

if TYPE_CHECKING:
    from db.vault import Vault

pytestmark = pytest.mark.thorough  # long: the integration server runs it

PARAGRAPHS = st.lists(
    st.sampled_from(["un", "deux", "trois", "", "e\u0301", "é", "🏠", "\u202bعربي", "Dette : 1482 €."]), max_size=6
)


def exchanged(one: Vault, two: Vault) -> None:
    give(one, two)
    give(two, one)
    give(one, two)
    assert everything(one) == everything(two)
    assert compare(one) == compare(two) == ()
    assert choices(one) == choices(two)


def apart(team: list[Vault], base: str, ours: str | None, theirs: str | None) -> tuple[Vault, Vault]:
    """Let two colleagues rewrite one text without knowing each other, then give one another what they wrote."""
    one, two, _ = team
    begin_note(one, base)
    give(one, two)
    rewrite(one, ours)
    rewrite(two, theirs)
    exchanged(one, two)
    return one, two


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("Dette : 1482 €.", "Dette : 1282 €.", "Dette : 1542 €."),
        ("Pas de violence constatée.", "Pas de violence constatée ce jour.", "Violence constatée."),
        ("Le loyer est payé.", "Aucun loyer en octobre.", "La famille a reçu ce mois-ci le loyer d’octobre."),
        ("été", "éte", "e\u0301te\u0301"),
        ("\u202bعربي", "\u202bعرب", "\u202bعربية"),
        ("👨‍👩‍👧", "👨‍👩", "👩‍👧"),
        ("un\ndeux", "un\ndeux\ntrois", "un\ndeux\nquatre"),
    ],
)
def test_the_same_paragraph_is_two_versions(team, base, ours, theirs):
    one, two = apart(team, base, ours, theirs)
    assert sorted(versions(one)) == sorted([ours, theirs])
    assert note(one) == versions(one)[0]
    settle(two, ContactPassage, "p1", "text", ours)
    exchanged(one, two)
    assert versions(one) == []
    assert note(one) == note(two) == ours


def test_different_paragraphs_are_both_kept(team):
    one, _ = apart(
        team,
        "Loyer payé.\nDette : 1482 €.\nFin.",
        "Loyer dû.\nDette : 1482 €.\nFin.",
        "Loyer payé.\nDette : 1482 €.\nFin !",
    )
    assert versions(one) == []
    assert note(one) == "Loyer dû.\nDette : 1482 €.\nFin !"


def test_a_paragraph_added_and_one_rewritten_are_both_kept(team):
    one, _ = apart(team, "un\ndeux", "un\ndeux\n\ntrois", "un\nDeux")
    assert note(one) == "un\nDeux\n\ntrois"


def test_who_edits_texts_put_together_has_seen_both(team):
    one, two = apart(team, "un\ndeux\ntrois", "UN\ndeux\ntrois", "un\ndeux\nTROIS")
    rewrite(two, "UN\nDEUX\nTROIS")
    exchanged(one, two)
    assert versions(one) == []
    assert note(one) == "UN\nDEUX\nTROIS"


def test_texts_put_together_are_again_what_later_edits_begin_from(team):
    one, two = apart(team, "un\ndeux\ntrois", "UN\ndeux\ntrois", "un\ndeux\nTROIS")
    rewrite(one, "UN\nDeux\nTROIS")
    rewrite(two, "UN\ndeux\nTrois")
    exchanged(one, two)
    assert versions(one) == []
    assert note(one) == "UN\nDeux\nTrois"


def test_who_edits_the_version_shown_has_not_chosen(team):
    one, two = apart(team, "base", "ours", "theirs")
    shown, other = versions(one)
    rewrite(one, shown + " plus")
    exchanged(one, two)
    assert versions(two) == [shown + " plus", other]


def test_choosing_the_version_shown_already_is_a_choice(team):
    one, two = apart(team, "base", "ours", "theirs")
    settle(one, ContactPassage, "p1", "text", versions(one)[0])
    exchanged(one, two)
    assert versions(two) == []


def test_two_choices_that_differ_are_a_choice_again(team):
    one, two = apart(team, "base", "ours", "theirs")
    settle(one, ContactPassage, "p1", "text", "ours")
    settle(two, ContactPassage, "p1", "text", "theirs")
    exchanged(one, two)
    assert sorted(versions(one)) == ["ours", "theirs"]


def test_two_equal_values_are_one(team):
    one, _ = apart(team, "base", "même", "même")
    assert versions(one) == []
    assert note(one) == "même"


def test_a_text_emptied_beside_a_text_rewritten_is_two_versions(team):
    one, _ = apart(team, "base", None, "autre")
    assert set(versions(one)) == {None, "autre"}


def test_three_colleagues_on_three_paragraphs(team):
    one, two, three = team
    begin_note(one, "un\ndeux\ntrois")
    give(one, two)
    give(one, three)
    rewrite(one, "UN\ndeux\ntrois")
    rewrite(two, "un\nDEUX\ntrois")
    rewrite(three, "un\ndeux\nTROIS")
    give(one, three)
    give(two, one)
    exchanged(one, three)
    exchanged(two, three)
    exchanged(one, two)
    assert note(one) == note(two) == note(three) == "UN\nDEUX\nTROIS"
    assert versions(one) == []


def test_two_values_of_a_field_name_who_wrote_them_and_when(team):
    one, two, _ = team
    begin(one, label="base")
    give(one, two)
    write(one, label="Bénali")
    write(two, label="Benali")
    exchanged(one, two)
    (choice,) = choices(one)
    assert (choice.table, choice.row_id, choice.column) == ("household", "h1", "label")
    assert {version.device_id for version in choice.versions} == {one.context.device_id, two.context.device_id}
    assert {version.written_at for version in choice.versions} == {one.context.clock.now()}
    rebuild(one)
    assert value(one, Household, "h1", "label") == choice.versions[0].value


def test_archived_here_and_changed_there_is_archived_with_its_change(team):
    one, two, _ = team
    begin(one, label="base")
    give(one, two)
    write(one, archived_at=one.context.clock.now())
    write(two, label="Benali")
    exchanged(one, two)
    assert value(one, Household, "h1", "archived_at") is not None
    assert value(one, Household, "h1", "label") == "Benali"


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_every_paragraph_put_together_stands_whole_in_one_text(base, one, other):
    texts = ["\n".join(lines) for lines in (base, one, other)]
    found = put_together(*texts)
    assert found == put_together(texts[0], texts[2], texts[1])
    if found is not None:
        written = {*texts[1].split("\n"), *texts[2].split("\n")}
        assert set(found.split("\n")) <= written | ({""} if found == "" else set())


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_one_alone_changed_is_what_is_shown(base, one):
    before, after = "\n".join(base), "\n".join(one)
    assert put_together(before, before, after) == put_together(before, after, before) == after
    assert put_together(before, after, after) == after
