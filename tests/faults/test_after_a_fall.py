"""What falls found once, each by itself: a test that is quick, so that it is never found again."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple

import pytest
from sqlalchemy import select

from app.errors import Expected
from app.services.troubles import sentence_of
from db import keys_file, vault
from db.documents import sealed_of, stored_envelopes
from db.envelopes import header_of, opened
from db.errors import StorageTrouble
from db.folder import VaultFolder
from db.local import DocumentCache, Space
from db.merge import Document
from tests.faults.keeping import Broken, keeps
from tests.faults.works import WORKS, done
from tests.journeys.world import PASSPHRASE, Device

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 -- as shutil's own


class Cut(BaseException):
    pass


def cut(*_arguments: object, **_named: object) -> None:
    raise Cut


def full(*_arguments: object, **_named: object) -> None:
    raise StorageTrouble("disk_full")


def test_a_migration_cut_short_does_not_pass_for_pages_put_back(site_of, bench, monkeypatch):
    site = bench(site_of("migrating"))
    with WORKS["migrating"].around(site):
        with monkeypatch.context() as system:
            system.setattr(VaultFolder, "empty_temporary", cut)  # what follows the new tables
            with pytest.raises(Cut):
                Device().open(site.vault)
        keeps(site, [])


def test_a_log_that_finds_no_room_does_not_unmake_a_change_of_passphrase(begun, bench, monkeypatch):
    site = bench(begun)
    with Device().open(site.vault) as desk, monkeypatch.context() as system:
        system.setattr(desk.vault, "write", full)
        desk.kits.change_passphrase(PASSPHRASE, "une autre phrase de passe", accept_weak=True)
        code = " ".join(desk.kits.make("une autre phrase de passe").groups)
    said = {"what": "changed", "passphrase": "une autre phrase de passe"}, {"what": "kit", "code": code}
    keeps(site, map(json.dumps, said))


def test_a_second_copy_of_the_keys_that_finds_no_room_is_made_at_the_next_opening(begun, bench, monkeypatch):
    site = bench(begun)
    write = keys_file._replace

    def first_only(folder, name, *rest):
        if name == "palier.keys.1":
            raise StorageTrouble("disk_full")
        write(folder, name, *rest)

    with monkeypatch.context() as system:
        system.setattr("db.keys_file._replace", first_only)
        Device().vaults.change_passphrase(site.vault, PASSPHRASE, "une autre phrase de passe", accept_weak=True)
    with Device().vaults.open(site.vault, "une autre phrase de passe") as desk:
        assert desk.notices == ("keys_restored",)
    assert (site.vault / "palier.keys").read_bytes() == (site.vault / "palier.keys.1").read_bytes()


def test_a_vault_is_let_go_even_when_its_log_cannot_be_put_away(begun, bench, monkeypatch):
    site = bench(begun)
    desk = Device().open(site.vault)
    with monkeypatch.context() as system:
        system.setattr("db.vault.checkpoint", full)
        desk.close()
    keeps(site, [])


def test_a_creation_under_way_is_not_swept_away_by_another(tmp_path, monkeypatch):
    folder = tmp_path / "coffre"
    make = vault.make_database

    def meanwhile(*arguments):
        with pytest.raises(Expected) as caught:
            Device().create(folder)
        assert caught.value.code == "in_use"
        make(*arguments)

    monkeypatch.setattr(vault, "make_database", meanwhile)
    Device().create(folder)
    with Device().open(folder) as desk:
        assert desk.care.check().sound


def test_an_opening_that_finds_no_room_says_so_and_lets_go(begun, bench, monkeypatch):
    site = bench(begun)

    def no_room(_place):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as system:
        system.setattr(VaultFolder, "empty_temporary", no_room)
        with pytest.raises(Expected) as caught:
            Device().open(site.vault)
    assert caught.value.code == "disk_full"
    keeps(site, [])


@pytest.mark.parametrize("code", ["disk_trouble", "read_only_folder"])
def test_whatever_the_database_says_of_a_full_disk_the_sentence_speaks_of_room(tmp_path, monkeypatch, code):
    assert sentence_of(StorageTrouble(code), tmp_path).code == code
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**9, 10**9, 0))
    assert sentence_of(StorageTrouble(code), tmp_path).code == "disk_full"


def test_keeping_notes_while_compacting_writes_documents_whole_and_one_that_lags_is_seen(site_of, bench):
    """The work that is killed does write them, and a vault whose document lost something would not pass."""
    site = bench(site_of("compacting"))
    work = WORKS["compacting"]
    with work.around(site):
        done(work, site, iter(range(4)))
        keeps(site, site.said.read_text("utf-8").splitlines())
    with Device().open(site.vault) as desk:
        kept = desk.vault.write(lambda session: session.scalars(select(DocumentCache)).all())
        assert {one.envelope_id for one in kept} - {0}
        desk.vault.write(_forget_the_last_envelope)
        assert desk.vault.write(lambda session: len(session.scalars(select(DocumentCache)).all())) == len(kept)
    with pytest.raises(Broken, match="written whole"):
        keeps(site, [])


def _forget_the_last_envelope(session) -> None:
    """Say that a snapshot holds one envelope more than it does."""
    for one in session.scalars(select(DocumentCache)):
        after = stored_envelopes(session, one.space_id, one.generation)[:-1]
        space = session.get(Space, one.space_id)
        document = Document()
        for row in after:
            envelope = sealed_of(row)
            document.apply(opened(envelope, header_of(envelope), space.key))
        one.snapshot = document.snapshot()
