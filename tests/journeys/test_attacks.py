"""What people, disks and clocks do to a vault: one French sentence, and nothing half written."""

from __future__ import annotations

import copy
import datetime as dt
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import Expected, Several
from app.services.demonstration.example import handed_but_unsigned
from tests.journeys.world import (
    NUMBER,
    PASSPHRASE,
    REPOSITORY,
    TODAY,
    Device,
    benali,
    changed,
    dump,
    installed,
    second,
    sentences_only,
    shown,
    written,
)

pytestmark = pytest.mark.thorough  # each test runs whole commands on a vault of its own

WEIRD = (None, True, 0, -1, 1.5, 10**20, "", " ", "x" * 3000, "\u202e", "2026-02-30", "12,50", [], {}, [None], {"a": 1})


def mutated(document: dict, chance: random.Random) -> bytes:
    """Return the bytes of a case file in which something went wrong."""
    made = copy.deepcopy(document)
    harm = chance.choice((_other_value, _removed, _renamed, _displaced, None, None))
    if harm is not None:
        harm(made, chance)
    raw = bytearray(json.dumps(made, ensure_ascii=False).encode())
    if harm is None:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
        raw = raw[: chance.choice((len(raw), chance.randrange(len(raw))))]
    return bytes(raw)


def _somewhere(document, chance):
    places = []

    def visit(value):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            places.append((value, key))
            if isinstance(item, dict | list):
                visit(item)

    visit(document)
    return chance.choice(places)


def _other_value(document, chance):
    holder, key = _somewhere(document, chance)
    holder[key] = chance.choice(WEIRD)


def _removed(document, chance):
    holder, key = _somewhere(document, chance)
    del holder[key]


def _renamed(document, chance):
    holder, key = _somewhere(document, chance)
    if isinstance(holder, dict):
        holder[f"{key}_"] = holder.pop(key)


def _displaced(document, chance):
    (holder, key), (other, name) = _somewhere(document, chance), _somewhere(document, chance)
    holder[key] = copy.deepcopy(other[name])


def spoilt_files() -> list[bytes]:
    chance = random.Random(7319)  # noqa: S311 -- a test's
    return [mutated(chance.choice((benali(), second())), chance) for _rank in range(200)]


def test_a_spoilt_file_leaves_no_row(desk):
    refused, before = 0, dump(desk)
    for content in spoilt_files():
        try:
            desk.exchange.import_bytes(content)
        except (Expected, Several):
            refused += 1
            assert dump(desk) == before
        else:
            before = dump(desk)  # the change was harmless
    assert refused > 100
    assert desk.care.check().sound


def test_two_hundred_spoilt_files_end_in_sentences(palier, tmp_path):
    paths = [tmp_path / f"gâté-{rank}.json" for rank in range(200)]
    for path, content in zip(paths, spoilt_files(), strict=True):
        path.write_bytes(content)
    answer = palier("import", *paths, "--json")
    assert answer.code == 1
    sentences_only(answer.err)
    told = {one["file"] for one in answer.json["problems"]} | {one["file"] for one in answer.json["imported"]}
    assert told == {str(path) for path in paths}
    assert all(one["sentence"].endswith((".", "!", "?")) for one in answer.json["problems"])


def test_wild_texts_come_in_are_printed_and_go_out_to_the_byte(new_palier, tmp_path):
    document = handed_but_unsigned(benali())
    document["household"]["persons"][0] |= {"called": "نادية بن علي", "last_name": "Ben-‘Alī\u202e"}
    document["household"]["persons"][1]["called"] = "👩‍👧‍👦 Karim e\u0301"
    document["contacts"][6]["note"] = [
        {"as": "observed", "text": "Début. " + "une longue phrase 🙂 " * 10_000 + "Fin du récit."},
        {"as": "reported", "text": "<b>pas gras</b> & «\u00a0cité\u00a0»\n\r\t {0} %s \\n"},
    ]
    document["contacts"][6]["place"] = "مكتب"
    answer = new_palier("import", written(tmp_path / "a.json", document))
    assert answer.code == 0, answer.err
    for kind, whom in (("visit_report", "operator"), ("support_contract", "household")):
        out = tmp_path / f"{kind}.pdf"
        answer = new_palier("print", kind, NUMBER, "--for", whom, "--out", out, "--today", TODAY)
        assert answer.code == 0, answer.err
    assert "Fin du récit" in shown((tmp_path / "visit_report.pdf").read_bytes())
    assert "<b>pas gras</b>" in shown((tmp_path / "visit_report.pdf").read_bytes())
    given = json.loads(new_palier("export", NUMBER, "--today", TODAY).out)
    assert given == {**document, "as_of": TODAY}


