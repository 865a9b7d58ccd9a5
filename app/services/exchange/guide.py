"""The published schema as a guide through a document: each value beside the rule that speaks of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from resources.exchange import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.exchange.problems import Path


@dataclass(frozen=True, slots=True)
class Met:
    """A value met on the way.

    Attributes:
        path: Keys and indices from the root.
        value: What stands there; objects and scalars are met, lists are walked through.
        name: The name of its rule in ``$defs`` (``contact``, ``day``), empty for the root.
        rule: That rule.
    """

    path: Path
    value: Any
    name: str
    rule: Mapping[str, Any]


@cache
def schema() -> Mapping[str, Any]:
    """Return the schema of ``palier.case/1``, read once."""
    read: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return read


def walk(document: Any) -> Iterator[Met]:
    """Meet every value the schema knows; what has a wrong type or an unknown key is passed over."""
    yield from _walk(document, schema(), "", ())


def _walk(value: Any, rule: Mapping[str, Any], name: str, path: Path) -> Iterator[Met]:
    reference = rule.get("$ref")
    if reference is not None:
        name = reference.rpartition("/")[2]
        rule = schema()["$defs"][name]
    if isinstance(value, list):
        for index, item in enumerate(value if "items" in rule else ()):
            yield from _walk(item, rule["items"], name, (*path, index))
        return
    yield Met(path, value, name, rule)
    if isinstance(value, dict):
        properties = rule.get("properties", {})
        for key, item in value.items():
            if key in properties:
                yield from _walk(item, properties[key], name, (*path, key))
