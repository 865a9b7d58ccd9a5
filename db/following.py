"""What a vault does once a command is stored and nobody waits for it: the index, snapshots, documents soon needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.local import Space
from db.search_index import PENDING, index_pending

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from db.journal import Journal

_MOST_UNREAD = 64  # transactions the search may lag behind while one follows another, as in a long import
_SNAPSHOT_AT_CLOSE = 8


class Follower:
    """Works on the writer thread, each of them in a transaction of its own; only ``expect`` is for any thread.

    Attributes:
        unread: How many transactions the search may not know; one at first, since a crash leaves some.
    """

    def __init__(self, journal: Journal, transaction: Callable[[Callable[[Session], Any]], Any]) -> None:
        self.unread = 1
        self._journal = journal
        self._transaction = transaction
        self._expected: str | None = None

    def committed(self, info: Mapping[Any, Any]) -> Callable[[], None] | None:
        """Take note of a transaction that is stored; return what is due even though others wait."""
        snapshot_due = self._journal.committed()
        self.unread += PENDING in info
        if snapshot_due:
            return self._save_snapshots
        return self.index if self.unread == _MOST_UNREAD else None

    def expect(self, case_id: str) -> None:
        """Say that somebody opened a case and may write in it."""
        self._expected = case_id

    def when_quiet(self) -> None:
        """Do all that can wait; what fails is tried again the next time."""
        self._journal.documents.keep_few()
        case_id, self._expected = self._expected, None
        if case_id is not None:
            self._transaction(lambda session: self._load(session, case_id))
        self.index()

    def index(self) -> None:
        """Let the search know all that was written."""
        if self.unread:
            self._transaction(index_pending)
            self.unread = 0

    def at_close(self) -> None:
        """Save what makes the next opening quick."""
        self._save_snapshots(_SNAPSHOT_AT_CLOSE)

    def _save_snapshots(self, at_least: int = 1) -> None:
        self._transaction(lambda session: self._journal.documents.save_snapshots(session, at_least))

    def _load(self, session: Session, case_id: str) -> None:
        for space in session.scalars(select(Space).where(Space.case_id == case_id)):
            self._journal.prepare(session, space)
