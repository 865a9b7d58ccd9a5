"""The kit opens what the passphrase opens; a new kit takes the place of the former one."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from db import keys_file
from db.changing_keys import change_secret, day_of_kit
from db.errors import StorageTrouble
from db.keys_file import Damaged, KeysFile, kit_made_on, parsed, unwrapped, with_secret, written
from db.recovery_code import new_code
from db.vault import open_vault
from tests.unit.vault.world import CHEAP, PASSPHRASE, around, created, reopened

MASTER = bytes(range(32))
KIT = new_code(os.urandom)
OTHER = new_code(os.urandom)


def keys(kit=KIT) -> KeysFile:
    empty = KeysFile(b"v" * 16, b"d" * 16, keys_file.DATABASE_FORMAT, 0, ())
    return with_secret(with_secret(empty, PASSPHRASE, MASTER, around()), kit, MASTER, around())


def refused(code: str, act, *arguments, **named) -> StorageTrouble:
    with pytest.raises(StorageTrouble) as caught:
        act(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def test_passphrase_and_kit_give_the_same_key():
    read = parsed(written(keys()))
    assert unwrapped(read, PASSPHRASE, CHEAP) == unwrapped(read, KIT, CHEAP) == MASTER
    assert kit_made_on(read) == "2026-11-21"


def test_a_new_kit_takes_the_place_of_the_former_one():
    changed = with_secret(keys(), OTHER, MASTER, around())
    assert len(changed.slots) == 2
    assert changed.generation == keys().generation + 1
    assert unwrapped(changed, OTHER, CHEAP) == MASTER
    refused("wrong_kit", unwrapped, changed, KIT, CHEAP)


def test_a_code_where_no_kit_was_made_is_said():
    refused("no_kit", unwrapped, replace(keys(), slots=keys().slots[:1]), KIT, CHEAP)


def test_a_kit_stays_when_the_passphrase_changes():
    changed = with_secret(keys(), "une autre phrase", MASTER, around())
    assert unwrapped(changed, KIT, CHEAP) == MASTER


def test_the_day_of_a_kit_cannot_be_changed_unseen():
    passphrase, kit = keys().slots
    refused(
        "keys_damaged", unwrapped, replace(keys(), slots=(passphrase, {**kit, "made_on": "2020-01-01"})), KIT, CHEAP
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"kdf": "argon2id"}, {"made_on": "hier"}, {"made_on": 3}, {"salt": b""}, {"check": b"x"}, {"nonce": None},
        {"wrapped": b"x"},
    ],
    ids=str,
)  # fmt: skip
def test_a_slot_of_another_shape_is_a_damaged_file(wrong):
    strange = replace(keys(), slots=(keys().slots[0], {**keys().slots[1], **wrong}))
    with pytest.raises(Damaged):
        parsed(written(strange))


def test_a_vault_opens_with_its_kit_and_takes_another_passphrase(folder):
    created(folder).close()
    change_secret(folder, PASSPHRASE, KIT, around())
    assert day_of_kit(folder) == "2026-11-21"
    vault = open_vault(folder, KIT, around())
    vault.change_secret(KIT, "la nouvelle phrase")
    vault.close()
    refused("wrong_passphrase", reopened, folder)
    open_vault(folder, "la nouvelle phrase", around()).close()
    open_vault(folder, KIT, around()).close()


def test_a_wrong_kit_opens_nothing_and_changes_nothing(folder):
    created(folder).close()
    before = (folder / "palier.keys").read_bytes()
    refused("no_kit", open_vault, folder, KIT, around())
    refused("wrong_passphrase", change_secret, folder, "fausse", KIT, around())
    assert (folder / "palier.keys").read_bytes() == before
    assert day_of_kit(folder) is None
    reopened(folder).close()


def test_both_copies_of_the_keys_file_know_the_kit(folder):
    created(folder).close()
    change_secret(folder, PASSPHRASE, KIT, around())
    assert (folder / "palier.keys").read_bytes() == (folder / "palier.keys.1").read_bytes()
    (folder / "palier.keys").unlink()
    open_vault(folder, KIT, around()).close()
