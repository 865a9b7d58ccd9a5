"""Legal mentions, printed only where they are true (domain C.0.1 as corrected by law 4; practice 3).

Each returns an empty text when its facts are missing or its regime is another, and speaks as its paper does (``say``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.address import speaking_to
from app.documents.typography import listed, number_word
from app.words import _
from resources.vocabulary import LeaseKind, LegalRegime, SignatureMethod

if TYPE_CHECKING:
    from app.documents.address import Say
    from app.documents.values import Heading, LegalFrame, Signatory

OWN_LEASE = frozenset({LeaseKind.DIRECT_LEASE, LeaseKind.COTENANCY})
SUBLEASE = frozenset({LeaseKind.SUBLEASE, LeaseKind.SLIDING_LEASE, LeaseKind.TRANSIT_SLIDING_LEASE})
REGULATED = frozenset({LegalRegime.DIPC_L3114, LegalRegime.STAY_CONTRACT})
"""Regimes of services of article L. 312-1 CASF: charter of rights, qualified person, written renouncement."""


def secrecy(say: Say) -> str:
    """Return M-SECRET."""
    return say(
        _(
            "Les professionnels sont tenus au secret professionnel ou à une obligation de discrétion. "
            "Les informations de santé et de vie privée que vous nous confiez ne sont pas transmises à votre bailleur, "
            "sauf cas prévus par la loi. Vous pouvez à tout moment modifier ou retirer vos autorisations de partage."
        )
    )


def data_protection(heading: Heading, legal: LegalFrame) -> str:
    """Return M-RGPD in two lines: what is kept, what rights; basis and contact are printed only when known."""
    operator, say = heading.operator, speaking_to(heading)
    parts = [
        say(
            _(
                "{operator}, responsable du traitement, enregistre ces informations dans un dossier informatisé "
                "chiffré afin d’assurer votre accompagnement vers et dans le logement."
            )
        ).format(operator=operator.name),
        _("Base légale : {basis}.").format(basis=legal.legal_basis) if legal.legal_basis else "",
        say(
            _(
                "Elles sont accessibles aux seuls professionnels habilités du service. Aucune n’est communiquée à "
                "votre bailleur ou à un autre partenaire sans votre accord, sauf obligation légale. Elles sont "
                "conservées pendant l’accompagnement puis {keeping} après votre dernier contact, puis supprimées ou "
                "archivées de façon restreinte."
            )
        ).format(keeping=legal.keeping),
        say(
            _(
                "Vous disposez d’un droit d’accès, de rectification, d’effacement, de limitation et, selon la base "
                "légale, de portabilité et d’opposition (règlement (UE) 2016/679, loi n° 78-17 du 6 janvier 1978)."
            )
        ),
        _contact(legal.data_contact or operator.phone or operator.address, say),
        say(
            _(
                "Vous pouvez aussi adresser une réclamation à la CNIL : www.cnil.fr, 3 place de Fontenoy, TSA 80715, "
                "75334 Paris Cedex 07."
            )
        ),
    ]
    return "\n".join((" ".join(part for part in parts[:3] if part), " ".join(part for part in parts[3:] if part)))


def short_data_protection(heading: Heading, legal: LegalFrame) -> str:
    """Return the short form of M-RGPD, for what is not a contract."""
    say = speaking_to(heading)
    text = say(
        _(
            "Ces informations sont enregistrées par {operator} dans un dossier chiffré. Rien n’est communiqué à votre "
            "bailleur ou à un partenaire sans votre accord, sauf obligation légale. Vous pouvez les lire, les faire "
            "corriger et, selon la base légale, vous y opposer. Réclamation : CNIL, www.cnil.fr."
        )
    ).format(operator=heading.operator.name)
    return f"{text} {_contact(legal.data_contact or heading.operator.phone, say)}".strip()


def _contact(whom: str, say: Say) -> str:
    return say(_("Pour exercer vos droits : {whom}.")).format(whom=whom) if whom else ""


def freedom(legal: LegalFrame, say: Say) -> str:
    """Return M-LIBRE by regime and tenure (law 4; practice 3): no promise a landlord alone could keep."""
    free = _("Cet accompagnement est librement accepté.")
    if legal.regime in REGULATED:
        stop = say(
            _("Vous pouvez y renoncer à tout moment, par écrit, ou en nous le disant : nous l’écrirons avec vous.")
        )
    else:
        stop = say(
            _(
                "Vous pouvez y mettre fin à tout moment, de préférence par écrit, ou en nous le disant : nous "
                "l’écrirons avec vous."
            )
        )
    return f"{free} {stop} {_after_stopping(legal, say)}".strip()


def _after_stopping(legal: LegalFrame, say: Say) -> str:
    if legal.tenure is None:
        return ""
    if legal.tenure in OWN_LEASE:
        return say(_("Votre bail est un autre contrat : arrêter l’accompagnement ne le modifie pas."))
    if legal.stopping_consequences:
        return say(
            _("Arrêter peut avoir des conséquences sur votre logement : {which}. Nous en parlons avant.")
        ).format(which=legal.stopping_consequences.rstrip("."))
    return say(_("Arrêter peut avoir des conséquences sur votre logement. Nous en parlons avant."))


def lease(legal: LegalFrame, say: Say) -> str:
    """Return M-BAIL by tenure."""
    if legal.tenure is None:
        return ""
    if legal.tenure in OWN_LEASE:
        return say(
            _(
                "Ce document n’est pas un bail et ne modifie pas vos droits et obligations de locataire "
                "(loi n° 89-462 du 6 juillet 1989)."
            )
        )
    if legal.tenure in SUBLEASE:
        return say(
            _(
                "Ce document n’est pas un bail et ne modifie pas vos droits et obligations de sous-locataire "
                "(articles L. 442-8-2 et L. 442-8-3 du code de la construction et de l’habitation)."
            )
        )
    return say(_("Ce document n’est pas un titre d’occupation et ne modifie pas vos droits et obligations d’occupant."))


def lease_for_all(legal: LegalFrame) -> str:
    """Return M-BAIL in the third person, for a page several parties sign."""
    if legal.tenure is None:
        return ""
    who = _("de l’occupant")
    if legal.tenure in OWN_LEASE:
        who = _("du locataire")
    elif legal.tenure in SUBLEASE:
        who = _("du sous-locataire")
    return _("Cette page n’est pas un bail et ne modifie pas les droits et obligations {whose}.").format(whose=who)


def regime(legal: LegalFrame, say: Say) -> str:
    """Return M-LOI2002 for the two regimes it is true of, else nothing."""
    if legal.regime not in REGULATED:
        return ""
    common = say(
        _(
            "Ce document est établi en application des articles L. 311-3 à L. 311-5 et D. 311 du code de l’action "
            "sociale et des familles. Il vous est remis au plus tard quinze jours après votre admission. Un avenant "
            "précise, dans un délai maximum de six mois, les objectifs et les prestations ; ils sont "
            "réactualisés chaque année."
        )
    )
    if legal.regime == LegalRegime.STAY_CONTRACT:
        own = say(
            _(
                "Il est signé dans le mois qui suit l’admission ; vous pouvez être accompagné de la personne de "
                "votre choix."
            )
        )
    else:
        own = say(
            _(
                "Il est signé par le directeur ou son délégué ; vous pouvez le contresigner. Votre participation à son "
                "élaboration est obligatoire."
            )
        )
        if legal.participants:
            own += " " + _("Personnes ayant participé : {names}.").format(names=listed(legal.participants))
    return f"{common} {own}"


def complaint(legal: LegalFrame, say: Say) -> str:
    """Return M-RECOURS with only those who exist."""
    whom = [
        legal.complaint_to and _("le responsable du service, {name}").format(name=legal.complaint_to),
        legal.mediator and _("le médiateur, {name}").format(name=legal.mediator),
        legal.qualified_person
        and legal.regime in REGULATED
        and _("la personne qualifiée (liste arrêtée par le préfet, l’ARS et le département), {name}").format(
            name=legal.qualified_person
        ),
        _("le Défenseur des droits (www.defenseurdesdroits.fr)"),
    ]
    names = " ; ".join(name for name in whom if name)
    return say(_("Parlez-nous-en d’abord. Vous pouvez aussi vous adresser à : {names}.")).format(names=names)


def screen_signature(signatories: tuple[Signatory, ...], say: Say, copy_given: str = "") -> str:
    """Return M-SIGN when somebody signs on screen; the sentence on the copy only when it was recorded."""
    if not any(one.method == SignatureMethod.SCREEN for one in signatories):
        return ""
    text = _(
        "Signer sur l’écran vaut signature. Signature électronique simple (règlement (UE) n° 910/2014). Elle ne "
        "bénéficie pas de la présomption de fiabilité de l’article 1367 du code civil."
    )
    if copy_given:
        text += " " + say(_("Un exemplaire vous a été remis le {day}.")).format(day=copy_given)
    return text


def originals(count: int | None) -> str:
    """Return « Fait en {n} originaux » (C. civ. 1375); a blank to fill by hand when the number is not set."""
    if count is None:
        return _("Fait en ………… originaux, un pour chaque partie.")
    if count == 1:
        return _("Fait en un original.")
    return _("Fait en {count} originaux, un pour chaque partie.").format(count=number_word(count))
