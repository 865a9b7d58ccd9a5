"""What is written goes from one vault to another at the command line."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.services.merging import carrying
from db.models.contact import ContactPassage
from tests.journeys.world import CHEAP, NUMBER, PASSPHRASE, Device, Palier, benali, copied, installed, written

pytestmark = pytest.mark.thorough  # long: the integration server runs it

PASSAGE = select(ContactPassage).order_by(ContactPassage.id)

WORDS = "sept mots que seuls nous deux savons 4417"


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "échange.txt"
    path.write_text(WORDS, "utf-8")
    return path


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(carrying.Carrying.__init__, "__defaults__", (CHEAP,))


@pytest.fixture
def colleague(monkeypatch, device: Device, tmp_path) -> Palier:
    other = Palier(tmp_path / "collègue" / "coffre", tmp_path / "phrase.txt")
    other.folder.parent.mkdir()
    installed(monkeypatch, device, other.folder.parent / "x")
    other.secret.write_text(PASSPHRASE + "\n", "utf-8")
    made = other("vault", "create", "--accept-weak", "--worker", "Hugo Lambert", "--organisation", "Les Deux Rives")
    assert made.code == 0, made.err
    return other


def test_a_case_goes_to_a_colleague_and_their_answer_comes_back(palier, colleague, secret, tmp_path):
    out = tmp_path / "clé usb.palier"
    answer = palier("journal", "export", "--out", out, "--exchange-passphrase-file", secret, "--accept-weak")
    assert answer.code == 0, answer.err
    assert b"Benali" not in out.read_bytes()
    answer = colleague("journal", "apply", out, "--exchange-passphrase-file", secret)
    assert answer.code == 0, answer.err
    assert "reçues" in answer.out
    assert colleague.json("list")["cases"][0]["label"] == "Famille Benali"
    assert colleague.json("show", NUMBER)["case"] == palier.json("show", NUMBER)["case"]
    assert colleague("vault", "check").code == 0
    again = colleague("journal", "apply", out, "--exchange-passphrase-file", secret, "--json")
    assert again.json["stored"] == 0


def test_since_a_day_nothing_of_before_leaves_but_the_directory(palier, secret, tmp_path):
    options = ("--out", tmp_path / "a", "--exchange-passphrase-file", secret, "--accept-weak", "--json")
    everything = palier("journal", "export", *options).json
    recent = palier("journal", "export", "--since", "2099-01-01", *options).json
    assert recent["cases"] == 0
    assert 0 < recent["envelopes"] < everything["envelopes"]


def test_two_versions_are_shown_and_one_is_kept(palier, device, secret, tmp_path):
    copy = Palier(copied(palier.folder, tmp_path / "copie"), palier.secret)
    for one, text in ((palier, "Dette : 1282 €."), (copy, "Dette : 1542 €.")):
        with device.open(one.folder) as desk:
            desk.vault.write(lambda session, text=text: setattr(session.scalars(PASSAGE).first(), "text", text))
    out = tmp_path / "clé"
    copy("journal", "export", "--out", out, "--exchange-passphrase-file", secret, "--accept-weak")
    assert palier("journal", "apply", out, "--exchange-passphrase-file", secret).code == 0
    shown = palier("journal", "settle", NUMBER)
    assert (shown.code, "1282" in shown.out, "1542" in shown.out) == (0, True, True)
    (choice,) = palier("journal", "settle", NUMBER, "--json").json["choices"]
    assert {version["text"] for version in choice["versions"]} == {"Dette : 1282 €.", "Dette : 1542 €."}
    assert palier("journal", "choose", NUMBER, "1", "3").code == 1
    assert palier("journal", "choose", NUMBER, "1", "2", "--json").json == {"left": 0}
    assert "Rien à choisir" in palier("journal", "settle", NUMBER).out
    with device.open(palier.folder) as desk, desk.vault.read() as session:
        assert session.scalars(PASSAGE).first().text == choice["versions"][1]["text"]


def test_wrong_words_a_cut_file_and_another_file_are_a_sentence(palier, secret, tmp_path):
    out, wrong = tmp_path / "a", tmp_path / "faux.txt"
    wrong.write_text("d’autres mots", "utf-8")
    palier("journal", "export", "--out", out, "--exchange-passphrase-file", secret, "--accept-weak")
    answer = palier("journal", "apply", out, "--exchange-passphrase-file", wrong)
    assert (answer.code, "pas la phrase de passe de ce fichier" in answer.err) == (1, True)
    whole = out.read_bytes()
    for length in (len(whole) - 1, 20):  # less than its header too
        out.write_bytes(whole[:length])
        answer = palier("journal", "apply", out, "--exchange-passphrase-file", secret)
        assert (answer.code, "coupé ou abîmé" in answer.err) == (1, True)
    answer = palier("journal", "apply", wrong, "--exchange-passphrase-file", secret)
    assert (answer.code, "journal export" in answer.err) == (1, True)


def test_a_passphrase_easily_guessed_is_not_taken(palier, tmp_path):
    weak = tmp_path / "faible.txt"
    weak.write_text("bonjour", "utf-8")
    answer = palier("journal", "export", "--out", tmp_path / "a", "--exchange-passphrase-file", weak)
    assert answer.code == 1
    assert not (tmp_path / "a").exists()


def test_two_vaults_that_imported_the_same_file_have_one_case(palier, colleague, secret, tmp_path):

    assert colleague("import", written(tmp_path / "b.json", benali())).code == 0
    out = tmp_path / "clé"
    for giver, taker in ((palier, colleague), (colleague, palier)):
        assert giver("journal", "export", "--out", out, "--exchange-passphrase-file", secret, "--accept-weak").code == 0
        answer = taker("journal", "apply", out, "--exchange-passphrase-file", secret)
        assert answer.code == 0, answer.err
    for one in (palier, colleague):
        assert len(one.json("list")["cases"]) == 1
        assert one("vault", "check").code == 0
        assert one.json("show", NUMBER)["case"] == palier.json("show", NUMBER)["case"]


def test_a_file_nobody_could_take_in_is_not_made(palier, secret, tmp_path, monkeypatch):
    monkeypatch.setattr(carrying, "LARGEST", 1000)
    out = tmp_path / "a"
    answer = palier("journal", "export", "--out", out, "--exchange-passphrase-file", secret, "--accept-weak")
    assert answer.code == 1
    assert "plus d’un gigaoctet" in answer.err
    assert not out.exists()
