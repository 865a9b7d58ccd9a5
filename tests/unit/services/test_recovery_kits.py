"""The paper kit: made, printed, checked, used; what is said when it is not the right one."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest

from app.errors import Expected
from app.services.keys.recovery_kits import kit_group_holds
from app.words import use_language
from tests.journeys.world import PASSPHRASE, copied, shown, words_of

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


def refused(code: str, act, *arguments, **named) -> Expected:
    with pytest.raises(Expected) as caught:
        act(*arguments, **named)
    assert caught.value.code == code
    return caught.value


@pytest.fixture
def kit(empty_desk):
    return empty_desk.kits.make(PASSPHRASE)


def test_a_kit_opens_the_vault_whose_passphrase_is_lost(device, empty):
    with device.open(empty) as desk:
        kit = desk.kits.make(PASSPHRASE)
    with device.vaults.open_with_kit(empty, " ".join(kit.groups).lower()) as desk:
        desk.kits.new_passphrase("".join(kit.groups), NEW)
    refused("wrong_passphrase", device.open, empty)
    device.vaults.open(empty, NEW).close()
    device.vaults.open_with_kit(empty, "".join(kit.groups)).close()


def test_a_new_kit_takes_the_place_of_the_former_one(device, empty):
    assert device.vaults.kit_made_on(empty) is None
    first = device.vaults.make_kit(empty, PASSPHRASE)
    device.clock.advance(days=40)
    second = device.vaults.make_kit(empty, PASSPHRASE)
    assert device.vaults.kit_made_on(empty) == second.made_on == first.made_on + dt.timedelta(days=40)
    said = refused("wrong_kit", device.vaults.open_with_kit, empty, "".join(first.groups))
    assert "remplacé" in said.sentence
    device.vaults.open_with_kit(empty, "".join(second.groups)).close()


def test_the_day_of_a_kit_is_that_of_the_desk_and_not_of_greenwich(device, empty):
    device.clock.set(dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC))
    kit = device.vaults.make_kit(empty, PASSPHRASE)
    assert kit.made_on == device.vaults.kit_made_on(empty) == dt.date(2026, 11, 21)


def test_a_slip_of_the_pen_is_told_with_its_group_and_opens_nothing(device, empty, empty_desk, kit):
    empty_desk.close()
    wrong = list(kit.groups)
    wrong[4] = wrong[4][1:] + wrong[4][0] if len(set(wrong[4])) > 1 else wrong[5]
    assert "groupe 5" in refused("kit_mistyped", device.vaults.open_with_kit, empty, "".join(wrong)).sentence
    said = refused("kit_mistyped", device.vaults.open_with_kit, empty, "".join(kit.groups[:-1])).sentence
    assert "60 signes, il en faut 65" in said


def test_a_code_where_no_kit_was_made_is_said(device, empty, tmp_path):
    code = "".join(device.vaults.make_kit(copied(empty, tmp_path / "autre"), PASSPHRASE).groups)
    assert "Aucun kit" in refused("no_kit", device.vaults.open_with_kit, empty, code).sentence


def test_an_open_vault_needs_the_passphrase_again_to_make_a_kit(empty_desk):
    refused("wrong_passphrase", empty_desk.kits.make, "une autre phrase")
    assert empty_desk.kits.made_on() is None


def test_a_weak_new_passphrase_is_refused_unless_kept_on_purpose(empty_desk, kit):
    refused("weak_passphrase", empty_desk.kits.new_passphrase, "".join(kit.groups), "azerty2026")
    empty_desk.kits.new_passphrase("".join(kit.groups), "azerty2026", accept_weak=True)
    empty_desk.kits.change_passphrase("azerty2026", NEW)


def test_it_is_checked_by_retyping_parts_of_it_drawn_at_random(empty_desk, device, kit):
    drawn = {kit.parts_to_ask(device.ids) for _turn in range(40)}
    assert len(drawn) > 20
    for parts in drawn:
        assert len(set(parts)) == 3
        assert sorted(parts) == list(parts)
        assert all(1 <= part <= 13 for part in parts)
    assert kit.checks(3, f" {kit.groups[2].lower()}")
    assert not kit.checks(3, kit.groups[3])
    assert not kit.checks(3, "")
    assert kit_group_holds(3, kit.groups[2])
    assert not kit_group_holds(4, kit.groups[2])


def test_the_day_it_was_checked_is_kept_until_another_is_made(empty_desk, kit):
    assert empty_desk.kits.checked_on() is None
    empty_desk.kits.record_check(dt.date(2026, 11, 20))
    assert empty_desk.kits.checked_on() == dt.date(2026, 11, 20)
    empty_desk.kits.make(PASSPHRASE)
    assert empty_desk.kits.checked_on() is None


def test_its_paper_is_one_page_with_the_code_the_initials_and_the_day(kit):
    pdf = kit.pdf()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
    text = shown(pdf)
    assert all(group in text for group in kit.groups)
    assert kit.initials == "CM"
    assert "Coffre CM, kit fait le 20 novembre 2026" in text
    for words in ("phrase de passe est oubliée", "Sous clé", "faites un nouveau kit", "ni I, ni L, ni O, ni U"):
        assert words in text


def test_its_paper_holds_neither_the_passphrase_nor_a_name(kit):
    words = words_of(kit.pdf())
    assert PASSPHRASE not in words
    assert "Morel" not in words


def test_its_paper_is_french_whatever_the_screen_speaks(kit):
    french = kit.pdf()
    use_language("en")
    assert kit.pdf() == french


def test_a_kit_is_never_shown_by_accident(kit):
    assert not any(group in repr(kit) for group in kit.groups)


def test_what_opened_or_changed_is_in_the_log_without_any_code(device, empty):
    with device.open(empty) as desk:
        kit = desk.kits.make(PASSPHRASE)
    with device.vaults.open_with_kit(empty, "".join(kit.groups)) as desk, desk.vault.read() as session:
        from db.local import AuditEvent

        events = [(one.action, one.kind, one.facts) for one in session.query(AuditEvent) if one.kind == "keys"]
    assert events == [("change", "keys", '{"what":"recovery_kit"}'), ("open", "keys", '{"with":"recovery_kit"}')]
