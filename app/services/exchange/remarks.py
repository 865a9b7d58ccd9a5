"""What an import says without refusing anything: the file comes in as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.exchange.problems import quoted
from app.words import _
from resources.labels import LABELS, PROGRAMMES
from resources.vocabulary import DiagnosisPoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def remarks_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return French sentences about a file that ``problems_of`` accepts.

    Consent is judged on ``as_of`` (review E5: valid from ``given_on`` to ``until`` inclusive unless withdrawn);
    without ``as_of`` only a withdrawal ends it.
    """
    return (*_programme(document), *_shares(document), *_decisions(document))


def _programme(document: Mapping[str, Any]) -> Iterator[str]:
    programme = document.get("programme")
    if programme and programme not in PROGRAMMES:
        yield _("L’opération {programme} n’est pas connue ici : le dossier prend les réglages courants.").format(
            programme=quoted(programme)
        )


def _shares(document: Mapping[str, Any]) -> Iterator[str]:
    points = (document.get("diagnosis") or {}).get("points", {})
    landlords = {one["ref"] for one in document["organisations"] if one["kind"] == "landlord"}
    agreed = {
        topic
        for consent in document.get("consents", ())
        if consent["recipient"] in landlords and _valid(consent, document.get("as_of"))
        for topic in consent["topics"]
    }
    for name, point in points.items():
        if point.get("share_with_landlord") == "sentence" and name not in agreed:
            yield _("Pas d’accord valable pour le point {point} : sa phrase ne partira pas chez le bailleur.").format(
                point=quoted(_(LABELS[DiagnosisPoint(name)].text))
            )


def _valid(consent: Mapping[str, Any], day: str | None) -> bool:
    withdrawn, until = consent.get("withdrawn_on"), consent.get("until")
    if day is None:
        return withdrawn is None
    return consent["given_on"] <= day and (until is None or day <= until) and (withdrawn is None or day < withdrawn)


def _decisions(document: Mapping[str, Any]) -> Iterator[str]:
    handed = (document.get("contract") or {}).get("handed_on")
    for item in document.get("committee", ()):
        if item.get("decision") and not item.get("told_to_household_on"):
            yield _("Une décision du comité n’a pas encore été dite de vive voix au ménage.")
        elif handed and item.get("decision") == "admit" and handed < item["told_to_household_on"]:
            yield _("Le contrat a été remis avant que la décision du comité soit dite au ménage.")
