"""Nothing is said to be on the disk when the files of an open vault are no longer where they lie."""

from __future__ import annotations

import shutil

import pytest

from app.services.troubles import SENTENCES
from db.errors import StorageTrouble
from db.models.household import Household
from tests.unit.vault.world import case_space, reopened


def one(name: str):
    return lambda session: session.add(Household(id=name, space_id=case_space(session).id, label=name))


def is_refused(vault) -> None:
    with pytest.raises(StorageTrouble) as caught:
        vault.write(one("after"))
    assert caught.value.code == "vault_moved"
    assert "vault_moved" in SENTENCES


def test_a_folder_renamed_while_open_is_said_and_put_back_it_goes_on(vault, folder):
    vault.write(one("before"))
    away = folder.rename(folder.with_name("ailleurs"))
    is_refused(vault)
    away.rename(folder)
    vault.write(one("after"))
    vault.close()
    again = reopened(folder)
    with again.read() as session:
        assert {row.id for row in session.query(Household)} == {"before", "after"}
    again.close()


def test_a_folder_deleted_while_open_is_said_and_closing_is_quiet(vault, folder):
    shutil.rmtree(folder)
    is_refused(vault)
    vault.close()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["palier.db", "palier.db-wal"])
def test_another_file_in_the_place_of_ours_is_said(vault, folder, name):
    vault.write(one("before"))
    file = folder / name
    other = shutil.copy(file, folder / "other")
    other.replace(file)
    is_refused(vault)


def test_a_write_ahead_log_taken_away_is_said(vault, folder):
    vault.write(one("before"))
    (folder / "palier.db-wal").unlink()
    is_refused(vault)
