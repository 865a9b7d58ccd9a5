"""One page or sheet over an open vault, with a shell that only listens: quick, and the same words and gestures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMainWindow, QPushButton

from tests.journeys.world import NUMBER
from tests.unit.ui.fixtures import PATIENCE, texts
from ui.events import Hub
from ui.kit import theme
from ui.kit.discretion import discretion
from ui.tasks import Tasks
from ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from app.services.desk import Desk
    from ui.destinations import Destination


class Listening:
    """A shell that keeps what it is asked."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.gone: list[Destination] = []
        self.said: list[str] = []
        self.presented: list[str] = []
        self.papers: list[tuple[Any, ...]] = []
        self.forgetting: list[tuple[Any, ...]] = []
        self.undo: list[Callable[[], object] | None] = []

    def go(self, destination: Destination) -> None:
        self.gone.append(destination)

    def back(self) -> None:
        self.gone.pop()

    def present(self, fault: BaseException) -> None:
        sentence = getattr(fault, "sentence", None)
        if sentence is None:
            raise fault
        self.presented.append(sentence)

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        self.said.append(sentence)
        self.undo.append(undo)

    def show_paper(self, *asked: Any) -> None:
        self.papers.append(asked)

    def forget(self, *asked: Any) -> None:
        self.forgetting.append(asked)

    def mask(self) -> None:
        discretion().cover(not discretion().covered)

    def pause(self) -> None:
        self.said.append("pause")

    def window(self) -> QMainWindow:
        return self._window


@dataclass
class Alone:
    """What a test asks of a widget over an open vault."""

    window: QMainWindow
    desk: Desk
    workplace: Workplace
    shell: Listening
    page: Any
    said: list[str] = field(default_factory=list)

    @property
    def gone(self) -> list[Destination]:
        return self.shell.gone

    @property
    def presented(self) -> list[str]:
        return self.shell.presented

    def case(self) -> str:
        return self.desk.cases.find(NUMBER)

    def go(self, destination: Destination) -> None:
        self.page.arrive(destination)
        self.settle()

    def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.settle()

    def settle(self) -> None:
        QCoreApplication.processEvents()  # what is laid out in its turn may ask for something to be read
        assert self.workplace.tasks.settle(PATIENCE)
        QCoreApplication.processEvents()  # what the last answer laid out is shown by the event loop

    def words(self, within: QWidget | None = None) -> str:
        return "\n".join(texts(within or self.window))

    def press(self, words: str, within: QWidget | None = None) -> None:
        for one in (within or self.window).findChildren(QPushButton):
            if one.isVisible() and one.isEnabled() and words in {one.text().replace("&&", "&"), one.accessibleName()}:
                one.click()
                self.settle()
                return
        raise AssertionError(f"no button says « {words} »")


def alone(qtbot, desk: Desk, make: Callable[[Workplace], QWidget], size=(1158, 675)) -> Iterator[Alone]:
    """Show a widget over an open vault; in a fixture, ``yield from`` it."""
    theme.apply(theme.ThemeName.LIGHT)
    window = QMainWindow()
    qtbot.addWidget(window)
    shell = Listening(window)
    tasks = Tasks(shell.present)
    workplace = Workplace(desk, tasks, Hub(), shell)
    page = make(workplace)
    window.setCentralWidget(page)
    window.resize(*size)
    window.show()
    yield Alone(window, desk, workplace, shell, page, shell.said)
    discretion().cover(False)
    window.hide()
    tasks.settle()
    page.setParent(None)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tasks.stop()
