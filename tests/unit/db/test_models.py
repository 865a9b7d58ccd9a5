from __future__ import annotations

import importlib
import pkgutil

import pytest
from sqlalchemy import Boolean, Integer, Text, UniqueConstraint, inspect
from sqlalchemy.orm import Mapper, configure_mappers

import db.local
import db.models
from db.base import Base, Journalled
from db.models.columns import Searched
from db.models.household import Household, Person
from db.models.organisation import Organisation, Worker
from db.types import Day, Derived, Listing, MergedText, Moment, Register
from resources.vocabulary import Confidentiality

configure_mappers()
MAPPERS = sorted(
    (mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Journalled)),
    key=lambda mapper: mapper.local_table.name,
)
COMMON = {"id", "space_id", "created_at", "created_by", "archived_at"}
DIRECTORY = {"organisation", "worker"}


@pytest.fixture(params=MAPPERS, ids=lambda mapper: mapper.local_table.name)
def mapper(request) -> Mapper:
    return request.param


def own_columns(mapper: Mapper) -> list:
    return [column for column in mapper.columns if column.name not in COMMON]


def test_every_module_of_tables_is_known_to_the_package():
    modules = {module.name for module in pkgutil.iter_modules(db.models.__path__)} - {"columns"}
    for name in modules:
        importlib.import_module(f"db.models.{name}")
    assert modules == set(db.models.__all__)


def test_every_column_says_how_it_merges(mapper):
    assert not [
        column.name for column in own_columns(mapper) if type(column.type) not in {Register, MergedText, Derived}
    ]


def test_every_column_stores_a_kind_the_journal_knows(mapper):
    known = (Text, Integer, Boolean, Day, Moment, Listing)
    assert not [column.name for column in own_columns(mapper) if not isinstance(column.type.stored, known)]


def test_every_text_says_how_confidential_it_is(mapper):
    levels = {level.value for level in Confidentiality}
    texts = [column for column in own_columns(mapper) if isinstance(column.type.stored, Text | Listing)]
    assert not [column.name for column in texts if column.info.get("confidentiality") not in levels]


def test_the_database_enforces_nothing_a_merge_can_break(mapper):
    table = mapper.local_table
    assert [column.name for column in table.primary_key] == ["id"]
    assert not [column.name for column in own_columns(mapper) if not column.nullable or column.unique]
    assert not [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    assert not [index for index in table.indexes if index.unique]
    assert not [column.name for column in table.columns if column.default or column.onupdate or column.server_default]


def test_a_row_refers_only_inside_its_space_or_to_the_directory(mapper):
    for key in mapper.local_table.foreign_keys:
        assert key.deferrable
        assert key.initially == "DEFERRED"
        assert key.ondelete is None
        assert key.onupdate is None
        target = key.column.table.name
        if mapper.local_table.name in DIRECTORY | {"same_person", "same_dwelling", "publication"}:
            assert target in {"space", *DIRECTORY}


def test_no_row_is_reached_through_another(mapper):
    assert not inspect(mapper.class_).relationships


def test_only_searched_rows_have_derived_columns(mapper):
    derived = [column.name for column in own_columns(mapper) if isinstance(column.type, Derived)]
    assert bool(derived) == issubclass(mapper.class_, Searched)


def test_a_text_of_the_health_point_is_raised_by_its_row():
    columns = Base.metadata.tables["diagnosis_point"].columns
    assert {columns[name].info.get("raised_by") for name in ("reported", "observed", "analysis")} == {"point"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Person(first_name="Inès", last_name="BENALI-Émond"), "benali-emond ines"),
        (Person(first_name="Zoé", birth_name="Œuvrard"), "œuvrard zoe"),
        (Household(label="Famille  Éloïse"), "famille eloise"),
        (Household(), ""),
        (Organisation(name="Habitat de la Deûle"), "habitat de la deule"),
        (Worker(name="Hugo Lambert"), "hugo lambert"),
    ],
)
def test_a_sort_key_has_neither_accents_nor_capitals(row, expected):
    row.derive()
    assert row.sort_key == expected
