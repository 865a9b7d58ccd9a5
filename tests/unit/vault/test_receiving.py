"""What another vault wrote comes in once, whole, in order, or not at all."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import func, select

from db import attachments
from db.errors import StorageTrouble
from db.local import AuditEvent, CaseFigure, ParkedEnvelope, Space
from db.models.case_file import CaseFile
from db.models.household import Household, Person
from db.parcels import closed, unpacked
from db.projection import compare, rebuild
from db.receiving import receive
from db.spaces import space_for
from tests.unit.vault.colleagues import (
    WORDS,
    begin,
    copied,
    everything,
    file_of,
    give,
    opened,
    parcel,
    value,
    write,
)
from tests.unit.vault.test_mutants import FullDisk, commit_that_fails
from tests.unit.vault.world import CASE, CHEAP

pytestmark = pytest.mark.thorough  # long: the integration server runs it

BATTERY = [
    "été",
    "e\u0301te\u0301",
    "🏠👨‍👩‍👧 ça",
    "\u202bعربي\u202c עברית",
    "a\u0308\u0323",
    "A\r\nB",
    "«\u00a0Non\u00a0»",
    "\0",
]


def count(vault, model) -> int:
    with vault.read() as session:
        return session.scalar(select(func.count()).select_from(model))


def only(parcel, *places):
    """Return a parcel that holds some of its envelopes only."""
    return dataclasses.replace(parcel, envelopes=tuple(parcel.envelopes[place] for place in places))


def test_what_one_wrote_the_other_has(team):
    one, two, _ = team
    begin(one, label="Bénali")
    received = give(one, two)
    assert (received.stored, received.parked, received.refused) == (1, 0, 0)
    assert received.tables == {"household"}
    assert everything(one) == everything(two)
    assert compare(two) == ()
    assert count(two, AuditEvent) == 1


@pytest.mark.parametrize("text", BATTERY)
def test_a_text_arrives_as_it_was_typed(team, text):
    one, two, _ = team
    begin(one, label=text)
    give(one, two)
    assert value(two, Household, "h1", "label") == text
    rebuild(two)
    assert value(two, Household, "h1", "label") == text


def test_what_came_twice_changes_nothing(team):
    one, two, _ = team
    begin(one, label="un")
    give(one, two)
    before = everything(two)
    received = give(one, two)
    assert (received.stored, received.known, received.tables) == (0, 1, frozenset())
    assert everything(two) == before


def test_what_comes_early_waits_for_what_it_stands_on(team):
    one, two, _ = team
    begin(one, label="un")
    write(one, label="deux")
    write(one, label="trois")
    whole = parcel(one)
    received = receive(two, only(whole, 2))
    assert (received.stored, received.parked) == (0, 1)
    assert count(two, Household) == 0
    assert receive(two, only(whole, 2)).parked == 1
    assert count(two, ParkedEnvelope) == 1
    received = receive(two, only(whole, 1, 0))
    assert (received.stored, received.parked) == (3, 0)
    assert count(two, ParkedEnvelope) == 0
    assert everything(one) == everything(two)


def test_in_whatever_order_a_parcel_is_written_it_comes_in_whole(team):
    one, two, _ = team
    begin(one, label="un")
    for label in ("deux", "trois", "quatre"):
        write(one, label=label)
    assert receive(two, only(parcel(one), 3, 1, 0, 2, 1)).stored == 4
    assert everything(one) == everything(two)


def test_a_third_colleague_receives_what_the_second_received(team):
    one, two, three = team
    begin(one, label="un")
    give(one, two)
    write(two, label="deux")
    give(two, three)
    assert value(three, Household, "h1", "label") == "deux"
    assert give(one, three).stored == 0


def test_an_envelope_altered_is_refused_and_keeps_no_other_out(team):
    one, two, _ = team
    begin(one, label="un")
    write(one, protected_address=True)
    whole = parcel(one)
    first, second = whole.envelopes
    for part in ("header", "signature", "seal", "body"):
        content = bytearray(getattr(second.envelope, part))
        content[-1] ^= 1
        altered = dataclasses.replace(second, envelope=dataclasses.replace(second.envelope, **{part: bytes(content)}))
        received = receive(two, dataclasses.replace(whole, envelopes=(altered, first)))
        assert received.refused == 1, part
    assert value(two, Household, "h1", "protected_address") is None
    assert give(one, two).stored == 1


def test_a_device_that_changed_its_key_is_refused_and_nothing_comes_in(team):
    one, two, _ = team
    begin(one, label="un")
    give(one, two)
    write(one, label="deux")
    whole = parcel(one)
    other = tuple(dataclasses.replace(device, public_key=bytes(32)) for device in whole.devices)
    with pytest.raises(StorageTrouble, match="parcel_refused"):
        receive(two, dataclasses.replace(whole, devices=other))
    assert value(two, Household, "h1", "label") == "un"


def test_a_space_whose_key_is_another_is_refused(team):
    one, two, _ = team
    begin(one, label="un")
    give(one, two)
    whole = parcel(one)
    other = tuple(dataclasses.replace(space, key=bytes(32)) for space in whole.spaces)
    with pytest.raises(StorageTrouble, match="parcel_refused"):
        receive(two, dataclasses.replace(whole, spaces=other))


def test_two_envelopes_of_one_name_raise_the_alarm(team, tmp_path, two_empty):
    """A disk copied while its vault was open: the same replica writes twice under one number."""
    one, two, _ = team
    begin(one, label="un")
    give(one, two)
    copy = opened(copied(one.folder, tmp_path / "copie"), 1, 500)
    copy.journal._replica = one.journal._replica
    write(one, label="deux")
    write(copy, label="autre")
    write(copy, protected_address=True)
    give(one, two)
    received = give(copy, two)
    copy.close()
    assert (received.forked, received.parked, received.stored) == (1, 1, 0)
    assert value(two, Household, "h1", "label") == "deux"


def test_an_envelope_of_an_earlier_document_is_answered_not_applied(team):
    one, two, _ = team
    begin(one, label="un")
    give(one, two)
    write(one, label="deux")

    def later(session):
        space_for(session, "case/operator", CASE).generation = 2

    two.write(later)
    received = give(one, two)
    assert (received.stored, received.outdated) == (0, 1)


def test_what_is_joined_to_a_case_goes_with_it(team):
    one, two, three = team
    begin(one, label="un")

    def join(session):
        space = space_for(session, "case/operator", CASE)
        return space.id, [attachments.put(session, space.id, content) for content in (b"petit", b"grand" * 300_000)]

    space_id, names = one.write(join)
    assert unpacked(file_of(one), WORDS, CHEAP) == parcel(one)
    give(one, two)
    give(two, three)
    with three.read() as session:
        assert [attachments.get(session, space_id, name)[:5] for name in names] == [b"petit", b"grand"]


def test_what_is_personal_stays(team):
    one, two, _ = team
    begin(one, label="un")
    one.write(
        lambda session: session.add(Household(id="h2", space_id=space_for(session, "personal").id, label="à moi"))
    )
    give(one, two)
    assert count(two, Space) == 1
    assert count(two, Household) == 1


def test_a_row_that_refers_to_what_did_not_come_is_refused_with_its_parcel(team):
    one, two, _ = team
    begin(one, label="un")
    one.write(
        lambda session: session.add(
            Person(id="p1", space_id=space_for(session, "case/operator", CASE).id, household_id="h1", first_name="Zoé")
        )
    )
    give(one, two)
    assert count(two, Person) == 1
    before = everything(two)

    def away(session):
        space = space_for(session, "case/operator", "other")
        session.add(Household(id="h9", space_id=space_for(session, "case/operator", "third").id))
        session.flush()
        session.add(Person(id="p9", space_id=space.id, household_id="h9"))

    one.write(away)
    whole = parcel(one)
    lacking = tuple(one for one in whole.envelopes if b"h9" not in one.envelope.body)
    assert lacking
    third = next(space.space_id for space in whole.spaces if space.case_id == "third")
    without = tuple(one for one in whole.envelopes if third.encode() not in one.envelope.header)
    with pytest.raises(StorageTrouble, match="parcel_refused"):
        receive(two, dataclasses.replace(whole, envelopes=without))
    assert everything(two) == before
    assert give(one, two).stored == 2


def test_a_file_is_authenticated_before_it_is_parsed(team):
    one, _, _ = team
    begin(one, label="un")
    file = file_of(one)
    assert unpacked(file, WORDS, CHEAP) == parcel(one)
    with pytest.raises(StorageTrouble, match="wrong_passphrase"):
        unpacked(file, "d’autres mots", CHEAP)
    for length in range(len(file)):
        with pytest.raises(StorageTrouble):
            unpacked(file[:length], WORDS, CHEAP)
    for place in range(0, len(file), 7):
        altered = bytearray(file)
        altered[place] ^= 1 << place % 8
        with pytest.raises(StorageTrouble):
            unpacked(bytes(altered), WORDS, CHEAP)


def test_an_empty_passphrase_closes_nothing(team):
    with pytest.raises(StorageTrouble, match="empty_passphrase"):
        closed(parcel(team[0]), " ", CHEAP, bytes)


def test_a_line_of_the_lists_is_placed_and_marked_old(team):
    one, two, _ = team

    def case(session):
        space = space_for(session, "case/operator", CASE)
        session.add(CaseFile(id=CASE, space_id=space.id, number="2026-001"))

    one.write(case)
    give(one, two)
    assert count(two, CaseFigure) == 1
    write(one, CaseFile, CASE, archived_at=one.context.clock.now())
    give(one, two)
    assert count(two, CaseFigure) == 0


def test_two_copies_of_one_disk_both_go_on(team, tmp_path):
    one, two, _ = team
    begin(one, label="un")
    copy = opened(copied(one.folder, tmp_path / "copie"), 1, 500)
    write(one, label="deux")
    write(copy, protected_address=True)
    for giver, taker in ((one, copy), (copy, one), (one, two)):
        received = give(giver, taker)
        assert (received.forked, received.refused, received.parked) == (0, 0, 0)
    assert everything(one) == everything(copy) == everything(two)
    copy.close()


def test_a_parcel_whose_commit_fails_comes_in_the_next_time(team):
    one, two, _ = team
    begin(one, label="un")
    give(one, two)
    write(one, label="deux")
    with commit_that_fails(two), pytest.raises(FullDisk):
        give(one, two)
    write(two, protected_address=True)
    assert give(one, two).stored == 1
    give(two, one)
    assert everything(one) == everything(two)
    assert compare(two) == ()


def test_a_write_that_follows_what_was_received_is_shown(team):
    one, two, _ = team
    begin(one, label="un")
    for label in ("deux", "trois", "quatre"):
        write(one, label=label)
    give(one, two)
    write(two, label="cinq")
    give(two, one)
    assert value(one, Household, "h1", "label") == value(two, Household, "h1", "label") == "cinq"
    assert compare(two) == ()
