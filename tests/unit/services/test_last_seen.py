"""The key ring's memory: a folder put back whole is told, and no key ring, however strange, keeps anybody out."""

from __future__ import annotations

import shutil

import pytest

from app.ports import KeyRingTrouble, RingState
from app.services.keys.inside_settings import PAUSE_MINUTES
from app.services.keys.last_seen import SeenState
from app.services.keys.patience import within
from db import audit
from tests.journeys.world import PASSPHRASE


def used(device, folder, *, minutes: int = 5):
    """Open, write something, lock: as a day goes."""
    with device.open(folder) as desk:
        seen = desk.last_seen.look()
        desk.vault.write(something)
    device.clock.advance(minutes=minutes)
    desk.last_seen.remember()
    return seen


def something(session) -> None:
    audit.record(session, "read", "case_file")


def state(device, folder) -> SeenState:
    with device.open(folder) as desk:
        return desk.last_seen.look().state


@pytest.fixture
def older(device, empty, tmp_path):
    """The folder as it was, while the vault went on."""
    used(device, empty)
    kept = tmp_path / "copie"
    shutil.copytree(empty, kept)
    used(device, empty)
    return kept


def put_back(older, folder) -> None:
    shutil.rmtree(folder)
    shutil.copytree(older, folder)


def test_a_vault_that_went_on_is_known(device, empty):
    assert used(device, empty).state is SeenState.FIRST_TIME
    assert used(device, empty).state is SeenState.AGREES
    assert state(device, empty) is SeenState.AGREES


def test_a_whole_folder_put_back_is_told_with_the_day_this_computer_saw_it(device, empty, older):
    put_back(older, empty)
    with device.open(empty) as desk:
        seen = desk.last_seen.look()
    assert seen.state is SeenState.PUT_BACK
    assert "20 novembre 2026 à 10\u00a0h\u00a010" in seen.sentence
    assert seen.trouble is not None


def test_what_was_told_is_told_again_until_somebody_decides(device, empty, older):
    put_back(older, empty)
    assert used(device, empty).state is SeenState.PUT_BACK
    assert state(device, empty) is SeenState.PUT_BACK
    with device.open(empty) as desk:
        desk.last_seen.look()
        desk.last_seen.accept()
    desk.last_seen.remember()
    assert state(device, empty) is SeenState.AGREES


def test_going_back_to_a_backup_on_purpose_is_no_trouble(device, empty):
    with device.open(empty) as desk:
        backup = desk.backups.make()
    used(device, empty)
    used(device, empty)
    device.vaults.restore(empty, backup.path, PASSPHRASE)
    assert state(device, empty) is SeenState.AGREES


def test_a_vault_put_back_to_before_a_return_is_told_all_the_same(device, empty, tmp_path):
    with device.open(empty) as desk:
        backup = desk.backups.make()
    device.vaults.restore(empty, backup.path, PASSPHRASE)
    shutil.copytree(empty, tmp_path / "copie")
    device.clock.advance(minutes=1)
    used(device, empty)
    put_back(tmp_path / "copie", empty)
    assert state(device, empty) is SeenState.PUT_BACK


def test_drafts_alone_are_missed_too(device, empty, tmp_path):
    used(device, empty)
    shutil.copytree(empty, tmp_path / "copie")
    with device.open(empty) as desk:
        desk.last_seen.look()
        desk.settings.set(PAUSE_MINUTES, 9)
    desk.last_seen.remember()
    put_back(tmp_path / "copie", empty)
    assert state(device, empty) is SeenState.PUT_BACK


def test_a_lagging_key_ring_cries_no_wolf(device, empty):
    used(device, empty)
    for _turn in range(3):
        with device.open(empty) as desk:  # killed each time: the ring never hears of it
            desk.vault.write(something)
    assert state(device, empty) is SeenState.AGREES


def test_what_the_key_ring_forgot_is_told_once_and_kept_again(device, empty):
    used(device, empty)
    used(device, empty)
    device.key_ring.kept.clear()
    seen = used(device, empty)
    assert (seen.state, seen.trouble is not None) == (SeenState.VANISHED, True)
    assert state(device, empty) is SeenState.AGREES


@pytest.mark.parametrize("strange", [b"", b"x", bytes(400), b"\xa0" + bytes(40)])
def test_what_palier_did_not_write_there_is_known(device, empty, strange):
    used(device, empty)
    device.key_ring.kept = dict.fromkeys(device.key_ring.kept, strange)
    assert state(device, empty) is SeenState.CHANGED


def test_every_bit_changed_in_the_key_ring_is_noticed(device, empty):
    used(device, empty)
    with device.open(empty) as desk:
        whole = device.key_ring.kept[desk.last_seen.name]
        for place in range(8 * len(whole)):
            broken = bytearray(whole)
            broken[place // 8] ^= 1 << place % 8
            assert desk.vault.outside.read(bytes(broken)) is None


def test_another_vault_s_memory_is_not_ours(device, empty, tmp_path):
    other = device.create(tmp_path / "autre")
    with device.open(other) as desk:
        desk.last_seen.look()
        desk.last_seen.remember()
        theirs = device.key_ring.kept[desk.last_seen.name]
    with device.open(empty) as desk:
        device.key_ring.kept[desk.last_seen.name] = theirs
        assert desk.last_seen.look().state is SeenState.CHANGED


@pytest.mark.parametrize(
    ("trouble", "named"),
    [
        (RingState.ABSENT, SeenState.ABSENT),
        (RingState.LOCKED, SeenState.LOCKED),
        (RingState.FAILED, SeenState.FAILED),
        (RingState.SLOW, SeenState.SLOW),
    ],
)
def test_a_key_ring_that_does_not_answer_is_a_state_with_a_name_and_opens_all_the_same(device, empty, trouble, named):
    device.key_ring.trouble = trouble
    with device.open(empty) as desk:
        seen = desk.last_seen.look()
        device.key_ring.trouble = None
        desk.last_seen.look()
        device.key_ring.trouble = trouble
        assert desk.last_seen.remember() is trouble
    assert (seen.state, seen.trouble) == (named, None)
    assert seen.sentence


def test_a_key_ring_that_hangs_is_waited_for_so_long_and_no_longer(device, empty):
    try:
        with device.open(empty) as desk:
            desk.last_seen.look()
            device.key_ring.hangs = True
            assert desk.last_seen.remember(0.01) is RingState.SLOW
            assert desk.last_seen.look(0.01).state is SeenState.SLOW
    finally:
        device.key_ring.let_go()


def test_a_vault_put_back_is_not_forgotten_because_the_key_ring_hung(device, empty, older):
    put_back(older, empty)
    device.key_ring.trouble = RingState.SLOW
    with device.open(empty) as desk:
        assert desk.last_seen.look().state is SeenState.SLOW
        device.key_ring.trouble = None
        desk.last_seen.remember()
    assert state(device, empty) is SeenState.PUT_BACK


def test_what_the_key_ring_raises_comes_to_whoever_asked():
    def locked():
        raise KeyRingTrouble(RingState.LOCKED)

    with pytest.raises(KeyRingTrouble) as caught:
        within(5, locked)
    assert caught.value.state is RingState.LOCKED
