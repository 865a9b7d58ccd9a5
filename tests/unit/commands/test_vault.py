"""The life of a vault at the command line, and what is said when the fault is ours."""

from __future__ import annotations

import json

import pytest

from app.commands import list_
from tests.journeys.world import NUMBER, PASSPHRASE, TODAY, benali, written

pytestmark = pytest.mark.thorough  # long: the integration server runs it


def test_a_sound_vault_ends_with_0(palier):
    answer = palier("vault", "check", "--json")
    assert answer.code == 0
    assert answer.json["sound"] is True
    assert answer.json["findings"] == []
    assert answer.json["envelopes"] > 0
    assert "Le coffre est sain" in palier("vault", "check").out


def test_one_envelope_is_said_in_the_singular(new_palier):
    assert "1 enveloppe vérifiée." in new_palier("vault", "check").out


def test_a_place_whose_name_is_too_long_is_said_before_anything_is_asked(new_palier, tmp_path):
    new_palier.folder = tmp_path / ("é" * 129)
    for act in (("vault", "create"), ("vault", "check"), ("list",)):
        answer = new_palier(*act)
        assert (answer.code, "ne peut pas exister" in answer.err) == (1, True)


def test_a_vault_that_differs_from_its_journal_ends_with_3_until_it_is_rebuilt(palier, device):
    def change(raw):
        raw.execute("UPDATE household SET label = 'autre'")
        raw.commit()

    with device.open(palier.folder) as desk:
        desk.vault.maintain(change)
    answer = palier("vault", "check", "--json")
    assert (answer.code, answer.json["sound"]) == (3, False)
    rebuilt = palier("vault", "rebuild", "--json")
    assert rebuilt.code == 0
    assert rebuilt.json["differed"] == ["household"]
    assert palier("vault", "check").code == 0
    assert palier.json("list")["cases"][0]["label"] == "Famille Benali"


def test_a_vault_belongs_to_the_worker_who_made_it(new_palier, tmp_path):
    """Review E2: importing a case never changes who you are."""
    new_palier.folder = tmp_path / "neuf"
    answer = new_palier(
        "vault", "create", "--accept-weak", "--worker", "Hugo Lambert", "--profession", "educator", "--organisation",
        "Association Les Deux Rives", "--siret", "00000000000018",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert PASSPHRASE not in answer.out + answer.err
    assert "personne ne peut l’ouvrir" in answer.err
    assert new_palier("import", written(tmp_path / "a.json", benali())).code == 0
    out = tmp_path / "diagnostic.pdf"
    assert new_palier("print", "diagnosis_form", NUMBER, "--for", "operator", "--out", out).code == 0
    answer = new_palier("export", NUMBER, "--today", TODAY)
    assert json.loads(answer.out)["workers"][1]["name"] == "Hugo Lambert"


def test_what_a_vault_writes_is_for_its_owner_only(new_palier, tmp_path):
    new_palier.folder = tmp_path / "neuf"
    assert new_palier("vault", "create", "--accept-weak").code == 0
    for path in (new_palier.folder, *new_palier.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("place", ["OneDrive/coffre", "Dropbox/a/coffre"])
def test_a_folder_a_cloud_copies_is_refused(new_palier, tmp_path, place):
    new_palier.folder = tmp_path / place
    answer = new_palier("vault", "create", "--accept-weak")
    assert answer.code == 1
    assert "Rien n’y a été écrit" in answer.err
    assert not new_palier.folder.exists()


def test_a_folder_with_something_else_in_it_is_left_alone(new_palier, tmp_path):
    new_palier.folder = tmp_path / "photos"
    new_palier.folder.mkdir()
    (new_palier.folder / "été.jpg").write_bytes(b"image")
    answer = new_palier("vault", "create", "--accept-weak")
    assert answer.code == 1
    assert [path.name for path in new_palier.folder.iterdir()] == ["été.jpg"]


def test_a_fault_of_ours_is_one_sentence_without_private_data(palier, monkeypatch):
    def broken(asked):
        raise RuntimeError("Nadia Benali, 12 rue des Lilas")

    monkeypatch.setattr(list_, "answer", broken)
    answer = palier("list", "--json")
    assert answer.code == 1
    assert "Nadia" not in answer.err + answer.out
    assert "rien de ce qui était enregistré n’est perdu" in answer.err
    assert answer.json["error"]["code"] == "fault"
    assert answer.json["error"]["sentence"] == answer.err.strip()


def test_an_interruption_leaves_nothing_half_written(palier, monkeypatch):
    def interrupted(asked):
        raise KeyboardInterrupt

    monkeypatch.setattr(list_, "answer", interrupted)
    answer = palier("list")
    assert answer.code == 1
    assert "à moitié écrit" in answer.err


def test_sentences_in_english_are_asked_for_by_a_setting(palier, monkeypatch):
    monkeypatch.setenv("PALIER_LANGUAGE", "en")
    answer = palier("show", "2026-0999", "--json")
    monkeypatch.delenv("PALIER_LANGUAGE")
    assert answer.json["error"]["code"] == "no_case"
    assert palier("show", "2026-0999").err.startswith("Aucun dossier")
