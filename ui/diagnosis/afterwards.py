"""« Pour la suite »: the difficulties of the whole and what follows from them; the interviews it comes from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from typing_extensions import override

from app.errors import Expected
from app.services.typed import day_from_typed
from app.words import _
from resources.labels import LABELS
from resources.vocabulary import MeasureType, WorkAxis
from ui.diagnosis.difficulties import Difficulties
from ui.diagnosis.panel import Panel, Spot, Zone
from ui.kit.cards import Card
from ui.kit.columns import Columns
from ui.kit.fields import Labelled, Pick
from ui.kit.several import Several

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.diagnosis.diagnosing import WholeField
    from app.services.diagnosis.view import DiagnosisView, WholeView
    from ui.page import Page

PLACE = "afterwards"
LONGEST_MONTHS = 3  # digits


class AfterwardsPanel(Panel):
    """What is written once for the whole diagnosis."""

    def __init__(self, page: Page, view: DiagnosisView) -> None:
        super().__init__(page, view)
        self._zones: dict[WholeField, Zone] = {}
        self._difficulties = Difficulties(self)
        self.body.addWidget(self._difficulties)
        columns = Columns(1, 1)
        columns.left.addWidget(self._proposed())
        columns.right.addWidget(self._met())
        if not self.shared:
            columns.right.addWidget(self._landlord())
        self.body.addWidget(columns)

    @override
    def take(self, view: DiagnosisView) -> None:
        super().take(view)
        self._difficulties.take(view.difficulties)
        for field, zone in self._zones.items():
            zone.show(written(view.whole, field))
        self._axes.choose([axis for axis, _label in view.whole.work_axes])
        self._present.choose([person for person, _name in view.whole.present])
        self._measure.pick(view.whole.proposed_measure)

    def _proposed(self) -> Card:
        whole = self.view.whole
        card = Card(_("Ce que nous pourrions faire ensemble"))
        axes = [(axis, _(LABELS[axis].text)) for axis in WorkAxis]
        self._axes = Several(axes, _("Sur quoi travailler"), [axis for axis, _label in whole.work_axes])
        self._axes.chosen.connect(self._keep_axes)
        card.add(Labelled(_("Sur quoi travailler"), self._axes))
        self._text(card, "operator_means", _("Ce que nous pouvons apporter"))
        self._text(card, "partners_to_mobilise", _("Avec qui"), _("Un partenaire par ligne."))
        self._text(card, "estimated_duration_months", _("Combien de mois, à peu près"))
        measures = [(None, _("pas précisé")), *((one, _(LABELS[one].text)) for one in MeasureType)]
        self._measure: Pick[MeasureType | None] = Pick(_("Mesure proposée"), measures, whole.proposed_measure)
        self._measure.picked.connect(partial(self._set, "proposed_measure"))
        card.add(Labelled(_("Mesure proposée"), self._measure))
        return card

    def _met(self) -> Card:
        card = Card(_("Nos rencontres"))
        self._text(card, "interviews", _("Les jours"), _("Un jour par ligne\u00a0: 9/12/2026, hier, aujourd’hui."))
        self._text(card, "place", _("Où"))
        adults = [(one.person_id, one.name) for one in self.view.approvals]
        present = [person for person, _name in self.view.whole.present]
        self._present = Several(adults, _("Qui était là"), present, private=True)
        self._present.chosen.connect(self._keep_present)
        card.add(Labelled(_("Qui était là"), self._present))
        return card

    def _landlord(self) -> Card:
        card = Card(_("L’avis du bailleur, recueilli ensuite"), voice="landlord")
        self._text(card, "landlord_opinion", "")
        return card

    def _text(self, card: Card, field: WholeField, label: str, hint: str = "") -> None:
        spot = Spot("diagnosis", field, (PLACE,))
        name = label or _("L’avis du bailleur")
        zone = self.zone(name, written(self.view.whole, field), spot, partial(self._keep, field), lines=1)
        self._zones[field] = zone
        card.add(Labelled(label, zone.field, hint) if label else zone.field)

    def _keep(self, field: WholeField, text: str) -> Changes:
        read = _READERS.get(field)
        today = self.workplace.today
        value = read(text, today) if read is not None else text.strip()
        return self.workplace.desk.diagnosing.set_whole(self.case_id, field, value)

    def _keep_axes(self) -> None:
        self._set("work_axes", tuple(axis.value for axis in self._axes.values))

    def _keep_present(self) -> None:
        kept = tuple(one for one, _name in self.view.whole.present if one not in self._adults())
        self._set("present_ids", (*self._present.values, *kept))

    def _adults(self) -> set[str]:
        return {one.person_id for one in self.view.approvals}

    def _set(self, field: WholeField, value: Any) -> None:
        diagnosing, case_id = self.workplace.desk.diagnosing, self.case_id
        self.workplace.command(lambda: diagnosing.set_whole(case_id, field, value))


def written(whole: WholeView, field: WholeField) -> str:
    """Return a field of the whole as it is typed."""
    value = getattr(whole, field)
    if field == "interviews":
        return "\n".join(f"{day:%d/%m/%Y}" for day in value)
    if field == "partners_to_mobilise":
        return "\n".join(value)
    return "" if value is None else str(value)


def _days(text: str, today: dt.date) -> tuple[str, ...]:
    return tuple(day_from_typed(line, today).isoformat() for line in text.splitlines() if line.strip())


def _lines(text: str, _today: dt.date) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _months(text: str, _today: dt.date) -> int | None:
    digits = text.strip().removesuffix(_("mois")).strip()
    if not digits:
        return None
    if not digits.isascii() or not digits.isdigit() or len(digits) > LONGEST_MONTHS:
        raise Expected(
            "months_unread",
            _(
                "«\u00a0{text}\u00a0» ne se lit pas comme un nombre de mois. Ce que vous avez tapé est gardé\u00a0; "
                "écrivez par exemple 9."
            ).format(text=text.strip()),
        )
    return int(digits)


_READERS: Final[dict[str, Callable[[str, dt.date], Any]]] = {
    "interviews": _days,
    "partners_to_mobilise": _lines,
    "estimated_duration_months": _months,
}
