"""Several vaults of one organisation, which give one another what they wrote."""

from __future__ import annotations

import itertools
import os
import shutil
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.expunge_orders import Order, Target
from db.expunging import cells_with
from db.forgetting import forget
from db.guards import journalled_mappers
from db.local import Space
from db.models.contact import ContactPassage
from db.models.household import Household
from db.parcels import closed, gathered, unpacked
from db.receiving import receive
from db.spaces import space_for
from db.vault import Surroundings, create_vault, open_vault
from db.versions import choose, open_choices
from tests.unit.vault.world import CASE, CHEAP, PASSPHRASE, WORKER, StandingClock

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from random import Random

    from db.parcels import Parcel
    from db.receiving import Received
    from db.vault import Vault
    from db.versions import OpenChoice

WORDS = "des mots dits au téléphone"


class OwnIds:
    """Ids no other vault makes, and random bytes: of the system, or the same at each run."""

    def __init__(self, name: int, start: int = 1, chance: Random | None = None) -> None:
        self._name, self._numbers = name, itertools.count(start)
        self._bytes = os.urandom if chance is None else chance.randbytes

    def new(self) -> str:
        return f"0190a000-0000-7000-{0x9000 + self._name:04x}-{next(self._numbers):012x}"

    def random_bytes(self, count: int) -> bytes:
        return self._bytes(count)


def surroundings(name: int, start: int = 1, chance: Random | None = None) -> Surroundings:
    return Surroundings(StandingClock(), OwnIds(name, start, chance), CHEAP)


def new_vault(folder: Path, name: int) -> Vault:
    return create_vault(folder, PASSPHRASE, f"{WORKER[:-2]}{name:02x}", surroundings(name))


def opened(folder: Path, name: int, start: int, chance: Random | None = None) -> Vault:
    """Open a vault again; the ids it makes begin at a number not used before."""
    return open_vault(folder, PASSPHRASE, surroundings(name, start, chance))


def copied(source: Path, folder: Path) -> Path:
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("palier.reserve"))
    return folder


def parcel(vault: Vault, since: Any = None) -> Parcel:
    with vault.read() as session:
        return gathered(session, since)


def file_of(vault: Vault) -> bytes:
    return closed(parcel(vault), WORDS, CHEAP, os.urandom)


def give(giver: Vault, taker: Vault) -> Received:
    return receive(taker, unpacked(file_of(giver), WORDS, CHEAP))


def begin(vault: Vault, **values: Any) -> None:
    """Write the household that the tests change."""
    vault.write(
        lambda session: session.add(Household(id="h1", space_id=space_for(session, "case/operator", CASE).id, **values))
    )


def begin_note(vault: Vault, text: str | None) -> None:
    """Write the long text that the tests change."""
    vault.write(
        lambda session: session.add(
            ContactPassage(id="p1", space_id=space_for(session, "case/operator", CASE).id, kind="said", text=text)
        )
    )


def note(vault: Vault) -> Any:
    return value(vault, ContactPassage, "p1", "text")


def rewrite(vault: Vault, text: str | None) -> None:
    write(vault, ContactPassage, "p1", text=text)


def write(vault: Vault, model: Any = Household, row_id: str = "h1", **values: Any) -> None:
    def work(session: Any) -> None:
        row = session.get(model, row_id)
        for name, value in values.items():
            setattr(row, name, value)

    vault.write(work)


def settle(vault: Vault, model: Any, row_id: str, attribute: str, value: Any) -> None:
    vault.write(lambda session: choose(session, session.get_one(model, row_id), attribute, value))


def value(vault: Vault, model: Any, row_id: str, attribute: str) -> Any:
    with vault.read() as session:
        row = session.get(model, row_id)
        assert row is not None, f"no {model.__name__} {row_id}"
        return getattr(row, attribute)


def choices(vault: Vault) -> tuple[OpenChoice, ...]:
    with vault.read() as session:
        return tuple(one for space in session.scalars(select(Space)) for one in open_choices(session, space))


def versions(vault: Vault) -> list[Any]:
    """Return the values of the only cell that waits for a choice, the one shown first; nothing when none waits."""
    found = choices(vault)
    assert len(found) <= 1
    return [one.value for choice in found for one in choice.versions]


def forget_cell(vault: Vault, table: str, row_id: str, column: str, instead: str | None) -> None:
    """Order to forget what was ever written in a cell."""
    context, target = vault.context, Target(table, row_id, column)
    order = Order(context.ids.new(), "Mme Lopez", "M. Tran", "écrit par erreur", context.clock.now(), (target,))
    vault.write(
        lambda session: forget(
            session, vault.journal, space_for(session, "case/operator", CASE), order, {target: instead}
        )
    )


def cells_where(vault: Vault, texts: Collection[str]) -> dict[tuple[str, str], bool]:
    """Return the cells in which texts stand or stood, in the envelopes of all spaces."""
    with vault.read() as session:
        spaces = session.scalars(select(Space)).all()
        return {cell: stands for one in spaces for cell, stands in cells_with(session, one, texts).items()}


def everything(vault: Vault) -> dict[str, list[Any]]:
    """Return every journalled row, as the database holds it."""
    found = {}
    with vault.read() as session:
        for mapper in journalled_mappers():
            name = mapper.local_table.description
            rows = session.connection().exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY id')  # noqa: S608
            found[name] = [tuple(row) for row in rows]
    return found
