"""What every test stands on: properties are never timed, papers and sentences speak French."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from app.words import use_language
from db import engine

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PALIER_LANGUAGE", None)
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


LOCKED_MEMORY = "cipher_memory_security = ON"


@pytest.fixture(scope="session", autouse=True)
def _memory_left_unlocked():
    """Leave SQLCipher's allocations unlocked: hundreds of vaults would spend half of the run in system calls.

    Tests that start the program in a process of its own keep it on; ``test_house`` proves that it is asked for.
    """
    assert LOCKED_MEMORY in engine._ON_EACH_CONNECTION
    engine._ON_EACH_CONNECTION = tuple(one for one in engine._ON_EACH_CONNECTION if one != LOCKED_MEMORY)


@pytest.fixture(autouse=True)
def _french():
    use_language("fr")
    yield
    use_language("fr")
