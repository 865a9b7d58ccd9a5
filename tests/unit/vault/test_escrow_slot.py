"""An organisation's key: two sheets of three open what its public half sealed; one sheet alone tells nothing."""

from __future__ import annotations

import itertools
import json
import os
from dataclasses import replace

import pytest

from db import escrow, keys_file
from db.errors import StorageTrouble
from db.escrow import EscrowKey, EscrowPublicKey, key_of_sheets, new_key, read_public_key, sheets_of
from db.keys_file import Damaged, KeysFile, parsed, unwrapped, with_secret, without_escrow, written
from db.recovery_code import RecoveryCode, new_code, read_code
from db.slots import BoundPassphrase
from db.vault import open_vault
from tests.unit.vault.world import CHEAP, PASSPHRASE, around, created, reopened

MASTER = bytes(range(32))
KEY, OTHER = new_key(os.urandom), new_key(os.urandom)
PUBLIC = EscrowPublicKey("Association Le Pont", "2026-11-20", KEY.public)
SECRET = os.urandom(32)


def keys() -> KeysFile:
    """Return a file with a slot of every kind and shape."""
    made = KeysFile(b"v" * 16, b"d" * 16, keys_file.DATABASE_FORMAT, 0, ())
    for secret in (BoundPassphrase(PASSPHRASE, SECRET), new_code(os.urandom), PUBLIC):
        made = with_secret(made, secret, MASTER, around())
    return made


def refused(code: str, act, *arguments) -> StorageTrouble:
    with pytest.raises(StorageTrouble) as caught:
        act(*arguments)
    assert caught.value.code == code
    return caught.value


def typed(sheet: RecoveryCode) -> str:
    return " ".join(sheet.groups()).lower()


@pytest.mark.parametrize("two", list(itertools.permutations(range(3), 2)))
def test_any_two_sheets_of_three_give_the_key_back(two):
    sheets = sheets_of(KEY, os.urandom)
    assert key_of_sheets([typed(sheets[place]) for place in two]) == KEY


def test_each_sheet_alone_could_be_that_of_any_key():
    """Every value of a byte is as likely once a sheet is known: 256 slopes lead from a sheet to 256 different keys."""
    for x in range(1, 4):
        assert {escrow._times(x, slope) for slope in range(256)} == set(range(256))


def test_twice_the_same_sheet_or_a_kit_is_no_key():
    first, second, _third = sheets_of(KEY, os.urandom)
    refused("sheets_needed", key_of_sheets, [typed(first), typed(first)])
    refused("sheets_needed", key_of_sheets, [typed(first)])
    refused("sheets_needed", key_of_sheets, [typed(first), typed(new_code(os.urandom))])
    assert key_of_sheets([typed(first), typed(second)]) == KEY


def test_a_slip_names_its_sheet_and_its_group():
    first, second, _third = sheets_of(KEY, os.urandom)
    groups = list(second.groups())
    groups[3] = groups[4]
    facts = refused("kit_mistyped", key_of_sheets, [typed(first), " ".join(groups)]).facts
    assert (facts["sheet"], facts["group"]) == (2, 4)


def test_a_sheet_is_never_taken_for_a_kit():
    for sheet in sheets_of(KEY, os.urandom):
        assert refused("kit_mistyped", read_code, typed(sheet)).facts["group"] == 13


def test_sheets_of_two_keys_open_nothing():
    mixed = key_of_sheets([typed(sheets_of(KEY, os.urandom)[0]), typed(sheets_of(OTHER, os.urandom)[1])])
    refused("wrong_escrow", unwrapped, keys(), mixed, CHEAP)


def test_the_organisation_opens_what_was_sealed_to_it_and_nothing_else():
    read = parsed(written(keys()))
    assert unwrapped(read, KEY, CHEAP) == MASTER
    refused("wrong_escrow", unwrapped, read, OTHER, CHEAP)
    refused("no_escrow", unwrapped, without_escrow(read), KEY, CHEAP)
    refused("keys_damaged", unwrapped, replace(read, vault_id=b"w" * 16), KEY, CHEAP)


