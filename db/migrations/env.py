"""Runs the migrations on the connection it is given, inside the transaction already begun there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from alembic import context

import db.local
import db.models
import db.search_tables  # noqa: F401 - these three declare the tables
from db.base import Base
from db.types import Derived, MergedText, Register

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext


def render_item(kind: str, item: Any, _autogenerate: AutogenContext) -> str | Literal[False]:
    """Write a column by the type that stores it: a migration must not change when our marks do."""
    while kind == "type" and isinstance(item, Register | MergedText | Derived):
        item = item.stored
    if kind != "type":
        return False
    stored = {"Day": "Text", "Moment": "Text", "Listing": "Text"}.get(type(item).__name__, type(item).__name__)
    return f"sa.{stored}()"


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=render_item,
    render_as_batch=True,
)
context.run_migrations()
