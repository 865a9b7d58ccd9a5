"""What every table has in common."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.types import Moment, Register

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The registry of tables. Tables that inherit it directly are local to this device and never journalled."""

    metadata = MetaData(naming_convention=NAMES)


class Journalled(Base):
    """A row whose every change becomes part of a sealed envelope of its space (review A).

    The database enforces only what no merge can break: primary key, type, and foreign keys inside the space or to
    ``organisation``, deferred and without action. Nothing is unique, no number is a key, no state is stored.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    space_id: Mapped[str] = mapped_column(
        Text, ForeignKey("space.id", deferrable=True, initially="DEFERRED"), index=True
    )
    created_at: Mapped[dt.datetime | None] = mapped_column(Register(Moment))
    created_by: Mapped[str | None] = mapped_column(Register(Text))  # bare id of a worker
    archived_at: Mapped[dt.datetime | None] = mapped_column(Register(Moment))


def inside(target: str) -> ForeignKey:
    """Return a foreign key that no merge can break: checked at commit, with no action on either side."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")
