"""« palier vault backup / backups / restore »."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.journeys.world import NUMBER, PASSPHRASE, sentences_only, written

pytestmark = pytest.mark.thorough  # long: the integration server runs it

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


def test_a_backup_is_made_listed_and_gone_back_to(palier, device):
    made = palier("vault", "backup", "--json").json
    assert made["kind"] == "ordinary"
    assert made["path"].endswith("/backups/2026-11-20T0900.palier")
    listed = palier.bare("vault", "backups", "--vault", palier.folder, "--json").json["backups"]
    assert listed == [made]
    assert "sauvegarde  " in palier.bare("vault", "backups", "--vault", palier.folder).out
    device.clock.advance(days=1)
    done = palier("vault", "restore", "--from", "2026-11-20", "--json").json
    assert done["from"] == made["path"]
    assert done["missing_attachments"] == 0
    assert done["kept_in"] == str(palier.folder / "replaced" / "2026-11-21T0900.palier")
    assert palier.json("list")["cases"][0]["number"] == NUMBER
    kinds = [one["kind"] for one in palier.bare("vault", "backups", "--vault", palier.folder, "--json").json["backups"]]
    assert kinds == ["replaced", "ordinary"]


def test_what_a_backup_holds_is_said_before_and_changes_nothing(palier):
    palier("vault", "backup")
    seen = palier("vault", "restore", "--from", "2026-11-20", "--preview", "--json")
    assert seen.code == 0
    assert (seen.json["cases"], seen.json["intact"]) == (1, True)
    said = palier("vault", "restore", "--from", "2026-11-20", "--preview").out
    assert "Sauvegarde du 20 novembre 2026." in said
    assert "1 dossier." in said
    assert "Elle est intacte." in said
    assert not (palier.folder / "replaced").exists()


def test_a_damaged_backup_ends_with_3_and_is_not_gone_back_to(palier):
    path = palier("vault", "backup", "--json").json["path"]
    with (Path(path) / "palier.db").open("r+b") as file:
        file.seek(40_000)
        file.write(b"?")
    seen = palier("vault", "restore", "--from", path, "--preview")
    assert (seen.code, "Elle est abîmée" in seen.out) == (3, True)
    answer = palier("vault", "restore", "--from", path)
    assert answer.code == 1
    sentences_only(answer.err)
    assert palier("vault", "check").code == 0


def test_a_stolen_computer_is_replaced_by_its_stick(palier, tmp_path):
    (tmp_path / "clé").mkdir()
    made = palier("vault", "backup", "--to", tmp_path / "clé", "--json").json
    shutil.rmtree(palier.folder)
    palier.folder = tmp_path / "neuf" / "coffre"
    answer = palier("vault", "restore", "--from", made["path"])
    assert answer.code == 0, answer.err
    assert "Le coffre est revenu à la sauvegarde du 20 novembre 2026" in answer.out
    assert "gardé dans" not in answer.err
    assert palier.json("list")["cases"][0]["number"] == NUMBER
    for path in (palier.folder, *palier.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_passphrase_of_its_day_is_asked_and_said(palier, tmp_path):
    palier("vault", "backup")
    new = tmp_path / "nouvelle.txt"
    new.write_text(NEW + "\n", "utf-8")
    palier("vault", "passphrase", "--new-passphrase-file", new)
    answer = palier.bare("vault", "restore", "--from", "2026-11-20", "--vault", palier.folder, "--passphrase-file", new)
    assert answer.code == 1
    assert "celle du 20 novembre 2026" in answer.err
    done = palier("vault", "restore", "--from", "2026-11-20")
    assert done.code == 0
    assert "sa phrase de passe est celle de ce jour" in done.out
    assert PASSPHRASE not in done.out + done.err
    assert palier("vault", "check").code == 0


def test_what_is_not_there_is_one_sentence(palier, tmp_path):
    assert "pas encore de sauvegarde" in palier.bare("vault", "backups", "--vault", palier.folder).err
    for asked in ("2026-11-20", tmp_path / "nulle part", written(tmp_path / "a.palier", {})):
        answer = palier("vault", "restore", "--from", asked)
        assert answer.code == 1
        sentences_only(answer.err)
        assert "Rien n’a changé" in answer.err
    assert palier("vault", "restore").code == 2
    assert palier("vault", "backup", "--to", palier.folder / "ici").code == 1


def test_a_place_that_is_not_there_is_refused_rather_than_made_on_this_disk(palier, tmp_path):
    stick = tmp_path / "clé débranchée"
    answer = palier("vault", "backup", "--to", stick)
    assert answer.code != 0
    assert "n’existe pas" in answer.err
    assert not stick.exists()
