"""The one presenter of errors: one sentence that says what happened, what is safe and what to do."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Cancelled, Expected, Several
from app.words import _
from ui.kit.buttons import Button
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class TroubleBanner(QFrame):
    """A band at the top of what is shown; it stays until it is closed, and never blocks what is being typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 10, 10)
        line = QHBoxLayout()
        self._sentence = Words("", Role.STRONG)
        line.addWidget(self._sentence, 1)
        self._report_button = Button(_("Voir le rapport"), self._show_report)
        line.addWidget(self._report_button)
        line.addWidget(Button(_("Fermer"), self.hide))
        layout.addLayout(line)
        self._offers = QHBoxLayout()
        layout.addLayout(self._offers)
        self._report = Words("", Role.SECONDARY)
        self._copy = Button(_("Copier le rapport"), self._copy_report)
        layout.addWidget(self._report)
        layout.addWidget(self._copy)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now."""
        return "" if self.isHidden() else self._sentence.words

    def present(self, fault: BaseException, *offers: tuple[str, Callable[[], object]]) -> None:
        """Say a trouble, and what can be done at once: words and what they do; what the user stopped says nothing."""
        if isinstance(fault, Cancelled):
            return
        self._offer(offers)
        self._sentence.say(sentence_of(fault))
        self.setAccessibleName(sentence_of(fault))
        foreseen = isinstance(fault, Expected | Several)
        self._report.say("" if foreseen else report_of(fault))
        self._report_button.setVisible(not foreseen)
        self._report.hide()
        self._copy.hide()
        self.show()

    def _offer(self, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        while (item := self._offers.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for words, act in offers:
            button = Button(words, self.hide)
            button.clicked.connect(act)
            self._offers.addWidget(button)
        if offers:
            self._offers.addStretch(1)

    def _show_report(self) -> None:
        self._report.show()
        self._copy.show()

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report.words)


def sentence_of(fault: BaseException) -> str:
    """Return the sentence of a trouble, for people."""
    if isinstance(fault, Expected):
        return fault.sentence
    if isinstance(fault, Several):
        return "\n".join(one.sentence for one in fault.problems)
    return _(
        "Palier s’est trompé. Ce qui était enregistré est intact et ce que vous tapiez est gardé en brouillon. "
        "Recommencez\u00a0; si cela se reproduit, envoyez-nous le rapport."
    )


def report_of(fault: BaseException) -> str:
    """Return what we need to know of a fault of ours: places in the code, versions, and nothing of any household."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(fault.__traceback__)[-6:]
    ]
    versions = f"Palier {version()} · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}"
    return "\n".join((versions, type(fault).__name__, *places))


def version() -> str:
    """Return the version of the program, as ``pyproject.toml`` gives it."""
    import tomllib  # noqa: PLC0415 -- only a report needs it

    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])
