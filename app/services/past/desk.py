"""What was before in the cases of one vault: what was put away, what rows said, who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.past.acts import Acts
from app.services.past.history import Histories
from app.services.past.readings import Readings
from app.services.past.removed import Removed

if TYPE_CHECKING:
    from db.vault import Vault


class Past:
    """The ways of looking back."""

    def __init__(self, vault: Vault) -> None:
        self.removed = Removed(vault)
        self.histories = Histories(vault)
        self.acts = Acts(vault)
        self.readings = Readings(vault)
