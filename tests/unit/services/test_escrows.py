"""The organisation's key: made once, given as a file, added, seen, taken away; two sheets open, and it is written."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.errors import Expected
from app.services.keys.escrows import holder_of, make_organisation_key, read_organisation_key
from db.local import AuditEvent
from tests.journeys.world import PASSPHRASE, shown

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


def refused(code: str, act, *arguments) -> Expected:
    with pytest.raises(Expected) as caught:
        act(*arguments)
    assert caught.value.code == code
    return caught.value


def code_on(sheet: bytes) -> str:
    groups = re.findall(r"\b(\d{1,2}) ([0-9A-HJKMNP-TV-Z]{5})\b", shown(sheet))
    return "".join(group for _number, group in sorted(groups, key=lambda one: int(one[0])))


@pytest.fixture(scope="module")
def made():
    from tests.fakes.clock import FakeClock
    from tests.fakes.ids import FakeIds

    clock = FakeClock()
    return make_organisation_key("Association  Le Pont ", FakeIds(clock, "escrow"), clock)


@pytest.fixture(scope="module")
def codes(made):
    return [code_on(sheet) for sheet in made.sheets]


@pytest.fixture
def entrusted(device, empty, made):
    with device.open(empty) as desk:
        desk.escrows.add(PASSPHRASE, read_organisation_key(made.key.file))
    return empty


def test_each_sheet_says_whose_key_it_is_and_which_sheet(made, codes):
    for number, sheet in enumerate(made.sheets, 1):
        words = shown(sheet)
        assert "Association Le Pont" in words
        assert f"feuille {number} sur 3" in words
        assert made.key.fingerprint in words
    assert len(set(codes)) == 3
    assert {len(code) for code in codes} == {65}


def test_who_may_open_is_seen_without_any_secret(entrusted, made, empty_desk):
    holder = holder_of(entrusted)
    assert holder is not None
    assert (holder.organisation, holder.fingerprint) == ("Association Le Pont", made.key.fingerprint)


def test_two_sheets_open_and_give_another_passphrase_and_the_log_says_both(device, entrusted, codes):
    with device.vaults.open_with_organisation(entrusted, [codes[2], codes[0].lower()]) as desk:
        desk.escrows.new_passphrase([codes[0], codes[1]], NEW)
        with desk.vault.read() as session:
            said = [(event.action, event.kind, event.facts) for event in session.scalars(select(AuditEvent))]
    assert ("open", "keys", '{"with":"organisation"}') in said
    assert ("change", "keys", '{"what":"passphrase","with":"organisation"}') in said
    refused("wrong_passphrase", device.open, entrusted)
    device.vaults.open(entrusted, NEW).close()
    device.vaults.open_with_organisation(entrusted, codes[1:]).close()


def test_a_wrong_passphrase_entrusts_nothing(empty_desk, made):
    refused("wrong_passphrase", empty_desk.escrows.add, "ce n’est pas elle", made.key)
    assert empty_desk.escrows.holder() is None


def test_taken_away_it_opens_no_more(device, entrusted, codes):
    with device.open(entrusted) as desk:
        desk.escrows.remove()
        assert desk.escrows.holder() is None
    assert (
        "Aucune organisation"
        in refused("no_escrow", device.vaults.open_with_organisation, entrusted, codes[:2]).sentence
    )
    device.open(entrusted).close()


def test_sheets_of_another_key_say_what_to_compare(device, entrusted):
    other = make_organisation_key("Autre", device.ids, device.clock)
    sheets = [code_on(sheet) for sheet in other.sheets[:2]]
    assert "empreinte" in refused("wrong_escrow", device.vaults.open_with_organisation, entrusted, sheets).sentence


def test_a_slip_is_told_with_its_sheet_and_its_group(device, entrusted, codes):
    wrong = codes[1][:10] + codes[1][5:10] + codes[1][15:]
    said = refused("kit_mistyped", device.vaults.open_with_organisation, entrusted, [codes[0], wrong]).sentence
    assert "groupe 3 de la feuille tapée en 2" in said
    said = refused("kit_mistyped", device.vaults.open_with_organisation, entrusted, [codes[0][:-1], codes[1]]).sentence
    assert "64 signes, il en faut 65" in said


def test_an_organisation_has_a_name(device):
    refused("no_name", make_organisation_key, " ", device.ids, device.clock)


def test_any_other_file_is_no_key():
    assert "redemandez-le" in refused("not_an_escrow_key", read_organisation_key, b"%PDF-1.7").sentence
