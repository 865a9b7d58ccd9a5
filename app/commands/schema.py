"""``palier schema``: the specification of the exchange format, as shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.speech import DONE, show
from app.paths import exchange_schema
from app.words import _

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("schema", help=_("montrer la spécification du format d’échange (JSON Schema)"))
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:  # noqa: ARG001 -- every command has the same shape
    """Print the schema unchanged."""
    show(exchange_schema().read_text("utf-8").rstrip("\n"))
    return DONE
