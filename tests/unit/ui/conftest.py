from __future__ import annotations

from tests.journeys.fixtures import *  # noqa: F403 -- fixtures are found by name
from tests.unit.ui.fixtures import *  # noqa: F403 -- fixtures are found by name
