"""What a screen reader says: nothing of a case under F9, and no two controls of a page alike."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.services.editing.registry import EDITABLE
from tests.journeys.world import benali
from ui.destinations import CaseTab, Destination, Place
from ui.forms.inputs import _PLACEHOLDERS
from ui.forms.lists import open_row
from ui.forms.sheet import Asked
from ui.kit.discretion import discretion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.editing.views import RowView

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
    "complémentaire santé solidaire",
)  # words of the house, not of a household
AMOUNT = re.compile(r"\d,\d\d(?!\d)|\d\s*€")
TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)


def private_texts(part: object) -> Iterator[str]:
    """Return the beginning of each text the example says of its household, and its names."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"first_name", "last_name", "name", "address"}:
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
    """Return what a text says of the example: its names, addresses and words, and any amount at all."""
    examples = [placeholder() for placeholder in _PLACEHOLDERS.values()]  # how a field is typed, the same for all
    for one in (*OF_EVERY_CASE, *sorted(examples, key=len, reverse=True)):
        text = re.sub(re.escape(one), "", text, flags=re.IGNORECASE)
    document = benali()
    document.pop("programme")
    found = {one for one in private_texts(document) if one.casefold() in text.casefold()}
    return sorted({*found, *AMOUNT.findall(text)})


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


def rows_of(opened, kind: str) -> list[RowView | None]:
    """Return each row of a kind the example carries, and None: the sheet that adds one."""
    return [*opened.desk.editing.rows(opened.case(), kind), None]


def shared(opened) -> str:
    """Show the page of the person present and return all that is read and said of it."""
    opened.go(Destination(Place.CASE, opened.case()))
    opened.vault.set_shared(True)
    opened.settle()
    return f"{opened.words()}\n{said(opened.window)}"


def test_what_is_private_is_found_in_what_is_spoken(opened):
    page = opened.go(Destination(Place.CASE, opened.case()))
    assert "préparer la feuille « Mon au" in leaks(said(page))


def test_uncovered_names_addresses_and_amounts_are_found(opened):
    page = opened.go(Destination(Place.CASE, opened.case(), CaseTab.HOME_AND_MONEY))
    assert any(AMOUNT.search(one) for one in leaks(said(page)))
    assert "12 rue des Lilas, 59000 Lille" in leaks(said(page))
    assert {"Nadia", "Karim"} <= set(leaks(shared(opened)))
    (diagnosis,) = opened.desk.editing.rows(opened.case(), "diagnosis")
    sheet = open_row(opened.vault.workplace, opened.case(), Asked("diagnosis"), diagnosis)
    assert "Claire Morel" in leaks(said(sheet))
    assert "Claire Morel" in leaks(opened.words(sheet))


@pytest.mark.parametrize("kind", sorted(EDITABLE))
@pytest.mark.parametrize("first", [True, False], ids=["covered_first", "then_covered"])
def test_under_f9_no_sheet_of_a_row_names_anybody(opened, kind, first):
    discretion().cover(first)
    for row in rows_of(opened, kind):
        sheet = open_row(opened.vault.workplace, opened.case(), Asked(kind), row)
        opened.settle()
        discretion().cover(True)
        assert leaks(f"{opened.words(sheet)}\n{said(sheet)}") == []
        sheet.reject()
        discretion().cover(first)
    opened.settle()


@pytest.mark.parametrize("first", [True, False], ids=["covered_first", "then_covered"])
def test_under_f9_the_shared_page_names_nobody(opened, first):
    discretion().cover(first)
    shared(opened)
    discretion().cover(True)
    opened.settle()
    assert leaks(f"{opened.words()}\n{said(opened.window)}") == []


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
