"""The port to the merge engine."""

from __future__ import annotations

import pytest

from db.errors import MergeTrouble
from db.merge import Document, root_name, row_of, shown, stamp

ROW = root_name("person", "p1")
A, B = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"


def document(peer: int) -> Document:
    made = Document()
    made.write_as(peer)
    return made


def written(peer: int, when: str, **values) -> Document:
    made = document(peer)
    made.write_row(ROW, values, when, is_new=True)
    return made


def test_a_value_replaced_leaves_one_value():
    one = written(1, stamp(1, A), first_name="Zoé", last_name="Bénali")
    one.write_row(ROW, {"first_name": "Éloïse"}, stamp(2, A), is_new=False)
    assert shown(one.row(ROW)) == {"first_name": "Éloïse", "last_name": "Bénali"}
    assert len(one.row(ROW)) == 2


def test_two_values_written_without_knowing_each_other_are_both_kept():
    one = written(1, stamp(1, A), text="Dette : 1482 €.")
    two = document(2)
    start = two.version()
    two.apply(one.snapshot())
    one_knew, two_knew = one.version(), two.version()
    one.write_row(ROW, {"text": "Dette : 1282 €."}, stamp(2, A), is_new=False)
    two.write_row(ROW, {"text": "Dette : 1542 €."}, stamp(2, B), is_new=False)
    to_two, to_one = one.updates_since(one_knew), two.updates_since(two_knew)
    one.apply(to_one)
    two.apply(to_two)
    assert start != one_knew
    assert one.row(ROW) == two.row(ROW)
    assert sorted(one.row(ROW).values()) == ["Dette : 1282 €.", "Dette : 1542 €."]
    assert shown(one.row(ROW)) == {"text": "Dette : 1542 €."}  # the greater replica, on every device


def test_a_choice_supersedes_both():
    one = written(1, stamp(1, A), text="un")
    other = written(2, stamp(1, B), text="deux")
    one.apply(other.snapshot())
    one.write_row(ROW, {"text": "deux"}, stamp(2, A), is_new=False)
    assert list(one.row(ROW).values()) == ["deux"]


def test_the_greatest_lamport_number_is_shown_whatever_the_replica():
    assert shown({f"a|{stamp(10, A)}": "tard", f"a|{stamp(9, B)}": "tôt"}) == {"a": "tard"}


def test_nothing_new_is_written_when_the_value_is_the_one_shown():
    one = written(1, stamp(1, A), first_name="Zoé")
    before = one.version()
    one.write_row(ROW, {"first_name": "Zoé", "last_name": None}, stamp(2, A), is_new=False)
    assert one.version() == before


def test_a_value_emptied_is_kept_as_emptied():
    one = written(1, stamp(1, A), first_name="Zoé")
    one.write_row(ROW, {"first_name": None}, stamp(2, A), is_new=False)
    assert shown(one.row(ROW)) == {"first_name": None}


@pytest.mark.parametrize("value", ["", "été 🏠 e\u0301 \u202bعربي", 0, -1, 2**63 - 1, -(2**63), b"\0\xff"])
def test_values_come_back_as_they_are(value):
    copy = Document(written(1, stamp(1, A), column=value).snapshot())
    found = shown(copy.row(ROW))["column"]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize("value", [1.5, 2**63, ("a",)])
def test_a_value_the_engine_would_change_is_refused(value):
    with pytest.raises(MergeTrouble):
        written(1, stamp(1, A), column=value)


@pytest.mark.parametrize("row_id", ["", "a/b", "a\0b"])
def test_a_row_id_on_which_the_engine_panics_is_refused_before(row_id):
    with pytest.raises(MergeTrouble):
        root_name("person", row_id)


def test_the_engine_s_own_errors_are_ours_outside():
    with pytest.raises(MergeTrouble):
        Document().apply(b"not an update")


def test_an_update_that_needs_another_is_refused():
    one = written(1, stamp(1, A), text="un")
    knew = one.version()
    one.write_row(ROW, {"text": "deux"}, stamp(2, A), is_new=False)
    with pytest.raises(MergeTrouble):
        Document().apply(one.updates_since(knew))


def test_a_row_s_name_gives_its_table_and_id():
    assert row_of(ROW) == ("person", "p1")
