"""« palier vault recovery-kit »: the paper that opens the vault when the passphrase is lost."""

from __future__ import annotations

import os
import re

from tests.journeys.world import sentences_only, shown


def code_in(path) -> str:
    groups = re.findall(r"\b(\d{1,2}) ([0-9A-HJKMNP-TV-Z]{5})\b", shown(path.read_bytes()))
    return "".join(group for _number, group in sorted(groups, key=lambda one: int(one[0])))


def test_the_code_on_the_paper_opens_the_vault(new_palier, device, tmp_path):
    out = tmp_path / "kit.pdf"
    answer = new_palier("vault", "recovery-kit", "--out", out)
    assert answer.code == 0, answer.err
    assert "gardez-le sous clé" in answer.err
    assert out.stat().st_mode & 0o077 == 0
    code = code_in(out)
    assert len(code) == 65
    assert code not in answer.out + answer.err
    device.vaults.open_with_kit(new_palier.folder, code).close()


def test_a_second_kit_says_that_the_first_opens_nothing_more(new_palier, tmp_path):
    new_palier("vault", "recovery-kit", "--out", tmp_path / "un.pdf")
    answer = new_palier("vault", "recovery-kit", "--out", tmp_path / "deux.pdf")
    assert "n’ouvre plus ce coffre" in answer.err
    assert code_in(tmp_path / "un.pdf") != code_in(tmp_path / "deux.pdf")


def test_where_it_cannot_be_written_the_former_kit_still_opens(new_palier, device, tmp_path):
    out = tmp_path / "kit.pdf"
    new_palier("vault", "recovery-kit", "--out", out)
    places = [tmp_path, tmp_path / "absent" / "kit.pdf", new_palier.folder / "kit.pdf"]
    if hasattr(os, "mkfifo"):  # neither file nor folder: the renaming would put a file in its place
        os.mkfifo(tmp_path / "tube")
        places.append(tmp_path / "tube")
    if os.name != "nt":  # « /dev/stdout » is one
        kept = tmp_path / "gardé"
        kept.write_text("gardé", "utf-8")
        (tmp_path / "lien").symlink_to(kept)
        places.append(tmp_path / "lien")
    for place in places:
        answer = new_palier("vault", "recovery-kit", "--out", place)
        assert answer.code == 1
        sentences_only(answer.err)
    device.vaults.open_with_kit(new_palier.folder, code_in(out)).close()


def test_a_wrong_passphrase_makes_no_kit(new_palier, tmp_path):
    wrong = tmp_path / "fausse.txt"
    wrong.write_text("ce n’est pas elle\n", "utf-8")
    out = tmp_path / "kit.pdf"
    answer = new_palier.bare(
        "vault", "recovery-kit", "--out", out, "--vault", new_palier.folder, "--passphrase-file", wrong
    )
    assert answer.code == 1
    assert not out.exists()


def test_the_place_of_the_paper_must_be_said(new_palier):
    assert new_palier("vault", "recovery-kit").code == 2
