"""Creating, opening, refusing."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from db.changing_keys import change_secret
from db.errors import StorageTrouble
from db.folder import VaultFolder
from db.keys_file import NAMES
from db.local import Setting
from db.opening import check_folder
from db.vault import create_vault, open_vault
from tests.unit.vault.world import PASSPHRASE, WORKER, around, created, reopened

if TYPE_CHECKING:
    from pathlib import Path


def refused(code: str, act, *arguments, **named) -> StorageTrouble:
    with pytest.raises(StorageTrouble) as caught:
        act(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def remembered(vault) -> str | None:
    with vault.read() as session:
        found = session.get(Setting, "souvenir")
        return found.value if found else None


def remember(vault, value: str) -> None:
    vault.write(lambda session: session.merge(Setting(name="souvenir", value=value)))


def test_what_was_written_is_there_when_the_vault_is_opened_again(folder):
    vault = created(folder)
    remember(vault, "oui")
    vault.close()
    again = reopened(folder)
    assert remembered(again) == "oui"
    assert again.notices == ()
    assert again.context.worker_id == WORKER
    again.close()


def test_the_folder_and_its_files_are_private(vault):
    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(vault.folder) == 0o700
    for path in vault.folder.iterdir():
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path.name
    names = {path.name for path in vault.folder.iterdir()}
    assert {
        "palier.db",
        "palier.head",
        "palier.keys",
        "palier.keys.1",
        "palier.lock",
        "files",
        "backups",
        "tmp",
    } <= names


def test_a_wrong_passphrase_is_refused_and_opens_nothing(folder):
    created(folder).close()
    refused("wrong_passphrase", open_vault, folder, "pas la bonne", around())
    reopened(folder).close()


def test_a_second_opening_is_refused_even_in_another_process(vault):
    refused("in_use", reopened, vault.folder)
    script = (
        "import sys; sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from db.vault_lock import VaultLock\n"
        "from db.errors import StorageTrouble\n"
        "try: VaultLock(Path(sys.argv[1]))\n"
        "except StorageTrouble as trouble: print(trouble.code)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, str(vault.folder / "palier.lock")], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "in_use"


def test_a_vault_is_free_again_after_a_wrong_passphrase(folder):
    created(folder).close()
    for _ in range(3):
        refused("wrong_passphrase", open_vault, folder, "non", around())
    reopened(folder).close()


def test_one_damaged_copy_of_the_keys_is_repaired_and_said(folder):
    created(folder).close()
    for name in NAMES:
        sound = (folder / name).read_bytes()
        (folder / name).write_bytes(sound[:60] + b"?" + sound[61:])
        vault = reopened(folder)
        assert vault.notices == ("keys_restored",)
        vault.close()
        assert (folder / name).read_bytes() == sound


def test_both_copies_of_the_keys_damaged_are_refused(folder):
    created(folder).close()
    for name in NAMES:
        (folder / name).write_bytes(b"PALIERKEY")
    refused("keys_damaged", check_folder, folder)


def test_missing_parts_are_named(folder, tmp_path):
    created(folder).close()
    refused("not_a_vault", check_folder, tmp_path)
    refused("not_a_vault", check_folder, tmp_path / "nulle part")
    kept = {name: (folder / name).read_bytes() for name in NAMES}
    for name in NAMES:
        (folder / name).unlink()
    refused("keys_missing", reopened, folder)
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    (folder / "palier.db").unlink()
    refused("database_missing", reopened, folder)


@pytest.mark.parametrize("name", [*NAMES, "palier.db", "palier.db-wal", "palier.db-shm", "palier.head", "palier.lock"])
@pytest.mark.parametrize("usurper", ["folder", "loop"])
def test_what_has_the_name_of_a_file_and_is_none_is_named(folder, name, usurper):
    created(folder).close()
    one = folder / name
    kept = one.rename(folder.with_name("kept")) if one.exists() else None
    one.mkdir() if usurper == "folder" else one.symlink_to(one)
    assert refused("out_of_place", check_folder, folder).facts["name"] == name
    one.rmdir() if usurper == "folder" else one.unlink()
    if kept is not None:
        kept.rename(one)
    reopened(folder).close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder):
    created(folder).close()
    (folder / NAMES[0]).unlink()
    os.mkfifo(folder / NAMES[0])
    refused("out_of_place", check_folder, folder)


@pytest.mark.parametrize("usurper", ["file", "link"])
def test_whatever_stands_where_temporary_files_go_makes_way(folder, usurper):
    created(folder).close()
    (folder / "tmp").rmdir()
    (folder / "tmp").touch() if usurper == "file" else (folder / "tmp").symlink_to(folder / "nulle part")
    reopened(folder).close()
    assert (folder / "tmp").is_dir()


@pytest.mark.parametrize("place", ["é" * 200, "ab/" * 2000, "file/in it"])
def test_a_place_that_cannot_be_is_said(tmp_path, place):
    (tmp_path / "file").touch()
    refused("impossible_place", created, tmp_path / place)
    code = "not_a_vault" if place.startswith("file") else "impossible_place"
    refused(code, check_folder, tmp_path / place)


def test_a_vault_is_never_made_over_another(folder):
    created(folder).close()
    refused("already_exists", created, folder)
    reopened(folder).close()


def test_a_folder_that_holds_something_else_is_refused(folder):
    folder.mkdir()
    (folder / "lettre.odt").write_text("à garder")
    refused("folder_not_empty", created, folder)
    assert [path.name for path in folder.iterdir()] == ["lettre.odt"]


def test_an_empty_passphrase_makes_no_vault(folder):
    refused("empty_passphrase", create_vault, folder, "  ", WORKER, around())
    assert not folder.exists()


def test_a_creation_that_fails_leaves_no_half_vault(folder, monkeypatch):
    def full(*arguments, **named):
        raise StorageTrouble("disk_full")

    monkeypatch.setattr("db.vault.store", full)
    refused("disk_full", created, folder)
    assert list(folder.iterdir()) == []
    monkeypatch.undo()
    created(folder).close()


def test_a_creation_that_was_killed_is_begun_again(folder):
    place = VaultFolder(folder)
    place.begin_creation()
    (folder / "palier.db").write_bytes(b"half")
    refused("not_a_vault", reopened, folder)
    created(folder).close()
    reopened(folder).close()


def test_the_disk_knows_that_a_creation_is_unfinished_before_it_knows_anything_else_of_it(folder, monkeypatch):
    """Rooms without the mark, after a power cut, would make the place « not empty » for ever."""
    seen = []
    monkeypatch.setattr("db.folder.sync_folder", lambda one: seen.append({path.name for path in one.iterdir()}))
    VaultFolder(folder).begin_creation()
    VaultFolder(folder).abandon_creation()
    assert seen == [{"palier.creating"}, {"palier.creating"}]
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_said_before_anything_is_made(folder, monkeypatch):
    monkeypatch.setattr("db.folder.shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    refused("disk_full", created, folder)


def test_a_folder_that_cannot_be_written_is_said(folder, monkeypatch):
    created(folder).close()

    def read_only(*arguments, **named):
        raise OSError(errno.EROFS, "read-only")

    with monkeypatch.context() as system:
        system.setattr(os, "open", read_only)
        refused("read_only_folder", reopened, folder)
    reopened(folder).close()


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - Association", "Nextcloud", "Dropbox (Équipe)", "Google Drive", "iCloudDrive"]
)
def test_a_synchronised_folder_is_refused(tmp_path, name):
    folder = tmp_path / name / "palier"
    assert refused("synchronised_folder", created, folder).facts["by"] == name
    assert not folder.exists()


@pytest.mark.parametrize("mark", [".dropbox", ".sync_0123abcd.db", ".nextcloudsync.log"])
def test_the_mark_a_synchroniser_leaves_is_known(tmp_path, mark):
    (tmp_path / mark).touch()
    refused("synchronised_folder", created, tmp_path / "deux" / "palier")


def test_a_folder_on_the_network_is_refused(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//serveur/partage {tmp_path}/un\\040partage cifs rw 0 0\n")
    trouble = refused("synchronised_folder", VaultFolder(tmp_path / "un partage" / "coffre").check_place, mounts)
    assert trouble.facts["by"] == "cifs"
    VaultFolder(tmp_path / "ailleurs").check_place(mounts)


def test_a_database_that_is_not_one_is_said(folder):
    created(folder).close()
    content = bytearray((folder / "palier.db").read_bytes())
    content[:4096] = os.urandom(4096)
    (folder / "palier.db").write_bytes(bytes(content))
    refused("database_damaged", reopened, folder)


def test_the_database_of_another_vault_is_refused(folder, tmp_path):
    created(folder).close()
    created(tmp_path / "autre").close()
    (folder / "palier.db").write_bytes((tmp_path / "autre" / "palier.db").read_bytes())
    refused("database_damaged", reopened, folder)


def test_a_database_of_a_later_version_is_refused(folder):
    vault = created(folder)
    vault.maintain(lambda raw: raw.execute("PRAGMA user_version = 99").fetchall())
    vault.close()
    refused("newer_format", reopened, folder)


def test_the_passphrase_is_changed(folder):
    created(folder).close()
    refused("wrong_passphrase", change_secret, folder, "non", "nouvelle", around())
    change_secret(folder, PASSPHRASE, "nouvelle phrase", around())
    refused("wrong_passphrase", reopened, folder)
    vault = open_vault(folder, "nouvelle  phrase", around())
    vault.change_secret("nouvelle phrase", PASSPHRASE)
    refused("in_use", change_secret, folder, PASSPHRASE, "autre", around())
    vault.close()
    reopened(folder).close()


def test_the_temporary_folder_is_emptied_at_the_start(folder):
    created(folder).close()
    (folder / "tmp" / "impression.pdf").write_bytes(b"%PDF")
    reopened(folder).close()
    assert list((folder / "tmp").iterdir()) == []


def test_closing_twice_does_nothing(vault):
    vault.close()
    vault.close()
    with pytest.raises(RuntimeError):
        vault.write(lambda _: None)


def test_the_pragmas_are_those_that_lose_nothing(vault):
    def value(raw, name):
        return raw.execute(f"PRAGMA {name}").fetchone()[0]

    names = (
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "secure_delete",
        "temp_store",
        "busy_timeout",
        "user_version",
    )
    assert vault.maintain(lambda raw: [value(raw, name) for name in names]) == ["wal", 2, 1, 1, 2, 2000, 1]
    assert vault.maintain(lambda raw: value(raw, "application_id")) == 0x50414C49
    with vault.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA query_only").scalar() == 1
