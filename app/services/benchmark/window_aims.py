"""What is measured of the window, and what is aimed at (ux.md, budgets)."""

from __future__ import annotations

from dataclasses import dataclass

from app.words import N_

CASES = 5000
SLOWEST_MS = 100


@dataclass(frozen=True, slots=True)
class WindowAim:
    """A figure of the window: its name in the table, and what it must not pass, in its unit."""

    label: str
    target: float
    unit: str = "ms"


WINDOW_AIMS = {
    "start_cold": WindowAim(N_("du lancement à l’écran de verrou, à froid"), 600),
    "start_next": WindowAim(N_("du lancement à l’écran de verrou, les suivants"), 300),
    "memory_locked": WindowAim(N_("mémoire, coffre fermé"), 90, "Mo"),
    "memory_unlocked": WindowAim(N_("mémoire, coffre ouvert"), 150, "Mo"),
    "note": WindowAim(N_("de Ctrl+N au curseur"), 150),
    "key_0": WindowAim(N_("de la touche à la lettre"), 16),
    "key_40": WindowAim(N_("de la touche à la lettre, disque plus lent de 40 ms"), 16),
    "pen": WindowAim(N_("du stylet à l’encre"), 10),
    "list_first": WindowAim(N_("afficher la liste, la première fois"), 100),
    "list": WindowAim(N_("afficher la liste, les suivantes"), 100),
    "lock": WindowAim(N_("de «\u00a0Verrouiller\u00a0» au nouvel écran de verrou"), 500),
    "slowest_event": WindowAim(N_("l’événement le plus long d’une promenade (processeur)"), SLOWEST_MS),
}