def test_a_clock_set_back_between_two_commands_loses_nothing(palier, device, tmp_path):
    device.clock.advance(days=400)
    assert palier("import", written(tmp_path / "a.json", second())).code == 0
    device.clock.advance(days=-900)
    document = changed(benali(), "household.label", "Famille Benali et Kaci")
    assert palier("import", written(tmp_path / "b.json", document)).code == 0
    device.clock.advance(days=500)
    labels = {one["label"] for one in palier.json("list")["cases"]}
    assert "Famille Benali et Kaci" in labels
    assert len(labels) == 2
    assert palier("vault", "check").code == 0
    assert palier.json("list") == palier.json("list")


def test_a_vault_already_open_says_so_and_opens_afterwards(palier, device):
    with device.open(palier.folder):
        answer = palier("list", "--json")
        assert (answer.code, answer.json["error"]["code"]) == (1, "in_use")
        assert "déjà ouvert" in answer.err
    assert palier("list").code == 0


def _cut(path):
    path.write_bytes(path.read_bytes()[:-40])


def _flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(bytes(content))


def _empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_cut, _flip, _empty, Path.unlink])
def test_one_damaged_copy_of_the_keys_is_mended_from_the_other(palier, harm):
    harm(palier.folder / "palier.keys")
    assert palier("list").code == 0
    assert palier("list").code == 0
    assert (palier.folder / "palier.keys").read_bytes() == (palier.folder / "palier.keys.1").read_bytes()


@pytest.mark.parametrize(
    ("harm", "code"), [(_cut, "keys_damaged"), (_flip, "keys_damaged"), (Path.unlink, "keys_missing")]
)
def test_both_copies_of_the_keys_damaged_is_a_sentence_that_says_what_is_safe(palier, harm, code):
    for name in ("palier.keys", "palier.keys.1"):
        harm(palier.folder / name)
    answer = palier("list", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, code)
    assert "Les données sont toujours là" in answer.err


@pytest.mark.parametrize("harm", [_cut, _flip, _empty, Path.unlink])
def test_a_damaged_database_is_a_sentence_and_nothing_is_made_worse(palier, harm):
    harm(palier.folder / "palier.db")
    before = {path: path.read_bytes() for path in palier.folder.glob("palier.keys*")}
    sentences_only(palier("list", "--json").err)
    answer = palier("vault", "check", "--json")
    assert answer.code in {1, 3}, answer.err
    sentences_only(answer.err)
    assert {path: path.read_bytes() for path in palier.folder.glob("palier.keys*")} == before


def test_a_vault_of_a_newer_program_is_refused_before_the_passphrase(palier, monkeypatch):
    monkeypatch.setattr("db.keys_file.DATABASE_FORMAT", 0)
    answer = palier("list", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "newer_format")
    assert "mettez Palier à jour" in answer.err


def test_a_file_where_the_vault_should_be_is_a_sentence(new_palier, tmp_path):
    path = tmp_path / "fichier"
    path.write_text("bonjour", "utf-8")
    for words in (("list",), ("vault", "create", "--accept-weak")):
        answer = new_palier.bare(*words, "--vault", path, "--passphrase-file", new_palier.secret)
        assert answer.code == 1
        sentences_only(answer.err)
    assert path.read_text("utf-8") == "bonjour"


@contextmanager
def files_no_larger_than(size: int):
    """Let no file of this process grow beyond a size: what a full disk does, at a place chosen."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("room", [0, 4096, 200_000])
def test_a_disk_that_fills_during_an_import_leaves_the_vault_as_it_was(new_palier, device, tmp_path, room):
    path = written(tmp_path / "a.json", benali())
    with device.open(new_palier.folder) as desk:
        before = dump(desk)
    with files_no_larger_than(room):
        answer = new_palier("import", path, "--json")
    assert answer.code == 1, answer.err
    sentences_only(answer.err)
    with device.open(new_palier.folder) as desk:
        assert dump(desk) == before
        assert desk.care.check().sound
    assert new_palier("import", path).code == 0


@pytest.mark.parametrize("words", [("print", "visit_report", NUMBER, "--for", "operator"), ("export", NUMBER)])
def test_a_disk_that_fills_during_a_print_or_an_export_leaves_the_former_file(palier, tmp_path, words):
    out = tmp_path / "sortie"
    out.write_bytes(b"avant")
    with files_no_larger_than(10_000):
        answer = palier(*words, "--out", out, "--today", TODAY)
    assert answer.code == 1
    sentences_only(answer.err)
    assert out.read_bytes() == b"avant"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["coffre", "phrase.txt", "sortie"]
    assert palier("list").code == 0


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, too small; where none can be made, the tests with a limit on files stand alone."""
    place = tmp_path / "petit disque"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("no disk can be made here")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=72m", "tmpfs", place], check=False, capture_output=True)
    if made.returncode != 0:
        pytest.skip("no disk can be made here")
    yield place
    subprocess.run([shutil.which("umount") or "umount", place], check=True)


