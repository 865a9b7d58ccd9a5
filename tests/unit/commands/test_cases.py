"""Which case a command is about, and what an import says."""

from __future__ import annotations

import json

import pytest

from app.errors import Expected
from tests.journeys.world import CONFIDED, HEALTH, NUMBER, TODAY, benali, changed, sentences_only, written

pytestmark = pytest.mark.thorough  # each test runs whole commands on a vault of its own

READING = ("show", "budget", "deadlines", "export")


@pytest.fixture
def case_id(palier):
    return palier.json("list")["cases"][0]["id"]


@pytest.mark.parametrize("command", READING)
def test_a_case_is_named_by_its_number_or_the_beginning_of_its_id(palier, case_id, command):
    answers = [palier(command, asked, "--today", TODAY, "--json") for asked in (NUMBER, case_id[:8])]
    assert [one.code for one in answers] == [0, 0]
    assert len({one.out for one in answers}) == 1


@pytest.mark.parametrize("command", READING)
def test_a_case_nobody_knows_ends_with_1(palier, command):
    answer = palier(command, "2026-0143", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "no_case")
    sentences_only(answer.err)


@pytest.mark.parametrize("asked", ["2026-014", "%", "________", "", " "])
def test_no_number_stands_for_another(desk, asked):
    with pytest.raises(Expected) as refused:
        desk.cases.find(asked)
    assert refused.value.code == "no_case"


def test_seven_characters_of_an_id_are_too_few(palier, case_id):
    assert palier("show", case_id[:7], "--json").json["error"]["code"] == "no_case"


def test_one_number_of_two_operators_ends_with_2_and_names_both(palier, tmp_path):
    other = changed(
        changed(benali(), "organisations.0.siret", "00000000000099"), "organisations.0.name", "Autre maison"
    )
    assert palier("import", written(tmp_path / "autre.json", other)).code == 0
    ids = [one["id"] for one in palier.json("list")["cases"]]
    assert len(set(ids)) == 2
    answer = palier("show", NUMBER, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "two_cases")
    assert all(one in answer.err for one in ids)
    for one in ids:
        assert palier("show", one, "--today", TODAY).code == 0


def test_a_case_without_number_is_found_by_its_id_only(palier, tmp_path):
    assert palier("import", written(tmp_path / "sans.json", changed(benali(), "case.number", ""))).code == 0
    (nameless,) = [one["id"] for one in palier.json("list")["cases"] if one["number"] == ""]
    assert palier("show", nameless, "--today", TODAY).code == 0
    assert palier("show", "").code == 1


def test_the_same_file_twice_changes_nothing(palier, tmp_path):
    answer = palier("import", written(tmp_path / "a.json", benali()), "--json")
    assert answer.code == 0
    (one,) = answer.json["imported"]
    assert (one["case"], one["added"], one["updated"], answer.json["problems"]) == (NUMBER, 0, 0, [])
    assert len(palier.json("list")["cases"]) == 1


def test_one_bad_file_of_two_leaves_the_good_one(new_palier, tmp_path):
    good, bad = written(tmp_path / "bon.json", benali()), tmp_path / "mauvais.json"
    bad.write_text("{", "utf-8")
    for order in ((good, bad), (bad, good)):
        answer = new_palier("import", *order, "--json")
        assert answer.code == 1
        assert [one["case"] for one in answer.json["imported"]] == [NUMBER]
        assert {one["file"] for one in answer.json["problems"]} == {str(bad)}
        sentences_only(answer.err)
    assert len(new_palier.json("list")["cases"]) == 1


def test_all_problems_of_a_file_are_told_at_once_with_their_paths(new_palier, tmp_path):
    document = changed(
        changed(benali(), "contract.objectives.1.due_on", "2026-02-30"), "budget.housing.rent", "400.000"
    )
    document["inconnue"] = 1
    answer = new_palier("import", written(tmp_path / "a.json", document), "--json")
    assert answer.code == 1
    problems = answer.json["problems"]
    assert {one["path"] for one in problems} == {"contract.objectives[1].due_on", "budget.housing.rent", "inconnue"}
    for one in problems:
        assert set(one) == {"file", "code", "sentence", "path", "found", "expected"}
        assert one["sentence"] in answer.err


