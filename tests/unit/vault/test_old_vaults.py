"""A vault of every released form opens with today's code: nothing is lost on the way, and what it was is on the shelf.

Each was made by ``making_old_vaults.py`` with the code of a commit: 0001 by 4fe57d5, where the first issue landed; 0002
by 077459e, 0003 by 5480041, 0004 by 808bacf, 0005 by e5dfb15, 0006 by 19aaef5.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Expected
from app.services.backups.values import BackupKind
from db import schema
from db.backup import backups_in
from tests.journeys.world import NUMBER, PASSPHRASE, Device
from tests.unit.vault.making_old_vaults import DAY, tables
from tests.unit.vault.old_vaults import FOLDER, Old, unpack

if TYPE_CHECKING:
    from app.services.desk import Desk

KEPT = sorted(FOLDER.glob("*.tar.xz"))
each = pytest.mark.parametrize(
    "kept",
    [KEPT[0], *(pytest.param(one, marks=pytest.mark.thorough) for one in KEPT[1:])],
    ids=lambda one: one.name[:4],
)


@pytest.fixture
def device() -> Device:
    return Device()


def seen_through(old: dict[str, Any], new: dict[str, Any], table: str) -> list[list[Any]]:
    """Return today's rows of a table, the columns an earlier form knew."""
    columns = new[table]["columns"]
    places = [columns.index(name) for name in old[table]["columns"]]
    return [[row[place] for place in places] for row in new[table]["rows"]]


def holds_what_it_held(desk: Desk, old: Old) -> None:
    """Assert that every row is there, the file given back is the same, and all is sound."""
    new = desk.vault.maintain(tables)
    for table, kept in old.rows.items():
        rows = seen_through(old.rows, new, table)
        if table == "audit_event":  # what is done now is written after it
            assert all(row in rows for row in kept["rows"])
        elif table == "setting":  # some say when things were last done
            assert {name for name, *_value in kept["rows"]} <= {name for name, *_value in rows}
        else:
            assert sorted(rows, key=repr) == kept["rows"], table
    case = desk.cases.find(NUMBER)
    assert desk.exchange.export(case, today=DAY) == old.exported
    report = desk.care.check()
    assert report.sound, report.findings


def finds_everything(desk: Desk) -> None:
    """Assert that the index knows names as they are heard, notes and papers, and that a draft is found again."""
    assert [one.snippet for one in desk.search("benalli nadya")] == ["Nadia Benali"]
    assert desk.search("chauffage repare")[0].kind == "note"
    assert [one.kind for one in desk.search("contrat d'accompagnement") if one.kind == "document"]
    ((_id, typed),) = [(one.id, one.typed) for one in desk.drafts.all_found()]
    assert typed.text == "Une phrase commencée, jamais fin"
    assert typed.cursor == 32


@each
def test_it_opens_with_every_row_it_had_and_its_backup_is_on_the_shelf(kept, tmp_path, device):
    old = unpack(kept, tmp_path / "coffre")
    with device.open(tmp_path / "coffre") as desk:
        assert "migrated" in desk.notices
        holds_what_it_held(desk, old)
        finds_everything(desk)
        (before,) = desk.backups.all()
        assert before.kind is BackupKind.BEFORE_UPDATE
        desk.vault.copies.check(before.path)
        envelopes = desk.care.check().envelopes
        assert desk.care.rebuild().differed == ()
        holds_what_it_held(desk, old)
        finds_everything(desk)
        assert desk.care.check().envelopes == envelopes
    with device.open(tmp_path / "coffre") as desk:
        assert "migrated" not in desk.notices


@each
def test_what_it_was_before_can_be_gone_back_to(kept, tmp_path, device):
    old = unpack(kept, tmp_path / "coffre")
    with device.open(tmp_path / "coffre") as desk:
        (before,) = desk.backups.all()
        desk.backups.go_back(before.path, PASSPHRASE)
    with device.open(tmp_path / "coffre") as desk:
        holds_what_it_held(desk, old)


def test_every_earlier_form_of_the_tables_has_its_vault():
    earlier = sorted(one.name[:4] for one in (schema._MIGRATIONS / "versions").glob("0*.py"))
    assert [one.name[:4] for one in KEPT] == earlier[:-1]
    assert earlier[-1] == schema.HEAD


def test_a_vault_of_a_later_version_is_refused_in_a_sentence_and_left_as_it_is(tmp_path, device):
    folder = tmp_path / "coffre"
    device.create(folder)
    with device.open(folder) as desk:
        desk.vault.maintain(lambda raw: raw.execute("UPDATE alembic_version SET version_num = '0999'").fetchall())
    with pytest.raises(Expected) as refused:
        device.open(folder)
    assert refused.value.code == "newer_format"
    assert "plus récente" in refused.value.sentence
    assert backups_in(folder / "backups") == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from tests.journeys.world import Device
left, begun = int(sys.argv[2]), []

def count(_connection, _cursor, statement, *_rest):
    global left
    begun.extend([statement] if "alembic_version" in statement else [])
    left -= bool(begun)
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", count)
Device().open(Path(sys.argv[1])).close()
"""


@pytest.mark.thorough
@pytest.mark.parametrize("statements", [1, 4, 9, 16, 25, 36, 49, 64])
def test_killed_while_its_tables_are_brought_up_to_date_it_opens_as_if_nothing_was(statements, tmp_path, device):
    folder = tmp_path / "coffre"
    old = unpack(KEPT[0], folder)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(statements)],
        check=False,
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with device.open(folder) as desk:
        holds_what_it_held(desk, old)
        finds_everything(desk)
        assert {one.kind for one in desk.backups.all()} == {BackupKind.BEFORE_UPDATE}
