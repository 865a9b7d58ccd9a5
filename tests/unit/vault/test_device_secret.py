"""A passphrase bound to a device: neither opens alone, the kit opens without."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from db import keys_file
from db.errors import StorageTrouble
from db.keys_file import Damaged, KeysFile, parsed, unwrapped, with_secret, written
from db.recovery_code import new_code
from db.slots import BoundPassphrase, name_of, wanted_device_secret
from tests.unit.vault.world import CHEAP, PASSPHRASE, around

MASTER = bytes(range(32))
SECRET, OTHER = os.urandom(32), os.urandom(32)
KIT = new_code(os.urandom)


def keys(secret=None) -> KeysFile:
    empty = KeysFile(b"v" * 16, b"d" * 16, keys_file.DATABASE_FORMAT, 0, ())
    made = with_secret(empty, secret or BoundPassphrase(PASSPHRASE, SECRET), MASTER, around())
    return parsed(written(with_secret(made, KIT, MASTER, around())))


def refused(code: str, secret, made=None) -> None:
    with pytest.raises(StorageTrouble) as caught:
        unwrapped(made or keys(), secret, CHEAP)
    assert caught.value.code == code


def test_both_open_and_neither_alone():
    assert unwrapped(keys(), BoundPassphrase(PASSPHRASE, SECRET), CHEAP) == MASTER
    refused("device_secret_needed", PASSPHRASE)
    refused("device_secret_needed", BoundPassphrase(PASSPHRASE, OTHER))
    refused("wrong_passphrase", BoundPassphrase("une autre", SECRET))


def test_the_kit_opens_without():
    assert unwrapped(keys(), KIT, CHEAP) == MASTER


def test_which_secret_is_wanted_is_known_before_any_try():
    assert wanted_device_secret(keys().slots) == name_of(SECRET)
    assert wanted_device_secret(keys(PASSPHRASE).slots) is None


def test_a_passphrase_that_stands_alone_needs_no_secret_and_minds_none():
    assert unwrapped(keys(PASSPHRASE), BoundPassphrase(PASSPHRASE, OTHER), CHEAP) == MASTER


def test_the_mark_of_the_secret_cannot_be_taken_away():
    bound, kit = keys().slots
    alone = {name: value for name, value in bound.items() if name != "device_secret"}
    refused("wrong_passphrase", PASSPHRASE, replace(keys(), slots=(alone, kit)))
    renamed = bound | {"device_secret": name_of(OTHER)}
    refused("wrong_passphrase", BoundPassphrase(PASSPHRASE, OTHER), replace(keys(), slots=(renamed, kit)))


@pytest.mark.parametrize("strange", [b"", "x", None, 3])
def test_a_mark_of_another_shape_is_a_damaged_file(strange):
    bound, kit = keys().slots
    with pytest.raises(Damaged):
        parsed(written(replace(keys(), slots=(bound | {"device_secret": strange}, kit))))


def test_another_passphrase_alone_ends_the_bond():
    changed = with_secret(keys(), "la nouvelle", MASTER, around())
    assert unwrapped(changed, "la nouvelle", CHEAP) == unwrapped(changed, KIT, CHEAP) == MASTER
