"""Backups as a worker meets them: made in time, few enough, on a stick too; looked at and gone back to."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from sqlalchemy import select

from app.errors import Expected
from app.services.backups.backups import Elsewhere
from app.services.backups.looking import backups_of
from app.services.backups.values import BackupKind, said_size
from db.audit import record
from db.folder import PART
from db.local import AuditEvent
from db.models.organisation import Organisation
from db.spaces import space_for
from resources.vocabulary import OrganisationKind, SpaceKind
from tests.journeys.world import PASSPHRASE, Device, dump, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


def refused(code: str, act, *arguments, **named) -> Expected:
    with pytest.raises(Expected) as caught:
        act(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def written_in(desk) -> None:
    """Write something: an organisation nobody knew."""

    def work(session):
        session.add(
            Organisation(
                id=desk.new_id(),
                kind=OrganisationKind.OPERATOR,
                name="Une association",
                space_id=space_for(session, SpaceKind.ORGANISATION).id,
                created_at=desk.now(),
                created_by=desk.vault.context.worker_id,
            )
        )

    desk.vault.write(work)


def free(monkeypatch, count: int) -> None:
    monkeypatch.setattr("app.services.backups.backups.free_bytes", lambda _shelf: count)


def names(backups) -> list[str]:
    return [one.path.name for one in backups]


def test_a_backup_holds_what_the_vault_holds(desk, device, tmp_path):
    made = desk.backups.make()
    expected = dump(desk)
    desk.close()
    back = device.vaults.restore(tmp_path / "autre", made.path, PASSPHRASE)
    assert back.kept_in is None
    with device.open(tmp_path / "autre") as again:
        assert dump(again) == expected


def test_one_is_due_when_something_changed_since_and_four_hours_went_by(desk, device):
    assert desk.backups.due(desk.now())
    desk.backups.make()
    device.clock.advance(hours=5)
    assert not desk.backups.due(desk.now())
    written_in(desk)
    assert desk.backups.due(desk.now())
    desk.backups.make()
    written_in(desk)
    device.clock.advance(hours=3)
    assert not desk.backups.due(desk.now())
    device.clock.advance(hours=1)
    assert desk.backups.due(desk.now())


def test_reading_and_computing_change_nothing(desk, device):
    desk.backups.make()
    device.clock.advance(hours=5)
    desk.vault.write(lambda session: record(session, "read", "case", desk.cases.find("2026-0142")))
    desk.cases.all(desk.today())
    desk.search("benali")
    assert not desk.backups.due(desk.now())


def test_another_passphrase_asks_for_another_backup(desk, device):
    desk.backups.make()
    device.clock.advance(hours=5)
    desk.kits.change_passphrase(PASSPHRASE, NEW)
    assert desk.backups.due(desk.now())


def test_a_clock_set_back_keeps_no_backup_from_being_made(desk, device):
    desk.backups.make()
    device.clock.advance(days=-400)
    written_in(desk)
    assert desk.backups.due(desk.now())
    desk.backups.make()
    assert len(desk.backups.all()) == 2


def test_day_after_day_fifteen_are_kept_at_most(desk, device):
    for _day in range(24):
        desk.backups.make()
        device.clock.advance(days=7)
    assert len(desk.backups.all()) == 15
    assert desk.backups.keep(3, 2)
    desk.backups.make()
    assert len(desk.backups.all()) == 5


def test_two_of_one_day_leave_the_last(desk, device):
    desk.backups.make()
    device.clock.advance(hours=5)
    later = desk.backups.make()
    assert [one.path for one in desk.backups.all()] == [later.path]


def test_where_the_share_of_the_disk_is_reached_the_oldest_go_first(desk, device, monkeypatch):
    first = desk.backups.make()
    for _day in range(5):
        device.clock.advance(days=1)
        desk.backups.make()
    free(monkeypatch, 11 * first.size)
    device.clock.advance(days=1)
    last = desk.backups.make()
    kept = desk.backups.all()
    assert kept[0].path == last.path
    assert 4 * sum(one.size for one in kept) <= 11 * first.size + (7 - len(kept)) * first.size * 1.1
    assert len(kept) < 6


def test_a_vault_somebody_altered_never_takes_the_place_of_a_sound_backup(desk, device, filled):
    desk.backups.make()
    device.clock.advance(hours=5)
    desk.close()
    content = bytearray((filled / "palier.db").read_bytes())
    content[-2000] ^= 1
    (filled / "palier.db").write_bytes(bytes(content))
    with device.open(filled) as again:
        refused("pages", again.backups.make)
        assert names(again.backups.all()) == ["2026-11-20T0900.palier"]


def test_where_one_alone_would_take_more_than_its_share_none_is_begun(desk, monkeypatch):
    free(monkeypatch, 1 << 20)
    said = refused("no_room_for_backup", desk.backups.make)
    assert "plus du quart" in said.sentence
    assert desk.backups.all() == ()
    written_in(desk)


def test_a_full_disk_is_said_of_the_backup_and_nothing_half_is_left(desk, monkeypatch):
    def full(_path):
        raise OSError(28, "no space left")

    monkeypatch.setattr("db.copying.sync_file", full)
    said = refused("disk_full", desk.backups.make)
    assert "la sauvegarde n’a pas été faite. Le coffre est intact" in said.sentence
    assert list((desk.vault.folder / "backups").glob(f"*{PART}")) == []
    written_in(desk)


def test_the_stick_has_the_newest_too_and_its_absence_is_told_not_refused(desk, device, tmp_path):
    stick = tmp_path / "clé"
    assert desk.backups.keep_up().elsewhere is Elsewhere.NOT_ASKED
    desk.backups.choose_second_folder(stick)
    assert desk.backups.keep_up().elsewhere is Elsewhere.ABSENT
    assert not desk.backups.due(desk.now())
    stick.mkdir()
    assert desk.backups.due(desk.now())
    kept = desk.backups.keep_up()
    assert kept.elsewhere is Elsewhere.THERE
    assert not desk.backups.due(desk.now())
    assert sorted(one.elsewhere for one in desk.backups.all()) == [False, True]
    own, elsewhere = sorted(desk.backups.all(), key=lambda one: one.elsewhere)
    assert own.path.name == elsewhere.path.name == kept.last.path.name
    desk.backups.choose_second_folder(None)
    device.clock.advance(days=1)
    assert desk.backups.keep_up(at_once=True).elsewhere is Elsewhere.NOT_ASKED


def test_a_stick_that_refuses_is_told_and_the_backup_of_this_computer_is_there(desk, tmp_path, monkeypatch):
    (tmp_path / "clé").mkdir()
    desk.backups.choose_second_folder(tmp_path / "clé")

    def full(_path):
        raise OSError(28, "no space left")

    monkeypatch.setattr("db.backup.sync_file", full)
    kept = desk.backups.keep_up()
    assert kept.elsewhere is Elsewhere.FAILED
    assert "la sauvegarde n’a pas été faite" in kept.sentence
    assert names(desk.backups.all()) == [kept.last.path.name]


def test_the_second_folder_is_never_inside_the_vault(desk):
    refused("inside_vault", desk.backups.choose_second_folder, desk.vault.folder / "files")
    refused("inside_vault", desk.backups.make, desk.vault.folder)
    assert desk.backups.second_folder is None


def test_a_preview_says_how_many_cases_the_last_note_and_that_it_is_intact(desk):
    made = desk.backups.make()
    desk.exchange.import_document(second())
    seen = desk.backups.preview(made.path)
    assert (seen.cases, seen.intact, seen.missing_attachments, seen.same_passphrase) == (1, True, 0, True)
    assert seen.last_note_on is not None
    assert seen.last_note_on <= dt.date(2026, 11, 20)
    assert desk.backups.preview(made.path, PASSPHRASE) == seen
    after = desk.backups.make()
    assert desk.backups.preview(after.path).cases == 2


def test_a_damaged_backup_is_seen_before_one_goes_back_to_it(desk):
    made = desk.backups.make()
    database = made.path / "palier.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(bytes(content))
    assert not desk.backups.preview(made.path).intact
    refused("copy_unsound", desk.backups.go_back, made.path, PASSPHRASE)


def damage(database) -> None:
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(bytes(content))


def test_the_newest_intact_backup_is_found_past_those_that_are_damaged(desk, device):
    made = []
    for _day in range(3):
        made.append(desk.backups.make())
        device.clock.advance(days=1)
    assert desk.backups.newest_intact().backup == made[-1]
    damage(made[-1].path / "palier.db")
    (made[-2].path / "palier.db").unlink()
    assert desk.backups.newest_intact().backup == made[0]
    damage(made[0].path / "palier.db")
    assert desk.backups.newest_intact() is None


def test_a_backup_that_lost_its_keys_is_said_of_it_and_never_of_the_vault(desk, device, filled):
    made = desk.backups.make()
    desk.close()
    before = {one: one.read_bytes() for one in filled.glob("palier.*") if one.name != "palier.reserve"}
    for harm in (b"PALIERKEY", None):
        for keys in made.path.glob("palier.keys*"):
            keys.unlink() if harm is None else keys.write_bytes(harm)
        said = refused("copy_unsound", device.vaults.restore, filled, made.path, PASSPHRASE)
        assert str(filled) not in said.sentence
        refused("copy_unsound", device.vaults.preview_backup, made.path, PASSPHRASE)
    assert all(one.read_bytes() == content for one, content in before.items())
    device.open(filled).close()


def test_nothing_is_decided_where_a_folder_has_the_name_of_a_file(desk, device, filled):
    made = desk.backups.make()
    desk.close()
    keys = filled / "palier.keys"
    kept = keys.rename(filled.with_name("kept"))
    keys.mkdir()
    refused("out_of_place", device.vaults.restore, filled, made.path, PASSPHRASE)
    keys.rmdir()
    kept.rename(keys)
    device.vaults.restore(filled, made.path, PASSPHRASE)
    device.open(filled).close()


def test_an_older_backup_asks_for_the_passphrase_of_its_day_and_says_so(desk):
    made = desk.backups.make()
    desk.kits.change_passphrase(PASSPHRASE, NEW)
    assert desk.backups.preview(made.path).same_passphrase is False
    said = refused("wrong_passphrase", desk.backups.preview, made.path, NEW)
    assert "elle s’ouvre avec celle du 20 novembre 2026" in said.sentence
    assert desk.backups.preview(made.path, PASSPHRASE).intact


def test_an_open_vault_goes_back_at_its_next_opening_and_what_was_there_is_listed(desk, device, filled):
    made = desk.backups.make()
    desk.exchange.import_document(second())
    refused("wrong_passphrase", desk.backups.go_back, made.path, NEW)
    assert desk.backups.go_back(made.path, PASSPHRASE).warnings == ()
    assert len(desk.cases.all(desk.today())) == 2
    desk.close()
    device.vaults.refuse_unopenable(filled)
    with device.open(filled) as again:
        assert len(again.cases.all(again.today())) == 1
        assert again.care.check().sound
        kinds = {one.kind: one for one in again.backups.all()}
        assert set(kinds) == {BackupKind.ORDINARY, BackupKind.REPLACED}
        replaced = kinds[BackupKind.REPLACED]
        assert again.backups.preview(replaced.path).cases == 2
        again.backups.go_back(replaced.path, PASSPHRASE)
    with device.open(filled) as again:
        assert len(again.cases.all(again.today())) == 2


def test_a_vault_that_opens_no_more_lists_previews_and_goes_back(device, filled):
    with device.open(filled) as desk:
        desk.backups.make()
    content = bytearray((filled / "palier.db").read_bytes())
    content[:4096] = bytes(4096)
    (filled / "palier.db").write_bytes(bytes(content))
    refused("database_damaged", device.open, filled)
    (backup,) = backups_of(filled)
    assert device.vaults.preview_backup(backup.path, PASSPHRASE).cases == 1
    done = device.vaults.restore(filled, backup.path, PASSPHRASE)
    assert done.made_at == backup.made_at
    assert (done.kept_in / "palier.db").exists()
    with device.open(filled) as desk:
        assert desk.care.check().sound


def test_a_stick_alone_makes_the_vault_on_another_computer(desk, device, tmp_path):
    stick = tmp_path / "clé"
    stick.mkdir()
    made = desk.backups.make(stick)
    assert made.path.parent.parent == stick
    desk.close()
    shutil.rmtree(desk.vault.folder)
    other = Device()
    other.vaults.restore(tmp_path / "neuf", made.path, PASSPHRASE)
    with other.open(tmp_path / "neuf") as again:
        assert again.cases.find("2026-0142")


@pytest.mark.parametrize("place", ["absent", "vide"])
def test_what_is_no_backup_is_said(desk, tmp_path, place):
    (tmp_path / "vide").mkdir()
    refused("not_a_backup", desk.backups.preview, tmp_path / place)
    refused("not_a_backup", desk.backups.go_back, tmp_path / place, PASSPHRASE)


def test_the_log_says_that_a_copy_was_made_and_that_one_went_back(desk, device, filled, tmp_path):
    def told(one) -> list[tuple[str, str]]:
        with one.vault.read() as session:
            return [(event.action, event.facts) for event in session.scalars(select(AuditEvent).order_by(AuditEvent.n))]

    made = desk.backups.make()
    (tmp_path / "clé").mkdir()
    desk.backups.make(tmp_path / "clé")
    assert told(desk)[-2:] == [("backup", '{"to":"own"}'), ("backup", '{"to":"elsewhere"}')]
    desk.backups.go_back(made.path, PASSPHRASE)
    desk.close()
    with device.open(filled) as again:
        assert told(again)[-1] == ("restored", f'{{"from":"{made.path.name}"}}')


def test_a_size_is_said_as_people_say_it():
    assert said_size(100) == "1\u00a0Mo"
    assert said_size(420_000_000) == "420\u00a0Mo"


def test_a_backup_just_made_stays_even_when_the_clock_was_set_back(desk, device):
    for _turn in range(2):
        desk.backups.make()
        device.clock.advance(hours=2)
    device.clock.advance(hours=-3)
    written_in(desk)
    made = desk.backups.make()
    assert made.path.name in names(desk.backups.all())
