"""``palier vault forget``: found, forgotten, attested, taken by a colleague's vault."""

from __future__ import annotations

import pytest

from app.services.merging import carrying
from tests.journeys.world import CHEAP, NUMBER, benali, shown

pytestmark = pytest.mark.thorough  # long: the integration server runs it

WHO = ("--asked-by", "Claire Morel", "--agreed-by", "Anne Weber", "--reason", "écrit par erreur")


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(carrying.Carrying.__init__, "__defaults__", (CHEAP,))


@pytest.fixture
def words() -> str:
    """A text that stands in the example's notes."""
    return max((one["text"] for contact in benali()["contacts"] for one in contact["note"]), key=len)


def test_words_are_found_forgotten_and_attested(palier, words, tmp_path):
    found = palier("vault", "forget", NUMBER, "--find", words, "--json").json["places"]
    assert found
    for place in found:
        asked = ("--row", place["row"], "--field", place["field"], *WHO)
        answer = palier("vault", "forget", NUMBER, *asked, "--out", tmp_path / "attestation.txt")
        assert answer.code == 0, answer.err
        assert "Anne Weber" in answer.out
        assert words not in answer.out
    assert (tmp_path / "attestation.txt").read_text("utf-8").startswith("Attestation")
    assert palier("vault", "forget", NUMBER, "--find", words, "--json").json["places"] == []
    assert len(palier("vault", "forget", NUMBER, "--orders", "--json").json["orders"]) == len(found)
    assert "Anne Weber" in palier("vault", "forget", NUMBER, "--orders").out
    assert palier("vault", "check").code == 0


def test_where_words_are_is_said_so_that_it_can_be_typed(palier, words):
    answer = palier("vault", "forget", NUMBER, "--find", words)
    assert "--row contact_passage:" in answer.out
    assert words not in answer.out
    assert "nulle part" in palier("vault", "forget", NUMBER, "--find", "mots qui ne sont nulle part").out


def test_a_whole_case_is_forgotten(palier):
    answer = palier("vault", "forget", NUMBER, "--whole-case", *WHO, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["what"] == "le dossier entier"
    assert palier("show", NUMBER).code != 0
    assert palier("vault", "check").code == 0


def test_the_attestation_is_also_a_paper_to_print(palier, tmp_path):
    paper = tmp_path / "attestation.pdf"
    answer = palier("vault", "forget", NUMBER, "--whole-case", *WHO, "--out", paper, "--json")
    assert answer.code == 0, answer.err
    words = shown(paper.read_bytes())
    assert "Attestation d’effacement définitif" in words
    assert answer.json["order"] in words
    assert "Anne Weber" in words
    assert paper.stat().st_mode & 0o077 == 0


def test_an_order_without_a_motive_is_refused(palier):
    answer = palier("vault", "forget", NUMBER, "--whole-case")
    assert answer.code != 0
    assert "Rien n’a changé" in answer.err


def test_keeping_what_is_shown_asks_for_a_field(palier):
    answer = palier("vault", "forget", NUMBER, "--row", "person:x", "--keep-shown", *WHO)
    assert "--field" in answer.err
