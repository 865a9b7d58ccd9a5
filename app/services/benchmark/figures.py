"""What is measured, what is aimed at, and how repeated timings become one figure."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from app.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.benchmark.timing import Timing

SIZES = (50, 500, 5000)
ADDED_SYNC_MS = (0, 10, 40)


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of the benchmark.

    Attributes:
        label: Its name in the table.
        target: Milliseconds not to pass, on two cores; None when it is only observed.
        from_cases: The size from which the target is meant.
        less_syncs: Whether the disk's own sync is taken away before comparing with the target.
        has_twin: Whether the same work exists on unencrypted SQLite; what touches no storage has none.
    """

    label: str
    target: float | None = None
    from_cases: int = 0
    less_syncs: bool = False
    has_twin: bool = True


AIMS = {
    "unlock": Aim(N_("ouvrir le coffre, sans la dérivation de clé")),
    "open_case": Aim(N_("ouvrir un dossier"), target=50),
    "open_case_first": Aim(N_("ouvrir le premier dossier après l’ouverture du coffre")),
    "save_draft": Aim(N_("enregistrer un brouillon")),
    "command_0": Aim(N_("commande d’une note"), target=5, less_syncs=True),
    "command_10": Aim(N_("commande d’une note, disque plus lent de 10 ms")),
    "command_40": Aim(N_("commande d’une note, disque plus lent de 40 ms")),
    "command_first": Aim(N_("commande d’une note, la première dans un dossier ouvert"), target=5, less_syncs=True),
    "command_unopened": Aim(N_("commande d’une note, dans un dossier qui n’a pas été ouvert")),
    "search_after": Aim(N_("recherche juste après une note"), target=50),
    "search": Aim(N_("recherche, médiane des mots"), target=50),
    "search_worst": Aim(N_("recherche, le pire des mots"), target=50),
    "list_page": Aim(N_("afficher une page de la liste")),
    "import_case": Aim(N_("importer un dossier")),
    "contract_pdf": Aim(N_("contrat en PDF, à chaud"), target=100),
    "contract_pdf_first": Aim(N_("contrat en PDF, le premier"), has_twin=False),
    "seal": Aim(N_("sceller le contrat"), target=150, has_twin=False),
    "verify": Aim(N_("vérifier le contrat scellé"), has_twin=False),
}
GROWING = ("open_case", "save_draft", "command_0", "command_first", "list_page")
GROWTH_TARGET = 1.5
FEWEST_FOR_GROWTH = 500  # below, a vault fits in the cache whole and growth says nothing


def milliseconds(seconds: float) -> float:
    """Return a duration as the report writes it."""
    return round(seconds * 1000, 3)


def summary(times: Sequence[Timing]) -> dict[str, Any]:
    """Return one figure of repeated timings: median, best, worst, median of the processor's time, how many."""
    walls = [one.wall for one in times]
    return {
        "median_ms": milliseconds(statistics.median(walls)),
        "best_ms": milliseconds(min(walls)),
        "worst_ms": milliseconds(max(walls)),
        "cpu_ms": milliseconds(statistics.median(one.cpu for one in times)),
        "count": len(times),
    }


def compared(name: str, encrypted: Mapping[str, Any], plain: Mapping[str, Any] | None, facts: Facts) -> dict[str, Any]:
    """Return a figure beside its plain twin, with its target and whether it was met."""
    aim = AIMS[name]
    median = float(encrypted["median_ms"])
    ratio = round(median / float(plain["median_ms"]), 2) if plain is not None and plain["median_ms"] else None
    target = aim.target if facts.cases >= aim.from_cases else None
    counted = median - facts.sync_ms if aim.less_syncs else median
    return {
        "encrypted": dict(encrypted),
        "plain": dict(plain) if plain is not None else None,
        "ratio": ratio,
        "target_ms": target,
        "met": None if target is None else counted < target,
    }


@dataclass(frozen=True, slots=True)
class Facts:
    """What a figure is judged with: the size of the vault, and what one sync of this disk costs."""

    cases: int
    sync_ms: float


def growth(sizes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return how much what must not depend on the number of cases grew between two sizes that follow."""
    found = []
    for before, after in pairwise(sizes):
        for name in GROWING:
            first, second = (float(one["figures"][name]["encrypted"]["median_ms"]) for one in (before, after))
            factor = round(second / first, 2) if first else None
            judged = before["cases"] >= FEWEST_FOR_GROWTH and factor is not None
            found.append(
                {
                    "figure": name,
                    "from_cases": before["cases"],
                    "to_cases": after["cases"],
                    "factor": factor,
                    "target": GROWTH_TARGET,
                    "met": factor < GROWTH_TARGET if judged and factor is not None else None,
                }
            )
    return found
