"""What was ordered to be forgotten is nowhere any more, and never comes back; all else stays."""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from db import attachments, integrity
from db.backup import back_up, backups_in
from db.documents import loaded
from db.expunge_orders import EVERYTHING, Order, Target, attachment_mark, orders_in
from db.folder import VaultFolder
from db.forgetting import forget
from db.leftovers import clear_here, is_due_here
from db.local import Draft, Envelope, ParkedEnvelope
from db.models.case_file import CaseFile
from db.models.contact import Contact, ContactPassage
from db.models.document import Document
from db.models.household import Household
from db.projection import compare, rebuild
from db.receiving import receive
from db.spaces import space_for
from db.vault import open_vault
from tests.unit.vault.colleagues import (
    begin,
    begin_note,
    copied,
    everything,
    file_of,
    give,
    note,
    opened,
    parcel,
    rewrite,
    surroundings,
    value,
    versions,
    write,
)
from tests.unit.vault.test_receiving import only
from tests.unit.vault.traces import traces
from tests.unit.vault.world import CASE, PASSPHRASE

if TYPE_CHECKING:
    from db.vault import Vault

pytestmark = pytest.mark.thorough  # long: the integration server runs it

MARKER = "MARQUEUR-SANTE"
NOTE = Target("contact_passage", "p1", "text")


def order(vault: Vault, *targets: Target, files=()) -> Order:
    context = vault.context
    name = context.ids.new()
    marks = tuple(attachment_mark(name, one) for one in files)
    return Order(name, "Mme Lopez", "M. Tran", "écrit par erreur", context.clock.now(), targets, marks)


def forgets(vault: Vault, *targets: Target, instead=None, files=()) -> Order:
    given = order(vault, *targets, files=files)

    def work(session):
        return forget(session, vault.journal, space_for(session, "case/operator", CASE), given, instead)

    vault.write(work)
    return given


def typed_and_corrected(vault: Vault) -> None:
    begin_note(vault, f"Venue seule.\n{MARKER} depuis mars.")
    rewrite(vault, "Venue seule.")
    vault.settle()


