"""Where things live; the only place that knows the platform's folders."""

from __future__ import annotations

from pathlib import Path

import platformdirs

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def default_vault_folder() -> Path:
    """Return the vault folder used when none is named: the platform's data folder."""
    return Path(platformdirs.user_data_dir("Palier", appauthor=False, roaming=False)) / "coffre"


def example_case() -> Path:
    """Return the shipped example, a fictional household in the exchange format."""
    return RESOURCES / "exchange" / "benali.json"


def exchange_schema() -> Path:
    """Return the specification of the exchange format."""
    return RESOURCES / "exchange" / "palier.case-1.schema.json"


def word_list() -> Path:
    """Return the words offered for passphrases."""
    return RESOURCES / "words" / "french.txt"
