"""Pause and lock: what gestures, time and a PIN lead to."""

from __future__ import annotations

import os

import pytest

from app.errors import Expected
from app.services.keys.pausing import PauseRules, Pausing, PinVerifier, Presence, new_pin
from db.passphrase import Cost

CHEAP = Cost(1, 64, 1)
PIN = "248107"
MINUTE = 60.0


@pytest.fixture(scope="module")
def verifier() -> PinVerifier:
    return new_pin(PIN, os.urandom, CHEAP)


@pytest.fixture
def pausing(verifier) -> Pausing:
    return Pausing(0.0, verifier)


def test_gestures_keep_the_window_open(pausing):
    for second in range(0, 3600, 200):
        assert pausing.touched(second) is Presence.OPEN
        assert pausing.passed(second + 199) is Presence.OPEN


def test_silence_is_announced_for_thirty_seconds_then_pauses(pausing):
    assert pausing.passed(4.4 * MINUTE) is Presence.OPEN
    assert pausing.seconds_left(4.4 * MINUTE) is None
    assert pausing.passed(4.5 * MINUTE) is Presence.LEAVING
    assert pausing.seconds_left(4.5 * MINUTE) == 30
    assert pausing.seconds_left(5 * MINUTE - 0.2) == 1
    assert pausing.passed(5 * MINUTE) is Presence.PAUSED


def test_any_gesture_cancels_what_was_announced(pausing):
    pausing.passed(4.6 * MINUTE)
    assert pausing.touched(4.7 * MINUTE) is Presence.OPEN
    assert pausing.passed(9 * MINUTE) is Presence.OPEN


def test_the_right_pin_comes_back(pausing):
    pausing.pause(0)
    assert pausing.touched(1) is Presence.PAUSED
    assert pausing.resume(PIN, 2) is Presence.OPEN
    assert pausing.passed(3) is Presence.OPEN


def test_the_third_wrong_pin_locks(pausing):
    pausing.pause(0)
    assert pausing.resume("000001", 1) is Presence.PAUSED
    assert pausing.tries_left == 2
    assert pausing.resume("000002", 2) is Presence.PAUSED
    assert pausing.resume("000003", 3) is Presence.LOCKED
    assert pausing.resume(PIN, 4) is Presence.LOCKED


def test_tries_begin_again_with_each_pause(pausing):
    pausing.pause(0)
    pausing.resume("000001", 1)
    pausing.resume(PIN, 2)
    pausing.pause(3)
    assert pausing.tries_left == 3


@pytest.mark.parametrize("typed", ["", "1", "12345", "1234567"])
def test_what_cannot_be_a_pin_is_no_try(pausing, typed):
    pausing.pause(0)
    assert pausing.resume(typed, 1) is Presence.PAUSED
    assert pausing.tries_left == 3


def test_an_hour_of_pause_locks(pausing):
    pausing.pause(0)
    assert pausing.passed(59 * MINUTE) is Presence.PAUSED
    assert pausing.passed(60 * MINUTE) is Presence.LOCKED
    assert pausing.touched(61 * MINUTE) is Presence.LOCKED


def test_a_pin_typed_after_the_hour_comes_too_late(pausing):
    pausing.pause(0)
    assert pausing.resume(PIN, 61 * MINUTE) is Presence.LOCKED


def test_a_machine_that_slept_is_paused_or_locked_by_how_long_it_was(verifier):
    assert Pausing(0, verifier).passed(30 * MINUTE) is Presence.PAUSED
    assert Pausing(0, verifier).passed(65 * MINUTE) is Presence.LOCKED
    slept = Pausing(0, verifier)
    slept.passed(30 * MINUTE)
    assert slept.passed(65 * MINUTE) is Presence.LOCKED


def test_without_a_pin_a_pause_is_a_lock():
    assert not Pausing(0).has_pin
    assert Pausing(0).pause(1) is Presence.LOCKED
    assert Pausing(0).passed(6 * MINUTE) is Presence.LOCKED


def test_nothing_leads_out_of_a_lock(pausing):
    assert pausing.lock() is Presence.LOCKED
    for act in (lambda: pausing.touched(1), lambda: pausing.passed(2), lambda: pausing.pause(3)):
        assert act() is Presence.LOCKED
    assert not pausing.has_pin


def test_other_delays_are_followed_at_once(pausing, verifier):
    pausing.use(verifier, PauseRules(pause_after=60, lock_after=120, announced=10))
    assert pausing.passed(55) is Presence.LEAVING
    assert pausing.passed(61) is Presence.PAUSED
    assert pausing.passed(181) is Presence.LOCKED


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５６", " 24810", "248107\n"])
def test_a_pin_has_six_digits(pin):
    with pytest.raises(Expected) as caught:
        new_pin(pin, os.urandom, CHEAP)
    assert caught.value.code == "not_a_pin"


@pytest.mark.parametrize("pin", ["000000", "777777", "123456", "654321", "890123", "123123", "121212"])
def test_a_pin_anyone_would_try_first_is_refused_unless_kept_on_purpose(pin):
    with pytest.raises(Expected) as caught:
        new_pin(pin, os.urandom, CHEAP)
    assert caught.value.code == "weak_pin"
    assert new_pin(pin, os.urandom, CHEAP, accept_weak=True).accepts(pin)


def test_a_verifier_shows_nothing_and_is_never_twice_the_same(verifier):
    assert verifier.check.hex() not in repr(verifier)
    assert new_pin(PIN, os.urandom, CHEAP).check != verifier.check
