from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.errors import Expected, Several
from app.services.exchange import reading
from app.services.exchange.reading import read_case_bytes
from tests.strategies.case_files import case_files, texts

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3),
    max_leaves=10,
)


def refused(untrusted: bytes) -> Expected:
    with pytest.raises(Expected) as caught:
        read_case_bytes(untrusted)
    return caught.value


@pytest.mark.parametrize(
    ("untrusted", "code"),
    [
        (b"", "empty_file"),
        (b" \n\t ", "empty_file"),
        (b'\xef\xbb\xbf{"format": "palier.case/1"}', "byte_order_mark"),
        ('{"format": "palier.case/1"}'.encode("utf-16"), "not_utf8"),
        (b'{"label": "\xe9"}', "not_utf8"),
        (b"\x89PNG\r\n" + b"[" * 65, "not_utf8"),
        (b'{"label": "\xed\xa0\x80"}', "not_utf8"),
        (b'{"a": 1,}', "not_json"),
        (b'{"a": "b', "not_json"),
        (b'{"a": "line\nbreak"}', "not_json"),
        (b'{"a": 01}', "not_json"),
        (b"{} {}", "not_json"),
        (b"]", "not_json"),
        (b"[1, 2]", "not_an_object"),
        (b'"text"', "not_an_object"),
        (b"12", "not_an_object"),
        (b"NaN", "not_an_object"),
        (b"[" * 65 + b"]" * 65, "too_deep"),
        (b"[" * 1_000_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
    ],
)
def test_what_is_not_a_case_file_is_refused_in_one_sentence(untrusted, code):
    trouble = refused(untrusted)
    assert trouble.code == code
    assert "Rien n’a été importé" in trouble.sentence
    assert "\n" not in trouble.sentence


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ('{"case": {"number": "1", "number": "2"}}', "duplicate_key", "case.number"),
        ('{"a": [{"b": 1}, {"b": 1, "c": 2, "b": 3}]}', "duplicate_key", "a[1].b"),
        ('{"a": {"x": 1}, "a": {"y": 1}}', "duplicate_key", "a"),
        (r'{"case": {"number": "\ud800"}}', "lone_surrogate", "case.number"),
        (r'{"a": ["ok", "\udc00\ud800"]}', "lone_surrogate", "a[1]"),
        (r'{"\udfff": 1}', "lone_surrogate", "·"),
        (r'{"a": "x\u0000y"}', "nul_in_text", "a"),
        ('{"a": NaN}', "not_a_number", "a"),
        ('{"a": [Infinity]}', "not_a_number", "a[0]"),
        ('{"a": -Infinity}', "not_a_number", "a"),
        ('{"a": 1.0}', "not_an_integer", "a"),
        ('{"a": 1e2}', "not_an_integer", "a"),
        ('{"a": 1e999999}', "not_an_integer", "a"),
        ('{"a": 9007199254740993}', "integer_too_large", "a"),
        ('{"a": -9007199254740993}', "integer_too_large", "a"),
        ('{"a": ' + "9" * 100_000 + "}", "integer_too_large", "a"),
    ],
)
def test_what_no_case_file_may_hold_is_refused_with_its_path(text, code, path):
    trouble = refused(text.encode())
    assert (trouble.code, trouble.path) == (code, path)
    assert path in trouble.sentence
    assert len(trouble.found or "") <= 80


def test_all_that_no_case_file_may_hold_is_said_at_once():
    with pytest.raises(Several) as caught:
        read_case_bytes(rb'{"a": 1.5, "b": [NaN, "\ud800"], "c": {"d": 1, "d": 2}}')
    assert [problem.path for problem in caught.value.problems] == ["a", "b[0]", "b[1]", "c.d"]


def test_foreign_keys_are_shortened_however_deep_they_stand():
    key = "Nadia raconte que " * 5
    trouble = refused(json.dumps({key: {key: {key: {key: 1.5}}}}).encode())
    assert len(trouble.path or "") <= 80
    assert key[:41] not in trouble.sentence


def test_a_file_over_fifty_megabytes_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_FILE", 30)
    assert read_case_bytes(b'{"a": "' + b"x" * 20 + b'" }') == {"a": "x" * 20}
    assert refused(b'{"a": "' + b"x" * 40 + b'"').code == "too_large"


def test_the_limit_of_size_is_fifty_megabytes():
    assert reading.LARGEST_FILE == 50_000_000


def test_sixty_four_levels_are_read():
    untrusted = b'{"a":' + b"[" * 63 + b"]" * 63 + b"}"
    assert read_case_bytes(untrusted)["a"]


def test_brackets_inside_texts_are_not_levels():
    text = {"a": '[{"\\' * 200, "b\\": "\\", "c": '\\"[[['}
    assert read_case_bytes(json.dumps(text).encode()) == text


def test_a_text_full_of_escapes_is_read_without_exhausting_memory():
    assert read_case_bytes(b'{"a": "' + b"\\n" * 500_000 + b'"}')["a"] == "\n" * 500_000


def test_the_largest_whole_number_is_read():
    assert read_case_bytes(b'{"a": 9007199254740992, "b": -9007199254740992}') == {"a": 2**53, "b": -(2**53)}


def test_a_surrogate_pair_is_one_character():
    assert read_case_bytes(rb'{"a": "\ud83c\udfa8"}') == {"a": "🎨"}


@settings(deadline=None)
@given(st.dictionaries(texts(), JSON_VALUES, max_size=5), st.booleans())
def test_every_json_object_is_read_as_written(document, escaped):
    assert read_case_bytes(json.dumps(document, ensure_ascii=escaped).encode()) == document


@settings(deadline=None)
@given(st.binary(max_size=200))
@example(b'{"a": "\\')
@example(b'"')
def test_no_bytes_raise_anything_but_an_expected_trouble(untrusted):
    with contextlib.suppress(Expected, Several):
        assert isinstance(read_case_bytes(untrusted), dict)


@settings(deadline=None)
@given(case_files(), st.data())
def test_a_case_file_altered_anywhere_raises_nothing_but_an_expected_trouble(document, data):
    whole = bytearray(json.dumps(document, ensure_ascii=data.draw(st.booleans())).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        where = data.draw(st.integers(0, len(whole) - 1))
        whole[where : where + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    with contextlib.suppress(Expected, Several):
        assert isinstance(read_case_bytes(bytes(whole)), dict)
