"""One of the eight points: what helps first, then the voices, our analysis apart, the difficulties of the whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from app.words import _, long_day
from resources.vocabulary import PassageKind
from ui.diagnosis import view_model
from ui.diagnosis.difficulties import Difficulties
from ui.diagnosis.panel import Panel, Spot, Zone
from ui.diagnosis.voices import Voice, Voices
from ui.kit.buttons import Choice
from ui.kit.cards import Card
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.diagnosis.view import DiagnosisView, PointView
    from resources.vocabulary import DiagnosisPoint, PointState
    from ui.page import Page

TARGET = "diagnosis_point"
WRITTEN = {"household": PassageKind.REPORTED, "operator": PassageKind.OBSERVED}


class PointPanel(Panel):
    """A point being talked about."""

    def __init__(self, page: Page, view: DiagnosisView, key: DiagnosisPoint) -> None:
        super().__init__(page, view)
        self.key = key
        point = view_model.point_of(view, key)
        self._zones: dict[str, Zone] = {}
        self._lay_head(point)
        self._lay_strengths(point)
        self._voices = Voices(self._made_voices(point))
        self.body.addWidget(self._voices)
        if not self.shared:
            self._lay_analysis(point)
        self._difficulties = Difficulties(self)
        self.body.addWidget(self._difficulties)

    @override
    def begin(self) -> None:
        self._zones["reported"].field.setFocus()

    @override
    def take(self, view: DiagnosisView) -> None:
        super().take(view)
        point = view_model.point_of(view, self.key)
        self._state.choose(point.state)
        texts = {
            "strengths": "\n".join(point.strengths),
            "landlord_said_text": point.landlord_said.text if point.landlord_said is not None else "",
        }
        for name, zone in self._zones.items():
            zone.show(texts[name] if name in texts else getattr(point, name))
        self._voices.look_again()
        self._difficulties.take(view.difficulties)

    def _lay_head(self, point: PointView) -> None:
        line = QHBoxLayout()
        line.setSpacing(16)
        if not self.workplace.cramped:
            line.addWidget(Words(f"{point.number}. {point.label}", Role.TITLE, wrap=False))
        options = view_model.state_options(addressed=self.shared)
        self._state: Choice[PointState] = Choice(options, _("Où nous en sommes sur ce point"), point.state)
        self._state.chosen.connect(self._say_state)
        line.addWidget(self._state, 1)
        self.body.addLayout(line)

    def _lay_strengths(self, point: PointView) -> None:
        card = Card(_("Points d’appui"))
        diagnosing, case_id, key = self.workplace.desk.diagnosing, self.case_id, self.key
        zone = self._zone(
            "strengths",
            _("Points d’appui, un par ligne"),
            "\n".join(point.strengths),
            lambda text: diagnosing.set_strengths(case_id, key, text.splitlines()),
            lines=2,
        )
        zone.field.setPlaceholderText(_("Ce qui aide déjà, un par ligne"))
        card.add(zone.field)
        self.body.addWidget(card)

    def _made_voices(self, point: PointView) -> list[Voice]:
        made = []
        for voice, kind in WRITTEN.items():
            title = view_model.voice_title(voice, addressed=self.shared)
            zone = self._zone(kind.value, title, getattr(point, kind.value), partial(self._write, kind), lines=5)
            made.append(Voice(title, voice, zone))
        if point.landlord_speaks and (made_last := self._landlord(point)) is not None:
            made.append(made_last)
        return made

    def _landlord(self, point: PointView) -> Voice | None:
        """Return the landlord's voice; the household sees what was said, and nothing where nothing was (U-03)."""
        title = view_model.voice_title("landlord", addressed=self.shared)
        said = point.landlord_said
        if self.shared:
            return Voice(title, "landlord", None, said.text) if said is not None else None
        zone = self._zone("landlord_said_text", title, said.text if said else "", self._write_landlord, lines=4)
        voice = Voice(title, "landlord", zone)
        who = " · ".join(part for part in (said.by, long_day(said.on) if said.on else "") if part) if said else ""
        voice.card.add(
            Words(
                who or _("Après l’accord du ménage\u00a0: ce que le bailleur sait lui-même."),
                Role.SECONDARY,
                private=bool(who),
            )
        )
        return voice

    def _lay_analysis(self, point: PointView) -> None:
        card = Card(_("Notre analyse"))
        card.add(Words(_("Une hypothèse de travail. L’écran partagé ne la montre pas."), Role.HINT))
        keep = partial(self._write, PassageKind.ANALYSIS)
        card.add(self._zone("analysis", _("Notre analyse"), point.analysis, keep, lines=2).field)
        self.body.addWidget(card)

    def _zone(self, field: str, name: str, text: str, keep: Callable[[str], Changes], *, lines: int) -> Zone:
        self._zones[field] = self.zone(name, text, Spot(TARGET, field, (self.key.value,)), keep, lines=lines)
        return self._zones[field]

    def _write(self, kind: PassageKind, text: str) -> Changes:
        return self.workplace.desk.diagnosing.write(self.case_id, self.key, kind, text)

    def _write_landlord(self, text: str) -> Changes:
        said = view_model.point_of(self.view, self.key).landlord_said
        by_id = said.by_id if said is not None else None
        diagnosing, today = self.workplace.desk.diagnosing, self.workplace.today
        return diagnosing.landlord_said(self.case_id, self.key, text, by_id=by_id, on=today)

    def _say_state(self, state: PointState) -> None:
        diagnosing, case_id, key = self.workplace.desk.diagnosing, self.case_id, self.key
        self.workplace.command(lambda: diagnosing.set_state(case_id, key, state))
