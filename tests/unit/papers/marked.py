"""A complete case in which every text is a marker of its own, so that a paper tells what it was made of.

The example is completed until every object of the format stands in it once, then every text key the published schema
knows receives its own marker, whether the example filled it or not: a key added to the format is marked by itself.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.services.demonstration.example import handed_but_unsigned
from app.services.exchange.guide import schema, walk
from tests.journeys.world import benali

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKER = re.compile(r"MQ[0-9]{4}Z")
KEPT = {"time_zone", "siret", "rna", "format", "ref", "as_of", "programme"}

VEILED = (
    "psychologue", "structure de soins", "curatelle", "allocation aux adultes handicapés", "AAH", "amende pénale",
    "MDPH", "hors Union européenne", "complémentaire santé",
)  # fmt: skip
"""What sensitive words of the vocabulary are called between the household and us, and nowhere else (P-02)."""


@dataclass
class Marked:
    """A document and where each of its markers stands; indices of lists are left out of the paths."""

    document: dict[str, Any]
    paths: dict[str, str] = field(default_factory=dict)

    def of(self, *prefixes: str) -> set[str]:
        """Return the markers whose path begins so."""
        return {marker for marker, path in self.paths.items() if path.startswith(prefixes)}


def marked_case(**changes: Any) -> Marked:
    """Return the marked case, the contract and the commitments handed over and unsigned."""
    document = _completed(handed_but_unsigned(benali()))
    document.update(changes)
    made = Marked(document)
    numbers = itertools.count(1)

    def marker(path: tuple[str | int, ...]) -> str:
        text = f"MQ{next(numbers):04d}Z"
        made.paths[text] = ".".join(str(step) for step in path)
        return text

    for met in tuple(walk(document)):
        if isinstance(met.value, dict):
            _mark(met.value, met.rule, met.path, marker)
    return made


def _mark(value: dict[str, Any], rule: Mapping[str, Any], path: tuple[str | int, ...], marker: Any) -> None:
    for key, inner in rule.get("properties", {}).items():
        if key in KEPT:
            continue
        if key in {"observed", "reported", "analysis"} and "note" in value:
            continue
        if _is_text(inner):
            value[key] = marker((*path, key))
        elif _is_text(inner.get("items", {})):
            value[key] = [marker((*path, key)), marker((*path, key))]


def _is_text(rule: Mapping[str, Any]) -> bool:
    return rule.get("$ref") in {"#/$defs/text", "#/$defs/name"}


def every_text_key() -> set[str]:
    """Return the text keys of every object of the format, by its name and the key."""
    found = set()
    for name, rule in [("", schema()), *schema()["$defs"].items()]:
        for key, inner in rule.get("properties", {}).items():
            if key not in KEPT and (_is_text(inner) or _is_text(inner.get("items", {}))):
                found.add(f"{name}.{key}")
    return found


def text_keys_marked(made: Marked) -> set[str]:
    """Return the text keys a document has filled, by the name of their object."""
    found = set()
    for met in walk(made.document):
        if isinstance(met.value, dict):
            for key, value in met.value.items():
                texts = value if isinstance(value, list) else [value]
                if any(isinstance(one, str) and MARKER.fullmatch(one) for one in texts):
                    found.add(f"{met.name}.{key}")
    return found


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    _people(document)
    _work(document)
    _around(document)
    document["earlier"] = _earlier(document)
    return document


def _people(document: dict[str, Any]) -> None:
    document["organisations"].append({"ref": "cmp", "kind": "health", "name": "x", "siret": "00000000000034"})
    document["workers"][0]["profession"] = "psychologist"
    document["workers"].append({"ref": "w4", "organisation": "cmp", "name": "x", "profession": "doctor"})
    nadia, karim = document["household"]["persons"][:2]
    nadia |= {"residence_permit": {"valid_until": "2027-06-01"}, "protection_measure": "curatelle_simple"}
    karim["nationality"] = "non_eu"
    karim["contact"] = {"ways": ["phone"]}
    document["diagnosis"]["points"]["financial_situation"]["landlord_said"] = {
        "text": "x", "by": "w3", "on": "2026-09-05",
    }  # fmt: skip
    document["diagnosis"]["present"] = ["p1", "p2", "w4"]
    document["consents"].append(
        {"persons": ["p1"], "recipient": "cmp", "topics": ["health_issues"], "given_on": "2026-09-07"}
    )
    document["budget"]["resources"].append(
        {"type": "disability_allowance", "person": "p1", "monthly": ["100.00"], "current": "100.00"}
    )
    document["budget"]["debts"].append({"type": "criminal_fine", "balance": "90.00", "monthly": "10.00"})
    document["budget"]["charges"].append({"type": "health_cover", "monthly": "20.00"})
    document["budget"]["charges"].append({"type": "energy", "label": "x", "monthly": "1.00"})


def _work(document: dict[str, Any]) -> None:
    document["measure"] |= {
        "scheme": "fsl_specific",
        "suspensions": [{"from": "2026-10-25", "to": "2026-10-28", "reason": "x"}],
    }
    motive = schema()["$defs"]["AmendmentMotive"]["enum"][0]
    document["contract"] |= {
        "amendments": [{"motive": motive, "number": 1}],
        "signatures": [{"signatory": "p1", "on": "2026-09-20", "outcome": "not_today"}],
    }
    document["contacts"] += [
        {"on": "2026-11-10", "kind": "office", "worker": "w1", "note": [{"as": "observed", "text": "x"}],
         "confidentiality": ["health", "violence"]},
        {"on": "2026-11-16", "kind": "phone", "worker": "w1", "confided_by": "p1", "ref": "k9",
         "note": [{"as": kind, "text": "x"} for kind in ("observed", "reported", "analysis")]},
        {"on": "2026-11-18", "kind": "office", "worker": "w1", "observed": "x", "reported": "x", "analysis": "x"},
    ]  # fmt: skip
    document["actions"].append({"what": "x", "by": "p1", "due_on": "2026-12-02", "from_contact": "k9"})
    document["committee"].append({"kind": "followup", "planned_on": "2026-12-11", "purpose": "proposal"})


def _around(document: dict[str, Any]) -> None:
    document["letters"] = [{"on": "2026-11-05", "to": "x", "text": "x", "confidentiality": ["penal"]}]
    document["partners"].append({"name": "x", "topic": "health", "confidentiality": ["health"], "confided_by": "p1"})
    document["procedures"].append({"topic": "disability", "what": "x", "hide_from": ["p2"]})
    document["procedures"][0]["pieces"] = [{"name": "x"}]
    document["appointments"].append(
        {"on": "2026-11-28", "kind": "home_visit", "place": "x", "hide_from": ["p2"], "at": "08:15"}
    )
    document["lease"]["exams"] = [{"due_on": "2027-03-01", "criteria": ["x"]}]
    document["arrears"]["procedure"][2]["place"] = "x"
    document["arrears"]["procedure"][2]["hearing_at"] = "09:00"


def _earlier(document: dict[str, Any]) -> dict[str, Any]:
    return {
        "diagnosis": [{"interviews": ["2025-01-10"], "points": {"health_issues": {"reported": "x"}}}],
        "contract": [{"handed_on": "2025-02-01", "objectives": [{"household_words": "x"}]}],
        "mutual_commitments": [{"on": "2025-02-01", "household": ["x"], "operator": ["x"], "landlord": ["x"]}],
        "measure": [{"started_on": "2025-02-01", "ended_on": "2025-12-01"}],
        "budget": [{"on": "2025-02-01", "charges": [{"type": "energy", "label": "x", "monthly": "1.00"}]}],
        "lease": [{"kind": "direct_lease", "ended_on": "2021-01-31", "dwelling": {"address": "x"}}],
        "arrears": [{"movements": [{"on": "2020-01-05", "kind": "term", "debit": "1.00"}]}],
    }
