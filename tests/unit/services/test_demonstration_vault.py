"""« Essayer sans risque »: a vault that says everywhere that it is one."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from app.errors import Expected
from app.services.demonstration import trial
from resources.vocabulary import DocumentKind
from tests.journeys.world import benali, changed

pytestmark = pytest.mark.thorough  # long: the integration server runs it

DAY = dt.date(2026, 11, 20)


@pytest.fixture
def folder(device, tmp_path):
    place = tmp_path / "demonstration"
    device.vaults.create_demonstration(place)
    return place


def test_its_passphrase_lies_in_its_folder_and_the_file_says_that_it_protects_nothing(device, folder):
    passphrase = device.vaults.demonstration_passphrase(folder)
    assert len(passphrase.split()) == 7
    said = (folder / "phrase-de-passe.txt").read_text("utf-8")
    assert said.startswith(f"{passphrase}\n")
    assert "Il ne protège rien" in said
    assert (folder / "phrase-de-passe.txt").stat().st_mode & 0o077 == 0
    device.vaults.open(folder, passphrase).close()


def test_it_is_the_examples_worker_s_with_two_households_on_the_example_s_day(device, folder):
    device.clock.advance(days=200)
    with device.vaults.open(folder, device.vaults.demonstration_passphrase(folder)) as desk:
        assert desk.demonstration
        assert desk.initials == "CM"
        assert desk.today() == desk.demonstration_day == DAY
        assert desk.now() == device.clock.now()
        assert {one.number for one in desk.cases.all(desk.today())} == {"2026-0142", "R-2018-031"}


def test_no_case_file_comes_into_it(device, folder):
    with device.vaults.open(folder, device.vaults.demonstration_passphrase(folder)) as desk:
        with pytest.raises(Expected) as refused:
            desk.exchange.import_bytes(json.dumps(changed(benali(), "case.number", "2026-0999")).encode())
        assert refused.value.code == "demonstration"
        assert {one.number for one in desk.cases.all(desk.today())} == {"2026-0142", "R-2018-031"}


def test_its_contracts_can_be_signed(device, folder):
    with device.vaults.open(folder, device.vaults.demonstration_passphrase(folder)) as desk:
        case_id = desk.cases.find("2026-0142")
        frozen = desk.signing.freeze(DocumentKind.SUPPORT_CONTRACT, case_id, today=desk.today())
        assert len(frozen.places) == 3


def test_a_vault_of_real_people_is_no_demonstration(device, empty, empty_desk):
    assert not empty_desk.demonstration
    assert empty_desk.demonstration_day is None
    assert device.vaults.demonstration_passphrase(empty) is None


def test_it_is_never_made_over_another_vault(device, filled):
    with pytest.raises(Expected) as caught:
        device.vaults.create_demonstration(filled)
    assert caught.value.code == "already_exists"
    device.open(filled).close()


def test_one_that_could_not_be_filled_leaves_nothing_behind(device, tmp_path, monkeypatch):
    monkeypatch.setattr(trial, "second_example_case", lambda: tmp_path / "absent.json")
    with pytest.raises(FileNotFoundError):
        device.vaults.create_demonstration(tmp_path / "demonstration")
    assert not (tmp_path / "demonstration").exists()


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\n"])
def test_a_file_that_holds_no_passphrase_is_none(device, tmp_path, content):
    (tmp_path / "phrase-de-passe.txt").write_bytes(content)
    assert device.vaults.demonstration_passphrase(tmp_path) is None
