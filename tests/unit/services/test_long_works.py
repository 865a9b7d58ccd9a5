"""Long works say how far they are, and are stopped at any word: what is half made goes, nothing else changed."""

from __future__ import annotations

from contextlib import suppress

import pytest

from app.errors import Cancelled
from tests.fakes.progress import FakeProgress
from tests.journeys.world import PASSPHRASE, dump, second, written

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


@pytest.fixture
def desk(device, filled):
    with device.open(filled) as opened:
        yield opened


@pytest.fixture
def stick(desk, tmp_path):
    place = tmp_path / "clé"
    place.mkdir()
    desk.backups.choose_second_folder(place)
    return place


def stopped_at_each_word(work):
    """Run a work, stopped at its first word, then at its second…, up to the end; yield after each stop."""
    for rank in range(100):
        progress = FakeProgress(stops_at=rank)
        with suppress(Cancelled):
            work(progress)
            assert rank > 1, "it said nothing"
            return
        yield progress
    pytest.fail("it never ends")


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def goes_forward(progress: FakeProgress) -> bool:
    done = [one for one, _whole in progress.told]
    return done == sorted(done) and len({whole for _done, whole in progress.told}) == 1


def test_a_backup_stopped_at_any_word_leaves_nothing(desk):
    shelf = desk.vault.folder / "backups"
    for _progress in stopped_at_each_word(lambda progress: desk.backups.make(progress=progress)):
        assert files_of(shelf) == {}
        assert desk.backups.all() == ()
    assert len(desk.backups.all()) == 1
    assert desk.care.check().sound


def test_a_backup_stopped_leaves_those_there_were(desk, device):
    desk.backups.make()
    before = files_of(desk.vault.folder / "backups")
    device.clock.advance(days=1)
    for _progress in stopped_at_each_word(lambda progress: desk.backups.make(progress=progress)):
        assert files_of(desk.vault.folder / "backups") == before


def test_a_copy_on_a_stick_stopped_at_any_word_leaves_the_stick_as_it_was(desk, stick):
    def work(progress):
        desk.backups.keep_up(progress=progress)

    for _progress in stopped_at_each_word(work):
        assert files_of(stick) == {}
    assert len([one for one in desk.backups.all() if one.elsewhere]) == 1


def test_one_bar_goes_from_the_beginning_of_a_backup_to_the_end_of_its_copy(desk, stick):
    progress = FakeProgress()
    desk.backups.keep_up(at_once=True, progress=progress)
    assert goes_forward(progress)
    assert progress.told[-1] == (5, 5)


def test_backups_are_removed_only_once_the_new_one_is_made_and_it_is_decided(desk, device):
    desk.backups.make()
    desk.kits.change_passphrase(PASSPHRASE, NEW)
    device.clock.advance(days=1)
    former = desk.backups.opened_otherwise()
    for progress in stopped_at_each_word(desk.backups.make_again):
        assert desk.backups.opened_otherwise() == former
        assert not progress.decided
        device.clock.advance(days=1)
    assert desk.backups.opened_otherwise() == ()


def test_a_check_stopped_at_any_word_changes_nothing(desk):
    before = dump(desk)
    for progress in stopped_at_each_word(desk.care.check):
        assert goes_forward(progress) or not progress.told
    assert dump(desk) == before


def test_a_backup_whose_reading_is_stopped_is_as_it_was(desk):
    made = desk.backups.make()
    before = files_of(made.path)
    for _progress in stopped_at_each_word(lambda progress: desk.backups.preview(made.path, progress=progress)):
        assert files_of(made.path) == before


def test_an_import_stopped_at_any_word_before_it_is_kept_lets_nothing_in(desk, tmp_path):
    untrusted = written(tmp_path / "autre.json", second()).read_bytes()
    before = dump(desk)
    for progress in stopped_at_each_word(lambda progress: desk.exchange.import_bytes(untrusted, progress)):
        assert dump(desk) == before
        assert not progress.decided
    assert dump(desk) != before
    assert desk.care.check().sound
