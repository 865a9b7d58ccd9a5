"""Each deadline in one plain sentence: what falls due, and what a promise does not change (decision 14)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.domain.deadlines import DeadlineId, DeadlineState, Under
from app.domain.instants import time_from_text
from app.words import N_, _, amount, hour, long_day
from resources.labels import LABELS
from resources.vocabulary import Scheme

if TYPE_CHECKING:
    from app.domain.deadlines import Deadline

SENTENCES = {
    DeadlineId.ARREARS_REPORT: N_("Le bailleur doit avoir signalé l’impayé à la caisse (CAF ou MSA) avant le {day}."),
    DeadlineId.CCAPEX_BEFORE_SUMMONS: N_(
        "La CCAPEX devait être saisie au plus tard le {day}, deux mois avant l’assignation : "
        "à vérifier avec un juriste."
    ),
    DeadlineId.SUMMONS_TO_PAY_END: N_("Le délai du commandement de payer se termine le {day}."),
    DeadlineId.EARLIEST_COURT_SUMMONS: N_("L’assignation ne peut pas être délivrée avant le {day}."),
    DeadlineId.PREFECT_NOTICE: N_("Le préfet doit avoir été prévenu de l’audience au plus tard le {day}."),
    DeadlineId.ASSESSMENT_TO_JUDGE: N_(
        "Le diagnostic social et financier doit parvenir au juge au plus tard le {day}."
    ),
    DeadlineId.HEARING: N_("Audience le {day}."),
    DeadlineId.LANDLORD_EXCHANGE: N_("Prochain échange avec le bailleur : le {day}."),
    DeadlineId.COMMITTEE_REVIEW: N_("Le comité revoit la situation au plus tard le {day}."),
    DeadlineId.CONTRACT_REVIEW: N_("Le contrat se relit ensemble le {day}."),
    DeadlineId.OBJECTIVE: N_("« {object} » : point prévu le {day}."),
    DeadlineId.PLAN_INSTALMENT: N_("Prochaine échéance du plan : {amount} le {day} ({rank} sur {count})."),
    DeadlineId.RESIDENCE_PERMIT: N_("Le titre de séjour de {object} est valable jusqu’au {day}."),
    DeadlineId.CONSENT_END: N_("Un accord de partage se termine le {day}."),
    DeadlineId.PROCEDURE_CHASE: N_("Relancer le {day} : {object}."),
    DeadlineId.LEASE_EXAM: N_("Point d’étape du logement (examen contradictoire) le {day}."),
    DeadlineId.LANDLORD_ANSWER_TO_PREFECT: N_(
        "Le bailleur doit dire au préfet au plus tard le {day} s’il propose un bail, et sinon pourquoi."
    ),
    DeadlineId.SCHEME_END: N_("Le dispositif « {object} » se termine le {day}."),
}
STATES = {
    DeadlineState.TODAY: N_("C’est aujourd’hui."),
    DeadlineState.PASSED: N_("Cette date est passée."),
    DeadlineState.DONE: N_("C’est fait."),
    DeadlineState.NOT_APPLICABLE: N_("Ne s’applique plus."),
}


def sentence(entry: Deadline) -> str:
    """Return the sentence of a deadline, in the language spoken now."""
    said = [_(SENTENCES[entry.id]).format(**_facts(entry))]
    if entry.extended_to is not None and entry.extended_to != entry.due_on:
        said.append(
            _("Comme ce n’est pas un jour ouvrable, le délai court jusqu’au {day}.").format(
                day=long_day(entry.extended_to)
            )
        )
    if entry.differs_from_computed:
        said.append(_("C’est le délai écrit dans l’acte ou dans le bail ; la loi en donnerait un autre."))
    if entry.state in STATES:
        said.append(_(STATES[entry.state]))
    said += _warnings(entry)
    return " ".join(said)


def _facts(entry: Deadline) -> dict[str, Any]:
    cents = entry.facts.get("amount_cents")
    facts: dict[str, Any] = dict(entry.facts)
    facts["day"] = long_day(entry.due_on)
    facts["object"] = _object(entry)
    facts["amount"] = amount(cents) if isinstance(cents, int) else ""
    return facts


def _object(entry: Deadline) -> str:
    if entry.id is DeadlineId.SCHEME_END and entry.object in {scheme.value for scheme in Scheme}:
        return _(LABELS[Scheme(entry.object)].public)
    return (entry.object or _("sans titre")).rstrip(".")


def _warnings(entry: Deadline) -> list[str]:
    found = []
    if entry.id is DeadlineId.HEARING and entry.state in {DeadlineState.UPCOMING, DeadlineState.TODAY}:
        found.append(_where(entry))
        if entry.under is Under.HOLD:
            found.append(
                _(
                    "Malgré la promesse du bailleur, l’audience a toujours lieu tant que le tribunal n’a pas confirmé "
                    "un renvoi ou un désistement."
                )
            )
    if entry.facts.get("late"):
        found.append(_("Cela a été fait après cette date : à vérifier avec un juriste."))
    if entry.facts.get("too_early"):
        found.append(_("L’assignation a été délivrée avant : à vérifier avec un juriste."))
    recorded = entry.facts.get("recorded_on")
    if entry.state is DeadlineState.DONE and isinstance(recorded, dt.date):
        found.append(_("Noté le {day}.").format(day=long_day(recorded)))
    return [text for text in found if text]


def _where(entry: Deadline) -> str:
    written, place = entry.facts.get("at"), entry.facts.get("place")
    at = hour(time_from_text(str(written))) if written else None
    if at and place:
        return _("À {at}, {place}.").format(at=at, place=place)
    if at:
        return _("À {at}.").format(at=at)
    return _("Lieu : {place}.").format(place=place) if place else ""
