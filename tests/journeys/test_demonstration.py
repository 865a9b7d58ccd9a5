"""The whole job in a process of its own, from an empty folder to a verified paper, twice; and nothing left in clear."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from app.services.demonstration.example import example_document
from tests.journeys.world import CONFIDED, HEALTH, NUMBER, REPOSITORY, TODAY, copied, sentences_only, words_of

pytestmark = pytest.mark.thorough  # the real program with its real key derivation, twice

WATCHED = """
import sys
opened = set()
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[2] & 3:
        opened.add(arguments[0])
sys.addaudithook(watch)
from ui.__main__ import main
sys.argv = ["palier", *sys.argv[1:]]
code = main()
print("WRITTEN", *sorted(opened), sep="\\n")
sys.exit(code)
"""
SUMMARY = {
    "version", "today", "vault", "case", "budget", "deadlines", "documents", "signed", "altered", "seconds",
}  # fmt: skip
NAMES = ("Benali", "Nadia", "Karim", "Inès", "Claire Morel", "Habitat de la Deûle", "rue des Lilas")


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str
    folder: Path
    temporary: Path

    @property
    def summary(self):
        return json.loads((self.folder / "summary.json").read_text("utf-8"))

    @property
    def passphrase(self) -> str:
        return (self.folder / "phrase-de-passe.txt").read_text("utf-8").strip()


def demonstrated(folder: Path, temporary: Path, *program: str) -> Run:
    temporary.mkdir(exist_ok=True)
    around = {
        **os.environ,
        "TMPDIR": str(temporary),
        "HOME": str(temporary),
        "LANG": "C",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", *program, "demo", "--out", folder],
        cwd=REPOSITORY,
        env=around,
        capture_output=True,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode(), folder, temporary)


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Run:
    place = tmp_path_factory.mktemp("démonstration")
    return demonstrated(place / "sortie", place / "tmp", "-m", "ui")


@pytest.fixture(scope="module")
def twice(first, tmp_path_factory) -> Run:
    """The same again in a copy of the folder, every file opened for writing being told."""
    place = tmp_path_factory.mktemp("encore")
    shutil.copytree(first.folder, place / "sortie")
    return demonstrated(place / "sortie", place / "tmp", "-c", WATCHED)


def test_it_ends_well_and_speaks_french(first):
    assert first.code == 0, first.err
    sentences_only(first.err)
    assert first.out == ""
    steps = re.findall(r"^([1-6])\.", first.err, re.MULTILINE)
    assert steps == ["1", "2", "3", "4", "5", "6"]
    assert "Document intact" in first.err
    assert "n’est pas celui qui a été signé" in first.err
    assert "Les signatures du fichier sont laissées de côté" in first.err


def test_the_summary_has_the_keys_of_the_interface(first):
    summary = first.summary
    assert set(summary) == SUMMARY
    assert (summary["today"], summary["case"]) == (TODAY, NUMBER)
    assert summary["version"]
    assert summary["budget"]["average"]["resources"]["value"] == "1128.52"
    assert {one["id"] for one in summary["deadlines"]} >= {"hearing", "prefect_notice", "assessment_to_judge"}
    for name in ("signed", "altered"):
        assert set(summary[name]) == {"file", "verify"}
    assert summary["signed"]["verify"]["intact"] is True
    assert summary["altered"]["verify"]["intact"] is False
    assert len(summary["signed"]["verify"]["signatures"]) == 3
    assert all(isinstance(one, int | float) for one in summary["seconds"].values())


def test_every_document_named_is_there_as_described(first):
    documents = first.summary["documents"]
    assert {one["kind"] for one in documents} == {
        "diagnosis_form", "landlord_sentences", "support_contract", "mutual_commitments", "visit_report",
        "followup_sheet",
    }  # fmt: skip
    for one in documents:
        assert set(one) == {"kind", "for", "file", "pages", "sha256"}
        content = (first.folder / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        with pikepdf.open(first.folder / one["file"]) as pdf:
            assert len(pdf.pages) == one["pages"]


def test_secrets_of_the_example_stay_where_they_belong(first):
    for one in first.summary["documents"]:
        words = words_of((first.folder / one["file"]).read_bytes())
        assert (CONFIDED not in words) or one["for"] == "operator"
        assert (HEALTH not in words) or one["for"] in {"operator", "household"}


def test_its_files_are_for_their_owner_only(first):
    for path in (first.folder, *first.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_its_vault_opens_with_the_passphrase_left_beside_it(first, tmp_path):
    """The real key derivation, in a process of its own."""
    vault = copied(first.folder / "coffre", tmp_path / "coffre")
    command = [sys.executable, "-m", "ui", "show", NUMBER, "--json", "--today", "2026-12-01", "--vault", vault]
    done = subprocess.run(
        [*command, "--passphrase-file", first.folder / "phrase-de-passe.txt"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    computed = json.loads(done.stdout)["computed"]
    assert computed["rent_account"]["balance"] == "1753.30"


def test_it_runs_again_in_the_same_folder(first, twice):
    assert twice.code == 0, twice.err
    assert twice.passphrase != first.passphrase
    again, before = twice.summary, first.summary
    assert [(one["kind"], one["for"]) for one in again["documents"]] == [
        (one["kind"], one["for"]) for one in before["documents"]
    ]
    assert again["deadlines"] == before["deadlines"]
    assert again["budget"] == before["budget"]


def test_it_writes_in_its_folder_only(twice):
    """No temporary file ever holds plaintext: nothing else is even opened for writing."""
    devices = ("/dev/null", "/dev/tty", "/dev/random", "/dev/urandom")
    opened = [line for line in twice.out.split("WRITTEN\n")[1].splitlines() if line not in devices]
    assert any(line.endswith(("summary.json", ".part")) for line in opened)
    outside = [line for line in opened if not Path(line).is_relative_to(twice.folder)]
    assert outside == []
    assert list(twice.temporary.rglob("*")) == []


def hits(folder: Path, texts) -> set[tuple[str, str]]:
    """Return which texts stand in clear in which files, as any usual encoding writes them."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "palier.reserve":
            content = path.read_bytes()
            found |= {
                (path.name, text)
                for text in texts
                for way in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
                if text.encode(way, "replace") in content
            }
    return found


