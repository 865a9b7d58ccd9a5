"""View and edit what a case file carries."""

from __future__ import annotations

from app.services.editing.registry import EDITABLE
from app.services.editing.service import Editing

__all__ = ["EDITABLE", "Editing"]
