"""The example with everything too long: names that never end, other scripts, emoji, notes of a whole page."""

from __future__ import annotations

import copy
from typing import Any

from app.services.demonstration.example import example_document

LABEL = (
    "Famille Ben Abdallah-Wittgenstein de la Rochefoucauld-Montmorency et leurs enfants, hébergés chez leur tante "
    "Maria-Fernanda"
)
FIRST_NAMES = (
    "Marie-Antoinette Joséphine Wilhelmine",
    "عبد الرحمن بن محمد",
    "Олександра-Єлизавета",
    "Zoé 🌻 dite « la Petite »",
)
LAST_NAME = "Ben Abdallah-Wittgenstein de la Rochefoucauld-Montmorency"
ADDRESS = (
    "Résidence du Vieux-Moulin-de-la-Chaussée-d’Antin, bâtiment C, escalier 12, porte 1404, "
    "1234 bis, avenue du Général-de-Lattre-de-Tassigny, 59650 Villeneuve-d’Ascq"
)
SENTENCE = (
    "Elle raconte longuement, reprend, hésite, dit que tout a commencé quand l’employeur a fermé sans prévenir ; "
    "anticonstitutionnellementimprononçablementinterminable, sans une espace. "
)
PARAGRAPHS = 6


def long_case() -> dict[str, Any]:
    """Return the case."""
    document = copy.deepcopy(example_document())
    document["household"]["label"] = LABEL
    for person, first_name in zip(document["household"]["persons"], FIRST_NAMES, strict=False):
        person["first_name"], person["last_name"] = first_name, LAST_NAME
    document["lease"]["dwelling"]["address"] = ADDRESS
    for contact in document["contacts"]:
        for passage in contact.get("note", ()):
            passage["text"] = SENTENCE * PARAGRAPHS
    for action in document["actions"]:
        action["what"] = SENTENCE.strip()
    for request in document["requests"]:
        request["text"] = SENTENCE * 2
    for objective in document["contract"]["objectives"]:
        objective["household_words"] = SENTENCE * 2
    document["contract"].pop("signatures", None)
    document.get("mutual_commitments", {}).pop("signatures", None)
    return document