def private_texts() -> list[str]:
    """Return every text of the example long enough to be recognised."""

    def inside(value):
        if isinstance(value, dict | list):
            for item in value.values() if isinstance(value, dict) else value:
                yield from inside(item)
        elif isinstance(value, str) and len(value) > 9 and not re.fullmatch(r"[0-9T:.+-]+|[a-z_./0-9]+", value):
            yield value

    return [*inside(example_document()), *NAMES, HEALTH, CONFIDED]


def test_the_census_finds_nothing_in_clear_in_the_vault(first, twice):
    texts = private_texts()
    assert len(texts) > 80
    for run in (first, twice):
        assert hits(run.folder / "coffre", [*texts, run.passphrase]) == set()
        assert hits(run.temporary, [*texts, run.passphrase]) == set()


def test_the_census_would_find_what_is_in_clear(first, tmp_path):
    """The control: the case in clear holds every text searched for."""
    (tmp_path / "cas.json").write_text(json.dumps(example_document(), ensure_ascii=False), "utf-8")
    found = {text for _name, text in hits(tmp_path, private_texts())}
    assert set(private_texts()) - found == set()


def test_a_real_vault_is_never_replaced(new_palier, tmp_path):
    """A folder that already holds somebody's vault is left as it is."""
    answer = new_palier.bare("demo", "--out", new_palier.folder.parent, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "already_exists")
    assert "Il n’a pas été touché" in answer.err
    assert new_palier("list").code == 0


def test_a_folder_that_cannot_be_made_is_a_sentence(new_palier, tmp_path):
    answer = new_palier.bare("demo", "--out", new_palier.secret / "sortie", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "unwritable")
    sentences_only(answer.err)


def test_a_folder_synchronised_by_a_cloud_is_refused(new_palier, tmp_path):
    answer = new_palier.bare("demo", "--out", tmp_path / "Nextcloud" / "sortie", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "synchronised_folder")
    sentences_only(answer.err)
