"""Large realistic cases made from a seed, for the benchmark, for tests and for trying the program out.

Nobody in them exists. The same seed gives the same case on every machine and in every version of Python, so that
figures can be compared; notes have the length and the frequency of words of real ones, which is what search,
compression and page counts depend on.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final

from app.services.exchange.generated_words import (
    FAMILY_NAMES,
    FIRST_NAMES,
    LANDLORD_SENTENCES,
    OPENINGS,
    STREETS,
    TOWNS,
    WORDS,
)
from resources.vocabulary import DiagnosisPoint, ProcedureTopic

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAST_DAY: Final = dt.date(2026, 11, 20)
_MONTHS: Final = 24
_RENT, _CHARGES, _BENEFIT = 41250, 7340, 19870
_FORMAT: Final = "palier.case/1"
_KINDS: Final = ("home_visit", "home_visit", "home_visit", "office", "phone", "sms", "accompaniment", "tripartite")
_OUTCOMES: Final = ("held", "held", "held", "held", "no_show", "cancelled_by_household", "postponed")


class _Dice:
    """A small generator of its own: ``random`` promises the same draws only for some of its methods."""

    def __init__(self, seed: int) -> None:
        self._state = (seed * 2 + 1) & 0xFFFFFFFFFFFFFFFF

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to ``limit`` excluded (linear congruential, high bits)."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self._state >> 33) % limit

    def one(self, choices: Sequence[str]) -> str:
        """Return one of the choices."""
        return choices[self.below(len(choices))]


# Zipf: the nth word of the list comes about 1/n as often as the first, as words do in French.
_WEIGHTS: Final = tuple(accumulate(10_000 // rank for rank in range(1, len(WORDS) + 1)))


def big_case(seed: int, contacts: int = 60) -> dict[str, Any]:
    """Return a case file that ``problems_of`` accepts.

    Args:
        seed: Which household; two seeds give two case numbers.
        contacts: How many meetings, spread over 24 months up to 2026-11-20, each with a note of 40 to 120 words.
    """
    dice = _Dice(seed)
    name = dice.one(FAMILY_NAMES)
    start = _months_before(_MONTHS)
    return {
        "format": _FORMAT,
        "as_of": _LAST_DAY.isoformat(),
        "programme": "lmh_logement_accompagne",
        "organisations": _organisations(),
        "workers": _workers(),
        "household": _household(dice, name, start),
        "case": {
            "number": f"G-{seed:06d}",
            "opened_on": start.isoformat(),
            "category": "retention",
            "referral": {"organisation": "ba", "worker": "w3", "received_on": start.isoformat(), "text": _note(dice)},
        },
        "diagnosis": _diagnosis(dice, start),
        "consents": [_consent(start)],
        "committee": [_committee_item(dice, start)],
        "measure": _measure(start),
        "contract": _contract(dice, start),
        "mutual_commitments": {
            "ref": "m1",
            "on": _later(start, 35),
            "household": ["payer le loyer courant"],
            "signatures": [],
        },
        "contacts": [_contact(dice, start, index, contacts) for index in range(contacts)],
        "requests": [_request(dice, start, index) for index in range(contacts // 6)],
        "budget": _budget(dice, name),
        "lease": _lease(dice),
        "arrears": _arrears(dice),
        "procedures": [_procedure(dice, topic) for topic in tuple(ProcedureTopic)[:6]],
        "actions": [
            {"ref": "a1", "what": "préparer le prochain rendez-vous", "by": "w1", "due_on": _later(_LAST_DAY, 4)}
        ],
        "appointments": [
            {"ref": "r1", "on": _later(_LAST_DAY, 4), "at": "10:30", "kind": "home_visit", "with": ["p1"]}
        ],
    }


def _months_before(months: int) -> dt.date:
    whole = _LAST_DAY.year * 12 + _LAST_DAY.month - 1 - months
    return dt.date(whole // 12, whole % 12 + 1, 5)


def _later(day: dt.date, days: int) -> str:
    return (day + dt.timedelta(days=days)).isoformat()


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _word(dice: _Dice) -> str:
    drawn = dice.below(_WEIGHTS[-1])
    return WORDS[bisect_right(_WEIGHTS, drawn)]


def _note(dice: _Dice) -> str:
    """Return 40 to 120 words, in sentences of 6 to 16."""
    left = 40 + dice.below(77)  # the last sentence may run over by a few words
    sentences = []
    while left > 0:
        opening = dice.one(OPENINGS).split()
        length = max(min(left, 6 + dice.below(11)), len(opening))
        words = opening + [_word(dice) for _ in range(length - len(opening))]
        sentences.append(" ".join(words) + ".")
        left -= length
    return " ".join(sentences)


def _organisations() -> list[dict[str, Any]]:
    return [
        {"ref": "op", "kind": "operator", "name": "Association Les Trois Paliers", "siret": "00000000000109"},
        {"ref": "ba", "kind": "landlord", "name": "Habitat du Pont Neuf", "siret": "00000000000117"},
    ]


def _workers() -> list[dict[str, Any]]:
    return [
        {"ref": "w1", "organisation": "op", "name": "Élise Garnier", "profession": "social_worker", "role": "referent"},
        {"ref": "w2", "organisation": "op", "name": "Yann Le Goff", "profession": "educator", "role": "colleague"},
        {"ref": "w3", "organisation": "ba", "name": "Carole Petit", "profession": "landlord_advisor"},
    ]


def _household(dice: _Dice, name: str, start: dt.date) -> dict[str, Any]:
    relations = ("holder", "partner", "child", "child")
    persons = [
        {
            "ref": f"p{index + 1}",
            "first_name": dice.one(FIRST_NAMES),
            "last_name": name,
            "birth_date": _birth_date(dice, 2014 if relation == "child" else 1985),
            "relation": relation,
            "contact": {"ways": ["phone"], "leave_message": True},
        }
        for index, relation in enumerate(relations[: 1 + dice.below(4)])
    ]
    path = {"person": "p1", "from": _later(start, -1400), "to": None, "situation": "social_rent"}
    return {"label": f"Famille {name}", "persons": persons, "residential_history": [path]}


def _birth_date(dice: _Dice, year: int) -> str:
    return f"{year + dice.below(8)}-0{1 + dice.below(9)}-{10 + dice.below(18)}"


def _diagnosis(dice: _Dice, start: dt.date) -> dict[str, Any]:
    points = {point.value: _point(dice, point, start) for point in DiagnosisPoint}
    return {
        "ref": "d1",
        "interviews": [_later(start, 7), _later(start, 14)],
        "authors": ["w1"],
        "points": points,
        "difficulties": [{"what": "Loyers en retard", "cause": "Baisse des revenus", "consequence": "Relances"}],
        "work_axes": ["budget_rent", "rights_admin"],
        "estimated_duration_months": 12,
        "proposed_measure": "retention",
        "approvals": [{"person": "p1", "status": "approved", "on": _later(start, 18)}],
    }


def _point(dice: _Dice, point: DiagnosisPoint, start: dt.date) -> dict[str, Any]:
    told = point not in {DiagnosisPoint.HEALTH_ISSUES, DiagnosisPoint.ADMINISTRATIVE_SITUATION}
    said: dict[str, Any] = {
        "reported": _note(dice),
        "observed": _note(dice),
        "analysis": _note(dice),
        "state": "discussed",
    }
    if told:
        said |= {
            "share_with_landlord": "sentence",
            "landlord_sentence": dice.one(LANDLORD_SENTENCES),
            "household_read_on": _later(start, 18),
        }
    return said


def _consent(start: dt.date) -> dict[str, Any]:
    topics = [point.value for point in DiagnosisPoint if point != DiagnosisPoint.HEALTH_ISSUES]
    return {"persons": ["p1"], "recipient": "ba", "topics": topics, "given_on": _later(start, 18), "until": None}


def _committee_item(dice: _Dice, start: dt.date) -> dict[str, Any]:
    return {
        "kind": "followup",
        "held_on": _later(start, 21),
        "participants": ["w1", "w3"],
        "purpose": "diagnosis",
        "decision": "admit",
        "measure_type": "retention",
        "motive": _note(dice),
        "told_to_household_on": _later(start, 23),
        "household_answer": "agrees",
    }


def _measure(start: dt.date) -> dict[str, Any]:
    return {
        "ref": "s1",
        "scheme": "asll",
        "measure_type": "retention",
        "phase": "in_housing",
        "referent": "w1",
        "operator": "op",
        "started_on": _later(start, 35),
        "intensity": [{"from": _later(start, 35), "level": "standard", "visit_every_days": 14}],
        "suspensions": [{"from": _later(start, 240), "to": _later(start, 260), "reason": "congés"}],
    }


def _contract(dice: _Dice, start: dt.date) -> dict[str, Any]:
    axes = ("budget_rent", "rights_admin", "housing_occupancy")
    return {
        "ref": "c1",
        "legal_regime": "fsl_asll",
        "handed_on": _later(start, 24),
        "effective_on": _later(start, 35),
        "review_on": _later(start, 400),
        "objectives": [_objective(dice, start, index, axis) for index, axis in enumerate(axes)],
        "signatures": [
            {"signatory": "p1", "capacity": "household", "on": _later(start, 35), "method": "paper"},
            {"signatory": "w1", "capacity": "operator", "on": _later(start, 35), "method": "paper"},
        ],
    }


def _objective(dice: _Dice, start: dt.date, index: int, axis: str) -> dict[str, Any]:
    progress = [
        {"on": _later(start, 60 + 90 * step), "measured": str(step), "stage": "under_way"}
        for step in range(1 + dice.below(6))
    ]
    return {
        "ref": f"o{index + 1}",
        "axis": axis,
        "household_words": _note(dice),
        "expected_result": "tenir dans la durée",
        "indicator": "mois tenus",
        "baseline": "0",
        "target": "6",
        "due_on": _later(start, 400 + 90 * index),
        "commitments": {"household": _note(dice), "operator": _note(dice)},
        "progress": progress,
    }


def _contact(dice: _Dice, start: dt.date, index: int, contacts: int) -> dict[str, Any]:
    span = (_LAST_DAY - start).days - 36
    held = dice.one(_OUTCOMES)
    made: dict[str, Any] = {
        "ref": f"k{index + 1}",
        "on": _later(start, 36 + span * index // max(contacts, 1)),
        "at": f"{9 + dice.below(9):02d}:{15 * dice.below(4):02d}",
        "kind": dice.one(_KINDS),
        "minutes": 20 + 5 * dice.below(12),
        "worker": "w1",
        "present": ["p1"] if held == "held" else [],
        "objectives": [f"o{1 + dice.below(3)}"],
        "note": _passages(dice),
    }
    return made if held == "held" else {**made, "outcome": held}


def _passages(dice: _Dice) -> list[dict[str, str]]:
    """Return one note as its passages, cut between words."""
    words = _note(dice).split(" ")
    middle = len(words) // 3 + dice.below(max(len(words) // 3, 1))
    kinds = ("observed", "reported") if dice.below(2) else ("reported", "analysis")
    cuts = pairwise((0, middle, len(words)))
    return [{"as": kind, "text": " ".join(words[begin:end])} for kind, (begin, end) in zip(kinds, cuts, strict=True)]


def _request(dice: _Dice, start: dt.date, index: int) -> dict[str, Any]:
    day = _later(start, 40 + 60 * index % 600)
    return {
        "ref": f"q{index + 1}",
        "requested_at": f"{day}T{9 + dice.below(3):02d}:{10 + dice.below(50)}",
        "channel": "phone",
        "person": "p1",
        "text": _note(dice),
        "first_response_at": f"{day}T{13 + dice.below(4):02d}:{10 + dice.below(50)}",
    }


def _budget(dice: _Dice, name: str) -> dict[str, Any]:
    salary = _euros(90000 + dice.below(60000))
    return {
        "ref": "b1",
        "on": "2026-11-10",
        "resources": [
            {"type": "salary", "person": "p1", "monthly": [salary] * 3, "current": salary, "proof": True},
            {"type": "activity_bonus", "person": "p1", "monthly": ["120.00"] * 3, "current": "120.00"},
        ],
        "housing": {
            "rent": _euros(_RENT),
            "charges": _euros(_CHARGES),
            "housing_benefit": _euros(_BENEFIT),
            "paid_to_landlord": True,
        },
        "charges": [{"type": "energy", "monthly": "84.00"}, {"type": "transport", "monthly": "52.00"}],
        "debts": [{"creditor": f"Prêt familial {name}", "type": "family", "balance": "600.00", "monthly": "30.00"}],
    }


def _lease(dice: _Dice) -> dict[str, Any]:
    return {
        "ref": "l1",
        "kind": "direct_lease",
        "dwelling": {"address": f"{1 + dice.below(90)} {dice.one(STREETS)}, {dice.one(TOWNS)}", "type": "T3"},
        "signed_on": "2021-03-01",
        "rent": _euros(_RENT),
        "charges": _euros(_CHARGES),
        "tenants": ["p1"],
    }


def _arrears(dice: _Dice) -> dict[str, Any]:
    """Return 24 months of account; about one month in six goes unpaid."""
    movements = []
    for month in range(_MONTHS):
        day = _months_before(_MONTHS - month).isoformat()
        movements.append({"on": day, "kind": "term", "label": "Loyer et charges", "debit": _euros(_RENT + _CHARGES)})
        movements.append({"on": day, "kind": "housing_benefit", "label": "APL", "credit": _euros(_BENEFIT)})
        if dice.below(6):
            paid = _euros(_RENT + _CHARGES - _BENEFIT)
            movements.append({"on": day, "kind": "payment", "label": "Virement", "credit": paid})
    return {
        "ref": "e1",
        "movements": movements,
        "plan": {"from": "2026-12-05", "monthly": "40.00", "agreed_with": "ba", "kind": "amicable"},
        "procedure": [{"step": "first_default", "on": movements[0]["on"]}],
    }


def _procedure(dice: _Dice, topic: ProcedureTopic) -> dict[str, Any]:
    return {
        "topic": topic.value,
        "body": "organisme",
        "what": _note(dice),
        "status": "waiting",
        "on": "2026-10-12",
        "chase_on": _later(_LAST_DAY, 3 + dice.below(30)),
    }
