"""The window and the computer around it: started twice, in another language, on a disk that refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.journeys.somebody import Somebody, without_manager
from tests.journeys.world import REPOSITORY
from tests.unit.ui.fixtures import gone, shown
from ui.destinations import Destination, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("own_settings"), without_manager]
PROGRAM = Path(__file__).with_name("types_until_killed.py")
CONTROL = Qt.KeyboardModifier.ControlModifier
TYPED = "Elle dit que le loyer d’octobre est payé."


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    """The environment of a device of its own, without a screen."""
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    runtime = tmp_path / "session"
    runtime.mkdir(mode=0o700)
    return {**os.environ, **homes, "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "offscreen"}


def test_a_second_start_raises_the_first_window_and_ends(filled, surroundings):
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(filled), "away"], stdout=subprocess.PIPE, text=True, env=surroundings
    ) as first:
        try:
            assert first.stdout.readline() == "away\n"
            second = subprocess.run(
                [sys.executable, "-m", "ui", "--vault", str(filled)],
                env=surroundings, cwd=REPOSITORY, timeout=60, check=False,
            )  # fmt: skip
            assert second.returncode == 0
            assert first.stdout.readline() == "raised\n"
            assert first.poll() is None
        finally:
            first.kill()


@pytest.mark.parametrize(("language", "words"), [("fr", "Aujourd’hui"), ("en", "Today")])
def test_the_window_speaks_the_language_asked_for(filled, surroundings, language, words):
    answer = subprocess.run(
        [sys.executable, str(PROGRAM), str(filled), "look"],
        env={**surroundings, "PALIER_LANGUAGE": language}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout.splitlines()[-1]).split("\n")
    assert words in said
    assert ("Réglages" in said) is (language == "fr")


REFUSALS = {
    "a full disk": ("PRAGMA max_page_count = {pages}", "PRAGMA max_page_count = 1000000"),
    "a disk to read only": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
}

SENTENCES = {"a full disk": "Le disque est plein", "a disk to read only": "Rien ne peut être écrit"}


@pytest.fixture
def somebody(qtbot, device, filled) -> Iterator[Somebody]:
    made = shown(qtbot, device, filled)
    yield Somebody(qtbot, made)
    gone(made)


@pytest.mark.parametrize("why", REFUSALS)
def test_a_disk_that_refuses_is_one_sentence_and_the_text_stays_and_is_kept_on_leaving(somebody, qtbot, why):
    opened, (refuse, accept) = somebody.opened, REFUSALS[why]
    opened.go(Destination(Place.DIAGNOSIS, opened.case(), "talk"))
    somebody.click("Notes libres", QPlainTextEdit)
    vault = opened.desk.vault
    (vault.folder / "palier.reserve").unlink()  # what gives room once
    pages = vault.maintain(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0])
    vault.maintain(lambda raw: raw.execute(refuse.format(pages=pages)).fetchall())
    QApplication.clipboard().setText(f"{TYPED} {'x' * 20_000}")
    somebody.key(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(opened.vault.frame.troubles.isVisible, timeout=20_000)
    said = opened.words(opened.vault.frame.troubles)
    assert SENTENCES[why] in said
    assert "Palier s’est trompé" not in said
    field = somebody.control("Notes libres", QPlainTextEdit)
    assert field.toPlainText().startswith(TYPED)
    vault.maintain(lambda raw: raw.execute(accept).fetchall())
    opened.go(Destination(Place.TODAY))  # nothing more is typed: leaving is enough
    assert [one.typed.text[: len(TYPED)] for one in opened.desk.drafts.all_found()] == [TYPED]


@pytest.mark.parametrize("why", REFUSALS)
def test_a_form_on_a_disk_that_refuses_is_kept_once_it_no_longer_does(somebody, qtbot, why):
    opened, (refuse, accept) = somebody.opened, REFUSALS[why]
    opened.go(Destination(Place.PERSONS))
    somebody.click("Nouveau dossier")
    vault = opened.desk.vault
    (vault.folder / "palier.reserve").unlink()
    pages = vault.maintain(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0])
    vault.maintain(lambda raw: raw.execute(refuse.format(pages=pages)).fetchall())
    QApplication.clipboard().setText("Samia " + "x" * 20_000)
    somebody.key(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(opened.vault.frame.troubles.isVisible, timeout=20_000)
    vault.maintain(lambda raw: raw.execute(accept).fetchall())
    somebody.key(Qt.Key.Key_Escape)
    assert "Samia" in "".join(one.typed.text for one in opened.desk.drafts.all_found())
