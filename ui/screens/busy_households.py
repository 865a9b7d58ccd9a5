"""Eleven households, each with one day ahead: more than Aujourd’hui shows, every harm there is (decision 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.harm import Harm
from app.services.demonstration.example import example_document
from app.services.exchange.generated import big_case

if TYPE_CHECKING:
    from collections.abc import Callable

    Document = dict[str, Any]


def _hearing(day: str) -> Callable[[Document], object]:
    step = {"step": "court_summons", "on": "2026-09-03", "hearing_on": day}
    return lambda document: document["arrears"]["procedure"].append(step)


def _order_to_leave(document: Document) -> None:
    document["arrears"]["procedure"].append({"step": "order_to_leave", "on": "2026-08-20"})


def _permit(document: Document) -> None:
    permit = {"type": "carte de séjour pluriannuelle", "valid_until": "2027-01-06"}
    document["household"]["persons"][0] |= {"nationality": "non_eu", "residence_permit": permit}


def _chase(day: str, what: str) -> Callable[[Document], object]:
    asked = {
        "topic": "housing_benefit",
        "body": "CAF",
        "what": what,
        "status": "waiting",
        "on": "2026-10-12",
        "chase_on": day,
    }
    return lambda document: document["procedures"].append(asked)


def _plan(document: Document) -> None:
    plan = {"from": "2026-11-24", "monthly": "40.00", "agreed_with": "ba", "kind": "amicable"}
    document["arrears"]["plan"] = plan


def _review(document: Document) -> None:
    document["contract"]["review_on"] = "2026-12-03"


def _objective(document: Document) -> None:
    document["contract"]["objectives"][0]["due_on"] = "2026-11-20"


def _action(document: Document) -> None:
    action = {"ref": "a1", "what": "envoyer l’attestation d’hébergement", "by": "w1", "due_on": "2026-11-21"}
    document["actions"].append(action)


def _not_met(document: Document) -> None:
    document["contacts"][-1]["on"] = "2026-10-27"


AHEAD: tuple[tuple[Harm, Callable[[Document], object]], ...] = (
    (Harm.ENGAGEMENTS, _objective),
    (Harm.RIGHTS, _chase("2026-11-20", "rappel d’aide au logement")),
    (Harm.CADENCE, _not_met),
    (Harm.COURT, _hearing("2026-12-16")),
    (Harm.LEASE, _plan),
    (Harm.ENGAGEMENTS, _action),
    (Harm.HOME, _order_to_leave),
    (Harm.RIGHTS, _permit),
    (Harm.COURT, _hearing("2026-12-09")),
    (Harm.ENGAGEMENTS, _review),
    (Harm.RIGHTS, _chase("2026-11-18", "changement de situation")),
)
"""What each household has ahead, in no order."""


def busy_households() -> list[Document]:
    """Return the cases, all followed by the worker of the example; the day is the example's."""
    return [_household(seed, ahead) for seed, (_harm, ahead) in enumerate(AHEAD, 1)]


def _household(seed: int, ahead: Callable[[Document], object]) -> Document:
    document = big_case(seed, 2)
    example = example_document()
    document["organisations"][0] = {**example["organisations"][0], "ref": "op"}
    document["workers"][0] = {**example["workers"][0], "ref": "w1", "organisation": "op"}
    document |= {"procedures": [], "actions": [], "appointments": [], "requests": []}
    document["arrears"]["procedure"].clear()
    del document["arrears"]["plan"], document["contract"]["review_on"]
    for objective in document["contract"]["objectives"]:
        del objective["due_on"]
    document["contacts"].append({"on": "2026-11-18", "kind": "home_visit", "worker": "w1", "present": ["p1"]})
    ahead(document)
    return document
