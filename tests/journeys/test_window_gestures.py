"""What each act of the day costs in gestures: a press, a key, a chord; typing a text costs none (decision 19).

Where each count starts: a visit's note, a visit moved, a closed door and the next day, from Aujourd’hui; a call and a
fact, from anywhere; a démarche, from Démarches; the rent of a month and a sheet for the household, from their tab of
the case in sight; signatures, from the page that signs. What the system asks before it prints is not ours to count.

Two acts of decision 19 have no feature to count yet, and no open issue: the letter (5; models, the place « Courrier »
of decision 16), and what is passed to a colleague (2; « À évoquer », « À Hugo », with what several workers share).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.services.past.acts import ActKind
from resources.vocabulary import ContactOutcome, DocumentKind
from tests.journeys.somebody import Somebody, pads, without_manager
from tests.unit.ui.fixtures import Opened, gone, shown
from tests.unit.ui.test_papers import to_file
from ui.choosing.lines import LineList
from ui.destinations import CaseTab, Destination, Place
from ui.papers.sheet import PaperSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("own_settings"), without_manager]
LANDLORD = "03 20 00 00 02"  # the number of the example's
MORNING = dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.UTC)  # the example's visit is at half past ten


@pytest.fixture
def somebody(qtbot, device, unsigned) -> Iterator[Somebody]:
    """A worker on the morning of a visit, before Aujourd’hui."""
    device.clock.set(MORNING)
    made = shown(qtbot, device, unsigned)
    for row in rows(made, "appointment")[1:]:  # nothing is planned after the visit
        made.desk.editing.remove(made.case(), "appointment", row.id)
    made.go(Destination(Place.TODAY))
    yield Somebody(qtbot, made)
    gone(made)


def rows(opened: Opened, kind: str):
    return opened.desk.editing.rows(opened.case(), kind)


def visit_note(one: Somebody) -> None:
    """A visit's note from Aujourd’hui, the next meeting planned."""
    before = {row.id for row in rows(one.opened, "appointment")}
    one.click("Commencer")
    one.types("Factures classées ensemble.\n« On respire un peu. »\n! appeler la CAF")
    proposed = (button.accessibleName() for button in one.sheet.findChildren(QPushButton))
    one.click(next(name for name in proposed if name.startswith("Se revoir")))
    one.chord(Qt.Key.Key_Return)
    made = rows(one.opened, "contact")[-1]
    assert made.values["on_day"] == dt.date(2026, 12, 1)
    held = [row for row in rows(one.opened, "appointment") if row.values["outcome"] is ContactOutcome.HELD]
    assert {row.id for row in held} <= before
    assert len(held) == 1
    assert [row for row in rows(one.opened, "appointment") if row.id not in before]


def call(one: Somebody) -> None:
    """A call from somebody, to call back."""
    one.chord(Qt.Key.Key_D)
    one.types("nadi")
    one.key(Qt.Key.Key_Return)
    one.types("Une fuite sous l’évier.")
    one.chord(Qt.Key.Key_Return)
    assert rows(one.opened, "request")[-1].values["text"] == "Une fuite sous l’évier."


def postponed(one: Somebody) -> None:
    """A visit moved at their demand."""
    one.click("Reporter\u00a0: 10\u00a0h\u00a030")
    one.click("Prévenu par eux")
    assert ContactOutcome.CANCELLED_BY_HOUSEHOLD in outcomes(one)


def closed_door(one: Somebody) -> None:
    """Nobody opened."""
    one.click("Reporter\u00a0: 10\u00a0h\u00a030")
    one.click("Porte close")
    assert ContactOutcome.CLOSED_DOOR in outcomes(one)


def fact(one: Somebody) -> None:
    """A number found and copied."""
    one.chord(Qt.Key.Key_K)
    one.types("bena bailleur")
    lines = one.sheet.findChild(LineList)
    one.qtbot.waitUntil(lambda: any(LANDLORD in f"{line.title} {line.about}" for line in lines.lines), timeout=5_000)
    one.chord(Qt.Key.Key_C)
    assert QApplication.clipboard().text() == LANDLORD


