"""How often people meet, in plain words (practice, section 3): « une visite par semaine », never « intensive »."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.words import N_, _
from db.models.measure import IntensityPeriod, Measure
from resources.labels import LABELS
from resources.vocabulary import Intensity

if TYPE_CHECKING:
    import datetime as dt

    from app.services.case_rows import CaseRows

EVERY: Final = {
    1: N_("une visite par jour"),
    7: N_("une visite par semaine"),
    14: N_("une visite tous les quinze jours"),
    15: N_("une visite tous les quinze jours"),
    21: N_("une visite toutes les trois semaines"),
    28: N_("une visite par mois"),
    30: N_("une visite par mois"),
    31: N_("une visite par mois"),
}


def rhythm_words(rows: CaseRows, day: dt.date) -> str:
    """Return the rhythm of the current measure on a day; empty when none is known."""
    periods = [
        one for one in rows.under(IntensityPeriod, "measure_id", rows.current(Measure)) if one.from_day <= day
    ] or rows.under(IntensityPeriod, "measure_id", rows.current(Measure))
    last = max(periods, key=lambda one: one.from_day, default=None)
    if last is None:
        return ""
    if last.visit_every_days is None:
        return _(LABELS[Intensity(last.level)].text)
    every = EVERY.get(last.visit_every_days)
    return _(every) if every else _("une visite tous les {days} jours").format(days=last.visit_every_days)
