"""``print`` and ``verify`` at the command line: which paper, for whom, of which day; and what a PDF proves."""

from __future__ import annotations

import datetime as dt
import hashlib

import pikepdf
import pytest

from app.documents.rendering import RECIPIENTS
from app.services.demonstration.example import handed_but_unsigned, sign_on_the_spot, with_one_byte_changed
from db.models.contact import Contact
from db.models.document import Disclosure
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import NUMBER, TODAY, benali, changed, installed, sentences_only, shown, written

pytestmark = pytest.mark.thorough  # each test runs whole commands on a vault of its own

PAIRS = [(kind, one) for kind in DocumentKind for one in Recipient]
NEVER_FOR_LANDLORD = (DocumentKind.SUPPORT_CONTRACT, Recipient.LANDLORD)
VERIFY_KEYS = {"file", "sha256", "intact", "changes_after", "signatures", "evidence"}
SIGNATURE_KEYS = {"field", "name", "capacity", "on", "time_proven", "certificate_sha256", "trust"}


@pytest.fixture
def printed(palier, tmp_path):
    def ask(kind, recipient, *options):
        out = tmp_path / "papier.pdf"
        answer = palier("print", kind, NUMBER, "--for", recipient, "--out", out, "--today", TODAY, "--json", *options)
        return answer, out

    return ask


def test_every_pair_is_printed_or_refused_in_a_sentence_that_names_what_there_is(printed):
    for kind, recipient in PAIRS:
        answer, out = printed(kind.value, recipient.value)
        if kind is DocumentKind.AMENDMENT:  # the example's contract was never amended
            assert (answer.code, out.exists()) == (1, False)
            assert "avenant" in answer.err or recipient not in RECIPIENTS[kind]
            sentences_only(answer.err)
            continue
        if recipient in RECIPIENTS[kind] and (kind, recipient) != NEVER_FOR_LANDLORD:
            assert answer.code == 0, answer.err
            made = answer.json
            assert made == {
                "kind": kind.value,
                "for": recipient.value,
                "file": str(out),
                "pages": made["pages"],
                "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
            }
            with pikepdf.open(out) as pdf:
                assert len(pdf.pages) == made["pages"] > 0
            assert out.stat().st_mode & 0o077 == 0
            out.unlink()
        else:
            assert answer.code == 1
            assert not out.exists()
            sentences_only(answer.err)
            if recipient is Recipient.LANDLORD:
                assert "mutual_commitments" in answer.err


@pytest.mark.parametrize("which", ["2026-10-13", "2026-11-03"])
def test_a_visit_is_chosen_by_its_day(printed, which):
    answer, out = printed("visit_report", "operator", "--which", which)
    assert answer.code == 0
    day = {"2026-10-13": "13 octobre 2026", "2026-11-03": "3 novembre 2026"}[which]
    assert day in shown(out.read_bytes())


def test_the_latest_visit_is_the_default_and_the_day_asked_decides_which_that_is(palier, printed, tmp_path):
    assert "17 novembre 2026" in shown(printed("visit_report", "operator")[1].read_bytes())
    out = tmp_path / "avant.pdf"
    palier("print", "visit_report", NUMBER, "--for", "operator", "--out", out, "--today", "2026-10-31")
    assert "13 octobre 2026" in shown(out.read_bytes())


def test_a_visit_is_chosen_by_its_ref_or_its_id(new_palier, device, tmp_path):
    document = benali()
    document["contacts"][4]["ref"] = "v5"
    new_palier("import", written(tmp_path / "a.json", document))
    with device.open(new_palier.folder) as desk, desk.vault.read() as session:
        row = session.query(Contact).filter_by(ref="v5").one()
        row_id = row.id
    for which in ("v5", row_id):
        out = tmp_path / "visite.pdf"
        answer = new_palier("print", "visit_report", NUMBER, "--for", "operator", "--which", which, "--out", out)
        assert answer.code == 0, answer.err
        assert "3 novembre 2026" in shown(out.read_bytes())


def test_a_thing_that_is_not_there_is_named(printed):
    answer, out = printed("visit_report", "operator", "--which", "2026-10-14")
    assert (answer.code, answer.json["error"]["code"]) == (1, "nothing_to_print")
    assert "2026-10-14" in answer.err
    assert not out.exists()


def test_a_confided_visit_has_no_copy_for_the_household(printed):
    answer, out = printed("visit_report", "household", "--which", "2026-10-06")
    assert (answer.code, answer.json["error"]["code"]) == (1, "confided")
    assert not out.exists()


def test_a_sheet_speaks_of_its_period_only(printed):
    whole = shown(printed("followup_sheet", "operator")[1].read_bytes())
    part = shown(printed("followup_sheet", "operator", "--from", "2026-10-10", "--to", "2026-10-31")[1].read_bytes())
    assert "Loyer de novembre payé" in whole
    assert "Loyer d’octobre payé" in part
    assert "Loyer de novembre payé" not in part


def test_a_period_that_ends_before_it_begins_is_wrong_usage(printed):
    answer, out = printed("followup_sheet", "operator", "--from", "2026-11-10", "--to", "2026-10-31")
    assert answer.code == 2
    assert not out.exists()
    sentences_only(answer.err)


@pytest.mark.parametrize("name", ["", "absent/papier.pdf", "coffre", "phrase.txt/papier.pdf", "é" * 200 + ".pdf"])
def test_a_paper_that_cannot_be_written_is_said_in_a_sentence(palier, tmp_path, name):
    out = tmp_path / name
    answer = palier("print", "visit_report", NUMBER, "--for", "operator", "--out", out, "--json")
    assert answer.code == 1
    sentences_only(answer.err)
    assert answer.json["error"]["code"] == "unwritable"
    assert not list(tmp_path.rglob("*.part"))
    assert palier("list").code == 0


