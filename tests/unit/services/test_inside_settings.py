"""Settings inside the vault: typed, kept, and never a reason not to open."""

from __future__ import annotations

import os

import pytest

from app.services.keys.inside_settings import (
    DEMONSTRATION,
    DEMONSTRATION_DAY,
    KIT_CHECKED_ON,
    LOCK_MINUTES,
    PAUSE_MINUTES,
    PIN,
)
from app.services.keys.pausing import PauseRules, new_pin
from db.local import Setting
from db.passphrase import Cost

EVERY = (DEMONSTRATION, DEMONSTRATION_DAY, KIT_CHECKED_ON, LOCK_MINUTES, PAUSE_MINUTES, PIN)


def test_a_new_vault_has_the_defaults(empty_desk):
    assert empty_desk.settings.get(PAUSE_MINUTES) == 5
    assert empty_desk.settings.get(LOCK_MINUTES) == 60
    assert empty_desk.settings.get(PIN) is None
    assert empty_desk.settings.get(DEMONSTRATION) is False
    assert empty_desk.settings.pause_rules() == PauseRules()


def test_what_is_set_is_there_when_the_vault_is_opened_again(device, empty):
    verifier = new_pin("248107", os.urandom, Cost(1, 64, 1))
    with device.open(empty) as desk:
        changes = desk.settings.set(PAUSE_MINUTES, 15)
        desk.settings.set(PIN, verifier)
    assert changes.touches("setting")
    with device.open(empty) as desk:
        assert desk.settings.pause_rules().pause_after == 900
        assert desk.settings.get(PIN) == verifier
        assert desk.settings.get(PIN).accepts("248107")
        desk.settings.set(PIN, None)
        assert desk.settings.get(PIN) is None


@pytest.mark.parametrize("key", EVERY, ids=lambda key: key.name)
@pytest.mark.parametrize("kept", ["", "{", '"x"', "[]", "{}", "-3", "true" * 2, "1e9", '{"salt": "é"}'])
def test_a_damaged_setting_is_its_default(empty_desk, key, kept):
    empty_desk.vault.write(lambda session: session.merge(Setting(name=key.name, value=kept)))
    assert empty_desk.settings.get(key) == key.default


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_minutes_that_cannot_be_are_our_fault(empty_desk, minutes):
    with pytest.raises(ValueError, match=str(minutes)):
        empty_desk.settings.set(PAUSE_MINUTES, minutes)
    assert empty_desk.settings.get(PAUSE_MINUTES) == 5
