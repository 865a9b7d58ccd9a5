"""No test is timed: public holidays are read once, and the first property to need them would pay for it."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
