"""Valid, coherent case files of every shape the published schema allows.

``case_files()`` lets hypothesis choose which sections a file has and which texts stand in it; the rest is drawn from a
seed along the schema, so that a file costs a few milliseconds and still shrinks. What the schema cannot say (refs that
lead somewhere, days in their order, one side of a movement…) is put right afterwards.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from app.services.exchange.guide import schema, walk
from app.services.exchange.moments import local_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OPTIONAL_SECTIONS = tuple(sorted(set(schema()["properties"]) - set(schema()["required"])))
ZONES = ("Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Noumea", None)
_FIRST_DAY = dt.date(1950, 1, 1)
_PAIRS = (
    ("from", "to"),
    ("from", "until"),
    ("from", "ended_on"),
    ("given_on", "until"),
    ("given_on", "withdrawn_on"),
    ("started_on", "ended_on"),
    ("effective_on", "ended_on"),
    ("opened_on", "closed_on"),
)
_USUAL_TEXTS = (
    "",
    " deux  espaces ",
    "Ligne une\nligne deux\r\n\tfin",
    "👩‍👧‍👦 « On respire. »",
    "e\u0301 et é",
    "مرحبا \u202eعكس\u202c",
    "0",
    "null",
    '{}[]"\\',
    "\U0001f9d1\u200d\U0001f33e",
)


def texts() -> st.SearchStrategy[str]:
    """Return any text a case file may hold: all of Unicode but NUL and surrogates."""
    return st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@st.composite
def case_files(draw: st.DrawFn, sections: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Return a document that ``problems_of`` accepts.

    Args:
        draw: Hypothesis's.
        sections: The optional root keys to write; by default any set of them.
    """
    chosen = sections if sections is not None else draw(st.sets(st.sampled_from(OPTIONAL_SECTIONS)).map(sorted))
    seed = draw(st.integers(0, 2**32))
    written = draw(st.lists(texts(), max_size=4))
    return _Maker(Random(seed), (*_USUAL_TEXTS, *written)).case(tuple(chosen))  # noqa: S311 -- a test's, not a key's


class _Maker:
    """Draws a document along the schema, then makes it coherent."""

    def __init__(self, random: Random, words: tuple[str, ...]) -> None:
        self._random = random
        self._words = words
        self._counter = 0

    def case(self, sections: tuple[str, ...]) -> dict[str, Any]:
        properties = schema()["properties"]
        keys = [*schema()["required"], *sections]
        self._random.shuffle(keys)
        document = {key: self._value(properties[key], required=True) for key in keys}
        self._at_least_an_operator(document)
        self._refs(document)
        self._coherent(document)
        return document

    def _value(self, rule: Mapping[str, Any], *, required: bool) -> Any:
        """Draw a value; ``required`` forbids the null an optional key may hold."""
        stricter = rule.get("type")
        if "$ref" in rule:
            rule = schema()["$defs"][rule["$ref"].rpartition("/")[2]]
        types = rule.get("type", [])
        nullable = isinstance(types, list) and "null" in types and stricter is None and not required
        if nullable and self._random.random() < 0.1:
            return None
        for keyword, make in self._makers():
            if keyword in rule:
                return make(rule)
        return self._simple(types if isinstance(types, str) else types[0], rule)

    def _makers(self) -> tuple[tuple[str, Callable[[Mapping[str, Any]], Any]], ...]:
        return (
            ("const", lambda rule: rule["const"]),
            ("properties", self._object),
            ("items", self._list),
            ("enum", lambda rule: self._random.choice([word for word in rule["enum"] if word is not None])),
            ("x-refers-to", lambda rule: tuple(rule["x-refers-to"])),
            ("x-written", self._written),
        )

    def _object(self, rule: Mapping[str, Any]) -> dict[str, Any]:
        required = rule.get("required", ())
        often = self._random.choice((0.15, 0.5, 0.85))
        keys = [key for key in rule["properties"] if key in required or self._random.random() < often]
        self._random.shuffle(keys)
        if "x-referred-as" in rule and "ref" not in keys:
            keys.append("ref")
        return {key: self._value(rule["properties"][key], required=key in required) for key in keys}

    def _list(self, rule: Mapping[str, Any]) -> list[Any]:
        count = self._random.choice((0, 1, 1, 2)) if "minItems" not in rule else self._random.choice((1, 2, 3))
        return [self._value(rule["items"], required=True) for _ in range(count)]

    def _simple(self, kind: str, rule: Mapping[str, Any]) -> Any:
        if kind == "boolean":
            return self._random.random() < 0.5
        if kind == "integer":
            return self._random.randint(rule["minimum"], min(rule["maximum"], self._random.choice((4, 400, 10_000))))
        if "minLength" in rule:
            self._counter += 1
            return f"{self._random.choice(('x', 'é ', '🏠'))}{self._counter}"
        return self._random.choice(self._words)

    def _written(self, rule: Mapping[str, Any]) -> str:
        random = self._random
        day = (_FIRST_DAY + dt.timedelta(days=random.randrange(40_000))).isoformat()
        time = f"{random.randrange(24):02d}:{random.randrange(60):02d}"
        offset = random.choice(("", "", "Z", "+02:00", "-03:30"))
        seconds = random.choice(("", "", f":{random.randrange(60):02d}"))
        cents = random.choice((0, 5, 47_690, random.randrange(10**11)))
        return {
            "day": day,
            "time": time,
            "instant": f"{day}T{time}{seconds}{offset}",
            "money": f"{random.choice(('', '', '-'))}{cents // 100}.{cents % 100:02d}",
            "area": f"{random.randrange(200)}{random.choice(('', '.5', '.25'))}",
        }[rule["x-written"]]

    def _at_least_an_operator(self, document: dict[str, Any]) -> None:
        if not any(one["kind"] == "operator" for one in document["organisations"]):
            self._counter += 1
            operator = {"ref": f"op{self._counter}", "kind": "operator", "name": "Association"}
            document["organisations"].append(operator)
        for one in document["organisations"]:
            if "time_zone" in one:
                one["time_zone"] = self._random.choice(ZONES)

    def _refs(self, document: dict[str, Any]) -> None:
        declared: dict[str, list[str]] = {}
        for met in walk(document):
            if isinstance(met.value, dict):
                kind = met.rule.get("x-referred-as")
                if kind and not met.value.get("ref"):
                    self._counter += 1
                    met.value["ref"] = f"r{self._counter}"
                if kind:
                    declared.setdefault(kind, []).append(met.value["ref"])
        self._lead(document, declared)

    def _lead(self, value: Any, declared: dict[str, list[str]]) -> None:
        """Replace each mark left where a ref belongs by a ref declared, or by nothing where none is."""
        for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
            if isinstance(item, tuple):
                bearers = [ref for kind in item for ref in declared.get(kind, ())]
                value[key] = self._random.choice(bearers) if bearers else None
            elif isinstance(item, dict | list):
                self._lead(item, declared)
        if isinstance(value, list):
            value[:] = [item for item in value if item is not None]

    def _coherent(self, document: dict[str, Any]) -> None:
        self._without_people_missing(document)
        operator = next(one for one in document["organisations"] if one["kind"] == "operator")
        zone = zoneinfo.ZoneInfo(operator.get("time_zone") or "Europe/Paris")
        for met in walk(document):
            if isinstance(met.value, dict):
                _in_order(met.value)
                _instants(met.value, met.rule, zone)
                _REPAIRS.get(met.name, lambda _made: None)(met.value)

    def _without_people_missing(self, document: dict[str, Any]) -> None:
        """Give a worker to what needs one in a file that has none."""
        for met in tuple(walk(document)):
            required = met.rule.get("required", ()) if isinstance(met.value, dict) else ()
            for key in required:
                if met.value[key] is None:
                    met.value[key] = self._new_worker(document)

    def _new_worker(self, document: dict[str, Any]) -> str:
        self._counter += 1
        worker = {"ref": f"w{self._counter}", "organisation": document["organisations"][0]["ref"], "name": "Ana"}
        document.setdefault("workers", []).append(worker)
        return worker["ref"]


