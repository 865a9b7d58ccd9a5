"""A passphrase bound to this computer: every way its key ring can fail has a name, and the kit opens."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import Expected
from app.ports import RingState
from app.services.keys.device_secrets import BondState, DeviceSecrets
from tests.journeys.world import PASSPHRASE

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


def refused(code: str, act, *arguments) -> Expected:
    with pytest.raises(Expected) as caught:
        act(*arguments)
    assert caught.value.code == code
    return caught.value


@pytest.fixture
def kit(device, empty):
    """A vault whose passphrase is bound to this computer, and its kit."""
    with device.open(empty) as desk:
        kit = desk.kits.make(PASSPHRASE)
        desk.kits.record_check(dt.date(2026, 11, 20))
        desk.bond.begin(PASSPHRASE)
        assert desk.bond.state() is BondState.BOUND
    return " ".join(kit.groups)


def recovered(device, empty, kit) -> None:
    """The kit opens, gives another passphrase, and nothing is asked of the key ring any more."""
    with device.vaults.open_with_kit(empty, kit) as desk:
        desk.kits.new_passphrase(kit, NEW)
        assert desk.bond.state() is BondState.ALONE
    device.vaults.open(empty, NEW).close()


def test_the_passphrase_opens_here_and_nowhere_else(device, empty, kit):
    device.open(empty).close()
    device.key_ring.kept.clear()
    said = refused("device_secret_vanished", device.open, empty)
    assert "prenez le kit de secours" in said.sentence
    recovered(device, empty, kit)


def test_a_changed_key_ring_is_told_apart_from_a_wrong_passphrase(device, empty, kit):
    device.key_ring.kept = dict.fromkeys(device.key_ring.kept, b"autre chose")
    refused("device_secret_changed", device.open, empty)
    recovered(device, empty, kit)


@pytest.mark.parametrize("state", [RingState.ABSENT, RingState.LOCKED, RingState.SLOW, RingState.FAILED])
def test_a_key_ring_that_does_not_answer_is_told_and_the_kit_opens(device, empty, kit, state):
    device.key_ring.trouble = state
    assert refused(f"key_ring_{state}", device.open, empty).sentence
    recovered(device, empty, kit)


def test_a_key_ring_that_hangs_is_waited_for_so_long_and_no_longer(device, empty, kit):
    device.key_ring.hangs = True
    try:
        refused("key_ring_slow", DeviceSecrets(device.key_ring, 0.01).completed, empty, PASSPHRASE)
    finally:
        device.key_ring.let_go()


def test_a_wrong_passphrase_is_still_a_wrong_passphrase(device, empty, kit):
    refused("wrong_passphrase", device.vaults.open, empty, "ce n’est pas elle")


def test_another_passphrase_stays_bound(device, empty, kit):
    with device.open(empty) as desk:
        desk.kits.change_passphrase(PASSPHRASE, NEW)
        assert desk.bond.state() is BondState.BOUND
    device.vaults.change_passphrase(empty, NEW, PASSPHRASE, accept_weak=True)
    device.open(empty).close()
    device.key_ring.kept.clear()
    refused("device_secret_vanished", device.open, empty)


def test_a_new_kit_is_made_and_opens_without_the_key_ring(device, empty, kit):
    second = " ".join(device.vaults.make_kit(empty, PASSPHRASE).groups)
    refused("wrong_kit", device.vaults.open_with_kit, empty, kit)
    device.key_ring.kept.clear()
    recovered(device, empty, second)


def test_a_lost_kit_is_made_again_while_the_key_ring_answers(device, empty, kit):
    with device.open(empty) as desk:
        assert desk.kits.make(PASSPHRASE).groups


def test_a_lost_kit_and_a_lost_secret_leave_the_organisation_only(device, empty, kit):
    device.key_ring.kept.clear()
    refused("device_secret_vanished", device.vaults.make_kit, empty, PASSPHRASE)
    refused("device_secret_vanished", device.vaults.change_passphrase, empty, PASSPHRASE, NEW)


def test_no_kit_checked_on_its_paper_no_bond(device, empty):
    with device.open(empty) as desk:
        assert "kit de secours" in refused("kit_first", desk.bond.begin, PASSPHRASE).sentence
        desk.kits.make(PASSPHRASE)
        refused("kit_first", desk.bond.begin, PASSPHRASE)
    assert device.key_ring.kept == {}


@pytest.mark.parametrize("state", [RingState.ABSENT, RingState.LOCKED, RingState.SLOW, RingState.FAILED])
def test_a_key_ring_that_keeps_nothing_binds_nothing(device, empty_desk, state):
    empty_desk.kits.record_check(dt.date(2026, 11, 20))
    device.key_ring.trouble = state
    refused(f"key_ring_{state}", empty_desk.bond.begin, PASSPHRASE)
    assert not empty_desk.bond.asked_for


def test_a_key_ring_that_forgets_at_once_binds_nothing(device, empty_desk, monkeypatch):
    empty_desk.kits.record_check(dt.date(2026, 11, 20))
    monkeypatch.setattr(device.key_ring, "write", lambda *_given: None)
    refused("key_ring_failed", empty_desk.bond.begin, PASSPHRASE)
    assert not empty_desk.bond.asked_for


def test_a_wrong_passphrase_gives_the_key_ring_nothing(device, empty_desk):
    empty_desk.kits.record_check(dt.date(2026, 11, 20))
    refused("wrong_passphrase", empty_desk.bond.begin, "ce n’est pas elle")
    assert device.key_ring.kept == {}


def test_the_bond_ends_and_backups_made_under_it_still_open_here(device, empty, kit):
    with device.open(empty) as desk:
        backup = desk.backups.make()
        desk.bond.end(PASSPHRASE)
        desk.bond.begin(PASSPHRASE)
        assert desk.backups.preview(backup.path, PASSPHRASE).intact
        desk.bond.end(PASSPHRASE)
    kept = dict(device.key_ring.kept)
    device.key_ring.kept.clear()
    device.open(empty).close()
    refused("device_secret_vanished", device.vaults.preview_backup, backup.path, PASSPHRASE)
    assert device.vaults.preview_backup(backup.path, kit, with_kit=True).intact
    device.key_ring.kept = kept
    assert device.vaults.preview_backup(backup.path, PASSPHRASE).intact


def test_a_backup_made_under_the_bond_comes_back_with_the_kit_on_another_computer(device, empty, kit, tmp_path):
    with device.open(empty) as desk:
        backup = desk.backups.make()
    device.key_ring.kept.clear()
    device.vaults.restore(tmp_path / "neuf", backup.path, kit, with_kit=True)
    recovered(device, tmp_path / "neuf", kit)
