"""Several vaults that write, meet, fail and are copied; and a model of who had seen what (sync.md « Tests »).

The model knows nothing of documents or envelopes: a write happens in a vault, a vault knows the writes of the vaults
it received, and a value is current until somebody who saw it shown, or chose, wrote over it, or until an order says to
forget it: it then takes all that was written in its cell by whoever did not know it.
"""

from __future__ import annotations

import dataclasses
import itertools
import random
import shutil
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from db.errors import StorageTrouble
from db.models.contact import ContactPassage
from db.models.household import Household
from db.parcels import closed, unpacked
from db.projection import compare
from db.receiving import receive
from db.spaces import space_for
from tests.unit.vault import colleagues
from tests.unit.vault.world import CASE, CHEAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from db.vault import Vault

ROWS = ("a", "b", "c")
PARAGRAPHS = 4
SIGNS = ("été", "e\u0301", "🏠", "\u202bعربي\u202c", "Dette : 1482 €", "n\u0303", "«\u00a0non\u00a0»", "👨‍👩‍👧")
FIRST_CELLS = [
    *((Household, f"h{one}", "label") for one in ROWS),
    *((ContactPassage, f"p{one}", "text") for one in ROWS),
]


class FullDisk(Exception):
    pass


@dataclass(frozen=True)
class Written:
    """One value, and the values it replaced."""

    number: int
    cell: int
    value: str
    replaced: frozenset[int]
    orders: frozenset[int]  # its author knew


@dataclass
class Member:
    """A vault of the fleet.

    Attributes:
        known: Numbers of the writes its rows come from, and of the orders to forget it has taken.
    """

    name: int
    folder: Path
    vault: Vault
    known: set[int] = field(default_factory=set)


# How often each act is done, of a hundred or so.
ACTS = {
    "edit": 40,
    "hand_over": 22,
    "hand_over_again": 8,
    "choose": 5,
    "archive": 4,
    "fail": 5,
    "crash": 1,
    "copy_disk": 1,
    "truncate": 2,
    "forget": 4,
    "create": 1,
}


