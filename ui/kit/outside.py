"""A copy outside the vault: what it means is said once, before its place is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import _
from ui.kit.sheets import Sheet
from ui.kit.texts import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def warn_of_copy(parent: QWidget, go_on: Callable[[], object]) -> None:
    """Say what a copy outside the vault means, then go on when somebody still wants it."""
    sheet = Sheet(_("Enregistrer le PDF"), parent)
    sheet.add(
        Words(
            _(
                "Cette copie sera hors du coffre\u00a0: elle ne sera plus chiffrée, et c’est à vous de la garder "
                "ou de l’effacer."
            )
        )
    )
    sheet.body.addStretch(1)
    sheet.gesture(_("Annuler"), sheet.reject)
    sheet.gesture(_("Choisir l’endroit"), sheet.accept, kind="accent")
    sheet.accepted.connect(go_on)
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
