"""The code of the kit: every slip of the pen is told, and where."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import StorageTrouble
from db.recovery_code import SIGNS, RecoveryCode, group_holds, new_code, read_code, same_group

SECRETS = st.binary(min_size=32, max_size=32)
CODE = RecoveryCode(bytes(range(7, 39)))


def mistyped(typed: str) -> dict[str, object]:
    with pytest.raises(StorageTrouble) as caught:
        read_code(typed)
    assert caught.value.code == "kit_mistyped"
    return caught.value.facts


@given(SECRETS)
def test_a_code_is_read_back_as_it_was_drawn(secret):
    assert read_code(" ".join(RecoveryCode(secret).groups())).secret == secret


def test_it_is_thirteen_groups_of_five_signs_that_no_one_confuses():
    groups = new_code(os.urandom).groups()
    assert [len(group) for group in groups] == [5] * 13
    assert set("".join(groups)) <= set(SIGNS)
    assert set("ILOU").isdisjoint(SIGNS)


@pytest.mark.parametrize(
    "way",
    [
        lambda groups: "-".join(groups).lower(),
        "".join,
        lambda groups: "\n".join(groups) + "\n",
        lambda groups: " – ".join(groups).replace("0", "o").replace("1", "l"),
        lambda groups: "\u00a0".join(groups).replace("0", "O").replace("1", "I"),
        lambda groups: "\u202f".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in "".join(groups)),
    ],
    ids=["lower", "together", "lines", "alike", "alike capitals", "wide digits"],
)
def test_it_is_the_same_code_however_it_is_typed(way):
    assert read_code(way(CODE.groups())) == CODE


def test_one_wrong_sign_is_always_seen_and_its_group_named():
    typed = "".join(CODE.groups())
    for place, right in enumerate(typed):
        for sign in SIGNS:
            if sign != right:
                assert mistyped(typed[:place] + sign + typed[place + 1 :])["group"] == place // 5 + 1


@given(SECRETS, st.integers(0, 64), st.integers(0, 64))
def test_two_signs_exchanged_are_always_seen(secret, one, other):
    signs = list("".join(RecoveryCode(secret).groups()))
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    assert mistyped("".join(signs))["group"] in {one // 5 + 1, other // 5 + 1}


@given(SECRETS, st.integers(0, 12), st.integers(0, 12))
def test_two_groups_exchanged_are_always_seen(secret, one, other):
    groups = list(RecoveryCode(secret).groups())
    if one == other:
        return
    groups[one], groups[other] = groups[other], groups[one]
    assert mistyped(" ".join(groups))["group"] == min(one, other) + 1


def test_a_missing_sign_is_told_with_the_group_it_should_be_in():
    typed = "".join(CODE.groups())
    facts = mistyped(typed[:17] + typed[18:])
    assert (facts["group"], facts["signs"], facts["expected"]) == (4, 64, 65)


def test_a_group_left_out_at_the_end_is_told_by_the_count():
    facts = mistyped("".join(CODE.groups()[:-1]))
    assert (facts["group"], facts["signs"]) == (None, 60)


@pytest.mark.parametrize("typed", ["", " ", "é", "U" * 65, "*" * 65, "0" * 66, "\x00" * 65, "7" * 100_000])
def test_anything_else_is_no_code(typed):
    mistyped(typed)


def test_bits_that_carry_nothing_may_not_be_set():
    groups = CODE.groups()
    for sign in SIGNS:
        for check in SIGNS:
            last = groups[-1][:3] + sign + check
            if group_holds(13, last) and SIGNS.index(sign) & 15:
                with pytest.raises(StorageTrouble):
                    read_code("".join(groups[:-1]) + last)


def test_a_group_is_checked_alone_while_the_hand_is_still_there():
    for place, group in enumerate(CODE.groups(), start=1):
        assert group_holds(place, group.lower())
        assert not group_holds(place % 13 + 1, group)
        assert not group_holds(place, group[:-1])
        assert same_group(group, f" {group.lower()} ")


def test_a_code_is_never_shown_by_accident():
    assert CODE.groups()[0] not in repr(CODE)
    assert CODE.secret.hex() not in repr(CODE)
