"""The exchange format ``palier.case/1`` as it is published: its schema and two complete fictional cases."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent

SCHEMA = _FOLDER / "palier.case-1.schema.json"
"""The specification: every key, its type, its words, whether it is required, and what it means."""

EXAMPLE = _FOLDER / "benali.json"
"""A family keeping its home."""

SECOND_EXAMPLE = _FOLDER / "second.json"
"""A person getting a home through a sliding lease, after a first support: every remaining key."""
