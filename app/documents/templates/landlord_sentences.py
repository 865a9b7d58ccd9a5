"""What the landlord receives of a diagnosis: sentences written for them, nothing else (decision 10, practice P-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.address import speaking_to
from app.documents.templates.shared import signatures, titled
from app.documents.typography import day, day_or
from app.words import _
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    from app.documents.values import LandlordSentences

VERSION = 1


def blocks(value: LandlordSentences) -> tuple[b.Block, ...]:
    """Return the landlord's sheet, or the household's copy of it: « ce qui part »."""
    if value.heading.recipient == Recipient.HOUSEHOLD:
        return _leaving(value)
    return (
        b.Title(
            _("Diagnostic partagé : synthèse pour le bailleur"),
            _("phrases lues et acceptées par le ménage"),
        ),
        *titled(_("Situation"), b.KeyValues(_facts(value))),
        *_sentences(value),
        b.Text(
            _(
                "Ces phrases sont transmises avec l’accord du ménage, pour cet usage seulement. Elles ne sont ni "
                "copiées dans un autre fichier, ni transmises à d’autres."
            )
        ),
        *signatures(value.signatories, _("Reçu par le bailleur.") if value.signatories else ""),
    )


def _facts(value: LandlordSentences) -> tuple[tuple[str, str], ...]:
    landlord = ", ".join(part for part in (value.landlord.name, value.landlord.address) if part)
    agreed = day_or(value.given_on)
    if agreed and value.until is not None:
        agreed = _("{given}, jusqu’au {until}").format(given=agreed, until=day(value.until))
    return (
        (_("Locataires"), ", ".join(one.name for one in value.household)),
        (_("Logement"), value.dwelling),
        (_("Destinataire"), landlord),
        (_("Accord donné le"), agreed),
        (_("Pour"), value.purpose),
    )


def _sentences(value: LandlordSentences) -> tuple[b.Block, ...]:
    if not value.sentences:
        return titled(_("Ce que le ménage souhaite vous dire"), b.Text(_("Aucune phrase n’est partagée à ce jour.")))
    columns = (b.Column(_("Sujet"), 2), b.Column(_("Phrase"), 4.4), b.Column(_("Lue le"), 1.8))
    rows = tuple((one.title, one.sentence, day_or(one.read_on)) for one in value.sentences)
    return titled(_("Ce que le ménage souhaite vous dire"), b.Table(columns, rows))


def _leaving(value: LandlordSentences) -> tuple[b.Block, ...]:
    who, say = value.landlord.name, speaking_to(value.heading)
    made: list[b.Block] = [
        b.Title(say(_("Ce qui part chez votre bailleur")), _("à lire avant l’envoi")),
        b.Text(_("Voici tout ce que {landlord} reçoit. Rien d’autre ne part.").format(landlord=who)),
    ]
    if value.sentences:
        columns = (b.Column(_("Phrase"), 5), b.Column(_("Lue le"), 2), b.Column(say(_("Vos initiales")), 1.8))
        rows = tuple((f"{one.title}\n{one.sentence}", day_or(one.read_on), "") for one in value.sentences)
        made.append(b.Table(columns, rows))
    else:
        made.append(b.Notice(_("Aucune phrase ne part aujourd’hui.")))
    made += [
        b.KeyValues(((_("Pour"), value.purpose), (say(_("Votre accord")), _agreement(value)))),
        b.Text(
            say(
                _(
                    "Vous pouvez changer une phrase, la retirer, ou retirer votre accord, quand vous voulez. "
                    "L’accompagnement continue. "
                    "Ce qui est déjà parti ne peut pas toujours être repris : nous le demandons pour vous."
                )
            )
        ),
        *signatures(value.signatories),
    ]
    return tuple(made)


def _agreement(value: LandlordSentences) -> str:
    if value.given_on is None:
        return ""
    if value.until is None:
        return _("donné le {given}").format(given=day(value.given_on))
    return _("donné le {given}, jusqu’au {until}").format(given=day(value.given_on), until=day(value.until))
