"""The attestation of an erasure, in the window: read, printed, kept as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import _
from ui.kit.reading import ReadingSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace


class AttestationSheet(ReadingSheet):
    """Shown when the order was obeyed, and again from Réglages."""

    def __init__(self, workplace: Workplace, parent: QWidget, pdf: bytes) -> None:
        """Show an attestation over the window."""
        said = _(
            "C’est effacé. Gardez cette attestation avec la demande\u00a0: elle ne contient rien de ce qui est effacé. "
            "Vous la retrouverez dans Réglages."
        )
        super().__init__(_("Attestation d’effacement définitif"), parent, workplace.tasks, pdf, (said,))
        self.leaves(lambda: workplace.shell.toast(_("L’attestation est sortie du coffre.")))
