"""Steps one after the other; each stays as it was left, so that going back loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from ui.entry.step import Step


class Flow(QStackedWidget):
    """A way of several steps."""

    def step(self) -> Step:
        """Return the step in sight."""
        current: Step = self.currentWidget()  # type: ignore[assignment]
        return current

    def show_step(self, step: Step) -> None:
        """Show a step, new or come back to."""
        if self.indexOf(step) < 0:
            self.addWidget(step)
        self.setCurrentWidget(step)
        step.arrive()

    def arrive(self) -> None:
        """Come to this way: the caret goes where the step in sight wants it."""
        self.step().arrive()