def test_the_look_itself_sees_what_is_there(team):
    one, *_ = team
    begin_note(one, MARKER)
    one.settle()
    assert traces(one, MARKER) == {"contact_passage", "envelopes opened", "log"}
    one.maintain(lambda raw: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    assert traces(one, MARKER) == {"contact_passage", "envelopes opened", "pages"}
    one.write(lambda session: one.journal.documents.save_snapshots(session, 1))
    assert "snapshots" in traces(one, MARKER)


def test_a_text_typed_corrected_and_forgotten_is_nowhere(team):
    one, two, _ = team
    typed_and_corrected(one)
    begin(one, label="Bénali")
    assert traces(one, MARKER) == {"envelopes opened", "log"}
    give(one, two)
    back_up(one, VaultFolder(one.folder).backups)
    assert traces(one, MARKER) >= {"envelopes opened", "backup envelopes opened"}
    assert "envelopes opened" in traces(two, MARKER)
    one.write(lambda session: one.journal.documents.save_snapshots(session, 1))
    forgets(one, NOTE, instead={NOTE: "Venue seule."})
    assert clear_here(one).made
    assert traces(one, MARKER) == set()
    assert len(backups_in(VaultFolder(one.folder).backups)) == 1
    give(one, two)
    clear_here(two)
    assert traces(two, MARKER) == set()
    for vault in (one, two):
        assert (note(vault), value(vault, Household, "h1", "label")) == ("Venue seule.", "Bénali")
        assert integrity.check(vault).is_sound
        before = everything(vault)
        rebuild(vault)
        assert everything(vault) == before
    assert everything(one) == everything(two)


def test_what_lies_where_no_row_reaches_goes_too(team):
    """SQLite moves rows between pages without wiping where they stood: ``secure_delete`` alone leaves some behind."""
    one, *_ = team
    word = "MARQUEUR"

    def fill_and_empty(raw):
        raw.execute("PRAGMA synchronous = OFF")
        for seed in range(4, 40):
            chance = random.Random(seed)  # noqa: S311 - the same pages again
            raw.execute("CREATE TABLE filled (id TEXT PRIMARY KEY, a TEXT, b BLOB)")
            raw.execute("CREATE INDEX filled_a ON filled (a)")
            for number in range(1500):
                text = f"{word if chance.random() < 0.1 else 'x'}{number:06d} {'v' * chance.randrange(30)}"
                row = (f"{chance.getrandbits(120):030x}", text, (text * chance.randrange(1, 90)).encode())
                raw.execute("INSERT INTO filled VALUES (?, ?, ?)", row)
            raw.execute(f"UPDATE filled SET a = 'z', b = x'00' WHERE a LIKE '{word}%' AND rowid % 2 = 0")  # noqa: S608
            raw.execute(f"DELETE FROM filled WHERE a LIKE '{word}%'")  # noqa: S608
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if "pages" in traces(one, word):
                return
            raw.execute("DROP TABLE filled")

    one.maintain(fill_and_empty)
    assert traces(one, word) == {"pages"}
    begin_note(one, "rien")
    forgets(one, NOTE)
    clear_here(one)
    assert traces(one, word) == set()


def test_a_text_forgotten_and_not_replaced_stands_empty_and_can_be_written_again(team):
    one, two, _ = team
    typed_and_corrected(one)
    give(one, two)
    forgets(one, NOTE)
    assert note(one) is None
    rewrite(one, "Autre chose.")
    give(one, two)
    assert note(two) == "Autre chose."
    assert compare(two) == ()


def test_what_a_colleague_wrote_unknowingly_elsewhere_stays(team):
    one, two, three = team
    typed_and_corrected(one)
    begin(one, label="Bénali")
    give(one, two)
    write(two, label="Bénali-Costa")
    two.write(lambda session: session.add(ContactPassage(id="p2", space_id=space_of(session), text="à elle")))
    forgets(one, NOTE)
    give(one, two)
    give(two, one)
    give(two, three)
    for vault in team:
        assert value(vault, Household, "h1", "label") == "Bénali-Costa"
        assert value(vault, ContactPassage, "p2", "text") == "à elle"
        assert note(vault) is None
        assert compare(vault) == ()
        assert traces(vault, MARKER) - {"log", "pages"} == set()


def space_of(session) -> str:
    return space_for(session, "case/operator", CASE).id


def test_what_a_colleague_wrote_unknowingly_in_what_is_forgotten_goes_with_it(team):
    one, two, _ = team
    begin_note(one, f"{MARKER} un")
    give(one, two)
    rewrite(two, f"{MARKER} deux")
    forgets(one, NOTE, instead={NOTE: "rien"})
    give(two, one)
    give(one, two)
    assert (note(one), note(two)) == ("rien", "rien")
    assert versions(one) == versions(two) == []
    for vault in (one, two):
        clear_here(vault)
        assert traces(vault, MARKER) == set()


def test_an_old_file_given_again_brings_nothing_back(team):
    one, two, three = team
    typed_and_corrected(one)
    old = parcel(one)
    forgets(one, NOTE)
    give(one, two)
    for vault in (one, two):
        assert receive(vault, old).stored == 0
    receive(three, old)
    assert MARKER not in (note(three) or "")  # corrected by then
    give(two, three)
    for vault in team:
        clear_here(vault)
        assert traces(vault, MARKER) == set()
        assert everything(vault) == everything(one)


def test_an_envelope_that_comes_late_is_taken_in_without_it(team):
    one, two, three = team
    begin_note(one, "rien")
    give(one, two)
    give(one, three)
    rewrite(three, f"{MARKER} ailleurs")
    write(three, ContactPassage, "p1", kind="heard")
    forgets(one, NOTE)
    give(one, two)
    late = give(three, two)
    assert late.stored == 2
    assert note(two) is None
    assert value(two, ContactPassage, "p1", "kind") == "heard"
    clear_here(two)
    assert traces(two, MARKER) == set()


def test_what_was_waiting_does_not_keep_it(team):
    one, two, three = team
    begin_note(one, "rien")
    give(one, two)
    give(one, three)
    write(three, ContactPassage, "p1", kind="heard")
    rewrite(three, f"{MARKER} ailleurs")
    whole = parcel(three)
    receive(two, only(whole, -1))
    assert "parked opened" in traces(two, MARKER)
    forgets(one, NOTE)
    give(one, two)
    clear_here(two)
    assert traces(two, MARKER) == set()
    receive(two, only(whole, -1))  # once more, before what it stands on
    assert traces(two, MARKER) - {"log", "pages"} == set()
    receive(two, whole)
    assert note(two) is None
    assert value(two, ContactPassage, "p1", "kind") == "heard"
    assert compare(two) == ()


def test_what_waits_and_names_nothing_of_it_goes_on_waiting(team):
    one, two, three = team
    begin_note(one, MARKER)
    begin(one, label="un")
    give(one, two)
    give(one, three)
    write(three, label="deux")
    write(three, label="trois")
    receive(two, only(parcel(three), -1))
    forgets(one, NOTE)
    give(one, two)
    with two.read() as session:
        assert session.scalar(select(func.count()).select_from(ParkedEnvelope)) == 1
    give(three, two)
    assert value(two, Household, "h1", "label") == "trois"


def test_orders_and_writings_may_come_in_any_order(team):
    one, two, three = team
    begin_note(one, f"{MARKER} un")
    begin(one, label="un")
    for vault in (two, three):
        give(one, vault)
    rewrite(two, f"{MARKER} deux")
    forgets(one, NOTE)
    rewrite(one, "après l’ordre")
    forgets(three, Target("household", "h1", "label"))
    give(three, two)
    give(two, one)
    give(one, three)
    give(two, three)
    give(three, two)
    give(three, one)
    give(one, two)
    assert everything(one) == everything(two) == everything(three)
    assert note(one) == "après l’ordre"
    assert value(one, Household, "h1", "label") is None
    for vault in team:
        assert compare(vault) == ()
        clear_here(vault)
        assert traces(vault, MARKER) == set()


def test_whoever_never_had_it_takes_the_order_and_what_is_left(team):
    one, two, three = team
    typed_and_corrected(one)
    begin(one, label="Bénali")
    give(one, two)
    forgets(one, NOTE)
    give(one, two)
    received = give(two, three)
    assert (received.refused, received.parked) == (0, 0)
    assert everything(three) == everything(one)
    assert integrity.check(three).journal is None


def test_what_somebody_else_altered_is_not_taken_for_forgotten(team):
    one, two, _ = team
    typed_and_corrected(one)
    forgets(one, NOTE)
    whole = parcel(one)
    other = two.context.device_id
    forged = [
        dataclasses.replace(
            one_, envelope=dataclasses.replace(one_.envelope, seal=one_.envelope.seal.replace(
                one.context.device_id.encode(), other.encode()
            ))
        )
        for one_ in whole.envelopes
    ]  # fmt: skip
    received = receive(two, dataclasses.replace(whole, envelopes=tuple(forged)))
    assert received.refused == 2


def test_a_row_goes_with_its_file_and_what_refers_to_it_stays(team):
    one, two, _ = team
    content = MARKER.encode() * 100_000

    def join(session):
        space = space_for(session, "case/operator", CASE)
        name = attachments.put(session, space.id, content)
        session.add(Document(id="d1", space_id=space.id, sha256=name, attachment_id=name, file_name=f"{MARKER}.pdf"))
        session.add(Contact(id="c1", space_id=space.id, place=MARKER))
        session.add(ContactPassage(id="p9", space_id=space.id, contact_id="c1", text="reste"))
        return name

    name = one.write(join)
    one.settle()
    give(one, two)
    old = parcel(one)
    back_up(one, VaultFolder(one.folder).backups)
    assert {"joined", "document", "contact", "search_text"} & traces(one, MARKER) >= {"joined", "document", "contact"}
    forgets(one, Target("document", "d1"), Target("contact", "c1"), files=[name])
    give(one, two)
    receive(two, old)
    for vault in (one, two):
        clear_here(vault)
        assert traces(vault, MARKER) == set()
        assert list(VaultFolder(vault.folder).files.glob("*/*")) == []
        assert list((VaultFolder(vault.folder).backups / "files").glob("*/*")) == []
        assert value(vault, Contact, "c1", "archived_at") is not None
        assert value(vault, ContactPassage, "p9", "text") == "reste"
        assert integrity.check(vault).is_sound
    assert everything(one) == everything(two)


def test_a_whole_space_goes_and_what_was_written_there_unknowingly_too(team):
    one, two, three = team
    typed_and_corrected(one)
    begin(one, label=MARKER)
    one.write(lambda session: session.add(CaseFile(id=CASE, space_id=space_of(session), number="2026-001")))
    for vault in (two, three):
        give(one, vault)
    write(three, label=f"{MARKER} encore")
    one.settle()
    forgets(one, EVERYTHING)
    give(one, two)
    give(three, two)
    give(two, three)
    for vault in team:
        clear_here(vault)
        assert traces(vault, MARKER) == traces(vault, "2026-001") == set()
        assert everything(vault)["household"] == everything(vault)["case_file"] == []
        assert integrity.check(vault).is_sound
        rebuild(vault)
        assert everything(vault)["contact_passage"] == []


def test_what_is_being_typed_of_it_goes_and_other_drafts_stay(team):
    one, *_ = team
    typed_and_corrected(one)
    now = one.context.clock.now()

    def drafts(session):
        for name, row_id, text in (("d1", "p1", "x"), ("d2", "c9", f"avant\n{MARKER} depuis mars."), ("d3", "p3", "y")):
            session.add(Draft(id=name, space_id=space_of(session), target="contact_passage", row_id=row_id,
                              field="text", text=text, device_id="d", saved_at=now))  # fmt: skip

    one.write(drafts)
    forgets(one, NOTE)
    with one.read() as session:
        assert session.scalars(select(Draft.id)).all() == ["d3"]


def test_killed_before_the_end_it_goes_on_at_the_next_opening(team):
    one, *_ = team
    typed_and_corrected(one)
    back_up(one, VaultFolder(one.folder).backups)
    forgets(one, NOTE)
    one.close(quick=True)
    again = opened(one.folder, 1, 1 << 20)
    assert is_due_here(again)
    clear_here(again)
    assert not is_due_here(again)
    assert traces(again, MARKER) == set()
    assert clear_here(again).removed == 0
    again.close()


def test_a_copy_that_cannot_be_read_is_told_once_and_stays(team):
    one, *_ = team
    typed_and_corrected(one)
    made = back_up(one, VaultFolder(one.folder).backups)
    (made.path / "palier.db").write_bytes(bytes(8192))
    forgets(one, NOTE)
    assert clear_here(one).left == (made.path,)
    assert not is_due_here(one)


def test_what_the_database_was_when_it_was_closed_is_known_afterwards(team):
    one, *_ = team
    typed_and_corrected(one)
    forgets(one, NOTE)
    clear_here(one)
    one.close()
    again = open_vault(one.folder, PASSPHRASE, surroundings(1, 1 << 20))
    assert not again.pages.put_back()
    assert again.pages._known != b""
    assert integrity.check(again).is_sound
    again.close()


def test_a_commit_that_fails_leaves_all_as_it_was(team):
    one, *_ = team
    typed_and_corrected(one)

    def work(session):
        given = order(one, NOTE)
        forget(session, one.journal, space_for(session, "case/operator", CASE), given)
        raise KeyError

    before = everything(one)
    with pytest.raises(KeyError):
        one.write(work)
    assert everything(one) == before
    assert "envelopes opened" in traces(one, MARKER)
    rewrite(one, "Autre.")
    assert compare(one) == ()


def test_the_order_is_named_and_holds_no_content(team):
    one, two, _ = team
    typed_and_corrected(one)
    given = forgets(one, NOTE)
    give(one, two)
    with two.read() as session:
        (found,) = orders_in(loaded(session, space_for(session, "case/operator", CASE)).document)
    assert found.order == given
    assert MARKER not in given.encoded()


def test_both_of_two_spaces_made_for_one_thing_forget(team):
    one, two, three = team
    for vault in (one, two):
        begin_note(vault, f"{MARKER} ici")
    give(two, one)
    give(one, two)
    old = parcel(two)
    forgets(one, NOTE)
    give(one, two)
    receive(three, old)
    give(two, three)
    receive(three, old)
    for vault in team:
        clear_here(vault)
        assert traces(vault, MARKER) == set()
        assert note(vault) is None
        assert compare(vault) == ()


def test_an_order_given_in_the_space_left_holds_in_the_one_kept(team):
    one, two, three = team
    for vault in (one, two):
        begin_note(vault, f"{MARKER} ici")
    forgets(two, NOTE)
    give(two, one)
    give(one, two)
    give(one, three)
    for vault in team:
        assert note(vault) is None
        clear_here(vault)
        assert traces(vault, MARKER) == set()
    assert everything(one) == everything(two) == everything(three)


def test_a_copy_of_the_disk_taken_before_obeys_when_it_meets_the_others(team, tmp_path):
    one, two, _ = team
    typed_and_corrected(one)
    one.close()
    copy = opened(copied(one.folder, tmp_path / "copie"), 1, 1 << 20)
    again = opened(one.folder, 1, 1 << 30)
    write(copy, ContactPassage, "p1", kind="heard")
    forgets(again, NOTE)
    give(again, two)
    give(two, copy)
    give(copy, two)
    assert note(copy) is None
    assert value(two, ContactPassage, "p1", "kind") == "heard"
    clear_here(copy)
    assert traces(copy, MARKER) == set()
    copy.close()
    again.close()


def test_what_leaves_holds_it_no_more(team):
    one, *_ = team
    typed_and_corrected(one)
    forgets(one, NOTE)
    count = len(parcel(one).envelopes)
    with one.read() as session:
        assert session.scalar(select(func.count()).select_from(Envelope)) == count
    assert file_of(one)
