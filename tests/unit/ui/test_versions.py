"""Two colleagues wrote without knowing each other: the case shows both, and keeps the one somebody chooses."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.services.merging.carrying import Carrying
from db.models.contact import ContactPassage
from tests.journeys.world import CHEAP, copied
from ui.destinations import CaseTab, Destination, Place
from ui.kit.discretion import discretion

PASSAGE = select(ContactPassage).order_by(ContactPassage.id)
WORDS = "des mots que seuls nous savons"


def rewrite(desk, text: str) -> None:
    desk.vault.write(lambda session: setattr(session.scalars(PASSAGE).first(), "text", text))


def thread(opened):
    return opened.go(Destination(Place.CASE, opened.case(), CaseTab.THREAD))


@pytest.fixture
def met(opened, device, filled_template, tmp_path):
    """The window over a case that a colleague wrote in too."""
    with device.open(copied(filled_template, tmp_path / "collègue")) as other:
        rewrite(other, "Dette : 1542 €.")
        rewrite(opened.desk, "Dette : 1282 €.")
        file = Carrying(other.vault, CHEAP).export(WORDS, accept_weak=True)
    Carrying(opened.desk.vault, CHEAP).apply(file.content, WORDS)
    return opened


def test_a_case_nobody_else_wrote_in_shows_nothing_to_choose(opened):
    assert "À choisir" not in opened.words(thread(opened))


def test_both_versions_are_shown_and_one_is_kept(met):
    page = thread(met)
    words = met.words(page)
    assert "À choisir, à régler" in words
    assert "Dette : 1282 €." in words
    assert "Dette : 1542 €." in words
    kept = met.desk.versions.of(met.case())[0].versions[0].text
    met.press("Garder la version de Claire Morel", page)
    assert "Cette version est gardée." in met.words()
    assert "À choisir" not in met.words(thread(met))
    assert met.desk.versions.of(met.case()) == ()
    with met.desk.vault.read() as session:
        assert session.scalars(PASSAGE).first().text == kept


def test_versions_are_private_words(met):
    page = thread(met)
    discretion().cover(True)
    assert "1282" not in met.words(page)
    assert "1542" not in met.words(page)