@pytest.mark.parametrize("told", ["organisation", "made_on", "added_on"])
def test_what_the_slot_says_cannot_be_changed_unseen(told):
    slots = [slot | ({told: "2020-01-01"} if slot["kind"] == "escrow" else {}) for slot in keys().slots]
    refused("keys_damaged", unwrapped, replace(keys(), slots=tuple(slots)), KEY, CHEAP)


def test_another_organisation_takes_the_place_of_the_former():
    other = EscrowPublicKey("Fondation", "2027-01-04", OTHER.public)
    changed = with_secret(keys(), other, MASTER, around())
    assert len(changed.slots) == 3
    assert unwrapped(changed, OTHER, CHEAP) == MASTER
    refused("wrong_escrow", unwrapped, changed, KEY, CHEAP)


def test_every_bit_flipped_in_a_file_with_every_kind_of_slot_is_noticed():
    content = written(keys())
    for place in range(8 * len(content)):
        broken = bytearray(content)
        broken[place // 8] ^= 1 << place % 8
        with pytest.raises(Damaged):
            parsed(bytes(broken))


@pytest.mark.thorough
def test_every_bit_flipped_inside_a_slot_and_sealed_again_by_a_forger_opens_no_other_key():
    """The checksum is no secret: whoever rewrites it meets the seal of the slot."""
    for number, slot in enumerate(keys().slots):
        secret = (BoundPassphrase(PASSPHRASE, SECRET), None, KEY)[number]
        for name in [name for name in ("sealed", "wrapped", "nonce", "public", "salt") if name in slot and secret]:
            for place in range(8 * len(slot[name])):
                broken = bytearray(slot[name])
                broken[place // 8] ^= 1 << place % 8
                slots = [*keys().slots]
                slots[number] = slot | {name: bytes(broken)}
                with pytest.raises(StorageTrouble):
                    unwrapped(parsed(written(replace(keys(), slots=tuple(slots)))), secret, CHEAP)


@pytest.mark.parametrize(
    "wrong",
    [{"kem": "rsa"}, {"organisation": 3}, {"made_on": "hier"}, {"added_on": None}, {"public": b""}, {"sealed": b"x"}],
    ids=str,
)
def test_a_slot_of_another_shape_is_a_damaged_file(wrong):
    *others, mine = keys().slots
    with pytest.raises(Damaged):
        parsed(written(replace(keys(), slots=(*others, mine | wrong))))


def test_a_public_key_is_handed_over_as_a_file():
    assert read_public_key(PUBLIC.written()) == PUBLIC
    assert len(PUBLIC.fingerprint()) == 4


@pytest.mark.parametrize(
    "change",
    [
        {"format": "palier-escrow-key/2"}, {"organisation": "Une autre"}, {"organisation": ""}, {"made_on": "hier"},
        {"public_key": "eA=="}, {"public_key": "\u00e9"}, {"public_key": 3}, {"fingerprint": "AAAA"}, {"made_on": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_file_that_was_altered_is_no_key(change):
    values = json.loads(PUBLIC.written()) | change
    refused("not_an_escrow_key", read_public_key, json.dumps(values).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"3", b"\xff", b"[" * 2000, b"{}", b" " * 5000], ids=repr)
def test_any_other_file_is_no_key(content):
    refused("not_an_escrow_key", read_public_key, content)


@pytest.mark.parametrize("point", [bytes(32), bytes([1]) + bytes(31)])
def test_a_point_that_would_seal_to_everybody_is_no_key(point):
    refused("not_an_escrow_key", read_public_key, EscrowPublicKey("Le Pont", "2026-11-20", point).written())


def test_the_organisation_opens_a_vault_and_gives_it_another_passphrase(folder):
    created(folder).close()
    vault = reopened(folder)
    vault.change_secret(PASSPHRASE, PUBLIC)
    vault.close()
    reopened(folder).close()
    vault = open_vault(folder, KEY, around())
    vault.change_secret(KEY, "la nouvelle phrase")
    vault.close()
    refused("wrong_passphrase", reopened, folder)
    open_vault(folder, "la nouvelle phrase", around()).close()
    open_vault(folder, EscrowKey(KEY.private), around()).close()
