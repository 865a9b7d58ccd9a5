"""Wrong usage is said in French, in one sentence, and ends with 2; so does the help of every command."""

from __future__ import annotations

import re

import pytest

from tests.journeys.world import NUMBER, sentences_only

VERBS = (
    ("demo",), ("vault",), ("vault", "create"), ("vault", "check"), ("vault", "rebuild"), ("vault", "passphrase"),
    ("vault", "recovery-kit"), ("import",), ("export",), ("schema",), ("list",), ("show",), ("search",), ("print",),
    ("verify",), ("budget",), ("deadlines",), (),
)  # fmt: skip
ENGLISH = re.compile(
    r"\b(usage: |positional|arguments? (?:is|are)|required|expected|invalid|choose from|unrecognized|show this|"
    r"the following|not allowed|ignored|explicit|must|with argument|one of the|ambiguous|and exit|error|folder|"
    r"argument [A-Z-])",
)
WRONG = (
    ("unknown command", ("dossiers",)),
    ("unknown verb", ("vault", "open")),
    ("no verb", ("vault",)),
    ("no case", ("budget",)),
    ("no file", ("import",)),
    ("no words", ("search",)),
    ("no kind", ("print",)),
    ("no recipient", ("print", "visit_report", NUMBER, "--out", "x.pdf")),
    ("no out", ("print", "visit_report", NUMBER, "--for", "household")),
    ("unknown kind", ("print", "diagnostic", NUMBER, "--for", "household", "--out", "x.pdf")),
    ("unknown recipient", ("print", "visit_report", NUMBER, "--for", "maire", "--out", "x.pdf")),
    ("unknown option", ("list", "--tout")),
    ("shortened option", ("list", "--jso")),
    ("no day", ("list", "--today")),
    ("day in words", ("list", "--today", "demain")),
    ("day without dashes", ("list", "--today", "20261120")),
    ("day of a week", ("list", "--today", "2026-W47-5")),
    ("day that does not exist", ("list", "--today", "2026-02-30")),
    ("day in other digits", ("list", "--today", "２０２６-11-20")),
    ("flag with a value", ("list", "--json=oui")),
    ("descriptor in words", ("list", "--passphrase-fd", "trois")),
    ("two secrets", ("list", "--passphrase-fd", "3", "--passphrase-file", "x")),
    ("unknown profession", ("vault", "create", "--profession", "roi")),
    ("too many", ("budget", NUMBER, NUMBER)),
)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_help_is_in_french(new_palier, verb):
    answer = new_palier.bare(*verb, "--help")
    assert answer.code == 0
    assert not ENGLISH.search(answer.out), ENGLISH.search(answer.out)
    assert "montrer cette aide" in answer.out
    assert answer.out.startswith("usage\N{NO-BREAK SPACE}: palier")


@pytest.mark.parametrize("verb", [one for one in VERBS if one], ids=" ".join)
def test_help_says_what_each_argument_is(new_palier, verb):
    parts = re.split(r"\n(?=  \S)", new_palier.bare(*verb, "--help").out)
    silent = [part for part in parts[1:] if re.fullmatch(r"  \S+( \S+)?\s*", part)]
    assert not silent, silent


@pytest.mark.parametrize("arguments", [one[1] for one in WRONG], ids=[one[0] for one in WRONG])
def test_wrong_usage_is_one_french_sentence_and_ends_with_2(new_palier, arguments):
    answer = new_palier.bare(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert not ENGLISH.search(answer.err), answer.err
    assert "--help" in answer.err
    sentences_only(answer.err)


def test_wrong_usage_writes_nothing(new_palier, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    for _name, arguments in WRONG:
        new_palier.bare(*arguments)
    assert sorted(tmp_path.rglob("*")) == before


def test_without_a_command_it_names_the_demonstration(new_palier):
    answer = new_palier.bare()
    assert answer.code in {0, 1}
    assert "palier demo" in answer.err


def test_a_passphrase_is_never_an_argument(new_palier):
    answer = new_palier.bare("list", "--passphrase", "sept mots")
    assert answer.code == 2