class Fleet:
    """Vaults and the model; each act is one step.

    Args:
        empty: Holds a vault for each number from one, which nobody wrote in yet.
        folder: Where the fleet lives.
        seed: What is not said of an act, and every random byte, comes from it: a story told twice is the same.
        size: How many vaults.
    """

    def __init__(self, empty: Path, folder: Path, seed: int, size: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - not a secret
        self.bytes = random.Random(seed)  # noqa: S311 - keys nobody else will ever use
        self.folder = folder
        self.numbers = itertools.count(1)
        self.writes: dict[int, Written] = {}
        self.orders: dict[int, int] = {}  # the cell each is about
        self.cells = list(FIRST_CELLS)
        self.births: list[int] = []  # the first write of each cell: who knows it has the row
        self.files: list[tuple[bytes, frozenset[int]]] = []
        self.members = []
        self.acts: Counter[str] = Counter()
        for name in range(1, size + 1):
            place = colleagues.copied(empty / str(name), folder / f"v{name}")
            self.members.append(Member(name, place, self._opened(place, name)))
        self._begin()

    def _opened(self, folder: Path, name: int) -> Vault:
        return colleagues.opened(folder, name, next(self.numbers) << 20, self.bytes)

    def _begin(self) -> None:
        first, *others = self.members

        def work(session: Any) -> None:
            space = space_for(session, "case/operator", CASE)
            for one in ROWS:
                session.add(Household(id=f"h{one}", space_id=space.id, label="base"))
                session.add(ContactPassage(id=f"p{one}", space_id=space.id, text=self._text(None)))

        first.vault.write(work)
        for cell in range(len(self.cells)):
            self.births.append(self._note(first, cell, self.shown(first, cell), frozenset()))
        for other in others:
            self.deliver(other, *self.file_of(first))

    def close(self) -> None:
        for one in self.members:
            one.vault.close()

    # What the model says

    def current(self, member: Member, cell: int) -> dict[int, Written]:
        """Return the values of a cell that nobody a vault knows of has replaced."""
        known = [
            one for number in member.known - self.orders.keys()
            if (one := self.writes[number]).cell == cell and not self.is_forgotten(member, one)
        ]  # fmt: skip
        gone = {number for one in known for number in one.replaced}
        return {one.number: one for one in known if one.number not in gone}

    def is_forgotten(self, member: Member, one: Written) -> bool:
        orders = member.known & self.orders.keys()
        return any(self.orders[order] == one.cell for order in orders - one.orders)

    def _note(self, member: Member, cell: int, value: str, replaced: frozenset[int]) -> int:
        number = next(self.numbers)
        self.writes[number] = Written(number, cell, value, replaced, frozenset(member.known & self.orders.keys()))
        member.known.add(number)
        return number

    # What the vaults say

    def shown(self, member: Member, cell: int) -> Any:
        return colleagues.value(member.vault, *self.cells[cell])

    def versions(self, member: Member) -> dict[int, list[Any]]:
        found = {}
        for choice in colleagues.choices(member.vault):
            place = next(
                (place for place, (model, row_id, name) in enumerate(self.cells)
                 if (model.__tablename__, row_id, name) == (choice.table, choice.row_id, choice.column)), None
            )  # fmt: skip
            if place is not None:
                found[place] = [one.value for one in choice.versions]
        return found

    def _text(self, before: str | None) -> str:
        lines = before.split("\n") if before else [f"paragraphe {place}" for place in range(PARAGRAPHS)]
        place = self.random.randrange(len(lines))
        lines[place] = self._words()
        return "\n".join(lines)

    def _words(self) -> str:
        """Return words never written before, which stand in no others: « 12 » would stand in « 120 »."""
        return f"{self.random.choice(SIGNS)} {next(self.numbers)}."

    # Steps

    def do(self, act: str, seed: int) -> None:
        """Do an act; which vault, which row and which words come from a number."""
        self.random.seed(seed)
        self.acts[act] += 1
        getattr(self, act)()

    def any_member(self) -> Member:
        return self.random.choice(self.members)

    def cells_of(self, member: Member) -> list[int]:
        """Return the cells of the rows that a vault has: one written on a disk that was lost is nowhere."""
        return [cell for cell, birth in enumerate(self.births) if birth in member.known]

    def any_cell(self, member: Member) -> int:
        return self.random.choice(self.cells_of(member))

    def create(self) -> None:
        """Write a row that no other vault has."""
        member, row_id = self.any_member(), f"r{next(self.numbers)}"
        model, _row_id, name = self.random.choice(FIRST_CELLS)
        value = self._text(None) if name == "text" else self._words()

        def work(session: Any) -> None:
            session.add(model(id=row_id, space_id=space_for(session, "case/operator", CASE).id, **{name: value}))

        member.vault.write(work)
        self.cells.append((model, row_id, name))
        self.births.append(self._note(member, len(self.cells) - 1, value, frozenset()))

    def edit(self) -> None:
        """Write over what is shown."""
        member = self.any_member()
        cell = self.any_cell(member)
        model, row_id, name = self.cells[cell]
        shown = self.shown(member, cell)
        value = self._text(shown) if name == "text" else self._words()  # the same words again would be no edit
        current = self.current(member, cell)
        waiting = len({one.value for one in current.values()}) > 1 and cell in self.versions(member)
        colleagues.write(member.vault, model, row_id, **{name: value})
        replaced = frozenset(one for one, kept in current.items() if not waiting or kept.value == shown)
        self._note(member, cell, value, replaced)

    def choose(self) -> None:
        member = self.any_member()
        waiting = self.versions(member)
        if not waiting:
            return
        cell, values = self.random.choice(sorted(waiting.items()))
        value = self.random.choice(values)
        current = frozenset(self.current(member, cell))
        colleagues.settle(member.vault, *self.cells[cell], value)
        self._note(member, cell, value, current)

    def forget(self) -> None:
        """Order to forget all that was ever written in a cell, and write something else there or nothing."""
        member = self.any_member()
        cell = self.any_cell(member)
        model, row_id, name = self.cells[cell]
        number = next(self.numbers)
        value = self._text(None) if self.random.random() < 0.5 else None
        colleagues.forget_cell(member.vault, model.__tablename__, row_id, name, value)
        self.orders[number] = cell
        member.known.add(number)
        if value is not None:
            self._note(member, cell, value, frozenset())

    def archive(self) -> None:
        """Put a row away, or back: its values are kept all the same."""
        member = self.any_member()
        model, row_id, _ = self.cells[self.any_cell(member)]
        away = colleagues.value(member.vault, model, row_id, "archived_at")
        colleagues.write(
            member.vault, model, row_id, archived_at=None if away is not None else member.vault.context.clock.now()
        )

    def fail(self) -> None:
        """Let a commit fail: what it wrote is nowhere, what came before and comes after is whole."""
        member = self.any_member()
        cell = self.any_cell(member)
        model, row_id, name = self.cells[cell]

        def fail(_connection: Any) -> None:
            raise FullDisk

        event.listen(member.vault._engine, "commit", fail)
        try:
            colleagues.write(member.vault, model, row_id, **{name: "perdu"})
        except FullDisk:
            pass
        finally:
            event.remove(member.vault._engine, "commit", fail)

    def crash(self) -> None:
        """Close a vault and open it again."""
        member = self.any_member()
        member.vault.close(quick=True)
        member.vault = self._opened(member.folder, member.name)

    def copy_disk(self) -> None:
        """Go on from a copy of another's disk, a second computer of the same person."""
        source, target = self.random.sample(self.members, 2)
        source.vault.close()
        target.vault.close()
        shutil.rmtree(target.folder)
        colleagues.copied(source.folder, target.folder)
        target.known, target.name = set(source.known), source.name  # what the lost disk alone knew is lost with it
        for one in (source, target):
            one.vault = self._opened(one.folder, one.name)

    def file_of(self, member: Member) -> tuple[bytes, frozenset[int]]:
        whole = colleagues.parcel(member.vault)
        envelopes = list(whole.envelopes)
        self.random.shuffle(envelopes)
        shuffled = dataclasses.replace(whole, envelopes=tuple(envelopes))
        content = closed(shuffled, colleagues.WORDS, CHEAP, member.vault.context.ids.random_bytes)
        given = (content, frozenset(member.known))
        self.files = [*self.files[-11:], given]
        return given

    def deliver(self, member: Member, content: bytes, known: frozenset[int]) -> None:
        receive(member.vault, unpacked(content, colleagues.WORDS, CHEAP))
        member.known |= known

    def hand_over(self) -> None:
        giver, taker = self.random.sample(self.members, 2)
        content, known = self.file_of(giver)
        if self.random.random() < 0.3:  # half of it first, in any order: what is early waits
            part = self._half(content)
            receive(taker.vault, unpacked(part, colleagues.WORDS, CHEAP))
        self.deliver(taker, content, known)

    def _half(self, content: bytes) -> bytes:
        whole = unpacked(content, colleagues.WORDS, CHEAP)
        some = tuple(one for one in whole.envelopes if self.random.random() < 0.5)
        return closed(
            dataclasses.replace(whole, envelopes=some), colleagues.WORDS, CHEAP,
            self.members[0].vault.context.ids.random_bytes,
        )  # fmt: skip

    def hand_over_again(self) -> None:
        if self.files:
            self.deliver(self.any_member(), *self.random.choice(self.files))

    def truncate(self) -> None:
        content, _ = self.file_of(self.any_member())
        taker = self.any_member()
        before = colleagues.everything(taker.vault)
        try:
            unpacked(content[: self.random.randrange(len(content))], colleagues.WORDS, CHEAP)
        except StorageTrouble:
            assert colleagues.everything(taker.vault) == before
            return
        raise AssertionError("a truncated file was read")

    # The end

    def meet(self) -> None:
        """Let everybody give the first what they wrote, and the first give it to everybody; twice over."""
        first, *others = self.members
        rounds = [*((one, first) for one in others), *((first, one) for one in others)]
        for giver, taker in rounds * 2:
            self.deliver(taker, *self.file_of(giver))

    def check(self) -> None:
        """Assert that all vaults are the same, and that every value is current, a version, or was seen and replaced."""
        first, *others = self.members
        rows = colleagues.everything(first.vault)
        waiting = self.versions(first)
        for other in others:
            assert colleagues.everything(other.vault) == rows
            assert self.versions(other) == waiting
        assert compare(first.vault) == ()
        for cell in self.cells_of(first):
            self._check_cell(first, cell, waiting.get(cell))
        for one in self.members:
            self._check_forgotten(one)

    def _check_forgotten(self, member: Member) -> None:
        """Assert that nothing forgotten stands in any envelope any more."""
        forgotten = {one.value for one in self.writes.values() if self.is_forgotten(member, one)}
        stands = forgotten - {one.value for one in self.writes.values() if not self.is_forgotten(member, one)}
        assert colleagues.cells_where(member.vault, stands) == {}

    def _check_cell(self, member: Member, cell: int, waiting: Sequence[Any] | None) -> None:
        shown = self.shown(member, cell)
        current = {one.value for one in self.current(member, cell).values()}
        if waiting is not None:
            assert set(waiting) == current
            assert shown == waiting[0]
        elif len(current) <= 1:
            assert ({shown} - {None}) == current
        else:
            self._check_put_together(cell, shown, self.current(member, cell).values())

    def _check_put_together(self, cell: int, shown: Any, current: Iterable[Written]) -> None:
        """Assert that a text holds what each edit brought, and no paragraph that stands in none of its versions."""
        assert self.cells[cell][2] == "text"
        lines = set(shown.split("\n"))
        assert lines <= {line for one in current for line in one.value.split("\n")}
        for one in current:
            if len(one.replaced) == 1:
                (before,) = one.replaced
                assert set(one.value.split("\n")) - set(self.writes[before].value.split("\n")) <= lines
