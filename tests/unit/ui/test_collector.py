"""Nothing is collected while widgets are taken apart, and collecting goes on after, whatever happened."""

from __future__ import annotations

import gc

import pytest

from ui.kit.collector import collector_held


def taken_apart() -> None:
    with collector_held():
        assert not gc.isenabled()
        raise LookupError


def test_nothing_is_collected_meanwhile_and_collecting_goes_on_after():
    with pytest.raises(LookupError):
        taken_apart()
    assert gc.isenabled()


def test_a_collector_somebody_else_holds_stays_held():
    gc.disable()
    try:
        with collector_held():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
