"""Crashes, full disks, damaged pages: nothing acknowledged is lost, and it is said (kills at random: tests/faults)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db import attachments
from db.audit import record
from db.errors import StorageTrouble
from db.integrity import check
from db.local import Draft
from db.models.household import Household
from tests.unit.vault.world import case_space, created, reopened

PROGRAM = Path(__file__).with_name("writes_until_killed.py")


def started(folder: Path, end: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, str(PROGRAM), str(folder), end], stdout=subprocess.PIPE, text=True)


def acknowledged(lines: list[str]) -> set[str]:
    return {line.split()[1] for line in lines if line.startswith("saved") and line.endswith("\n")}


def households(vault) -> set[str]:
    with vault.read() as session:
        return set(session.scalars(select(Household.id)))


def is_sound(folder: Path, saved: set[str]) -> None:
    vault = reopened(folder)
    assert saved <= households(vault)
    health = check(vault)
    assert health.is_sound, health
    vault.close()


@pytest.mark.thorough
def test_killed_between_writing_and_commit_it_is_sound(folder):
    created(folder).close()
    for count in (1, 5):
        program = started(folder, f"commit:{count}")
        lines = program.communicate()[0].splitlines(keepends=True)
        assert program.returncode < 0
        is_sound(folder, acknowledged(lines))


@pytest.mark.thorough
def test_a_disk_that_refuses_a_write_is_said_and_the_vault_goes_on(folder):
    created(folder).close()
    size = max(path.stat().st_size for path in folder.glob("palier.db*"))
    program = started(folder, f"limit:{size + 100_000}")
    lines = program.communicate()[0].splitlines(keepends=True)
    assert program.returncode == 0, lines
    assert any(line.startswith("refused disk_") for line in lines)
    is_sound(folder, acknowledged(lines))


def test_a_full_disk_gives_back_the_room_kept_aside(vault):
    pages = vault.maintain(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0])
    vault.maintain(lambda raw: raw.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall())
    assert (vault.folder / "palier.reserve").exists()

    def work(session):
        session.add(Household(id="h1", space_id=case_space(session).id, label="x" * 100_000))

    with pytest.raises(StorageTrouble) as caught:
        vault.write(work)
    assert (caught.value.code, caught.value.facts["room_made"]) == ("disk_full", True)
    assert not (vault.folder / "palier.reserve").exists()
    vault.maintain(lambda raw: raw.execute("PRAGMA max_page_count = 1000000").fetchall())
    vault.write(work)
    assert check(vault).is_sound


def test_a_damaged_page_is_named_by_the_check(folder):
    vault = created(folder)
    vault.write(lambda session: session.add(Household(id="h1", space_id=case_space(session).id, label="x" * 20_000)))
    vault.close()
    content = bytearray((folder / "palier.db").read_bytes())
    content[-2000] ^= 1
    (folder / "palier.db").write_bytes(bytes(content))
    vault = reopened(folder)
    assert check(vault).pages
    vault.close()


MARK = "MARQUE-TEMOIN-ÉLOÏSE"


def files_with_the_mark(folder: Path) -> list[str]:
    found = MARK.encode()
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and found in path.read_bytes())


def test_no_file_of_the_vault_holds_a_word_of_it(folder):
    vault = created(folder)

    def work(session):
        space = case_space(session)
        session.add(Household(id="h1", space_id=space.id, label=MARK * 50))
        session.add(Draft(id="d", target="t", field="f", text=MARK, device_id="d", saved_at=vault.context.clock.now()))
        attachments.put(session, space.id, MARK.encode() * 100_000)
        attachments.put(session, space.id, MARK.encode())
        record(session, "print", "case", "c", {"name": MARK})

    vault.write(work)
    with vault.read() as session:
        assert session.scalar(select(Household.label).order_by(Household.label)).startswith(MARK)
    (folder / "control").write_text(MARK * 2)
    assert files_with_the_mark(folder) == ["control"]
    vault.close()
    assert files_with_the_mark(folder) == ["control"]