def fill(place: Path, but: int = 0) -> None:
    with (place / "reste").open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(place).free - but)))


def test_a_full_disk_says_so_and_goes_on_once_there_is_room(monkeypatch, small_disk, tmp_path):
    device = Device()
    device.create(small_disk / "coffre")
    palier = installed(monkeypatch, device, small_disk / "coffre")
    path = written(tmp_path / "a.json", benali())
    fill(small_disk)
    answer = palier("import", path, "--json")
    assert answer.code == 1, answer.err
    assert answer.json.get("error", {}).get("code") or answer.json["problems"][0]["code"] == "disk_full"
    assert "Le disque est plein" in answer.err
    (small_disk / "reste").unlink()
    assert palier.json("list")["cases"] == []
    assert palier("import", path).code == 0
    fill(small_disk)
    answer = palier("export", NUMBER, "--out", small_disk / "sortie.json")
    assert answer.code in {0, 1}
    if answer.code:
        assert "Le disque est plein" in answer.err
        assert not list(small_disk.glob("*sortie*"))
    (small_disk / "reste").unlink()
    assert palier("vault", "check").code == 0


def test_a_disk_that_cannot_be_written_is_a_sentence(monkeypatch, small_disk):
    device = Device()
    device.create(small_disk / "coffre", benali())
    palier = installed(monkeypatch, device, small_disk / "coffre")
    remount = [shutil.which("mount") or "mount", "-o"]
    subprocess.run([*remount, "remount,ro", small_disk], check=True)
    answers = [palier("list", "--json"), palier("show", NUMBER, "--json")]
    subprocess.run([*remount, "remount,rw", small_disk], check=True)
    for answer in answers:
        assert (answer.code, answer.json["error"]["code"]) == (1, "read_only_folder")
        assert "Rien n’a changé" in answer.err
    assert palier("list").code == 0


def test_a_vault_is_not_made_on_a_disk_too_small(monkeypatch, small_disk, tmp_path):
    device = Device()
    palier = installed(monkeypatch, device, tmp_path / "coffre")
    fill(small_disk, but=2 << 20)
    answer = palier.bare(
        "vault", "create", "--accept-weak", "--vault", small_disk / "coffre", "--passphrase-file", palier.secret
    )
    assert answer.code == 1
    assert "Le disque est plein" in answer.err
    assert not (small_disk / "coffre" / "palier.db").exists()


KILLED = """
import sys
from pathlib import Path
from tests.journeys.world import CHEAP, Device
device = Device()
with device.open(Path(sys.argv[1])) as desk:
    print("ouvert", flush=True)
    desk.exchange.import_bytes(Path(sys.argv[2]).read_bytes())
    print("écrit", flush=True)
"""


@pytest.mark.parametrize("wait", [0.0, 0.08, 0.2])
def test_an_import_killed_midway_is_whole_or_nothing(device, empty, tmp_path, wait):
    path = written(tmp_path / "a.json", benali())
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", KILLED, empty, path], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ouvert\n"
    time.sleep(wait)  # where the kill falls does not matter: the vault must be sound wherever it does
    process.send_signal(signal.SIGKILL)
    acknowledged = "écrit" in process.stdout.read()
    process.wait()
    process.stdout.close()
    with device.open(empty) as desk:
        assert desk.care.check().sound
        cases = desk.cases.all(dt.date.fromisoformat(TODAY))
        assert len(cases) in ({1} if acknowledged else {0, 1})
        if cases:
            given = desk.exchange.export(cases[0].id, today=dt.date.fromisoformat(TODAY))
            assert given == {**benali(), "as_of": TODAY}
        desk.exchange.import_document(benali())
        assert len(desk.cases.all(dt.date.fromisoformat(TODAY))) == 1


def test_a_wrong_passphrase_changes_nothing(palier, tmp_path):
    wrong = tmp_path / "fausse.txt"
    wrong.write_text("une autre phrase\n", "utf-8")
    before = {path.name: path.read_bytes() for path in palier.folder.glob("palier.keys*")}
    answer = palier.bare("list", "--json", "--vault", palier.folder, "--passphrase-file", wrong)
    assert (answer.code, answer.json["error"]["code"]) == (1, "wrong_passphrase")
    assert PASSPHRASE not in answer.err
    assert {path.name: path.read_bytes() for path in palier.folder.glob("palier.keys*")} == before
