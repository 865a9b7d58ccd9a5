"""Program: a table whose id and values are made by the flush itself, captured at the hook named on the command line.

Writes « same » when the envelopes give the rows back, « different » when they do not.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from sqlalchemy import Text, inspect
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Journalled
from db.errors import MergeTrouble
from db.journal import Journal, _Change
from db.projection import compare
from db.types import Register
from tests.unit.vault.world import case_space, created

NUMBERS = itertools.count(1)


class Sample(Journalled):
    __tablename__ = "sample"

    id: Mapped[str] = mapped_column(Text, primary_key=True, default=lambda: f"sample-{next(NUMBERS)}")
    made_by_default: Mapped[str | None] = mapped_column(Register(Text), default="oui")


def early(self, session, _flush_context, _instances):
    for row in session.new:
        if isinstance(row, Journalled):
            state = inspect(row)
            self.guard.announce(row.__tablename__, None)
            values = {
                column.name: column.stored(state.dict.get(column.attribute))
                for column in self._columns_of(state.mapper)
            }
            values["id"] = row.id
            self._pending.changes.append(_Change(row.space_id, row.__tablename__, str(row.id), True, values))


def main(folder: Path, hook: str) -> str:
    if hook == "before_flush":
        Journal._before_flush = early
        Journal._after_flush = lambda self, _session, _flush_context: self.guard.close()
    vault = created(folder, watched=False)
    vault.maintain(
        lambda raw: raw.execute(
            "CREATE TABLE sample (id TEXT PRIMARY KEY, space_id, created_at, created_by, archived_at, made_by_default)"
        )
    )
    try:
        vault.write(lambda session: session.add(Sample(space_id=case_space(session).id)))
        return "same" if compare(vault) == () else "different"
    except MergeTrouble:
        return "different"
    finally:
        vault.close()


sys.stdout.write(main(Path(sys.argv[1]), sys.argv[2]))
