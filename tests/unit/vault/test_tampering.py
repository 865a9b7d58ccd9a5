"""Whatever is altered, exchanged, cut or put back in the files of a vault is seen at the next opening.

Each kind of harm is tried at random: a tenth of the full count by default, all of it with ``PALIER_TAMPER_TRIES=500``;
the seed is printed, and ``PALIER_TAMPER_SEED`` gives it back.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import random
import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from db.audit import record
from db.errors import StorageTrouble
from db.head_file import HeadFile
from db.integrity import check, first_look
from db.local import AuditEvent, Draft, Envelope
from db.models.household import Household
from db.page_watch import PAGE
from tests.unit.vault.world import case_space, created, reopened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.vault import Vault

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TRIES = int(os.environ.get("PALIER_TAMPER_TRIES", "50"))
DAYS = 4


@dataclass(frozen=True)
class Kept:
    """The same vault on several days, closed in order, and once as a crash leaves it."""

    days: tuple[Path, ...]
    crashed: Path

    @property
    def today(self) -> Path:
        return self.days[-1]


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Kept:
    base = tmp_path_factory.mktemp("jours")
    folder = base / "coffre"
    vault = created(folder, watched=False)
    days = []
    for day in range(DAYS):
        vault.write(lambda session, day=day: _a_day(session, day))
        vault.close()
        days.append(shutil.copytree(folder, base / f"jour{day}", ignore=shutil.ignore_patterns("palier.reserve")))
        vault = reopened(folder, watched=False)
    for number in range(6):
        vault.write(lambda session, number=number: _typed(session, vault, number))
    vault.settle()
    crashed = shutil.copytree(folder, base / "coupé", ignore=shutil.ignore_patterns("palier.reserve", "*-shm"))
    vault.close()
    return Kept(tuple(days), crashed)


def _a_day(session, day: int) -> None:
    space = case_space(session)
    for number in range(30):
        row = session.get(Household, f"h{number}") or Household(id=f"h{number}", space_id=space.id)
        row.label = f"foyer {number}, jour {day}. " * 60
        session.add(row)
    record(session, "read", "case", f"c{day}")


def _typed(session, vault: Vault, number: int) -> None:
    """Write what has its event in the log, and a draft, which has none."""
    if number % 2:
        now = vault.context.clock.now()
        session.add(
            Draft(id=f"d{number}", target="contact", field="text", text="Vu. " * 200, device_id="d", saved_at=now)
        )
    else:
        _a_day(session, DAYS + number)


def said_of(folder: Path) -> str:
    """Return what an opening says of a vault, empty when it finds nothing."""
    try:
        vault = reopened(folder, watched=False)
    except StorageTrouble as trouble:
        return trouble.code
    try:
        found = first_look(vault)
    finally:
        vault.close()
    if found.is_sound:
        return ""
    return "put_back" if found.put_back and not found.pages else "damaged"


def healed(folder: Path, source: Path, witness: Path) -> str:
    """Return « healed » when a vault that says nothing is sound and holds all that the unharmed one holds."""
    if not witness.exists():
        shutil.copytree(source, witness)
    return "healed" if contents(folder) == contents(witness) else ""


def contents(folder: Path) -> list[object]:
    vault = reopened(folder, watched=False)
    assert check(vault).is_sound
    with vault.read() as session:
        tables = [session.scalars(select(table)).all() for table in (Household, Draft, AuditEvent, Envelope)]
        read = [[_plain(row) for row in rows] for rows in tables]
    vault.close()
    return read


def _plain(row) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def flipped(folder: Path, kept: Kept, chance: random.Random) -> None:
    flip(folder / "palier.db", chance)


def exchanged(folder: Path, kept: Kept, chance: random.Random) -> None:
    content = bytearray((folder / "palier.db").read_bytes())
    one, other = (PAGE * page for page in chance.sample(range(len(content) // PAGE), 2))
    content[one : one + PAGE], content[other : other + PAGE] = (
        content[other : other + PAGE],
        content[one : one + PAGE],
    )
    (folder / "palier.db").write_bytes(content)


def cut_anywhere(folder: Path, kept: Kept, chance: random.Random) -> None:
    content = (folder / "palier.db").read_bytes()
    (folder / "palier.db").write_bytes(content[: chance.randrange(1, len(content))])


def cut_between_pages(folder: Path, kept: Kept, chance: random.Random) -> None:
    content = (folder / "palier.db").read_bytes()
    (folder / "palier.db").write_bytes(content[: PAGE * chance.randrange(1, len(content) // PAGE)])


def pages_put_back(folder: Path, kept: Kept, chance: random.Random) -> None:
    """Put back one page from an earlier day, or several."""
    today = bytearray((folder / "palier.db").read_bytes())
    earlier = (chance.choice(kept.days[:-1]) / "palier.db").read_bytes()
    starts = range(0, min(len(today), len(earlier)), PAGE)
    differ = [start for start in starts if today[start : start + PAGE] != earlier[start : start + PAGE]]
    for start in chance.sample(differ, chance.choice([1, 1, 1, 2, len(differ)])):
        today[start : start + PAGE] = earlier[start : start + PAGE]
    (folder / "palier.db").write_bytes(today)


def file_put_back(folder: Path, kept: Kept, chance: random.Random) -> None:
    shutil.copy(chance.choice(kept.days[:-1]) / "palier.db", folder / "palier.db")


def log_flipped(folder: Path, kept: Kept, chance: random.Random) -> None:
    flip(folder / "palier.db-wal", chance)


def log_cut(folder: Path, kept: Kept, chance: random.Random) -> None:
    path = folder / "palier.db-wal"
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def log_end_overwritten(folder: Path, kept: Kept, chance: random.Random) -> None:
    path = folder / "palier.db-wal"
    content = path.read_bytes()
    length = chance.randrange(1, len(content) // 4)
    path.write_bytes(content[:-length] + chance.randbytes(length))


def log_put_back(folder: Path, kept: Kept, chance: random.Random) -> None:
    """Put a write-ahead log that is not this file's last one beside a vault that was closed."""
    shutil.copy(kept.crashed / "palier.db-wal", folder / "palier.db-wal")
    content = (folder / "palier.db-wal").read_bytes()
    frame = PAGE + 24
    frames = (len(content) - 32) // frame
    (folder / "palier.db-wal").write_bytes(content[: 32 + frame * chance.randrange(frames // 2, frames)])


CLOSED = (flipped, exchanged, cut_anywhere, cut_between_pages, pages_put_back, file_put_back, log_put_back)
CRASHED = (flipped, exchanged, log_flipped, log_cut, log_end_overwritten)


def tried(tmp_path: Path, source: Path, kept: Kept, harm: Callable[[Path, Kept, random.Random], None]) -> set[str]:
    """Return all that was said of harms done at random; an empty word when one was seen by nobody."""
    seed = int(os.environ.get("PALIER_TAMPER_SEED", secrets.randbits(32)))
    print(f"{harm.__name__}: {TRIES} times, PALIER_TAMPER_SEED={seed}")  # noqa: T201 -- shown when it fails
    chance = random.Random(seed)  # noqa: S311 - harms, not keys
    said = set()
    for number in range(TRIES):
        folder = shutil.copytree(source, tmp_path / str(number))
        harm(folder, kept, chance)
        word = said_of(folder)
        if not word and source is kept.crashed:
            word = healed(folder, source, tmp_path / "témoin")
        said.add(word)
        shutil.rmtree(folder)
    return said


@pytest.mark.thorough
@pytest.mark.parametrize("harm", CLOSED, ids=lambda harm: harm.__name__)
def test_a_vault_that_was_closed_and_then_harmed_says_so(tmp_path, kept, harm):
    assert "" not in tried(tmp_path, kept.today, kept, harm)


@pytest.mark.thorough
@pytest.mark.parametrize("harm", CRASHED, ids=lambda harm: harm.__name__)
def test_a_vault_that_crashed_and_was_then_harmed_says_so(tmp_path, kept, harm):
    """A page of the file that the write-ahead log holds too is written again by the opening: nothing is harmed."""
    said = tried(tmp_path, kept.crashed, kept, harm)
    assert "" not in said
    assert harm in {flipped, exchanged} or "healed" not in said


def test_a_vault_nobody_harmed_says_nothing(tmp_path, kept):
    for source in (*kept.days, kept.crashed):
        folder = shutil.copytree(source, tmp_path / source.name)
        for _ in range(3):
            assert said_of(folder) == ""
        vault = reopened(folder)
        assert check(vault).is_sound
        vault.close()


@pytest.mark.thorough
def test_without_what_the_head_keeps_of_the_pages_some_put_back_pass_unseen(tmp_path, kept, monkeypatch):
    monkeypatch.setattr("db.page_watch.PageWatch.put_back", lambda _watch: False)
    assert "" in tried(tmp_path, kept.today, kept, pages_put_back)


def test_pages_put_back_are_said_until_the_vault_is_mended(tmp_path, kept):
    folder = shutil.copytree(kept.today, tmp_path / "coffre")
    today = bytearray((folder / "palier.db").read_bytes())
    earlier = (kept.days[0] / "palier.db").read_bytes()
    start = max(at for at in range(0, len(earlier), PAGE) if today[at : at + PAGE] != earlier[at : at + PAGE])
    today[start : start + PAGE] = earlier[start : start + PAGE]
    (folder / "palier.db").write_bytes(today)
    assert [said_of(folder), said_of(folder)] == ["put_back", "put_back"]


def test_the_head_of_a_vault_of_before_is_read_and_knows_no_pages(tmp_path, kept):
    """The form of the head before it kept a digest: its own MAC over fewer fields."""
    path = tmp_path / "palier.head"
    head = HeadFile(path, b"v" * 16, b"k" * 32)
    head.create()
    head.read()
    head.write(7, b"m" * 32)
    head.close()
    new = HeadFile(path, b"v" * 16, b"k" * 32)
    assert new.read().n == 7
    path.write_bytes(_first_form(b"v" * 16, b"k" * 32, turn=9, n=5).ljust(1024, b"\0"))
    found = new.read()
    assert (found.n, found.quiet, found.pages) == (5, 0, bytes(32))


def _first_form(vault_id: bytes, key: bytes, turn: int, n: int) -> bytes:
    sealed = vault_id + turn.to_bytes(8, "big") + n.to_bytes(8, "big") + b"m" * 32
    return (sealed + hmac.digest(key, sealed, hashlib.sha256)).ljust(512, b"\0")
