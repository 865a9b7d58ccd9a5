"""Bytes kept beside the rows."""

from __future__ import annotations

import hashlib
import os

import pytest

from db import attachments
from db.errors import StorageTrouble
from db.integrity import check
from db.local import Attachment
from tests.unit.vault.world import case_space, reopened

BIG = os.urandom(attachments.LARGEST_ROW + 7)
SMALL = b"%PDF-1.7 petit"


def put(vault, content: bytes) -> tuple[str, str]:
    def work(session):
        space = case_space(session)
        return space.id, attachments.put(session, space.id, content)

    return vault.write(work)


def get(vault, key: tuple[str, str]) -> bytes:
    with vault.read() as session:
        return attachments.get(session, *key)


@pytest.mark.parametrize("content", [SMALL, BIG, b""])
def test_bytes_come_back_as_they_were_after_closing(folder, vault, content):
    key = put(vault, content)
    assert key[1] == hashlib.sha256(content).hexdigest()
    assert put(vault, content) == key
    vault.close()
    again = reopened(folder)
    assert get(again, key) == content
    again.close()


def test_small_ones_are_rows_and_great_ones_files(vault):
    put(vault, SMALL)
    assert list((vault.folder / "files").rglob("*")) == []
    put(vault, BIG)
    (file,) = [path for path in (vault.folder / "files").rglob("*") if path.is_file()]
    assert file.name == hashlib.sha256(file.read_bytes()).hexdigest()
    assert BIG[:64] not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_damaged_or_missing_is_said(vault):
    key = put(vault, BIG)
    (file,) = [path for path in (vault.folder / "files").rglob("*") if path.is_file()]
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"?" + content[101:])
    with pytest.raises(StorageTrouble, match="attachment_damaged"):
        get(vault, key)
    assert check(vault).attachments == (key[1],)
    file.unlink()
    with pytest.raises(StorageTrouble, match="attachment_missing"):
        get(vault, key)
    with pytest.raises(StorageTrouble, match="attachment_missing"):
        get(vault, (key[0], "00"))


def test_a_row_whose_bytes_were_changed_is_said(vault):
    key = put(vault, SMALL)
    vault.write(lambda session: setattr(session.get(Attachment, key), "content", b"autre"))
    with pytest.raises(StorageTrouble, match="attachment_damaged"):
        get(vault, key)


def test_a_file_left_by_a_command_that_failed_is_reported(vault):
    def work(session):
        attachments.put(session, case_space(session).id, BIG)
        raise KeyError

    with pytest.raises(KeyError):
        vault.write(work)
    health = check(vault)
    assert len(health.unnamed_files) == 1
    assert health.is_sound
