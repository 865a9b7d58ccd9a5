from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from app.domain.days import HolidayZone
from app.services.exchange.checking import problems_of, remarks_of
from app.services.exchange.guide import schema, walk
from app.services.exchange.reading import read_case_bytes
from resources import vocabulary
from resources.exchange import EXAMPLE, SCHEMA, SECOND_EXAMPLE

NEVER_IN_A_FILE = {"SpaceKind", "Recipient", "DocumentKind"}


def keys_used(document):
    return {(met.name, key) for met in walk(document) if isinstance(met.value, dict) for key in met.value}


def keys_of_the_schema():
    objects = {"": schema(), **schema()["$defs"]}
    return {(name, key) for name, rule in objects.items() for key in rule.get("properties", {})}


def test_the_schema_is_a_valid_schema():
    Draft202012Validator.check_schema(schema())


def test_every_enumeration_of_the_schema_is_an_enumeration_of_the_vocabulary():
    enumerations = {
        name: [word for word in rule["enum"] if word is not None]
        for name, rule in schema()["$defs"].items()
        if name[0].isupper()
    }
    words = {
        name: [str(word) for word in kind]
        for name, kind in vars(vocabulary).items()
        if isinstance(kind, type) and kind.__module__ == vocabulary.__name__ and name not in NEVER_IN_A_FILE
    }
    assert enumerations == words


def test_the_holiday_zones_of_the_schema_are_those_delays_are_counted_in():
    zones = [zone for zone in schema()["$defs"]["holiday_zone"]["enum"] if zone is not None]
    assert zones == [str(zone) for zone in HolidayZone]


def test_every_key_says_what_it_means_and_every_object_refuses_other_keys():
    for name, rule in {"": schema(), **schema()["$defs"]}.items():
        assert rule["description"], name
        if "properties" in rule:
            assert rule["additionalProperties"] is False, name
            for key, value in rule["properties"].items():
                assert value["description"].strip(), (name, key)
                assert "\n" not in value["description"], (name, key)


def test_every_object_in_a_list_may_carry_a_ref():
    lists = [value for rule in [schema(), *schema()["$defs"].values()] for value in rule.get("properties", {}).values()]
    items = {value["items"]["$ref"].rpartition("/")[2] for value in lists if "items" in value}
    objects = [schema()["$defs"][name] for name in items if "properties" in schema()["$defs"][name]]
    assert all("ref" in rule["properties"] for rule in objects)


def test_the_two_examples_are_accepted_without_a_remark():
    for example in (EXAMPLE, SECOND_EXAMPLE):
        document = read_case_bytes(example.read_bytes())
        assert problems_of(document) == ()
        assert remarks_of(document) == ()


def test_the_two_examples_use_every_key_of_the_schema():
    documents = [json.loads(example.read_text(encoding="utf-8")) for example in (EXAMPLE, SECOND_EXAMPLE)]
    assert keys_of_the_schema() - set().union(*map(keys_used, documents)) == set()


def test_the_second_example_carries_a_written_delay_that_is_not_the_computed_one():
    document = json.loads(SECOND_EXAMPLE.read_text(encoding="utf-8"))
    summons = next(step for step in document["arrears"]["procedure"] if step["step"] == "summons_to_pay")
    assert summons["written_delay"] == {"value": 6, "unit": "weeks"}
    assert document["lease"]["signed_on"] < "2023-07-29"
    assert document["lease"]["renewed_on"] is None


def test_the_schema_on_disk_is_what_is_read():
    assert json.loads(SCHEMA.read_bytes()) == schema()
