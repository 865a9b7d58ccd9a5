"""« Quelqu’un connaît ma phrase »: another key, another phrase; what the old one still opens is named, then removed."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import Expected
from app.services.keys.device_secrets import BondState
from app.services.keys.last_seen import SeenState
from app.services.troubles import told
from db.errors import StorageTrouble
from tests.journeys.world import PASSPHRASE

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


def refused(code: str, act, *arguments, **named) -> Expected:
    with pytest.raises(Expected) as caught:
        act(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def test_the_old_phrase_and_the_old_kit_open_nothing_more(device, filled):
    kit = " ".join(device.vaults.make_kit(filled, PASSPHRASE).groups)
    with device.open(filled) as desk:
        desk.kits.record_check(dt.date(2026, 11, 20))
    with device.vaults.renew(filled, PASSPHRASE, NEW) as desk:
        assert desk.cases.find("2026-0142")
        assert (desk.kits.made_on(), desk.kits.checked_on()) == (None, None)
        assert desk.care.check().sound
    refused("wrong_passphrase", device.open, filled)
    refused("no_kit", device.vaults.open_with_kit, filled, kit)


def test_the_backups_the_old_phrase_opens_are_named_then_made_again(device, filled):
    with device.open(filled) as desk:
        former = desk.backups.make()
        assert desk.backups.opened_otherwise() == ()
    with device.vaults.renew(filled, PASSPHRASE, NEW) as desk:
        named = desk.backups.opened_otherwise()
        assert former.path in {one.path for one in named}
        assert sorted(one.kind.value for one in named) == ["ordinary", "replaced"]
        assert "phrase de passe de ce jour-là" in refused("other_key", desk.backups.preview, former.path).sentence
        assert desk.backups.preview(former.path, PASSPHRASE).usable
        device.clock.advance(hours=1)
        desk.backups.make_again()
        assert desk.backups.opened_otherwise() == ()
        (left,) = desk.backups.all()
        assert desk.backups.preview(left.path).intact
    assert not any(one.path.exists() for one in named)


def test_no_backup_is_removed_when_no_new_one_could_be_made(device, filled, monkeypatch):
    with device.open(filled) as desk:
        desk.backups.make()
    with device.vaults.renew(filled, PASSPHRASE, NEW) as desk:
        monkeypatch.setattr("app.services.backups.backups.free_bytes", lambda _shelf: 1000)
        named = desk.backups.opened_otherwise()
        refused("no_room_for_backup", desk.backups.make_again)
        assert desk.backups.opened_otherwise() == named


def test_going_back_to_a_backup_of_before_takes_its_phrase_again(device, filled):
    with device.open(filled) as desk:
        former = desk.backups.make()
    device.vaults.renew(filled, PASSPHRASE, NEW).close()
    refused("wrong_passphrase", device.vaults.restore, filled, former.path, NEW)
    device.vaults.restore(filled, former.path, PASSPHRASE)
    device.open(filled).close()


def test_the_key_ring_cries_no_wolf_after_it(device, filled):
    for _turn in range(2):
        with device.open(filled) as desk:
            desk.last_seen.look()
        desk.last_seen.remember()
    with device.vaults.renew(filled, PASSPHRASE, NEW) as desk:
        assert desk.last_seen.look().state is SeenState.FIRST_TIME
    desk.last_seen.remember()
    with device.vaults.open(filled, NEW) as desk:
        assert desk.last_seen.look().state is SeenState.AGREES


def test_the_device_s_secret_is_another_one(device, filled):
    with device.open(filled) as desk:
        desk.kits.make(PASSPHRASE)
        desk.kits.record_check(dt.date(2026, 11, 20))
        desk.bond.begin(PASSPHRASE)
    before = set(device.key_ring.kept.values())
    with device.vaults.renew(filled, PASSPHRASE, NEW) as desk:
        assert desk.bond.state() is BondState.BOUND
    assert len(set(device.key_ring.kept.values()) - before) == 1


@pytest.mark.parametrize("where", ["db.renewing.put_back", "app.services.keys.inside_settings.InsideSettings.set"])
def test_a_disk_that_fills_up_once_it_is_decided_is_told_by_the_phrase_that_opens(device, filled, monkeypatch, where):
    def full(*_anything, **_named):
        raise StorageTrouble("disk_full")

    def full_here(*_anything, **_named):
        with told(filled):
            full()

    with monkeypatch.context() as patched:
        patched.setattr(where, full if where.startswith("db") else full_here)
        said = refused("renewed_unfinished", device.vaults.renew, filled, PASSPHRASE, NEW).sentence
    assert "ouvrez avec la nouvelle phrase" in said
    refused("wrong_passphrase", device.open, filled)
    with device.vaults.open(filled, NEW) as desk:
        assert desk.cases.find("2026-0142")


def test_what_is_refused_changes_nothing(device, filled):
    refused("wrong_passphrase", device.vaults.renew, filled, "fausse", NEW)
    refused("weak_passphrase", device.vaults.renew, filled, PASSPHRASE, "abc")
    refused("same_passphrase", device.vaults.renew, filled, PASSPHRASE, f" {PASSPHRASE}", accept_weak=True)
    with device.open(filled):
        refused("in_use", device.vaults.renew, filled, PASSPHRASE, NEW)
    device.open(filled).close()
