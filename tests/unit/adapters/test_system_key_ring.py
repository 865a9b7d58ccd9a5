"""The system's key ring: only those that keep secrets encrypted, whatever the environment says."""

from __future__ import annotations

from importlib import import_module

import pytest

from app.adapters.system_key_ring import ALLOWED, SystemKeyRing
from app.ports import KeyRingTrouble, RingState
from tests.fakes.key_ring import FakeKeyRing
from tests.fakes.key_ring_backends import Memory

BACKENDS = "tests.fakes.key_ring_backends"


@pytest.fixture(params=["real", "fake"])
def ring(request, monkeypatch):
    monkeypatch.setattr(Memory, "kept", {})
    return FakeKeyRing() if request.param == "fake" else SystemKeyRing([(BACKENDS, "Unviable"), (BACKENDS, "Memory")])


def trouble_of(ring: SystemKeyRing) -> RingState:
    with pytest.raises(KeyRingTrouble) as caught:
        ring.read("un nom")
    return caught.value.state


def test_what_is_kept_comes_back_and_is_forgotten(ring):
    assert ring.read("coffre/head") is None
    ring.write("coffre/head", b"\x00\xff")
    ring.write("coffre/head", b"\x01\xfe")
    assert (ring.read("coffre/head"), ring.read("autre/head")) == (b"\x01\xfe", None)
    ring.remove("coffre/head")
    ring.remove("coffre/head")
    assert ring.read("coffre/head") is None


def test_no_allowed_key_ring_is_absent():
    assert trouble_of(SystemKeyRing([])) is RingState.ABSENT
    assert trouble_of(SystemKeyRing([("no.such.module", "Keyring"), (BACKENDS, "Unviable")])) is RingState.ABSENT


@pytest.mark.parametrize(("kind", "state"), [("Locked", RingState.LOCKED), ("Broken", RingState.FAILED)])
def test_each_way_to_fail_has_its_name(kind, state):
    assert trouble_of(SystemKeyRing([(BACKENDS, kind)])) is state


def test_what_another_program_wrote_under_our_name_is_no_crash():
    assert SystemKeyRing([(BACKENDS, "Foreign")]).read("coffre/head") == b""


def test_the_environment_names_no_other_key_ring(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{BACKENDS}.Memory")
    assert trouble_of(SystemKeyRing([])) is RingState.ABSENT


def test_only_key_rings_of_systems_are_allowed_and_the_library_still_has_them():
    names = {module.rpartition(".")[2] for module, _kind in ALLOWED}
    assert names == {"SecretService", "kwallet", "macOS", "Windows"}
    for module, kind in ALLOWED:
        if not module.endswith("macOS"):  # its module loads the system's own library
            assert hasattr(import_module(module), kind)
