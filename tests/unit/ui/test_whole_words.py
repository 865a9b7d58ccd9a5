"""Words are whole where there is room for them, and a no-break space stays one: « : » never begins a line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from app.services.signature.signing import Circumstances
from app.words import on_one_line
from resources.vocabulary import DocumentKind
from ui.case.header import next_of
from ui.contract.lines import LinesZone
from ui.destinations import CaseTab, Destination, Place
from ui.kit.discretion import discretion
from ui.signing.view_model import Told

TODAY = dt.date(2026, 11, 20)
CONTRACT = DocumentKind.SUPPORT_CONTRACT


@pytest.mark.parametrize(
    ("text", "most", "line"),
    [
        ("Prochain échange\u00a0: le 1er janvier", 90, "Prochain échange\u00a0: le 1er janvier"),
        ("  une ligne\n puis\tune autre \n", 90, "une ligne puis une autre"),
        ("des mots\u00a0: assez longs", 15, "des mots\u00a0: …"),
        ("anticonstitutionnellement", 10, "anticons …"),
        ("", 10, ""),
    ],
)
def test_a_text_on_one_line_is_cut_between_two_words_and_keeps_its_no_break_spaces(text, most, line):
    assert on_one_line(text, most) == line
    assert len(line) <= most


def test_what_comes_next_keeps_the_space_before_its_colon():
    said = next_of(dt.date(2027, 1, 1), "Prochain échange avec le bailleur\u00a0: le 1er janvier 2027.")
    assert said == "Prochain échange avec le bailleur\u00a0: le 1er janvier 2027"


def test_a_line_that_is_moved_keeps_its_no_break_spaces(qtbot):
    zone = LinesZone("Vous", "je préviens\u00a0; sinon j’appelle\ndeux")
    qtbot.addWidget(zone)
    zone.move_line(1)
    assert zone.typed == "deux\nje préviens\u00a0; sinon j’appelle"


def test_where_the_second_version_stands_is_said_whole(opened_unsigned):
    contracting, case_id = opened_unsigned.desk.contracting, opened_unsigned.case()
    contracting.hand(case_id, TODAY)
    contracting.set_field(case_id, "rhythm", "un mardi sur deux")
    contracting.hand(case_id, TODAY)
    page = opened_unsigned.go(Destination(Place.CONTRACT, case_id))
    assert "version 2 · remis pour lecture le 20 novembre 2026" in opened_unsigned.words(page)


def test_a_half_signed_paper_says_who_is_missing_whole_and_once(opened_unsigned):
    desk, case_id = opened_unsigned.desk, opened_unsigned.case()
    frozen = desk.signing.freeze(CONTRACT, case_id, today=TODAY)
    desk.signing.record_on_paper(frozen, frozen.places[0], Circumstances())
    page = opened_unsigned.go(Destination(Place.CASE, case_id, CaseTab.PROJECT))
    words = opened_unsigned.words(page).split("\n")
    assert "signé par une partie" in words
    assert [one for one in words if "il manque" in one.casefold()] == [
        "Il manque la signature de Karim Benali, Claire Morel."
    ]


def test_who_signs_is_told_in_what_quality_whole(opened_unsigned):
    page = opened_unsigned.go(Destination(Place.SIGNING, opened_unsigned.case(), CONTRACT.value))
    opened_unsigned.press("Passer à la signature", page)
    capacity = "conseil en économie sociale et familiale (CESF), pour l’association"
    place = page.course.sitting.paper.frozen.places[-1]
    place = replace(place, shown=replace(place.shown, capacity=capacity))
    page.course.signature.ask(place, 3, 3, last=True, told=Told())
    opened_unsigned.settle()
    assert capacity.capitalize().replace("cesf", "CESF") in opened_unsigned.words(page)


def test_the_words_of_each_adult_are_named_by_whose_they_are(qtbot, opened_unsigned):
    page = opened_unsigned.go(Destination(Place.DIAGNOSIS, opened_unsigned.case(), "approval"))

    def names():
        zones = page.findChildren(QPlainTextEdit)
        return [one.accessibleName() for one in zones if "Les mots à ajouter" in one.accessibleName()]

    assert names() == ["Nadia Benali\u00a0: Les mots à ajouter", "Karim Benali\u00a0: Les mots à ajouter"]
    qtbot.keyClick(opened_unsigned.window, Qt.Key.Key_F9)
    assert discretion().covered
    assert names() == ["•••••\u00a0: Les mots à ajouter"] * 2
