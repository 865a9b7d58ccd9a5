from __future__ import annotations

import pytest

from tests.journeys.fixtures import *  # noqa: F403 -- fixtures are found by name


@pytest.fixture
def own_settings(monkeypatch, tmp_path):
    """Keep what a window writes about this device in the test's own folder."""
    place = tmp_path / "reglages.json"
    monkeypatch.setattr("app.settings.settings_file", lambda: place)
    return place
