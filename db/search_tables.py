"""Tables of the search, local to this device: recomputed from the rows, never journalled (review B4).

``search_name`` has one line a household, a person, a case number; the words of all these names stand once each in
``search_word``, with how they sound and their letters turned round, so that a name ill heard or ill typed is found in
an index, however many there are; ``search_use`` says which name uses which. ``search_text``
is an FTS5 table whose row ids go back in time, so that « newest first » needs neither ranking nor sorting; what a line
is about stands in ``search_entry`` under the same number, with its space and its confidentiality. ``search_pending`` is
what is committed and not read yet.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Boolean, Index, Integer, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base

# Row ids go down from here by (day number << 20) + rank within the day: a million texts a day before they run into the
# next. They go down because an index under « secure-delete » is read whole from its end (34 ms at 5,000 cases) but at
# once from its beginning (0.3 ms).
RANK_BITS = 20
OLDEST = ((dt.date.max.toordinal() + 1) << RANK_BITS) - 1

TEXT_TABLE = """
CREATE VIRTUAL TABLE search_text USING fts5(body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4')
"""
SECURE_DELETE = "INSERT INTO search_text(search_text, rank) VALUES ('secure-delete', 1)"
VOCABULARY = "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_text', 'row')"
# Emptying the table under « secure-delete » takes minutes, since each text is taken out of the index by itself.
MADE_AGAIN = ("DROP TABLE search_vocabulary", "DROP TABLE search_text", TEXT_TABLE, VOCABULARY, SECURE_DELETE)


class SearchName(Base):
    """One household, person or case number, as it is shown."""

    __tablename__ = "search_name"

    row_id: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    space_id: Mapped[str] = mapped_column(Text)
    case_id: Mapped[str | None] = mapped_column(Text)
    shown: Mapped[str] = mapped_column(Text)


class SearchWord(Base):
    """One word of names, in plain letters: how it sounds, and the same letters from the last to the first."""

    __tablename__ = "search_word"
    __table_args__ = (Index("ix_search_word_sound", "sound"), Index("ix_search_word_turned", "turned"))

    word: Mapped[str] = mapped_column(Text, primary_key=True)
    sound: Mapped[str] = mapped_column(Text)
    turned: Mapped[str] = mapped_column(Text)


class SearchUse(Base):
    """That a name has a word; a word no name uses any more goes with the last one."""

    __tablename__ = "search_use"
    __table_args__ = (Index("ix_search_use_row_id", "row_id"),)

    word: Mapped[str] = mapped_column(Text, primary_key=True)
    row_id: Mapped[str] = mapped_column(Text, primary_key=True)


class SearchEntry(Base):
    """What a line of ``search_text`` is about.

    ``levels`` are its words of confidentiality, between spaces; ``confided``: somebody of the household must not know.
    """

    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_source", "source_table", "source_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    space_id: Mapped[str] = mapped_column(Text)
    case_id: Mapped[str | None] = mapped_column(Text)
    object_id: Mapped[str] = mapped_column(Text)
    on_day: Mapped[str | None] = mapped_column(Text)
    levels: Mapped[str] = mapped_column(Text)
    source_table: Mapped[str] = mapped_column(Text)
    source_id: Mapped[str] = mapped_column(Text)
    confided: Mapped[bool] = mapped_column(Boolean, server_default=false())


class SearchPending(Base):
    """What one transaction changed and the index has not read yet: one line a transaction, in their order.

    ``rows`` is JSON: ``[[table, id, is new], …]``. The line is written with the rows it names and removed with their
    indexing, so that neither a crash nor a power cut loses anything to the search.
    """

    __tablename__ = "search_pending"

    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    rows: Mapped[str] = mapped_column(Text)
