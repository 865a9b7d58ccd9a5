"""« palier vault escrow »: an organisation's key from its making to the day a passphrase is lost."""

from __future__ import annotations

import pytest

from tests.journeys.world import PASSPHRASE, sentences_only
from tests.unit.services.test_escrows import code_on

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


@pytest.fixture
def made(new_palier, tmp_path):
    answer = new_palier.bare("vault", "escrow", "make-key", "--organisation", "Le Pont", "--out", tmp_path / "cle")
    assert answer.code == 0, answer.err
    assert "Empreinte" in answer.out
    return tmp_path / "cle"


@pytest.fixture
def sheets(made, tmp_path):
    files = []
    for number in (3, 1):
        files.append(tmp_path / f"code-{number}.txt")
        files[-1].write_text(code_on((made / f"feuille-{number}.pdf").read_bytes()) + "\n", "utf-8")
    return files


def test_from_the_key_to_a_lost_passphrase(new_palier, made, sheets, tmp_path):
    key = made / "cle-de-l-organisation.json"
    assert "Aucune organisation" in new_palier.bare("vault", "escrow", "show", "--vault", new_palier.folder).out
    answer = new_palier("vault", "escrow", "add", "--key", key)
    assert answer.code == 0, answer.err
    told = new_palier.bare("vault", "escrow", "show", "--vault", new_palier.folder, "--json").json
    assert told["organisation"] == "Le Pont"
    assert told["fingerprint"] in answer.err
    fresh = tmp_path / "nouvelle.txt"
    fresh.write_text(NEW, "utf-8")
    asked = [word for file in sheets for word in ("--sheet-file", file)]
    answer = new_palier.bare(
        "vault", "escrow", "open", "--vault", new_palier.folder, *asked, "--new-passphrase-file", fresh
    )
    assert answer.code == 0, answer.err
    assert new_palier("vault", "check").code == 1
    assert new_palier.bare("vault", "check", "--vault", new_palier.folder, "--passphrase-file", fresh).code == 0


def test_taken_away_two_sheets_open_nothing(new_palier, made, sheets):
    new_palier("vault", "escrow", "add", "--key", made / "cle-de-l-organisation.json")
    assert new_palier("vault", "escrow", "remove").code == 0
    asked = [word for file in sheets for word in ("--sheet-file", file)]
    answer = new_palier.bare("vault", "escrow", "open", "--vault", new_palier.folder, *asked)
    assert answer.code == 1
    sentences_only(answer.err)


def test_a_key_is_never_written_over_another(new_palier, made):
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    answer = new_palier.bare("vault", "escrow", "make-key", "--organisation", "Le Pont", "--out", made)
    assert answer.code == 1
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before


def test_what_is_written_is_its_owner_s_alone(made):
    assert all(path.stat().st_mode & 0o077 == 0 for path in made.iterdir())
    assert len(list(made.iterdir())) == 4


def test_any_other_file_is_refused_before_the_passphrase(new_palier, tmp_path):
    other = tmp_path / "autre.json"
    other.write_text("{}", "utf-8")
    for name in (other, tmp_path / "absent.json"):
        answer = new_palier.bare("vault", "escrow", "add", "--key", name, "--vault", new_palier.folder)
        assert answer.code == 1
        sentences_only(answer.err)
        assert PASSPHRASE not in answer.err


def test_without_sheets_nothing_is_asked_of_nobody(new_palier):
    answer = new_palier.bare("vault", "escrow", "open", "--vault", new_palier.folder)
    assert answer.code == 1
    sentences_only(answer.err)
