"""Backups: whole or not at all, opened by what opened the vault then, put back without losing what is there."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text

from db import attachments, backup
from db.audit import record
from db.backup import back_up, backups_in, bytes_to_come, copy_over, holds_all, remove, remove_unnamed_attachments
from db.changing_keys import change_secret
from db.copying import unlocked
from db.errors import StorageTrouble
from db.integrity import check
from db.local import AuditEvent, Draft
from db.models.household import Household
from db.opening import CONTENTS, check_folder
from db.restoring import restore, stage
from db.vault import open_vault
from tests.unit.vault.world import CASE, PASSPHRASE, around, case_space, created, reopened

pytestmark = pytest.mark.thorough  # long: the integration server runs it

PROGRAM = Path(__file__).with_name("backs_up_until_killed.py")
MARK = "MARQUE-TEMOIN-ÉLOÏSE"
BIG = os.urandom(attachments.LARGEST_ROW + 7)


def refused(code: str, act, *arguments, **named) -> StorageTrouble:
    with pytest.raises(StorageTrouble) as caught:
        act(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def note(vault, name: str, label: str = "note") -> None:
    vault.write(lambda session: session.add(Household(id=name, space_id=case_space(session).id, label=label)))


def attach(vault, content: bytes) -> tuple[str, str]:
    def work(session):
        space = case_space(session)
        session.add(Household(id=os.urandom(4).hex(), space_id=space.id))
        return space.id, attachments.put(session, space.id, content)

    return vault.write(work)


def later(vault, **time: float) -> None:
    vault.context.clock.instant += dt.timedelta(**time)


def shelf_of(vault) -> Path:
    return vault.folder / "backups"


def labels(session) -> set[str]:
    return set(session.scalars(select(Household.id)))


def rows(session) -> dict[str, list]:
    names = session.scalars(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
    ).all()
    return {name: sorted(map(tuple, session.execute(text(f'SELECT * FROM "{name}"'))), key=repr) for name in names}  # noqa: S608


def left_in(shelf: Path) -> list[str]:
    return sorted(path.name for path in shelf.iterdir()) if shelf.exists() else []


def test_a_backup_opens_as_a_vault_and_holds_the_same_rows(folder, vault, tmp_path):
    for number in range(20):
        note(vault, f"h{number}", "texte " * 200)
    vault.settle()
    made = back_up(vault, shelf_of(vault))
    with vault.read() as session:
        expected = rows(session)
    with vault.copies.read(made.path) as session:
        assert rows(session) == expected
    copy = tmp_path / "ailleurs"
    shutil.copytree(made.path, copy)
    again = reopened(copy)
    assert check(again).is_sound
    assert again.notices == ()
    again.close()


def test_it_is_named_by_its_minute_and_private(vault):
    made = back_up(vault, shelf_of(vault))
    assert made.path.name == "2026-11-21T0900.palier"
    assert sorted(path.name for path in made.path.iterdir()) == sorted(CONTENTS)
    assert made.path.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in made.path.iterdir()} == {0o600}
    second = back_up(vault, shelf_of(vault))
    assert second.path.name == "2026-11-21T0900-2.palier"
    later(vault, minutes=1)
    third = back_up(vault, shelf_of(vault))
    assert [one.path for one in backups_in(shelf_of(vault))] == [third.path, second.path, made.path]


def test_what_is_written_meanwhile_is_not_in_it_and_is_not_lost(vault):
    note(vault, "avant")

    def disturbed(raw):
        note(vault, "pendant")  # from another connection, while this one holds its moment
        return vault.copies.write(raw, backup.load(vault.folder)[0], part)

    part = shelf_of(vault) / "essai"
    part.mkdir()
    vault.examine(disturbed)
    note(vault, "après")
    with vault.copies.read(part) as session:
        assert labels(session) == {"avant", "pendant"}
    with vault.read() as session:
        assert labels(session) == {"avant", "pendant", "après"}


def test_nothing_written_since_is_known_and_so_is_anything(vault):
    note(vault, "h1")
    made = back_up(vault, shelf_of(vault))
    assert holds_all(vault, made)
    vault.write(lambda session: record(session, "read", "case", CASE))
    vault.settle()
    assert holds_all(vault, made)

    def draft(session):
        session.add(Draft(id="d", target="t", field="f", text="x", device_id="d", saved_at=vault.context.clock.now()))

    vault.write(draft)
    assert not holds_all(vault, made)
    made = back_up(vault, shelf_of(vault))
    assert holds_all(vault, made)
    note(vault, "h2")
    assert not holds_all(vault, made)
    made = back_up(vault, shelf_of(vault))
    vault.change_secret(PASSPHRASE, "une autre phrase")
    assert not holds_all(vault, made)


def test_attachments_lie_there_once_however_many_backups(vault, tmp_path):
    attach(vault, BIG)
    shelf, stick = shelf_of(vault), tmp_path / "clé"
    for number in range(3):
        note(vault, f"h{number}")
        copy_over(vault.copies, back_up(vault, shelf), stick)
        later(vault, hours=1)
    kept = [path for path in (shelf / "files").rglob("*") if path.is_file()]
    assert len(kept) == 1
    (own,) = [path for path in (vault.folder / "files").rglob("*") if path.is_file()]
    assert kept[0].stat().st_ino == own.stat().st_ino
    assert len([path for path in (stick / "files").rglob("*") if path.is_file()]) == 1


def test_an_attachment_no_backup_names_goes_with_the_last_that_did(vault):
    shelf = shelf_of(vault)
    first = back_up(vault, shelf)
    attach(vault, BIG)
    later(vault, hours=1)
    second = back_up(vault, shelf)
    remove(first)
    remove_unnamed_attachments(vault.copies, shelf)
    assert [path for path in (shelf / "files").rglob("*") if path.is_file()]
    remove(second)
    remove_unnamed_attachments(vault.copies, shelf)
    assert [path for path in (shelf / "files").rglob("*") if path.is_file()] == []
    assert [path for path in (vault.folder / "files").rglob("*") if path.is_file()]


def test_an_attachment_that_no_longer_lies_beside_is_counted(vault):
    attach(vault, BIG)
    made = back_up(vault, shelf_of(vault))
    assert backup.missing_attachments(vault.copies, made.path) == 0
    next(path for path in (shelf_of(vault) / "files").rglob("*") if path.is_file()).unlink()
    assert backup.missing_attachments(vault.copies, made.path) == 1


@pytest.mark.parametrize("name", CONTENTS)
def test_a_backup_damaged_anywhere_is_known(vault, name):
    note(vault, "h1", "x" * 20_000)
    made = back_up(vault, shelf_of(vault))
    vault.copies.check(made.path)
    content = bytearray((made.path / name).read_bytes())
    if name == "palier.db":
        content[-2000] ^= 1
    elif name == "palier.head":
        content[20] ^= 1
        content[532] ^= 1
    else:
        return  # each copy of the keys has its twin
    (made.path / name).write_bytes(bytes(content))
    with pytest.raises(StorageTrouble):
        vault.copies.check(made.path)


def test_a_damaged_page_of_the_vault_never_becomes_a_backup(folder):
    vault = created(folder)
    note(vault, "h1", "x" * 20_000)
    vault.close()
    content = bytearray((folder / "palier.db").read_bytes())
    content[-2000] ^= 1
    (folder / "palier.db").write_bytes(bytes(content))
    vault = reopened(folder)
    with pytest.raises(StorageTrouble) as caught:
        back_up(vault, shelf_of(vault))
    assert caught.value.code in {"copy_unsound", "database_damaged"}
    assert left_in(shelf_of(vault)) == []
    vault.close()


def test_a_full_disk_leaves_no_half_backup_and_the_vault_as_it_was(vault, monkeypatch):
    note(vault, "h1")

    def full(path):
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as system:
        system.setattr("db.copying.sync_file", full)
        refused("disk_full", back_up, vault, shelf_of(vault))
    assert left_in(shelf_of(vault)) == []
    note(vault, "h2")
    assert check(vault).is_sound
    assert back_up(vault, shelf_of(vault))


@pytest.mark.thorough
def test_a_file_that_may_not_grow_is_said_and_leaves_nothing(folder):
    vault = created(folder)
    for number in range(50):
        note(vault, f"h{number}", "texte " * 2000)
    vault.close()
    answer = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder), "limit:200000"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["refused", "disk_trouble"] or answer.stdout.split() == ["refused", "disk_full"]
    assert left_in(folder / "backups") == []
    vault = reopened(folder)
    assert check(vault).is_sound
    vault.close()


@pytest.mark.thorough
@pytest.mark.parametrize("moment", ["keys", "copied", "checked", "renamed"])
def test_killed_while_it_is_made_it_leaves_nothing_half(folder, moment):
    vault = created(folder)
    note(vault, "h1", "texte " * 2000)
    vault.close()
    answer = subprocess.run([sys.executable, str(PROGRAM), str(folder), moment], capture_output=True, check=False)
    assert answer.returncode < 0
    vault = reopened(folder)
    assert [name for name in left_in(folder / "backups") if name.endswith(".part")] == []
    for one in backups_in(folder / "backups"):
        vault.copies.check(one.path)
    assert check(vault).is_sound
    vault.close()


def test_no_file_of_a_backup_holds_a_word_of_the_vault(vault, tmp_path):
    def work(session):
        space = case_space(session)
        session.add(Household(id="h1", space_id=space.id, label=MARK * 50))
        session.add(Draft(id="d", target="t", field="f", text=MARK, device_id="d", saved_at=vault.context.clock.now()))
        attachments.put(session, space.id, MARK.encode() * 100_000)
        attachments.put(session, space.id, MARK.encode())

    vault.write(work)
    stick = tmp_path / "clé"
    made = copy_over(vault.copies, back_up(vault, shelf_of(vault)), stick)
    (stick / "control").write_text(MARK)
    found = {path.name for path in tmp_path.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()}
    assert found == {"control"}
    with vault.copies.read(made.path) as session:
        assert session.scalar(select(Household.label)).startswith(MARK)


def test_a_backup_opens_with_the_passphrase_of_its_moment(vault):
    made = back_up(vault, shelf_of(vault))
    vault.change_secret(PASSPHRASE, "une autre phrase de passe")
    later(vault, hours=1)
    after = back_up(vault, shelf_of(vault))
    unlocked(made.path, PASSPHRASE, around()).check(made.path)
    refused("wrong_passphrase", unlocked, made.path, "une autre phrase de passe", around())
    unlocked(after.path, "une autre phrase de passe", around()).check(after.path)
    refused("wrong_passphrase", unlocked, after.path, PASSPHRASE, around())


def gone_back(folder: Path, change=lambda _vault: None) -> tuple[Path, object]:
    """Make a vault with « avant », back it up, add « après », close it; return its backup."""
    vault = created(folder)
    note(vault, "avant")
    made = back_up(vault, shelf_of(vault))
    note(vault, "après")
    change(vault)
    vault.close()
    return made.path, vault


def test_what_was_there_is_kept_aside_with_its_day(folder):
    made, _ = gone_back(folder)
    done = restore(folder, made, PASSPHRASE, around())
    assert done.kept_in == folder / "replaced" / "2026-11-21T0900.palier"
    assert done.missing_attachments == 0
    vault = reopened(folder)
    assert vault.notices == ()
    with vault.read() as session:
        assert labels(session) == {"avant"}
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.n.desc())).first()
        assert (last.action, last.facts) == ("restored", '{"from":"2026-11-21T0900.palier"}')
    assert check(vault).is_sound
    note(vault, "nouveau")
    vault.close()
    vault = reopened(folder)
    assert check(vault).is_sound
    vault.close()
    aside = open_vault(done.kept_in, PASSPHRASE, around())
    with aside.read() as session:
        assert labels(session) == {"avant", "après"}
    assert check(aside).is_sound
    aside.close()


def test_what_was_kept_aside_can_be_gone_back_to(folder):
    made, _ = gone_back(folder)
    kept = restore(folder, made, PASSPHRASE, around()).kept_in
    again = restore(folder, kept, PASSPHRASE, around())
    assert again.kept_in == folder / "replaced" / "2026-11-21T0900-2.palier"
    vault = reopened(folder)
    with vault.read() as session:
        assert labels(session) == {"avant", "après"}
    vault.close()


def test_an_open_vault_goes_back_at_its_next_opening_only(folder, vault):
    note(vault, "avant")
    made = back_up(vault, shelf_of(vault))
    note(vault, "après")
    stage(folder, made.path, PASSPHRASE, around())
    note(vault, "encore")
    with vault.read() as session:
        assert labels(session) == {"avant", "après", "encore"}
    vault.close()
    check_folder(folder)
    again = reopened(folder)
    with again.read() as session:
        assert labels(session) == {"avant"}
    again.close()
    (kept,) = (folder / "replaced").iterdir()
    aside = open_vault(kept, PASSPHRASE, around())
    with aside.read() as session:
        assert labels(session) == {"avant", "après", "encore"}
    aside.close()


@pytest.mark.parametrize("steps", range(12))
def test_killed_while_it_takes_its_place_it_goes_on(folder, monkeypatch, steps):
    made, _ = gone_back(folder)
    stage(folder, made, PASSPHRASE, around())
    left = [steps]

    def counted(act):
        def acting(self, *arguments):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return act(self, *arguments)

        return acting

    with monkeypatch.context() as system:
        for name in ("rename", "replace"):
            system.setattr(Path, name, counted(getattr(Path, name)))
        try:
            check_folder(folder)
        except KeyboardInterrupt:
            assert (folder / "palier.keys").exists()
    vault = reopened(folder)
    with vault.read() as session:
        assert labels(session) == {"avant"}
    assert check(vault).is_sound
    vault.close()
    (kept,) = (folder / "replaced").iterdir()
    aside = open_vault(kept, PASSPHRASE, around())
    with aside.read() as session:
        assert labels(session) == {"avant", "après"}
    aside.close()


@pytest.mark.parametrize("name", ["palier.db", "palier.keys", "palier.head"])
def test_a_vault_that_no_longer_opens_goes_back_too(folder, name):
    made, _ = gone_back(folder)
    (folder / name).unlink()
    if name == "palier.keys":
        (folder / "palier.keys.1").unlink()
    restore(folder, made, PASSPHRASE, around())
    vault = reopened(folder)
    assert check(vault).is_sound
    vault.close()


def test_on_another_computer_a_backup_makes_the_vault_with_its_attachments(folder, vault, tmp_path):
    key = attach(vault, BIG)
    stick = tmp_path / "clé"
    made = copy_over(vault.copies, back_up(vault, shelf_of(vault)), stick)
    vault.close()
    shutil.rmtree(folder)
    done = restore(tmp_path / "neuf" / "coffre", made.path, PASSPHRASE, around())
    assert done.kept_in is None
    again = reopened(tmp_path / "neuf" / "coffre")
    with again.read() as session:
        assert attachments.get(session, *key) == BIG
    assert check(again).is_sound
    assert not (again.folder / "replaced").exists()
    again.close()


def test_a_damaged_attachment_is_brought_back_sound(folder, vault, tmp_path):
    key = attach(vault, BIG)
    stick = tmp_path / "clé"
    made = copy_over(vault.copies, back_up(vault, shelf_of(vault)), stick)
    vault.close()
    (own,) = [path for path in (folder / "files").rglob("*") if path.is_file()]
    own.write_bytes(b"?" * own.stat().st_size)
    assert restore(folder, made.path, PASSPHRASE, around()).missing_attachments == 0
    again = reopened(folder)
    with again.read() as session:
        assert attachments.get(session, *key) == BIG
    again.close()


def test_an_attachment_nobody_has_is_counted_and_the_rest_comes_back(folder, vault):
    attach(vault, BIG)
    made = back_up(vault, shelf_of(vault))
    vault.close()
    for path in (*(folder / "files").rglob("*"), *(folder / "backups" / "files").rglob("*")):
        if path.is_file():
            path.unlink()
    assert restore(folder, made.path, PASSPHRASE, around()).missing_attachments == 1
    reopened(folder).close()


def test_a_wrong_passphrase_a_damaged_backup_another_vault_an_open_vault_change_nothing(folder, tmp_path):
    made, _ = gone_back(folder)
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    refused("wrong_passphrase", restore, folder, made, "non", around())
    other = created(tmp_path / "autre")
    foreign = back_up(other, shelf_of(other)).path
    refused("other_vault", restore, folder, foreign, PASSPHRASE, around())
    other.close()
    vault = reopened(folder)
    refused("in_use", restore, folder, made, PASSPHRASE, around())
    vault.close()
    content = bytearray((made / "palier.db").read_bytes())
    content[-2000] ^= 1
    (made / "palier.db").write_bytes(bytes(content))
    with pytest.raises(StorageTrouble):
        restore(folder, made, PASSPHRASE, around())
    assert not (folder / "replaced").exists()
    assert {path.name for path in folder.iterdir() if path.is_file()} >= {path.name for path in before}
    assert list(folder.glob("palier.restoring*")) == []
    vault = reopened(folder)
    with vault.read() as session:
        assert labels(session) == {"avant", "après"}
    vault.close()


def test_where_there_is_no_vault_a_refused_backup_leaves_nothing(folder, tmp_path):
    made, _ = gone_back(folder)
    target = tmp_path / "neuf"
    refused("wrong_passphrase", restore, target, made, "non", around())
    assert list(target.iterdir()) == []
    (target / "lettre.odt").write_text("à garder")
    refused("folder_not_empty", restore, target, made, PASSPHRASE, around())
    assert [path.name for path in target.iterdir()] == ["lettre.odt"]


def test_a_backup_of_before_a_change_of_passphrase_brings_the_old_one_back(folder):
    made, _ = gone_back(folder)
    change_secret(folder, PASSPHRASE, "nouvelle phrase", around())
    restore(folder, made, PASSPHRASE, around())
    refused("wrong_passphrase", open_vault, folder, "nouvelle phrase", around())
    reopened(folder).close()


def test_before_its_tables_are_changed_a_vault_is_backed_up_as_it_was(folder, monkeypatch):
    vault = created(folder)
    note(vault, "h1")
    vault.close()
    before = backups_in(folder / "backups")
    seen = []

    def older(engine):
        seen.append(engine)
        return "0001" if len(seen) == 1 else "head"

    with monkeypatch.context() as system:
        system.setattr("db.schema.check_ours", older)
        vault = reopened(folder)
    assert before == ()
    (made,) = backups_in(folder / "backups")
    assert made.before_migration
    assert made.path.name == "2026-11-21T0900-avant.palier"
    with vault.copies.read(made.path) as session:
        assert labels(session) == {"h1"}
    assert holds_all(vault, made)
    vault.close()


def test_a_disk_too_full_for_that_backup_leaves_the_tables_as_they_were(folder, monkeypatch):
    created(folder).close()

    def full(path):
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as system:
        system.setattr("db.schema.check_ours", lambda _engine: "0001")
        system.setattr("db.copying.sync_file", full)
        refused("disk_full", reopened, folder)
    assert left_in(folder / "backups") == []
    reopened(folder).close()


def test_the_size_to_come_is_about_the_size_that_comes(vault):
    for number in range(20):
        note(vault, f"h{number}", "texte " * 2000)
    expected = bytes_to_come(vault)
    assert expected <= back_up(vault, shelf_of(vault)).size <= expected + 20_000
