"""What a screen reader says: nothing of a case under F9, and no two controls of a page alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tests.journeys.world import benali
from ui.destinations import CaseTab, Destination, Place
from ui.kit.discretion import discretion

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = [
    *(Destination(one) for one in (Place.TODAY, Place.PERSONS, Place.PROCEDURES)),
    *(Destination(Place.CASE, "", tab) for tab in CaseTab),
    *(Destination(Place.DIAGNOSIS, "", detail) for detail in (None, "financial_situation", "sharing", "approval")),
    *(Destination(Place.CONTRACT, "", detail) for detail in (None, "mutual_commitments")),
]
SHEETS = ("note", "request", "palette", "household")
OF_EVERY_CASE = (
    "plan d’apurement convenu",
    "Une visite tous les quinze jours",
)  # words of the house, not of a household
TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)


def private_texts(part: object) -> Iterator[str]:
    """Return the beginning of each text the example says of its household, and its names."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"first_name", "last_name"}:
                yield str(value)
            yield from private_texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from private_texts(value)
    elif isinstance(part, str) and " " in part and len(part) > len("a few words."):
        yield part[:28]


def spoken(interface: QAccessible | None) -> Iterator[str]:
    """Return all a screen reader may say of what is in sight, from the tree it reads."""
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    yield from (interface.text(kind) for kind in TEXTS)
    if (text := interface.textInterface()) is not None:
        yield text.text(0, text.characterCount())
    if isinstance(made := interface.object(), QWidget):
        yield made.toolTip()
    for rank in range(interface.childCount()):
        yield from spoken(interface.child(rank))


def of_case(opened, destination: Destination) -> Destination:
    wanted = destination.case_id is not None
    return Destination(destination.place, opened.case() if wanted else None, destination.detail)


def sheet_of(opened, name: str) -> QDialog:
    case_id, vault = opened.case(), opened.vault
    opened.go(Destination(Place.CASE, case_id))
    if name == "household":
        opened.press("Ménage")
    else:
        {"note": vault.new_note, "request": lambda: vault.take_request(case_id), "palette": vault.search}[name]()
    opened.settle()
    return next(one for one in opened.window.findChildren(QDialog) if one.isVisible())


def said(widget: QWidget) -> str:
    return "\n".join(one for one in spoken(QAccessible.queryAccessibleInterface(widget)) if one)


def leaks(text: str) -> list[str]:
    for one in OF_EVERY_CASE:
        text = text.replace(one, "")
    document = benali()
    document.pop("programme")
    return sorted({one for one in private_texts(document) if one.casefold() in text.casefold()})


def alike(widget: QWidget) -> list[tuple[str, str, str]]:
    """Return the controls in sight that are said in the same words; a tab may lead where a button does."""
    kinds = (QPushButton, QLineEdit, QPlainTextEdit, QComboBox)
    controls = [
        one
        for one in widget.findChildren(QWidget)
        if isinstance(one, kinds) and one.isVisible() and one.property("kind") != "tab"
    ]
    counted = Counter((type(one).__name__, one.accessibleName(), one.accessibleDescription()) for one in controls)
    return [one for one, times in counted.items() if times > 1]


def test_what_is_private_is_found_in_what_is_spoken(opened):
    page = opened.go(Destination(Place.CASE, opened.case()))
    assert "préparer la feuille « Mon au" in leaks(said(page))


@pytest.mark.parametrize("destination", PLACES, ids=lambda one: f"{one.place.value} {one.detail or ''}".strip())
def test_under_f9_nothing_of_a_case_is_spoken(opened, destination):
    discretion().cover(True)
    opened.go(of_case(opened, destination))
    assert leaks(said(opened.window)) == []


@pytest.mark.parametrize("destination", PLACES, ids=lambda one: f"{one.place.value} {one.detail or ''}".strip())
def test_f9_pressed_on_a_page_silences_what_it_said(opened, destination):
    opened.go(of_case(opened, destination))
    discretion().cover(True)
    opened.settle()
    assert leaks(said(opened.window)) == []


@pytest.mark.parametrize("name", SHEETS)
def test_under_f9_nothing_of_a_case_is_spoken_by_a_sheet(opened, name):
    discretion().cover(True)
    assert leaks(said(sheet_of(opened, name))) == []


@pytest.mark.parametrize("destination", PLACES, ids=lambda one: f"{one.place.value} {one.detail or ''}".strip())
def test_no_two_controls_of_a_page_are_said_alike(opened, destination):
    assert alike(opened.go(of_case(opened, destination))) == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_two_controls_of_a_sheet_are_said_alike(opened, name):
    assert alike(sheet_of(opened, name)) == []