def rent(one: Somebody) -> None:
    """The rent of a month came."""
    one.opened.desk.vault.context.clock.advance(days=9)  # what is due on the 5th is to be told
    one.opened.go(Destination(Place.CASE, one.opened.case(), CaseTab.HOME_AND_MONEY))
    before = len(rows(one.opened, "movement"))
    one.click("Payé")
    assert any(row.values["credit"] for row in rows(one.opened, "movement")[before:])


def sheet(one: Somebody) -> None:
    """A sheet for the household to keep: their next meeting, who does what."""
    one.opened.go(Destination(Place.CASE, one.opened.case(), CaseTab.PAPERS))
    one.click("Fiche de suivi, pour le ménage")
    paper = one.sheet
    assert isinstance(paper, PaperSheet)
    one.qtbot.waitUntil(paper.print.isEnabled, timeout=20_000)
    paper.ask_printer = lambda _parent: to_file(one.opened.desk.vault.folder.parent / "fiche.pdf")
    one.click(paper.print.text())
    one.qtbot.waitUntil(lambda: bool(_given(one)), timeout=20_000)


def _given(one: Somebody) -> list[str]:
    """What the register says was printed."""
    kept = one.opened.desk.past.acts.of_case(one.opened.case(), (ActKind.PRINT,), dt.date(2026, 12, 1))
    return [act.what for act in kept]


def procedure(one: Somebody) -> None:
    """A procedure moves on."""
    one.opened.go(Destination(Place.PROCEDURES))
    before = [row.values for row in rows(one.opened, "procedure")]
    one.click("Avancer")
    one.click("faite")
    assert [row.values for row in rows(one.opened, "procedure")] != before


def tomorrow(one: Somebody) -> None:
    """What the next day needs, read at once."""
    one.opened.desk.vault.context.clock.advance(days=-1)
    one.opened.go(Destination(Place.TODAY))
    one.click("Préparer demain")
    assert "Nadia" in one.words()


def signatures(one: Somebody) -> None:
    """Both adults and the association sign, each having read."""
    one.opened.go(Destination(Place.SIGNING, one.opened.case(), DocumentKind.SUPPORT_CONTRACT.value))
    one.click("Comment le document a-t-il été lu\u00a0?\u00a0: Lu ensemble")
    one.click("Comment savons-nous qui signe\u00a0?\u00a0: Connue du service")
    for words in ("C’est signé, au suivant", "C’est signé, au suivant", "C’est signé, terminer"):
        one.draws(next(pads(one.front)))
        one.click(words)
    one.sees("Tout le monde a signé")


def outcomes(one: Somebody) -> set[object]:
    return {row.values["outcome"] for row in rows(one.opened, "appointment")}


@dataclass(frozen=True)
class Act:
    """What is done, and the most gestures it may take."""

    does: Callable[[Somebody], None]
    most: int


ACTS = {
    "a visit's note": Act(visit_note, 5),
    "a call": Act(call, 4),
    "postponed": Act(postponed, 3),
    "a closed door": Act(closed_door, 3),
    "a fact": Act(fact, 2),
    "the rent of a month": Act(rent, 2),
    "a sheet handed": Act(sheet, 2),
    "a procedure": Act(procedure, 3),
    "tomorrow": Act(tomorrow, 2),
    "three honest signatures": Act(signatures, 8),
}


@pytest.mark.parametrize("name", ACTS)
def test_each_act_of_the_day_takes_few_gestures(somebody, name):
    act = ACTS[name]
    act.does(somebody)
    print(f"{name}: {somebody.gestures} of {act.most}")  # noqa: T201 -- what it is for
    assert somebody.gestures <= act.most


def test_the_note_of_a_visit_is_in_the_thread_with_the_next_meeting(somebody):
    visit_note(somebody)
    somebody.opened.go(Destination(Place.CASE, somebody.opened.case(), CaseTab.THREAD))
    words = somebody.all_words()
    assert "On respire un peu." in words
    assert "15 décembre" in words
