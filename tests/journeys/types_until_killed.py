"""Program: the window's own start, and somebody who types until something kills it, or who looks for it after.

Arguments: folder, what is done. ``note``, ``request``, ``talk``, ``point``, ``contract`` and ``case`` type in that
place one letter every ten milliseconds and say ``typed N`` at each, ``saved N`` each time the status line says that
the disk kept N letters; ``+forget`` after one does it without drafts. ``find`` takes up what is found again, and says
as JSON what is seen; ``look`` says what is seen once the vault is open; ``away`` puts the window aside before that, and
says when it is raised.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

import ui.main
from app.services.drafts import Drafts
from tests.journeys.somebody import called, controls
from tests.journeys.world import NUMBER, PASSPHRASE, Device
from tests.unit.ui.fixtures import texts
from ui.destinations import Destination, Place
from ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LETTER_MS = 10
AFTER = " Fin."  # typed first; the caret then goes before it, so that a caret put at an end is seen
SENTENCE = "Elle dit que le loyer d’octobre est payé, que « ça ira », et qu’elle attend la réponse de la CAF. "


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


class Person:
    """Acts one step at each tick; a step that yields False is tried again."""

    def __init__(self, what: str) -> None:
        self.what, _, self.forgets = what.partition("+")
        self.steps: Iterator[object] = self.begin()
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.step)
        self.timer.start(LETTER_MS)

    @property
    def window(self) -> Window:
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window))

    @property
    def front(self) -> QWidget:
        sheets = [one for one in self.window.findChildren(QDialog) if one.isVisible()]
        return sheets[-1] if sheets else self.window

    @property
    def vault(self):
        assert self.window.vault is not None
        return self.window.vault

    def step(self) -> None:
        self.front.activateWindow()
        try:
            next(self.steps)
        except StopIteration:
            QApplication.exit(0)
        except BaseException:
            self.timer.stop()
            QApplication.exit(2)
            raise

    def begin(self) -> Iterator[object]:
        yield from self.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        if self.what == "away":
            yield from self.be_away()
        yield from self.types(PASSPHRASE)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        yield from self.wait(lambda: self.window.vault is not None)
        yield from self.wait(lambda: not self.vault.tasks.busy and self.window.isActiveWindow())
        if self.what == "look":
            yield from self.wait(lambda: self.window.centralWidget().currentWidget() is self.vault.frame)
            say(json.dumps(self.words()))
        else:
            yield from self.find() if self.what == "find" else self.type_on()

    def be_away(self) -> Iterator[object]:
        """Put the window aside, and say when it comes back by itself."""
        self.window.showMinimized()
        self.timer.timeout.disconnect(self.step)
        self.timer.timeout.connect(self.look_whether_raised)
        say("away")
        while True:
            yield True

    def look_whether_raised(self) -> None:
        if not self.window.isMinimized():
            self.timer.stop()
            say("raised")

    # Typing.

    def type_on(self) -> Iterator[object]:
        yield from getattr(self, f"to_{self.what}")()
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit | QPlainTextEdit), field
        self.vault.hub.saved.connect(self.saved)
        yield from self.types(AFTER)
        for _sign in AFTER:
            QTest.keyClick(field, Qt.Key.Key_Left)
        say("ready")
        self.count = 0
        while True:
            sign = SENTENCE[self.count % len(SENTENCE)]
            self.key(sign)
            self.count += 1
            say(f"typed {self.count}")
            yield True

    def saved(self, _at: object) -> None:
        assert "Enregistré sur cet appareil" in "\n".join(texts(self.window))
        kept = [one.typed for one in self.vault.desk.drafts.all_found()]
        texts_kept = [one.text if one.field != "form" else json.loads(one.text)["first1"] for one in kept]
        say(f"saved {max(map(len, texts_kept), default=0)}")

    def to_note(self) -> Iterator[object]:
        QTest.keyClick(self.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        yield from self.choose_household()

    def to_request(self) -> Iterator[object]:
        QTest.keyClick(self.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        yield from self.choose_household()

    def choose_household(self) -> Iterator[object]:
        yield from self.wait(
            lambda: self.front is not self.window and isinstance(QApplication.focusWidget(), QLineEdit)
        )
        yield from self.types("bena")
        yield from self.wait(lambda: not self.vault.tasks.busy)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        yield from self.wait(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))

    def to_talk(self) -> Iterator[object]:
        yield from self.to_page(Place.DIAGNOSIS, "talk", "Notes libres")

    def to_point(self) -> Iterator[object]:
        yield from self.to_page(Place.DIAGNOSIS, "financial_situation", "Ce que dit le ménage")

    def to_contract(self) -> Iterator[object]:
        yield from self.to_page(Place.CONTRACT, None, "Avec les mots du ménage")

    def to_case(self) -> Iterator[object]:
        self.vault.go(Destination(Place.PERSONS))
        yield from self.press("Nouveau dossier")
        yield from self.wait(
            lambda: self.front is not self.window and isinstance(QApplication.focusWidget(), QLineEdit)
        )

    def to_page(self, place: Place, detail: str | None, field: str) -> Iterator[object]:
        self.vault.go(Destination(place, self.vault.desk.cases.find(NUMBER), detail))
        yield from self.press(field)
        yield from self.wait(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)

    # Looking for it.

    def find(self) -> Iterator[object]:
        yield from self.wait(lambda: "Préparer demain" in self.words())
        words = self.words()
        if "Reprendre" not in words:
            say(json.dumps({"found": False, "words": words}))
            return
        before = QApplication.focusWidget()
        yield from self.press("Reprendre")
        yield from self.wait(lambda: QApplication.focusWidget() is not before and not self.vault.tasks.busy)
        for _turn in range(20):
            yield True
        self.tell(words)

    def tell(self, words: str) -> None:
        fields = [one for one in self.front.findChildren(QWidget) if one.isVisible() and AFTER in text_of(one)]
        field = fields[0] if fields else None
        say(
            json.dumps(
                {
                    "found": "Brouillon retrouvé" in words,
                    "said": words,
                    "text": text_of(field),
                    "caret": caret_of(field),
                    "focused": field is not None and field is QApplication.focusWidget(),
                    "case": self.case(),
                }
            )
        )

    def case(self) -> str:
        """Return the case in sight: that of the page, or the household a sheet names."""
        if self.front is self.window:
            case_id = self.vault.navigator.here.case_id
            return self.vault.desk.overview.header(case_id, self.vault.desk.today()).number if case_id else ""
        return NUMBER if "Famille Benali" in self.words() else self.words()

    # Hands and eyes.

    def words(self) -> str:
        return "\n".join(texts(self.front))

    def press(self, words: str) -> Iterator[object]:
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [one for one in controls(self.front) if words in called(one)]
            return bool(found)

        yield from self.wait(there)
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton, pos=QPoint(20, 20))

    def types(self, text: str) -> Iterator[object]:
        for sign in text:
            self.key(sign)
            yield True

    def key(self, sign: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(QApplication.focusWidget(), event)

    def wait(self, until: Callable[[], bool]) -> Iterator[object]:
        for _turn in range(1000):
            if until():
                return
            yield False
        raise AssertionError(self.words())


def text_of(field: QWidget | None) -> str:
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else ""


def caret_of(field: QWidget | None) -> int:
    if isinstance(field, QPlainTextEdit):
        return field.textCursor().position()
    return field.cursorPosition() if isinstance(field, QLineEdit) else -1


@contextmanager
def forgetful(*, forgets: bool) -> Iterator[None]:
    """Keep no draft at all: the check that nothing is lost must be able to fail."""
    keep = Drafts.save
    if forgets:
        Drafts.save = lambda *_asked: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        Drafts.save = keep  # type: ignore[method-assign]


def main(folder: str, what: str) -> int:
    assert callable(ui.main.put_together)
    ui.main.put_together = Device().app  # cheap to open, on a day the example knows
    application = QApplication(sys.argv[:1])
    person: list[Person] = []
    QTimer.singleShot(0, application, lambda: person.append(Person(what)))
    with forgetful(forgets="+" in what):
        return ui.main.start(["--vault", folder])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
