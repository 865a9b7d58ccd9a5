"""Settings of the device: they survive, they never stop the program, they hold nothing private."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.settings import DeviceSettings, KnownVault, ThemeChoice, load, store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path) -> Path:
    return tmp_path / "config" / "reglages.json"


def test_what_was_chosen_is_found_again(place):
    chosen = DeviceSettings(ThemeChoice.DARK, 150, "en").opened(place.parent / "coffre été", "CM")
    assert store(chosen, place)
    assert load(place) == chosen


def test_the_file_is_for_its_owner_only_and_no_half_is_left(place):
    store(DeviceSettings(), place)
    assert place.stat().st_mode & 0o077 == 0
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize(
    "content",
    [None, b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"theme": ["dark"], "text_percent": "grand", "vaults": 3}',
     b'{"language": {}, "vaults": [1, {"folder": 2}, null]}', b"[" * 100_000],
    ids=["none", "empty", "cut", "list", "null", "bytes", "types", "vaults", "nested"],
)  # fmt: skip
def test_a_missing_or_damaged_file_gives_the_defaults(place, content):
    if content is not None:
        place.parent.mkdir()
        place.write_bytes(content)
    assert load(place) == DeviceSettings()


def test_what_a_later_version_wrote_is_kept(place):
    place.parent.mkdir()
    place.write_text(json.dumps({"theme": "contrast", "density": "compact", "new": {"a": [1]}}), "utf-8")
    store(load(place).shown_at(120), place)
    again = json.loads(place.read_text("utf-8"))
    assert (again["theme"], again["text_percent"]) == ("contrast", 120)
    assert (again["density"], again["new"]) == ("compact", {"a": [1]})


@pytest.mark.parametrize(("asked", "kept"), [(10, 100), (100, 100), (175, 175), (900, 200)])
def test_text_stays_between_its_bounds(place, asked, kept):
    place.parent.mkdir()
    place.write_text(json.dumps({"text_percent": asked}), "utf-8")
    assert load(place).text_percent == kept


def test_the_vault_opened_last_comes_first_and_only_once(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    settings = DeviceSettings().opened(first, "CM").opened(second, "HL").opened(first, "CM")
    assert settings.vaults == (KnownVault(first, "CM"), KnownVault(second, "HL"))
    assert settings.without(first).vaults == (KnownVault(second, "HL"),)


def test_a_folder_whose_name_is_no_text_is_kept(place, tmp_path):
    strange = tmp_path / "\udce9t\udce9"
    store(DeviceSettings().opened(strange, "CM"), place)
    assert load(place).vaults[0].folder == strange


def test_settings_that_cannot_be_written_do_not_stop_the_program(tmp_path):
    (tmp_path / "fichier").write_text("", "utf-8")
    assert store(DeviceSettings(), tmp_path / "fichier" / "reglages.json") is False
