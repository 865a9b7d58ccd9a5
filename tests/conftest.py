"""What every test stands on: properties are never timed, papers and sentences speak French."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from app.words import use_language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PALIER_LANGUAGE", None)
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _french():
    use_language("fr")
    yield
    use_language("fr")