def _in_order(made: dict[str, Any]) -> None:
    for first, last in _PAIRS:
        begin, end = made.get(first), made.get(last)
        if isinstance(begin, str) and isinstance(end, str) and end < begin:
            made[last] = begin


def _instants(made: dict[str, Any], rule: Mapping[str, Any], zone: dt.tzinfo) -> None:
    for key, item in made.items():
        if rule["properties"][key].get("$ref", "").endswith("/instant") and item is not None:
            moment = dt.datetime.fromisoformat(item)
            if moment.tzinfo is None and local_trouble(moment, zone):
                made[key] = item + "Z"
    for at, on in (("at", "on"), ("hearing_at", "hearing_on")):
        if made.get(at) and made.get(on):
            moment = dt.datetime.fromisoformat(f"{made[on]}T{made[at]}")
            if local_trouble(moment, zone) == "no_such_local_time":
                made[at] = "12:00"


def _point(made: dict[str, Any]) -> None:
    if made.get("share_with_landlord") == "sentence" and not (made.get("landlord_sentence") or "").strip():
        made["landlord_sentence"] = "Une phrase."


def _movement(made: dict[str, Any]) -> None:
    sides = [key for key in ("debit", "credit") if made.get(key) is not None]
    if not sides:
        made["debit"] = "12.30"
    elif len(sides) == 2:
        made["credit"] = None


def _contact(made: dict[str, Any]) -> None:
    if "note" in made:
        for key in ("observed", "reported", "analysis"):
            made.pop(key, None)


def _measure(made: dict[str, Any]) -> None:
    """Lay the suspensions end to end inside the measure."""
    suspensions = made.get("suspensions", [])
    if not suspensions:
        return
    begin = dt.date.fromisoformat(made.get("started_on") or "2020-01-01")
    for suspension in suspensions:
        suspension["from"] = begin.isoformat()
        begin += dt.timedelta(days=10)
        suspension["to"] = begin.isoformat()
    if made.get("ended_on"):
        made["ended_on"] = max(made["ended_on"], begin.isoformat())


_REPAIRS: dict[str, Callable[[dict[str, Any]], None]] = {
    "point": _point,
    "landlord_point": _point,
    "movement": _movement,
    "contact": _contact,
    "measure": _measure,
}
