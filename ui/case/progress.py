"""Where an objective stands: what is counted, and a stage said by the household in words; never a mark (decision 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.contract.contracting import Said
from app.words import _, long_day
from resources.labels import LABELS
from resources.vocabulary import ObjectiveStage
from ui.kit.buttons import Choice
from ui.kit.fields import Labelled, Line, Paragraphs
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.contract.objective_view import ObjectiveView
    from ui.workplace import Workplace


class ProgressSheet(Sheet):
    """What the household says of one objective today."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str, objective: ObjectiveView) -> None:
        super().__init__(_("Où en est-on\u00a0?"), parent)
        self._workplace, self._case_id, self._objective = workplace, case_id, objective
        self.add(Words(objective.title, Role.STRONG, private=True))
        self.stage: Choice[ObjectiveStage] = Choice(
            [(stage, _(LABELS[stage].text)) for stage in ObjectiveStage], _("Où en est-on, selon la personne")
        )
        self.add(self.stage)
        self.words = Paragraphs(_("Avec ses mots"), lines=2)
        self.add(Labelled(_("Avec ses mots"), self.words))
        self.measured = Line(objective.indicator or _("Ce qui se compte"), private=True)
        hint = _("But\u00a0: {target}").format(target=objective.target) if objective.target else ""
        self.add(Labelled(objective.indicator or _("Ce qui se compte"), self.measured, hint))
        for said in objective.progress:
            about = " · ".join(
                part for part in (long_day(said.on), said.stage_label, said.counted or said.measured) if part
            )
            self.add(Words(about, Role.SECONDARY, private=True))
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        self.gesture(_("Noter"), self._keep, kind="accent")

    def _keep(self) -> None:
        stage, words, measured = self.stage.value, self.words.typed.strip(), self.measured.text().strip()
        if stage is None and not words and not measured:
            self.reject()
            return
        said = Said(self._workplace.today, measured, stage, words)
        contracting, case_id, objective_id = self._workplace.desk.contracting, self._case_id, self._objective.id
        self._workplace.command(
            lambda: contracting.record_progress(case_id, objective_id, said),
            said=_("Noté."),
            done=self.accept,
            owner=self,
        )
