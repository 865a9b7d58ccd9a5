"""The keys file: two copies, every byte of which counts."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from db import keys_file
from db.errors import StorageTrouble
from db.keys_file import Damaged, KeysFile, load, parsed, restore, store, unwrapped, with_secret, written
from db.passphrase import STANDARD, Cost, CostPolicy, normalised
from tests.unit.vault.world import CHEAP, PASSPHRASE, around

MASTER = bytes(range(32))


def keys(passphrase: str = PASSPHRASE) -> KeysFile:
    empty = KeysFile(b"v" * 16, b"d" * 16, keys_file.DATABASE_FORMAT, 0, ())
    return with_secret(empty, passphrase, MASTER, around())


def refused(code: str, act, *arguments, **named) -> StorageTrouble:
    with pytest.raises(StorageTrouble) as caught:
        act(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def test_the_passphrase_gives_the_master_key_back():
    assert unwrapped(parsed(written(keys())), PASSPHRASE, CHEAP) == MASTER


def test_another_passphrase_is_known_to_be_wrong():
    refused("wrong_passphrase", unwrapped, keys(), "une autre phrase", CHEAP)


@pytest.mark.parametrize(
    "typed",
    ["forêt  été", " forêt été\n", "fore\u0302t e\u0301te\u0301", "forêt\u00a0été", "forêt\tété", "forêt\u202fété"],
)
def test_a_passphrase_is_the_same_however_it_is_typed(typed):
    assert unwrapped(keys("forêt été"), typed, CHEAP) == MASTER


def test_capitals_are_not_the_same_passphrase():
    assert normalised("Forêt") != normalised("forêt")


def test_every_byte_flipped_is_noticed():
    content = written(keys())
    for place in range(len(content)):
        for bit in range(8):
            broken = bytearray(content)
            broken[place] ^= 1 << bit
            with pytest.raises(Damaged):
                parsed(bytes(broken))


def test_every_cut_is_noticed():
    content = written(keys())
    for length in range(len(content)):
        with pytest.raises(Damaged):
            parsed(content[:length])
    with pytest.raises(Damaged):
        parsed(content + b"\0")


def test_a_damaged_copy_is_restored_from_the_other(tmp_path):
    made = keys()
    store(tmp_path, made, verify=lambda read: unwrapped(read, PASSPHRASE, CHEAP))
    sound = written(made)
    for name in keys_file.NAMES:
        for place in range(0, len(sound), 7):
            broken = bytearray(sound)
            broken[place] ^= 0x40
            (tmp_path / name).write_bytes(bytes(broken))
            found, weak = load(tmp_path)
            assert (found, weak) == (made, (name,))
            restore(tmp_path, found, weak)
            assert (tmp_path / name).read_bytes() == sound


def test_a_copy_the_disk_cannot_read_is_made_again_from_the_other(tmp_path, monkeypatch):
    made = keys()
    store(tmp_path, made, verify=lambda read: unwrapped(read, PASSPHRASE, CHEAP))
    bad, plain = tmp_path / keys_file.NAMES[0], Path.open

    def opened(path, *arguments, **named):
        if path == bad:
            raise OSError(errno.EIO, "input/output error")
        return plain(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", opened)
    assert load(tmp_path) == (made, (keys_file.NAMES[0],))
    (tmp_path / keys_file.NAMES[1]).write_bytes(b"PALIERKEY")
    refused("disk_trouble", load, tmp_path)


def test_a_missing_copy_is_restored(tmp_path):
    store(tmp_path, keys(), verify=lambda _: None)
    (tmp_path / "palier.keys").unlink()
    found, weak = load(tmp_path)
    restore(tmp_path, found, weak)
    assert (tmp_path / "palier.keys").read_bytes() == (tmp_path / "palier.keys.1").read_bytes()


def test_both_copies_damaged_are_refused(tmp_path):
    store(tmp_path, keys(), verify=lambda _: None)
    for name in keys_file.NAMES:
        content = bytearray((tmp_path / name).read_bytes())
        content[40] ^= 1
        (tmp_path / name).write_bytes(bytes(content))
    refused("keys_damaged", load, tmp_path)


def test_no_copy_at_all_is_said(tmp_path):
    refused("keys_missing", load, tmp_path)


def test_after_a_crash_between_the_copies_the_newer_one_is_right(tmp_path):
    old = keys()
    new = with_secret(old, "la nouvelle phrase", MASTER, around())
    (tmp_path / "palier.keys").write_bytes(written(new))
    (tmp_path / "palier.keys.1").write_bytes(written(old))
    assert load(tmp_path) == (new, ("palier.keys.1",))


def test_a_file_that_does_not_open_never_takes_the_place_of_one_that_does(tmp_path):
    old = keys()
    store(tmp_path, old, verify=lambda _: None)

    def fails(read):
        raise StorageTrouble("wrong_passphrase")

    refused("wrong_passphrase", store, tmp_path, keys("autre"), verify=fails)
    assert load(tmp_path) == (old, ())
    assert not (tmp_path / "palier.keys.new").exists()


def test_a_later_format_is_refused_before_the_passphrase():
    later = replace(keys(), database_format=keys_file.DATABASE_FORMAT + 1)
    refused("newer_format", parsed, written(later))


def test_a_cost_outside_the_policy_is_refused_before_anything_is_derived():
    refused("keys_damaged", unwrapped, keys(), PASSPHRASE, STANDARD)
    dear = replace(keys(), slots=({**keys().slots[0], "memory": 1 << 40},))
    refused("keys_damaged", unwrapped, dear, PASSPHRASE, CHEAP)


def test_the_standard_cost_is_the_recommended_one():
    assert CostPolicy() == STANDARD
    assert STANDARD.chosen == Cost(3, 256 * 1024, 4)
    assert not STANDARD.accepts(Cost(3, 128 * 1024 - 1, 4))
    assert not STANDARD.accepts(Cost(11, 256 * 1024, 4))


def test_a_slot_does_not_open_in_another_vault():
    moved = replace(keys(), vault_id=b"w" * 16)
    assert refused("keys_damaged", unwrapped, moved, PASSPHRASE, CHEAP).facts == {"reason": "slot"}


def test_a_kind_of_slot_of_a_later_version_is_kept():
    escrow = {"kind": "organisation_escrow", "anything": b"x"}
    with_escrow = replace(keys(), slots=(*keys().slots, escrow))
    changed = with_secret(parsed(written(with_escrow)), "nouvelle", MASTER, around())
    assert changed.slots[1] == escrow
    refused("wrong_passphrase", unwrapped, changed, PASSPHRASE, CHEAP)


def test_an_empty_passphrase_is_refused():
    refused("empty_passphrase", with_secret, keys(), " \u00a0\t", MASTER, around())
