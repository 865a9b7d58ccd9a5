from __future__ import annotations

import pytest

from app.services.exchange.guide import schema
from app.services.exchange.shapes import CASE, ORGANISATION, WORKER, every_shape
from app.services.exchange.shapes_cells import OLDER_NOTE
from app.services.exchange.shapes_grammar import Kind, Nesting
from db.types import Day, Listing
from resources.vocabulary import DiagnosisPoint


def keys_of_schema(rule: dict, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    if "$ref" in rule:
        rule = schema()["$defs"][rule["$ref"].rpartition("/")[2]]
    if "items" in rule:
        return keys_of_schema(rule["items"], path)
    if "properties" not in rule:
        return {path}
    return {key for name, inside in rule["properties"].items() for key in keys_of_schema(inside, (*path, name))}


def keys_of_shape(shape, path: tuple[str, ...] = (), *, with_ref: bool = False) -> set[tuple[str, ...]]:
    keys = {(*path, *field.path.split(".")) for field in shape.fields}
    keys |= {(*path, "ref")} if with_ref else set()
    for inner in shape.inner:
        ref = inner.nesting in {Nesting.LIST, Nesting.NOTE, Nesting.VERSIONS}
        places = [(*path, inner.key)]
        if inner.nesting is Nesting.VERSIONS:
            places.append(("earlier", inner.key))
        if inner.nesting is Nesting.KEYED:
            places = [(*path, inner.key, point) for point in DiagnosisPoint]
        if inner.nesting is Nesting.NOTE:
            keys |= {(*path, key) for key in OLDER_NOTE}
        for place in places:
            keys |= keys_of_shape(inner.shape, place, with_ref=ref)
    return keys


def test_the_tables_and_the_published_schema_name_the_same_keys():
    told_elsewhere = {("format",), ("as_of",), ("workers", "role")}
    ours = keys_of_shape(CASE) | told_elsewhere
    ours |= keys_of_shape(ORGANISATION, ("organisations",), with_ref=True)
    ours |= keys_of_shape(WORKER, ("workers",), with_ref=True)
    spoken_by_landlord = {"financial_situation", "residential_project", "ongoing_procedures"}
    never = {key for key in ours if "landlord_said" in key and not spoken_by_landlord & set(key)}
    assert ours - never == keys_of_schema(schema())


@pytest.mark.parametrize("shape", [*every_shape(), ORGANISATION, WORKER], ids=lambda shape: shape.model.__tablename__)
def test_each_key_has_a_column_of_its_own_and_of_its_kind(shape):
    columns = shape.model.__table__.columns
    names = [field.column for field in shape.fields]
    assert len(set(names)) == len(names)
    for field in shape.fields:
        stored = columns[field.column].type.stored
        assert isinstance(stored, Day) == (field.kind is Kind.DAY)
        assert isinstance(stored, Listing) == (field.kind in {Kind.LISTED, Kind.AMOUNTS, Kind.REFS})
    assert set(shape.natural) <= {*names, "point"}
    assert all(inner.parent in inner.shape.model.__table__.columns for inner in shape.inner if inner.parent)


def test_each_object_of_the_format_has_a_table_of_its_own():
    models = [shape.model for shape in every_shape()]
    assert len(set(models)) == len(models)
