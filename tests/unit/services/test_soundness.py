"""One look an opening: what it found is said in one sentence, the log's old months go, nothing unsound is carried."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from app.errors import Expected
from app.services.soundness import first_of_month


def flipped(folder) -> None:
    content = bytearray((folder / "palier.db").read_bytes())
    content[-2000] ^= 1
    (folder / "palier.db").write_bytes(content)


def test_a_sound_vault_says_nothing_and_is_looked_at_once(desk):
    assert not desk.soundness.looked
    assert desk.soundness.look() == ()
    assert desk.soundness.looked
    desk.soundness.refuse_unsound()


def test_whoever_asks_while_it_is_looked_at_waits_for_the_answer(desk):
    found = []
    others = [threading.Thread(target=lambda: found.append(desk.soundness.look())) for _ in range(3)]
    for one in others:
        one.start()
    for one in others:
        one.join()
    assert found == [(), (), ()]


def test_what_was_found_is_one_sentence_and_nothing_is_carried(device, filled):
    flipped(filled)
    with device.open(filled) as desk:
        (found, *_) = desk.soundness.look()
        assert found.sentence.startswith("Des pages des données sont abîmées.")
        with pytest.raises(Expected) as refused:
            desk.soundness.refuse_unsound()
        assert refused.value.code == "pages"


def test_an_altered_log_is_found_by_the_look(device, filled):
    with device.open(filled) as desk:
        desk.vault.maintain(lambda raw: raw.execute("UPDATE audit_event SET facts = '{}' WHERE n = 1"))
        assert [one.code for one in desk.soundness.look()] == ["log"]


def test_the_months_of_the_log_that_are_no_longer_kept_go_after_a_sound_look(device, filled):
    device.clock.instant += dt.timedelta(days=400)
    with device.open(filled) as desk:
        desk.exchange.export(desk.cases.find("2026-0142"), today=desk.today())
        desk.soundness.look()
        assert [one.label for one in desk.past.acts.of_case(desk.cases.find("2026-0142"))] == ["Export"]
    with device.open(filled) as desk:
        assert desk.soundness.look() == ()
        assert desk.care.check().sound


@pytest.mark.parametrize(("day", "first"), [("2026-11-21", "2025-11-01"), ("2027-01-01", "2026-01-01")])
def test_twelve_months_are_kept_whole(day, first):
    now = dt.datetime.fromisoformat(f"{day}T09:00:00+00:00")
    assert first_of_month(now, 12) == dt.datetime.fromisoformat(f"{first}T00:00:00+00:00")