@pytest.mark.parametrize("name", ["palier.db", "palier.keys", "nouveau.pdf", "files/x.pdf"])
def test_nothing_is_ever_written_inside_a_vault(palier, name):
    before = (palier.folder / "palier.keys").read_bytes()
    for words in (("export", NUMBER), ("print", "visit_report", NUMBER, "--for", "operator")):
        answer = palier(*words, "--out", palier.folder / name)
        assert answer.code == 1
        sentences_only(answer.err)
    assert (palier.folder / "palier.keys").read_bytes() == before
    assert palier("list").code == 0


def test_a_print_stands_in_the_register_when_it_leaves_the_house(palier, device, printed):
    for recipient in ("operator", "household", "landlord", "committee"):
        kind = "mutual_commitments" if recipient != "committee" else "diagnosis_form"
        assert printed(kind, recipient)[0].code == 0
    with device.open(palier.folder) as desk, desk.vault.read() as session:
        assert sorted(row.to_whom for row in session.query(Disclosure)) == ["committee", "landlord"]


@pytest.fixture
def sealed(monkeypatch, device, unsigned, tmp_path):
    """A signed contract, and the command line on its vault."""
    with device.open(unsigned) as desk:
        _frozen, pdf = sign_on_the_spot(desk, desk.cases.find(NUMBER), dt.date.fromisoformat(TODAY))
    path = tmp_path / "contrat.pdf"
    path.write_bytes(pdf)
    return installed(monkeypatch, device, unsigned), path


def test_an_intact_paper_is_verified_without_a_vault(sealed):
    palier, path = sealed
    answer = palier.bare("verify", path, "--json")
    assert answer.code == 0
    found = answer.json
    assert set(found) >= VERIFY_KEYS
    assert (found["intact"], found["changes_after"], found["evidence"]) == (True, [], None)
    assert found["file"] == "contrat.pdf"
    assert found["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [one["name"] for one in found["signatures"]] == ["Nadia Benali", "Karim Benali", "Claire Morel"]
    assert [one["capacity"] for one in found["signatures"]] == ["household", "household", "operator"]
    assert all(set(one) >= SIGNATURE_KEYS for one in found["signatures"])
    assert {one["trust"] for one in found["signatures"]} == {"unknown"}
    assert {one["time_proven"] for one in found["signatures"]} == {False}


def test_the_vault_knows_its_own_seal_and_keeps_the_evidence(sealed):
    palier, path = sealed
    answer = palier("verify", path, "--json")
    assert answer.code == 0
    found = answer.json
    assert {one["trust"] for one in found["signatures"]} == {"known"}
    assert [one["name"] for one in found["evidence"]] == ["Nadia Benali", "Karim Benali", "Claire Morel"]
    assert len({one["document_sha256"] for one in found["evidence"]}) == 1


@pytest.mark.parametrize("with_vault", [False, True])
def test_an_altered_paper_ends_with_3(sealed, with_vault):
    palier, path = sealed
    path.write_bytes(with_one_byte_changed(path.read_bytes()))
    answer = palier("verify", path, "--json") if with_vault else palier.bare("verify", path, "--json")
    assert answer.code == 3
    assert answer.json["intact"] is False
    assert answer.json["changes_after"]
    told = palier.bare("verify", path)
    assert "ATTENTION" in told.out + told.err


def test_a_paper_nobody_signed_is_neither_intact_nor_altered(palier, printed):
    _answer, out = printed("visit_report", "operator")
    answer = palier.bare("verify", out, "--json")
    assert (answer.code, answer.json["intact"], answer.json["signatures"]) == (0, None, [])
    told = palier.bare("verify", out)
    assert told.code == 0
    assert "Personne n’a signé ce fichier" in told.out


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"bonjour", "not_a_pdf"),
        (b"\x00" * 4000, "not_a_pdf"),
        (b"{}", "not_a_pdf"),
        (b"%PDF-1.7\nrien", "damaged_pdf"),
    ],
    ids=["empty", "text", "zeros", "json", "only a header"],
)
def test_what_is_no_paper_ends_with_1_and_a_sentence(new_palier, tmp_path, content, code):
    path = tmp_path / "papier.pdf"
    path.write_bytes(content)
    for answer in (new_palier.bare("verify", path, "--json"), new_palier("verify", path, "--json")):
        assert (answer.code, answer.json["error"]["code"]) == (1, code)
        sentences_only(answer.err)


@pytest.mark.parametrize("name", ["absent.pdf", "."])
def test_a_paper_that_cannot_be_read_is_named(new_palier, tmp_path, name):
    answer = new_palier.bare("verify", tmp_path / name, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "unreadable_file")


def test_a_case_already_signed_is_verified_after_it_was_signed_on_paper(new_palier, tmp_path):
    document = handed_but_unsigned(benali())
    assert new_palier("import", written(tmp_path / "a.json", document)).code == 0
    assert new_palier.json("show", NUMBER)["computed"]["contract_state"] == "handed_for_reading"
    assert new_palier("import", written(tmp_path / "b.json", changed(document, "as_of", TODAY))).code == 0
    assert new_palier("import", written(tmp_path / "c.json", benali())).code == 0
    assert new_palier.json("show", NUMBER)["computed"]["contract_state"] == "in_force"
