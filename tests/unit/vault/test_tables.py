"""Rules every journalled table obeys (review A4, A8), and migrations that make the tables the models declare."""

from __future__ import annotations

import pytest
from sqlalchemy import CheckConstraint, UniqueConstraint, create_engine

from db.base import Base, Journalled
from db.engine import writer_engine
from db.guards import journalled_mappers
from db.local import Space
from db.schema import HEAD, bring_up_to_date, check_ours
from db.types import Derived, MergedText, Register

MAPPERS = journalled_mappers()
TABLES = [mapper.local_table for mapper in MAPPERS]
by_name = pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])


@by_name
def test_every_column_says_how_it_merges(table):
    others = {column.name for column in table.columns if not isinstance(column.type, Register | MergedText | Derived)}
    assert others == {"id", "space_id"}


@by_name
def test_no_column_is_filled_or_changed_by_the_database(table):
    for column in table.columns:
        assert column.onupdate is None
        assert column.server_default is None
        assert column.server_onupdate is None
        assert not column.unique
    assert list(table.primary_key.columns.keys()) == ["id"]
    assert table.autoincrement_column is None


@by_name
def test_the_database_enforces_only_what_no_merge_can_break(table):
    assert not [one for one in table.constraints if isinstance(one, UniqueConstraint | CheckConstraint)]
    assert not [index for index in table.indexes if index.unique]
    for key in table.foreign_keys:
        assert (key.ondelete, key.onupdate) == (None, None)
        assert (key.deferrable, key.initially) == (True, "DEFERRED")
        assert key.column.table is Space.__table__ or issubclass(_class_of(key.column.table), Journalled)


def test_no_table_hides_a_write_behind_another():
    assert [mapper for mapper in MAPPERS if list(mapper.relationships)] == []


def _class_of(table) -> type:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)


def described(connection) -> dict:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT IN ('alembic_version', 'search_vocabulary') AND name NOT LIKE 'search_text%'"
    ).scalars()
    return {
        name: {
            pragma: sorted(connection.exec_driver_sql(f'PRAGMA {pragma}("{name}")').all(), key=repr)
            for pragma in ("table_xinfo", "foreign_key_list")
        }
        | {
            "indexes": sorted(
                connection.exec_driver_sql(
                    "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?", (name,)
                ).scalars()
            )
        }
        for name in sorted(names)
    }


def test_the_migrations_make_the_tables_the_models_declare(tmp_path):
    migrated = writer_engine(tmp_path / "palier.db", bytes(32))
    assert bring_up_to_date(migrated)
    assert check_ours(migrated) == HEAD
    assert not bring_up_to_date(migrated)
    declared = create_engine("sqlite://")
    Base.metadata.create_all(declared)
    with migrated.connect() as ours, declared.connect() as theirs:
        assert described(ours) == described(theirs)
    migrated.dispose()
    declared.dispose()


def test_a_migration_that_fails_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("db.schema.DATABASE_FORMAT", "not a number; nonsense")
    migrated = writer_engine(tmp_path / "palier.db", bytes(32))
    with pytest.raises(Exception, match="nonsense"):
        bring_up_to_date(migrated)
    monkeypatch.undo()
    assert check_ours(migrated) is None
    migrated.dispose()