def test_problems_hold_no_more_than_a_glimpse_of_private_text(new_palier, tmp_path):
    secret = f"{HEALTH} " + "confidence " * 20 + CONFIDED
    document = changed(benali(), "diagnosis.points.health_issues.state", secret)
    answer = new_palier("import", written(tmp_path / "a.json", document), "--json")
    assert CONFIDED not in answer.err + answer.out
    assert all(len(one["found"]) <= 84 for one in answer.json["problems"])


@pytest.mark.parametrize("name", ["absent.json", ".", "absent/a.json"])
def test_a_file_that_cannot_be_read_is_named(new_palier, tmp_path, name):
    answer = new_palier("import", tmp_path / name, "--json")
    assert answer.code == 1
    assert [one["code"] for one in answer.json["problems"]] == ["unreadable_file"]
    sentences_only(answer.err)


NO_CASE = (
    b"", b"[]", b"null", b"\xef\xbb\xbf{}", b"\xff\xfe{}", b'{"format":"palier.case/2"}', b"[" * 100_000,
    b'{"a":1,"a":2}', b'{"format":NaN}', b'{"format":"\\ud800"}', b"%PDF-1.7", bytes(100),
    b'{"format":' + b"9" * 6000 + b"}",
)  # fmt: skip


def test_what_is_no_case_file_is_refused_in_sentences(new_palier, tmp_path):
    paths = [tmp_path / f"{rank}.json" for rank, _ in enumerate(NO_CASE)]
    for path, content in zip(paths, NO_CASE, strict=True):
        path.write_bytes(content)
    answer = new_palier("import", *paths, "--json")
    assert answer.code == 1
    assert {one["file"] for one in answer.json["problems"]} == {str(path) for path in paths}
    sentences_only(answer.err)
    assert new_palier.json("list")["cases"] == []


def test_a_file_over_fifty_megabytes_is_refused(new_palier, tmp_path):
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(60 << 20)
    answer = new_palier("import", path, "--json")
    assert answer.code == 1
    assert "50" in answer.err


def test_an_export_to_a_place_that_cannot_be_written_leaves_nothing(palier, tmp_path):
    answer = palier("export", NUMBER, "--out", tmp_path / "absent" / "a.json", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "unwritable")


def test_an_export_to_a_file_says_that_it_is_in_clear(palier, tmp_path):
    answer = palier("export", NUMBER, "--out", tmp_path / "a.json")
    assert "n’est plus protégé" in answer.err
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["case"]["number"] == NUMBER


def test_an_empty_vault_says_how_to_fill_it(new_palier):
    assert "palier import" in new_palier("list").err
    assert new_palier.json("list") == {"today": TODAY, "cases": []}


def test_the_day_is_the_device_s_unless_one_is_asked(palier, device):
    device.clock.set(device.clock.now().replace(year=2027, month=1, day=5))
    assert palier("budget", NUMBER, "--json").json["today"] == "2027-01-05"
    assert palier("budget", NUMBER, "--json", "--today", "2026-12-01").json["today"] == "2026-12-01"


def test_the_day_of_the_device_is_the_day_where_the_worker_works(palier, device):
    device.clock.set(device.clock.now().replace(month=12, day=1, hour=23, minute=30))
    assert palier("list", "--json").json["today"] == "2026-12-02"


def test_any_words_may_be_searched(desk):
    for words in ("", " ", '"', "*", "a AND", "'; drop", "NEAR(", "🙂", "-", "a" * 5000, "col:x", "\x00", "é\u0301"):
        assert isinstance(desk.search(words), tuple)


def test_words_that_look_like_an_option_may_be_searched(palier):
    options = ("--vault", palier.folder, "--passphrase-file", palier.secret)
    assert palier.bare("search", "--json", *options, "--", "--loyer").code == 0
