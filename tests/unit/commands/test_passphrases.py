"""Where a passphrase comes from, and what is said when it does not come."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from app.services.demonstration.example import example_worker
from tests.journeys.world import PASSPHRASE, benali, sentences_only


def told(answer, code):
    assert answer.code == 1, answer.err
    assert answer.json["error"]["code"] == code
    assert answer.json["error"]["sentence"] == answer.err.strip()
    assert PASSPHRASE not in answer.err + answer.out
    sentences_only(answer.err)


def with_file(palier, content: bytes):
    path = palier.folder.parent / "autre.txt"
    path.write_bytes(content)
    return palier.bare("list", "--json", "--vault", palier.folder, "--passphrase-file", path)


ACCEPTED = {
    "no end of line": PASSPHRASE.encode(),
    "unix": f"{PASSPHRASE}\n".encode(),
    "windows": f"{PASSPHRASE}\r\n".encode(),
    "other lines": f"{PASSPHRASE}\nune note\n".encode(),
    "spaces around": f"  {PASSPHRASE}\t\n".encode(),
    "spaces inside": PASSPHRASE.replace(" ", "   ").encode(),
    "byte-order mark": b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n",
}


@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED)
def test_the_first_line_of_a_file_opens_the_vault(new_palier, content):
    assert with_file(new_palier, content).code == 0


def test_composed_and_decomposed_accents_are_the_same_passphrase(new_palier, device, tmp_path):
    new_palier.folder = tmp_path / "accents"
    device.vaults.create(new_palier.folder, "forêt été ça où naïve œuvre", example_worker(benali()), accept_weak=True)
    assert with_file(new_palier, unicodedata.normalize("NFD", "forêt été ça où naïve œuvre").encode()).code == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"\r\nphrase", b"\xff\xfe\x00", b"\x00phrase", b"x" * 5000, "phrase".encode("utf-16")],
    ids=["empty", "empty line", "empty line first", "binary", "zero", "too long", "utf-16"],
)
def test_a_file_without_a_passphrase_is_refused_in_one_sentence(new_palier, content):
    told(with_file(new_palier, content), "no_passphrase")


def test_a_wrong_passphrase_is_refused_in_one_sentence(new_palier):
    told(with_file(new_palier, b"ce n'est pas la bonne"), "wrong_passphrase")


def test_a_file_of_spaces_is_not_a_passphrase(new_palier):
    answer = with_file(new_palier, b"   \n")
    assert answer.code == 1
    sentences_only(answer.err)


@pytest.mark.parametrize("name", ["absent.txt", ".", "absent/phrase.txt", "x" * 300])
def test_a_file_that_cannot_be_read_is_named(new_palier, tmp_path, name):
    told(
        new_palier.bare("list", "--json", "--vault", new_palier.folder, "--passphrase-file", tmp_path / name),
        "unreadable_file",
    )


def test_a_descriptor_hands_the_passphrase_over(new_palier):
    read, write = os.pipe()
    os.write(write, f"{PASSPHRASE}\r\nautre\n".encode())
    os.close(write)
    assert new_palier.bare("list", "--vault", new_palier.folder, "--passphrase-fd", read).code == 0


@pytest.mark.parametrize("descriptor", ["987", "-1", "99999999999999999999"])
def test_a_descriptor_that_is_not_open_is_named(new_palier, descriptor):
    told(
        new_palier.bare("list", "--json", "--vault", new_palier.folder, "--passphrase-fd", descriptor),
        "unreadable_file",
    )


def test_a_descriptor_that_ends_at_once_gives_no_passphrase(new_palier):
    read, write = os.pipe()
    os.close(write)
    told(new_palier.bare("list", "--json", "--vault", new_palier.folder, "--passphrase-fd", read), "no_passphrase")


def test_without_a_terminal_it_is_asked_for_in_a_sentence(new_palier, monkeypatch):
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        told(new_palier.bare("list", "--json", "--vault", new_palier.folder), "no_passphrase")


def test_a_folder_without_a_vault_is_refused_before_the_passphrase_is_asked(new_palier, tmp_path, monkeypatch):
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        told(new_palier.bare("list", "--json", "--vault", tmp_path / "nulle part"), "not_a_vault")


def test_a_changed_passphrase_opens_and_the_old_one_no_longer_does(new_palier, tmp_path):
    new = tmp_path / "nouvelle.txt"
    new.write_text("abaisser bocage cloporte dentelle estrade fougere girafe hamac\n", "utf-8")
    answer = new_palier("vault", "passphrase", "--new-passphrase-file", new, "--accept-weak")
    assert answer.code == 0, answer.err
    assert new_palier("list").code == 1
    assert new_palier.bare("list", "--vault", new_palier.folder, "--passphrase-file", new).code == 0


def test_a_wrong_old_passphrase_changes_nothing(new_palier, tmp_path):
    for name in ("fausse", "nouvelle"):
        (tmp_path / name).write_text(f"{name} phrase de passe bien longue 7731\n", "utf-8")
    before = (new_palier.folder / "palier.keys").read_bytes()
    answer = new_palier.bare(
        "vault", "passphrase", "--vault", new_palier.folder, "--passphrase-file", tmp_path / "fausse",
        "--new-passphrase-file", tmp_path / "nouvelle", "--accept-weak",
    )  # fmt: skip
    assert answer.code == 1
    assert (new_palier.folder / "palier.keys").read_bytes() == before
    assert new_palier("list").code == 0


def test_a_weak_passphrase_is_refused_unless_it_is_kept_on_purpose(new_palier, tmp_path):
    weak = tmp_path / "faible.txt"
    weak.write_text("azerty2026\n", "utf-8")
    arguments = ("vault", "create", "--vault", tmp_path / "neuf", "--passphrase-file", weak)
    refused = new_palier.bare(*arguments)
    assert refused.code == 1
    assert "80" in refused.err
    assert "azerty" not in refused.err
    assert not (tmp_path / "neuf").exists()
    assert new_palier.bare(*arguments, "--accept-weak").code == 0
    assert new_palier.bare("list", "--vault", tmp_path / "neuf", "--passphrase-file", weak).code == 0


def test_a_vault_is_never_made_over_another(new_palier):
    answer = new_palier("vault", "create", "--accept-weak")
    assert answer.code == 1
    assert "Il n’a pas été touché" in answer.err
    assert new_palier("list").code == 0
