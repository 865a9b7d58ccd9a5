"""Signing on the spot, with real pens, fingers and mice: what is asked, what is refused, what is sealed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.documents.ink import InkFault, judge
from resources.vocabulary import DocumentKind, SignatureOutcome
from tests.unit.ui.alone import Alone, alone
from ui.destinations import CaseTab, Destination, Place
from ui.kit import theme
from ui.kit.discretion import discretion
from ui.signing.pad import Pad
from ui.signing.page import SigningPage

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTRACT = DocumentKind.SUPPORT_CONTRACT


class Hand:
    """A hand that counts what it does: each tap, each signature drawn."""

    def __init__(self, room: Alone) -> None:
        self.room, self.gestures = room, 0

    def tap(self, words: str) -> None:
        self.gestures += 1
        self.room.press(words)

    def draw(self, pad: Pad) -> None:
        self.gestures += 1
        by_mouse(pad, wave(pad))


def wave(pad, width=220, height=60):
    middle = pad.rect().center()
    return [
        QPoint(int(middle.x() - width / 2 + width * step / 40), int(middle.y() + height * math.sin(step / 3)))
        for step in range(41)
    ]


def by_mouse(pad, points):
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def by_pen(pad, points, pressure):
    pen = QPointingDevice.primaryPointingDevice()
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(points) - 2), QEvent.Type.TabletRelease]
    for kind, point in zip(kinds, points, strict=True):
        at, button = QPointF(point), Qt.MouseButton.LeftButton
        whole = QPointF(pad.mapToGlobal(point))
        keys = Qt.KeyboardModifier.NoModifier
        event = QTabletEvent(kind, pen, at, whole, pressure, 0.0, 0.0, 0.0, 0.0, 0.0, keys, button, button)
        QApplication.sendEvent(pad, event)


@pytest.fixture(scope="session")
def screen():
    return QTest.createTouchDevice()


def by_finger(pad, points, screen):
    QTest.touchEvent(pad, screen).press(0, points[0], pad).commit()
    for point in points[1:-1]:
        QTest.touchEvent(pad, screen).move(0, point, pad).commit()
    QTest.touchEvent(pad, screen).release(0, points[-1], pad).commit()


@pytest.fixture
def pad(qtbot) -> Pad:
    made = Pad()
    qtbot.addWidget(made)
    made.resize(600, 260)
    made.show()
    return made


@pytest.fixture
def room(qtbot, unsigned_desk) -> Iterator[Alone]:
    yield from alone(qtbot, unsigned_desk, SigningPage)


def arrive(room, kind=CONTRACT):
    room.go(Destination(Place.SIGNING, room.case(), kind.value))
    return room.page.course


def answers(room, kind=CONTRACT):
    kept = room.desk.kept_papers.of_case(room.case(), room.desk.today())
    return [one.outcome for one in next(one for one in kept if one.kind is kind).answers]


def evidences(room):
    return room.desk.signing.evidences(room.page.course.sitting.paper.frozen.sha256)


def to_pad(room):
    room.press("Passer à la signature")


def test_three_honest_signatures_take_eight_gestures(room):
    """Decision 19: reading and identity said once for all, then a signature and a tap each."""
    course, hand = arrive(room), Hand(room)
    hand.tap("Lu ensemble")
    hand.tap("Connue du service")
    for _signatory in range(2):
        hand.draw(course.signature.pad)
        hand.tap("C’est signé, au suivant")
    hand.draw(course.signature.pad)
    hand.tap("C’est signé, terminer")
    assert hand.gestures <= 8
    found, kept = room.desk.signing.verify(course.sitting.paper.pdf)
    assert found.intact
    assert [one.name for one in found.signatures] == ["Nadia Benali", "Karim Benali", "Claire Morel"]
    assert len(kept) == 3
    assert "Tout le monde a signé" in room.words()
    assert "Document intact" in room.words()


def test_each_evidence_keeps_what_was_told_and_nobody_checks_their_own_identity(room):
    course = arrive(room)
    for words in ("Lu à haute voix", "20\u00a0min", "Sur papier", "Pièce vue"):
        room.press(words)
    for _signatory in range(3):
        by_mouse(course.signature.pad, wave(course.signature.pad))
        course.signature.done.click()
        room.settle()
    first, _second, worker = evidences(room)
    assert (first.identity.how, first.identity.by) == ("document_seen", "Claire Morel")
    assert (first.reading.how, first.reading.minutes, first.reading.by) == ("read_to_me", 20, "Claire Morel")
    assert first.copy_handed == "paper"
    assert worker.identity is None


def test_nothing_is_chosen_beforehand_and_nothing_has_to_be_answered(room):
    course = arrive(room)
    questions = course.questions
    chosen = [one.value for one in (questions.reading, questions.minutes, questions.copy, questions.identity)]
    assert chosen == [None, None, None, None]
    to_pad(room)
    by_mouse(course.signature.pad, wave(course.signature.pad))
    room.press("C’est signé, au suivant")
    (kept,) = evidences(room)
    assert (kept.identity, kept.reading, kept.copy_handed) == (None, None, None)


def test_the_number_of_an_identity_paper_is_never_written(room):
    course = arrive(room)
    room.press("Lu ensemble")
    room.press("Autre")
    course.questions.words.setText("carte 880692310285")
    to_pad(room)
    by_mouse(course.signature.pad, wave(course.signature.pad))
    room.press("C’est signé, au suivant")
    assert "Le numéro d’une pièce d’identité ne se note pas" in room.presented[-1]
    assert answers(room) == [None, None, None]
    assert not course.signature.pad.blank


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        ([], "Rien n’est encore écrit"),
        ([(300, 120), (301, 120)], "Il n’y a qu’un point"),
        ([(120, 120), (220, 120), (320, 120), (420, 120)], "Il n’y a qu’un trait droit"),
    ],
)
def test_blank_dot_and_straight_line_are_no_signature(room, drawn, sentence):
    course = arrive(room)
    to_pad(room)
    if drawn:
        by_mouse(course.signature.pad, [QPoint(*one) for one in drawn])
    room.press("C’est signé, au suivant")
    assert sentence in room.words()
    assert answers(room) == [None, None, None]


@pytest.mark.parametrize("hand", ["mouse", "pen", "finger"])
def test_a_tap_that_does_not_move_is_a_dot(pad, screen, hand):
    dot = [QPoint(300, 120)] * 2
    if hand == "mouse":
        by_mouse(pad, dot[:1])
    elif hand == "pen":
        by_pen(pad, dot, 0.5)
    else:
        by_finger(pad, dot, screen)
    assert [len(stroke) for stroke in pad.ink().strokes] == [1]
    assert judge(pad.ink()) is InkFault.DOT


def test_the_dot_of_an_i_stays_with_the_ink_when_the_pad_changes_size(pad):
    by_mouse(pad, wave(pad))
    before = pad.grab().toImage()
    by_mouse(pad, [QPoint(300, 30)])
    assert pad.grab().toImage() != before
    pad.resize(620, 280)
    assert len(pad.ink().strokes) == 2
    assert not pad.grab().isNull()


def test_erase_begins_again(room):
    course = arrive(room)
    to_pad(room)
    by_mouse(course.signature.pad, wave(course.signature.pad))
    room.press("Effacer")
    assert course.signature.pad.blank
    assert not course.signature.pad.erase.isVisible()


def test_not_today_is_recorded_with_its_words_and_the_next_one_signs(room):
    course = arrive(room)
    to_pad(room)
    room.press("Je ne signe pas aujourd’hui")
    assert "L’accompagnement continue" in room.words()
    room.press("Je veux y réfléchir")
    course.not_today.words.setText("ce soir avec ma sœur")
    room.press("Noter ma réponse")
    assert course.signature.name.words == "Karim Benali"
    assert answers(room)[0] is SignatureOutcome.NOT_TODAY
    assert evidences(room)[0].reason == "y réfléchir\u00a0: ce soir avec ma sœur"


def test_a_refusal_needs_no_reason(room):
    arrive(room)
    to_pad(room)
    room.press("Je ne signe pas aujourd’hui")
    room.press("Je ne souhaite pas signer")
    room.press("Noter ma réponse")
    assert answers(room)[0] is SignatureOutcome.DECLINED
    assert evidences(room)[0].reason == ""


def test_all_may_put_it_off_and_the_page_says_that_it_waits(room):
    arrive(room)
    to_pad(room)
    for _signatory in range(3):
        room.press("Je ne signe pas aujourd’hui")
        room.press("Je veux modifier quelque chose")
        room.press("Noter ma réponse")
    assert "attend encore des signatures" in room.words()
    room.press("Revenir au dossier")
    assert room.gone[-1] == Destination(Place.CASE, room.case(), CaseTab.PAPERS)


def test_who_put_it_off_may_sign_after_all(room):
    """Nobody is held to « pas aujourd’hui », in the same sitting either."""
    course = arrive(room)
    to_pad(room)
    for _signatory in range(3):
        room.press("Je ne signe pas aujourd’hui")
        room.press("Je veux y réfléchir")
        room.press("Noter ma réponse")
    room.press("Signer finalement")
    room.press("Passer à la signature")
    assert course.signature.name.words == "Nadia Benali"
    by_mouse(course.signature.pad, wave(course.signature.pad))
    room.press("C’est signé, au suivant")
    assert answers(room)[0] is SignatureOutcome.SIGNED


def test_the_end_of_a_sitting_says_the_way_back_once(room):
    arrive(room)
    to_pad(room)
    for _signatory in range(3):
        room.press("Je ne signe pas aujourd’hui")
        room.press("Je veux y réfléchir")
        room.press("Noter ma réponse")
    shown = [one for one in room.page.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in shown].count("Revenir au dossier") == 1


def test_signing_on_paper_is_one_tap_away_and_prints_the_same_bytes(room, tmp_path):
    course = arrive(room)
    to_pad(room)
    room.press("Signer plutôt sur papier")

    def printer(_parent):
        made = QPrinter()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "imprimé.pdf"))
        return made

    room.page.ask_printer = printer
    room.press("Imprimer le document")
    assert (tmp_path / "imprimé.pdf").read_bytes().startswith(b"%PDF")
    room.press("C’est signé sur papier")
    (kept,) = evidences(room)
    assert kept.method == "paper"
    assert kept.document_sha256 == course.sitting.paper.frozen.sha256
    assert course.signature.name.words == "Karim Benali"


def test_without_a_printer_a_sentence_says_what_to_do(room):
    arrive(room)
    to_pad(room)
    room.press("Signer plutôt sur papier")
    room.press("Imprimer le document")
    assert "Aucune imprimante" in room.presented[-1]


def test_a_paper_partly_signed_is_taken_up_with_who_is_missing(room):
    course = arrive(room)
    to_pad(room)
    by_mouse(course.signature.pad, wave(course.signature.pad))
    room.press("C’est signé, au suivant")
    sealed = course.sitting.paper.pdf
    again = arrive(room)
    assert "Signent\u00a0: Karim Benali, Claire Morel" in room.words()
    to_pad(room)
    assert again.sitting.paper.pdf == sealed
    assert (again.signature.rank.words, again.signature.name.words) == ("Signature 2 sur 3", "Karim Benali")


def test_ink_on_the_pad_is_dropped_when_the_page_is_put_away_and_it_is_said(room):
    course = arrive(room)
    to_pad(room)
    by_mouse(course.signature.pad, wave(course.signature.pad))
    room.page.flush()
    assert course.signature.pad.blank
    assert "n’a pas été gardé" in room.said[-1]
    room.said.clear()
    arrive(room)
    assert "n’a pas été gardé" in room.said[-1]
    assert answers(room) == [None, None, None]


def test_after_a_pause_the_window_says_that_the_ink_was_not_kept(opened_unsigned):
    window = opened_unsigned
    page = window.go(Destination(Place.SIGNING, window.case(), CONTRACT.value))
    window.press("Passer à la signature")
    by_mouse(page.course.signature.pad, wave(page.course.signature.pad))
    window.vault.put_away()
    assert window.vault.workplace.said_on_return
    window.vault.bring_back()
    window.settle()
    assert "n’a pas été gardé" in window.words()
    assert not window.vault.workplace.said_on_return


def test_sharing_the_screen_keeps_what_is_drawn(opened_unsigned):
    window = opened_unsigned
    page = window.go(Destination(Place.SIGNING, window.case(), CONTRACT.value))
    window.press("Passer à la signature")
    by_mouse(page.course.signature.pad, wave(page.course.signature.pad))
    window.vault.set_shared(True)
    window.settle()
    assert not page.course.signature.pad.blank


def test_what_cannot_be_signed_says_why(qtbot, desk):
    """The example comes signed: a signed paper is not signed again."""
    for room in alone(qtbot, desk, SigningPage):
        room.go(Destination(Place.SIGNING, room.case(), CONTRACT.value))
        assert "Ce document est déjà signé" in room.words()


def test_in_a_small_window_the_paper_and_the_pad_take_turns(room):
    arrive(room)
    room.resize(620, 480)
    assert not room.page.paper.isVisible()
    room.press("Relire le document")
    assert room.page.paper.isVisible()
    room.press("Revenir à la signature")
    assert not room.page.paper.isVisible()


def test_the_mutual_commitments_are_signed_by_four(room):
    course = arrive(room, DocumentKind.MUTUAL_COMMITMENTS)
    assert [place.shown.name for place in course.sitting.left][-1] == "Sophie Delattre"


def test_a_pen_keeps_its_pressure(pad):
    by_pen(pad, wave(pad), 0.3)
    assert {round(p, 2) for stroke in pad.ink().strokes for _x, _y, p in stroke} == {0.3}
    assert judge(pad.ink()) is None


def test_a_pen_told_as_a_mouse_too_draws_once(pad):
    points = wave(pad)
    pen = QPointingDevice.primaryPointingDevice()
    start = QPointF(points[0])
    press = QTabletEvent(
        QEvent.Type.TabletPress, pen, start, start, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0,
        Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
    )  # fmt: skip
    QApplication.sendEvent(pad, press)
    by_mouse(pad, points)
    assert len(pad.ink().strokes) == 1
    assert len(pad.ink().strokes[0]) == 1


def test_a_finger_signs(pad, screen):
    by_finger(pad, wave(pad), screen)
    assert len(pad.ink().strokes) == 1
    assert judge(pad.ink()) is None


def test_a_window_resized_keeps_the_ink_and_its_proportions(pad, qtbot):
    by_mouse(pad, wave(pad))
    before = pad.ink()
    pad.resize(420, 200)
    qtbot.waitUntil(lambda: pad.width() == 420)
    after = pad.ink()
    assert [len(one) for one in after.strokes] == [len(one) for one in before.strokes]

    def shape(ink):
        xs = [x for stroke in ink.strokes for x, _y, _p in stroke]
        ys = [y for stroke in ink.strokes for _x, y, _p in stroke]
        return (max(xs) - min(xs)) / (max(ys) - min(ys))

    assert shape(after) == pytest.approx(shape(before), rel=0.01)
    pad.resize(600, 260)
    assert shape(pad.ink()) == pytest.approx(shape(before), rel=0.01)


def test_ink_is_seen_where_the_pen_went(pad):
    points = wave(pad)
    blank = pad.grab().toImage()
    by_mouse(pad, points)
    drawn = pad.grab().toImage()
    assert drawn.pixelColor(points[20]) != blank.pixelColor(points[20])


def test_covered_the_pad_shows_no_signature_and_takes_none(pad):
    by_mouse(pad, wave(pad))
    discretion().cover(True)
    hidden = pad.grab().toImage()
    assert hidden.pixelColor(wave(pad)[20]) == hidden.pixelColor(5, 30)
    by_mouse(pad, wave(pad, height=20))
    discretion().cover(False)
    assert len(pad.ink().strokes) == 1


def test_delete_erases_and_the_pad_says_where_the_keyboard_goes(pad):
    by_mouse(pad, wave(pad))
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.blank
    assert "Signer plutôt sur papier" in pad.accessibleDescription()


@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_said_in_a_small_frame_is_whole_at_any_size_of_text(qtbot, percent):
    theme.apply(theme.ThemeName.LIGHT, percent)
    pad = Pad()
    qtbot.addWidget(pad)
    heights = []
    for height in (158, 400):
        pad.setFixedSize(490, height)
        seen = pad.grab().toImage()
        inside = range(6, height - 6)
        rows = [y for y in inside if any(seen.pixelColor(x, y).lightness() < 150 for x in range(60, 430))]
        heights.append(len(rows))
    assert heights[0] == heights[1]
    theme.apply(theme.ThemeName.LIGHT)
