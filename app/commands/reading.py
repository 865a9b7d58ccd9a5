"""What commands that read one case have in common: how they are asked, how they open it, how they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from app.commands.opening import day_asked, open_desk
from app.commands.parser import add_answer_options, add_case_argument, add_vault_options
from app.commands.speech import DONE, give, show

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Callable, Iterable
    from typing import Any

    from app.services.desk import Desk

Found = TypeVar("Found")


def add_reading(words: Any, name: str, purpose: str, answer: Callable[[argparse.Namespace], int]) -> None:
    """Add a command that answers about one case of a vault, on a day."""
    parser = words.add_parser(name, help=purpose)
    add_case_argument(parser)
    add_vault_options(parser)
    add_answer_options(parser)
    parser.set_defaults(answer=answer)


def read(asked: argparse.Namespace, question: Callable[[Desk, str, dt.date], Found]) -> Found:
    """Open the vault, find the case, and return what the question found on the day asked."""
    with open_desk(asked) as desk:
        return question(desk, desk.cases.find(asked.case), day_asked(asked, desk))


def answered(asked: argparse.Namespace, document: Any, lines: Iterable[str]) -> int:
    """Give the document when JSON is asked for, else show its lines."""
    if asked.json:
        give(document)
    else:
        for line in lines:
            show(line)
    return DONE
