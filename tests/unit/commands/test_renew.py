"""« palier vault renew »: another key, when somebody knows the passphrase."""

from __future__ import annotations

from tests.journeys.world import sentences_only

NEW = "abaisser bocage cloporte dentelle estrade fougere girafe"


def test_the_old_phrase_opens_the_backups_it_names_and_nothing_else(new_palier, tmp_path):
    new = tmp_path / "nouvelle.txt"
    new.write_text(NEW, "utf-8")
    new_palier("vault", "backup")
    answer = new_palier("vault", "renew", "--new-passphrase-file", new)
    assert answer.code == 0, answer.err
    sentences_only(answer.err)
    named = [line.rpartition(" ")[2] for line in answer.err.splitlines() if "S’ouvre encore" in line]
    assert len(named) == 2
    assert new_palier("vault", "check").code == 1
    assert new_palier.bare("vault", "check", "--vault", new_palier.folder, "--passphrase-file", new).code == 0
    for path in named:
        assert new_palier("vault", "restore", "--from", path, "--preview").code == 0


def test_a_wrong_phrase_changes_nothing(new_palier, tmp_path):
    new = tmp_path / "nouvelle.txt"
    new.write_text(NEW, "utf-8")
    answer = new_palier.bare(
        "vault", "renew", "--vault", new_palier.folder, "--passphrase-file", new, "--new-passphrase-file", new
    )
    assert answer.code == 1
    assert new_palier("vault", "check").code == 0
