"""Everything the format carries can be seen and edited, with the type and the words the format gives it."""

from __future__ import annotations

import json

import pytest

from app.services.editing import EDITABLE
from app.services.editing.fields import FieldType
from app.services.exchange.shapes import every_shape
from app.services.exchange.shapes_grammar import Kind
from resources import vocabulary
from resources.exchange import SCHEMA

WRITTEN_BY_THEIR_OWN_ACTS = {"signature", "approval"}
SHAPES = {shape.model.__tablename__: shape for shape in every_shape()}
TYPES = {
    Kind.DAY: {FieldType.DAY},
    Kind.MONEY: {FieldType.CENTS},
    Kind.AMOUNTS: {FieldType.AMOUNTS},
    Kind.LISTED: {FieldType.WORDS, FieldType.TEXTS, FieldType.DAYS},
    Kind.REF: {FieldType.PERSON, FieldType.WORKER, FieldType.ORGANISATION, FieldType.SOMEONE, FieldType.CONTACT},
    Kind.REFS: {
        FieldType.PERSONS,
        FieldType.WORKERS,
        FieldType.ORGANISATIONS,
        FieldType.PEOPLE,
        FieldType.OBJECTIVES,
    },
    Kind.AS_WRITTEN: {
        FieldType.TEXT,
        FieldType.LONG_TEXT,
        FieldType.WORD,
        FieldType.HOUR,
        FieldType.INSTANT,
        FieldType.COUNT,
        FieldType.NUMBER,
        FieldType.FLAG,
    },
}
RULES = {
    "case_file": "case",
    "residential_period": "residential_period",
    "contact_passage": "passage",
    "budget_resource": "resource",
    "budget_charge": "charge",
    "budget_debt": "debt",
    "lease_exam": "exam",
    "arrears_step": "procedure_step",
    "diagnosis_point": "landlord_point",
}


def test_each_kind_of_thing_of_the_format_can_be_edited():
    assert set(EDITABLE) == set(SHAPES) - WRITTEN_BY_THEIR_OWN_ACTS


@pytest.mark.parametrize("kind", sorted(EDITABLE))
def test_each_key_of_the_format_is_a_field_of_the_right_type(kind):
    columns = {one.column: TYPES[one.kind] for one in SHAPES[kind].fields}
    extra = {"point"} if kind == "diagnosis_point" else set()
    fields = {one.name: one.type for one in EDITABLE[kind].fields}
    assert set(fields) - extra == set(columns)
    assert [name for name, allowed in columns.items() if fields[name] not in allowed] == []


def rules_of(kind: str) -> dict[str, dict]:
    """Return the schema's rule of each key of an object, with dots for those inside."""
    definitions = json.loads(SCHEMA.read_text("utf-8"))["$defs"]

    def walk(name: str, prefix: str = "") -> dict[str, dict]:
        found = {}
        for key, rule in definitions[name]["properties"].items():
            target = (rule.get("$ref") or rule.get("items", {}).get("$ref", "")).rpartition("/")[2]
            if "properties" in definitions.get(target, {}) and rule.get("type") != "array":
                found |= walk(target, f"{prefix}{key}.")
            found[prefix + key] = {
                "name": target,
                "needed": not prefix and key in definitions[name].get("required", ()),
            }
        return found

    return walk(RULES.get(kind, kind))


@pytest.mark.parametrize("kind", sorted(set(EDITABLE) - {"diagnosis_point"}))
def test_each_word_is_of_the_vocabulary_of_the_format_and_what_is_required_is_needed(kind):
    rules = rules_of(kind)
    for one in SHAPES[kind].fields:
        path = one.path.removeprefix("case.") if kind == "case_file" else one.path
        if path not in rules:
            continue
        field = EDITABLE[kind].field(one.column)
        expected = getattr(vocabulary, rules[path]["name"], None)
        assert field.words is expected, path
        assert field.needed == rules[path]["needed"], path


def test_every_kind_and_field_has_a_label_in_french():
    labels = [one.label for spec in EDITABLE.values() for one in (spec, *spec.fields)]
    assert all(labels)
    assert not [label for label in labels if "_" in label or label != label.strip()]


@pytest.mark.parametrize("kind", sorted(EDITABLE))
def test_parents_orders_and_groups_name_what_exists(kind):
    spec = EDITABLE[kind]
    assert set(spec.parents) <= set(EDITABLE)
    assert all(hasattr(spec.model, column) for column in spec.parents.values())
    names = {name for pair in spec.in_order for name in pair}
    names |= {name for needed, others in spec.together for name in (*needed, *others)}
    names |= set(spec.fallbacks) | ({spec.sort} if spec.sort else set())
    assert {spec.field(name).name for name in names} == names
