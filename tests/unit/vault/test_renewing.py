"""A new master key: nothing that opened the vault opens it any more, and wherever it is cut it is before or after."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from db import attachments, audit, integrity
from db.changing_keys import escrow_of, same_master_key
from db.copying import unlocked
from db.errors import StorageTrouble
from db.escrow import EscrowPublicKey, new_key
from db.keys_file import load, unwrapped
from db.local import AuditEvent
from db.recovery_code import new_code
from db.renewing import renew
from db.slots import BoundPassphrase
from db.vault import open_vault
from tests.unit.vault.world import CHEAP, PASSPHRASE, around, case_space, reopened

NEW = "une phrase que personne ne connait"
LARGE = os.urandom(attachments.LARGEST_ROW + 10)


def refused(code: str, act, *arguments) -> StorageTrouble:
    with pytest.raises(StorageTrouble) as caught:
        act(*arguments)
    assert caught.value.code == code
    return caught.value


@pytest.fixture
def used(vault, folder):
    """A closed vault with events, a month let go, a large attachment and a small one."""

    def fill(session) -> tuple[str, list[str]]:
        space = case_space(session)
        return space.id, [attachments.put(session, space.id, content) for content in (LARGE, b"petit")]

    kept = vault.write(fill)
    for month in (8, 9, 11):
        vault.context.clock.instant = dt.datetime(2026, month, 3, 9, 0, tzinfo=dt.UTC)
        vault.write(lambda session: audit.record(session, "read", "case_file", "x"))
    vault.write(lambda session: audit.retire(session, dt.datetime(2026, 9, 1, tzinfo=dt.UTC)))
    vault.close()
    return kept


def contents(vault, kept) -> list[bytes]:
    space, names = kept
    with vault.read() as session:
        return [attachments.get(session, space, name) for name in names]


def test_the_new_passphrase_opens_all_of_it_and_the_old_one_nothing(folder, used):
    aside = renew(folder, PASSPHRASE, NEW, around())
    refused("wrong_passphrase", reopened, folder)
    vault = open_vault(folder, NEW, around())
    assert contents(vault, used) == [LARGE, b"petit"]
    assert integrity.first_look(vault).is_sound
    assert integrity.check(vault).is_sound
    with vault.read() as session:
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.n.desc())).first()
        assert (last.action, last.facts) == ("change", '{"what":"master_key"}')
    vault.close()
    assert not same_master_key(folder, aside)
    assert unlocked(aside, PASSPHRASE, around())


def test_the_master_key_kept_by_somebody_opens_nothing_any_more(folder, used):
    before = unwrapped(load(folder)[0], PASSPHRASE, CHEAP)
    pages = (folder / "palier.db").read_bytes()
    renew(folder, PASSPHRASE, NEW, around())
    assert unwrapped(load(folder)[0], NEW, CHEAP) != before
    after = (folder / "palier.db").read_bytes()
    same = [
        place for place in range(4096, min(len(pages), len(after)), 4096) if pages[place:][:64] == after[place:][:64]
    ]
    assert same == []


def test_the_kit_opens_no_more_and_the_organisation_still_does(folder, vault):
    kit, key = new_code(os.urandom), new_key(os.urandom)
    vault.change_secret(PASSPHRASE, kit)
    vault.change_secret(PASSPHRASE, EscrowPublicKey("Le Pont", "2026-11-20", key.public))
    vault.close()
    renew(folder, kit, NEW, around())
    refused("no_kit", open_vault, folder, kit, around())
    open_vault(folder, key, around()).close()
    assert escrow_of(folder)[0].organisation == "Le Pont"


def test_a_device_s_secret_is_changed_with_the_key(folder, vault):
    former, later = os.urandom(32), os.urandom(32)
    vault.change_secret(PASSPHRASE, BoundPassphrase(PASSPHRASE, former))
    vault.close()
    renew(folder, BoundPassphrase(PASSPHRASE, former), BoundPassphrase(NEW, later), around())
    refused("device_secret_needed", open_vault, folder, BoundPassphrase(NEW, former), around())
    open_vault(folder, BoundPassphrase(NEW, later), around()).close()


def test_it_can_be_done_again(folder, used):
    renew(folder, PASSPHRASE, NEW, around())
    renew(folder, NEW, PASSPHRASE, around())
    vault = reopened(folder)
    assert contents(vault, used) == [LARGE, b"petit"]
    vault.close()
    assert load(folder)[0].renewal == 2


@pytest.mark.parametrize("new", ["", " \u00a0"])
def test_what_cannot_be_done_changes_nothing(folder, used, new):
    before = {path.name: path.read_bytes() for path in folder.glob("palier.*") if path.name.startswith("palier.keys")}
    refused("wrong_passphrase", renew, folder, "fausse", NEW, around())
    refused("empty_passphrase", renew, folder, PASSPHRASE, new, around())
    assert all((folder / name).read_bytes() == content for name, content in before.items())
    assert not list(folder.glob("restoring*"))
    vault = reopened(folder)
    refused("in_use", renew, folder, PASSPHRASE, NEW, around())
    assert contents(vault, used) == [LARGE, b"petit"]
    vault.close()


def test_an_altered_log_is_never_sealed_as_if_it_were_sound(folder, vault):
    vault.write(lambda session: audit.record(session, "read", "case_file", "x"))
    vault.write(lambda session: audit.record(session, "read", "case_file", "y"))
    vault.maintain(lambda raw: raw.execute("UPDATE audit_event SET object_id = 'z' WHERE object_id = 'x'"))
    vault.close()
    with pytest.raises(StorageTrouble):
        renew(folder, PASSPHRASE, NEW, around())
    with suppress(StorageTrouble):
        reopened(folder).close()
    refused("wrong_passphrase", open_vault, folder, NEW, around())


class Cut(BaseException):
    """The power goes at this instant: nothing after runs, not even what cleans up."""


def cut_at(monkeypatch, moment: int) -> list[int]:
    """Have the moment-th renaming or removing of a file never happen, nor any after it."""
    count = [0]

    def guarded(name: str) -> None:
        real = getattr(Path, name)

        def act(self, *arguments, **named):
            count[0] += 1
            if count[0] >= moment:
                raise Cut
            return real(self, *arguments, **named)

        monkeypatch.setattr(Path, name, act)

    for name in ("rename", "replace", "rmdir"):
        guarded(name)
    return count


@pytest.mark.thorough
def test_cut_at_each_of_its_steps_the_vault_is_as_before_or_as_after(folder, used, monkeypatch):
    opened = set()
    for moment in range(1, 60):
        with monkeypatch.context() as patch:
            count = cut_at(patch, moment)
            try:
                renew(folder, PASSPHRASE, NEW, around())
            except Cut:
                pass
            else:
                assert count[0] < moment
                opened.add("whole")
        phrase = PASSPHRASE if _opens(folder, PASSPHRASE) else NEW
        opened.add(phrase)
        vault = open_vault(folder, phrase, around())
        assert contents(vault, used) == [LARGE, b"petit"]
        assert integrity.first_look(vault).is_sound
        vault.close()
        if phrase == NEW:
            renew(folder, NEW, PASSPHRASE, around())
        if "whole" in opened:
            break
    assert opened == {PASSPHRASE, NEW, "whole"}


def _opens(folder: Path, phrase: str) -> bool:
    with suppress(StorageTrouble):
        open_vault(folder, phrase, around()).close()
        return True
    return False
