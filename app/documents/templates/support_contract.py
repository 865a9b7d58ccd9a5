"""Support contract between the household and the operator (domain C.2, decision 1, practice 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.address import speaking_to, whom
from app.documents.templates import amendments, mentions, simplified_contract
from app.documents.templates.shared import agreed, given_up, people, progress, signatures, three_lists, titled, worker
from app.documents.typography import day, day_or, sentence
from app.words import _
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    from app.documents.values import Objective, SupportContract

VERSION = 2


def blocks(value: SupportContract) -> tuple[b.Block, ...]:
    """Return the contract: for the household its simplified version first, the full text as an annex."""
    if value.heading.recipient == Recipient.LANDLORD and value.landlord is None:
        msg = "no landlord version of a contract the landlord does not sign"
        raise ValueError(msg)
    full = (
        *_parties(value),
        *_frame(value),
        *_objectives(value),
        *_left(value),
        *_promises(value),
        *_rhythm(value),
        *_sharing(value),
        *_rights(value),
        *_end(value),
        *amendments.blocks(value.amendments),
    )
    title = b.Title(_("Contrat d’accompagnement"), _between(value))
    if value.heading.recipient != Recipient.HOUSEHOLD:
        return (title, *full)
    annex = b.Title(_("Le contrat complet"), _between(value))
    return (*simplified_contract.blocks(value), b.PageBreak(), annex, *full)


def _between(value: SupportContract) -> str:
    names = [one.name for one in value.household] + [value.heading.operator.name]
    if value.landlord is not None:
        names.append(value.landlord.name)
    return _("entre {first} et {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _parties(value: SupportContract) -> tuple[b.Block, ...]:
    operator, say = value.heading.operator, speaking_to(value.heading)
    pairs = [
        (whom(value.heading, len(value.household)), people(value.household)),
        (_("Logement"), value.dwelling),
        (_("Nous"), ", ".join(part for part in (operator.name, operator.service, operator.address) if part)),
        (say(_("Votre personne référente")), worker(value.referent) if value.referent else ""),
        (_("En son absence"), value.relay),
        (_("Nous répondons"), value.answer_delay),
    ]
    if value.landlord is not None:
        pairs.insert(3, (_("Bailleur"), ", ".join(p for p in (value.landlord.name, value.landlord.address) if p)))
    return titled(_("Qui s’engage"), b.KeyValues(tuple(pairs)))


def _frame(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    pairs = (
        (_("Accompagnement"), " · ".join(part for part in (value.measure, value.phase) if part)),
        (_("Dans le cadre de"), value.frame),
        (_("Décision du comité"), day_or(value.committee_on)),
        (_("Remis pour lecture"), day_or(value.handed_on)),
        (_("Reparlé ensemble"), day_or(value.talked_again_on)),
        (_("Prend effet"), day_or(value.effective_on)),
        (_("Revu ensemble"), day_or(value.review_on)),
        (_("Participation"), say(_("aucune : l’accompagnement est gratuit pour vous"))),
    )
    blocks: list[b.Block] = [b.KeyValues(pairs)]
    regime = mentions.regime(value.legal, say)
    if regime:
        blocks.append(b.Text(regime))
    lease = mentions.lease(value.legal, say)
    if lease:
        blocks.append(b.Text(lease))
    return titled(_("Le cadre"), *blocks)


def _objectives(value: SupportContract) -> tuple[b.Block, ...]:
    made: list[b.Block] = []
    for number, one in enumerate(value.living, start=1):
        made.append(b.Together(_objective(number, one)))
    if not made:
        return ()
    say = speaking_to(value.heading)
    first, *rest = made
    ours = not all(one.household_words for one in value.living)
    own = say(_("Chaque objectif part de vos mots. Nous comptons ensemble ce qui avance ; il n’y a pas de note."))
    intro = b.Text(_("Nous comptons ensemble ce qui avance ; il n’y a pas de note.") if ours else own)
    return (b.Together((b.Section(_("Ce que nous voulons")), intro, first)), *rest)


def _left(value: SupportContract) -> tuple[b.Block, ...]:
    """Return the objectives given up since: no longer counted, no longer promised, and not hidden either."""
    if not value.left:
        return ()
    lines = tuple(given_up(one) for one in value.left)
    return (b.Together((b.Section(_("Ce que nous avons laissé"), 2), b.Bullets(lines))),)


def _objective(number: int, one: Objective) -> tuple[b.Block, ...]:
    words = one.household_words or one.expected_result
    pairs = (
        (_("Qui le propose"), "" if one.household_words else _("l’association")),
        (_("Résultat attendu"), one.expected_result if one.household_words else ""),
        (_("Ce que nous comptons"), _counted(one)),
        (_("Échéance"), day_or(one.due_on)),
        (_("Nos moyens"), one.means),
        (_("Partenaire"), one.partner),
        (_("Où nous en sommes"), progress(one.progress)),
    )
    heading = _("{number}. {words}").format(number=number, words=words.rstrip("."))
    return (b.Section(heading, 2), b.KeyValues(((_("Domaine"), one.axis), *pairs)))


def _counted(one: Objective) -> str:
    """Return what is counted, where we start and where we go."""
    start = _("au départ : {baseline}").format(baseline=one.baseline) if one.baseline else ""
    goal = _("nous visons : {target}").format(target=one.target) if one.target else ""
    return " ; ".join(part for part in (one.indicator, start, goal) if part)


def _promises(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    lists = three_lists(*commitments(value), (say(_("Vous")), _("Nous"), say(_("Votre bailleur"))))
    if not lists:
        return ()
    every = _("Les engagements de chacun ont la même valeur et sont suivis de la même façon.")
    return (b.Together((b.Section(_("Qui fait quoi")), b.Text(every), *lists)),)


def commitments(value: SupportContract) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return what household, operator and landlord promise, objectives first; nobody promises to tell everything."""
    living = [one.commitments for one in value.living]
    household = [sentence(one.household).rstrip(".") for one in living if one.household]
    operator = [sentence(one.operator).rstrip(".") for one in living if one.operator]
    landlord = [sentence(one.landlord).rstrip(".") for one in living if one.landlord]
    say = speaking_to(value.heading)
    operator += [
        say(_("Garder pour nous ce que vous nous confiez")),
        say(_("Vous prévenir si nous ne pouvons pas venir, et vous dire qui remplace")),
        say(_("Ne pas vous laisser : vous pouvez nous rappeler, même après une pause ou la fin")),
    ]
    return (
        (*household, *value.household_commitments),
        (*operator, *value.operator_commitments),
        (*landlord, *value.landlord_commitments),
    )


def _rhythm(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    rhythm = agreed(value.rhythm) if value.rhythm else _("Nous convenons ensemble de chaque rendez-vous.")
    texts = (
        rhythm + " " + say(_("Si vous ne pouvez pas, vous prévenez ; si nous ne pouvons pas, nous prévenons aussi.")),
        say(_("Personne ne vient chez vous sans que vous le sachiez, ni nous, ni le bailleur avec nous.")),
        say(
            _(
                "Vous pouvez demander une pause, et demander à reprendre, quand vous voulez : un mot suffit, nous "
                "l’écrivons d’une ligne datée. Il n’y a rien à signer de nouveau."
            )
        ),
        say(_("Le rythme change avec vos besoins, plus souvent ou moins souvent, après en avoir parlé ensemble.")),
    )
    return titled(_("Se voir, faire une pause, reprendre"), b.Bullets(texts))


def _sharing(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    intro = b.Text(
        say(
            _(
                "Vous dites ce que vous voulez dire. Ne part que ce que vous avez accepté, phrase par phrase, "
                "après l’avoir lu."
            )
        )
    )
    if not value.sharings:
        return titled(_("Ce qui reste entre nous, ce qui se partage"), intro, b.Text(mentions.secrecy(say)))
    columns = (
        b.Column(_("À qui"), 2.2),
        b.Column(_("Sur quoi"), 3.6),
        b.Column(_("Pour quoi"), 2.8),
        b.Column(say(_("Votre accord")), 2.8),
    )
    rows = tuple((one.recipient, one.topics, one.purpose, one.state) for one in value.sharings)
    table = b.Together((intro, b.Table(columns, rows)))
    return titled(_("Ce qui reste entre nous, ce qui se partage"), table, b.Text(mentions.secrecy(say)))


def _rights(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    watch = (
        say(_("Après la fin, vous pouvez nous recontacter ; nous restons joignables {period}.")).format(
            period=value.watch_period
        )
        if value.watch_period
        else say(_("Après la fin, vous pouvez nous recontacter et recommencer."))
    )
    return (
        *titled(say(_("Vous êtes libre")), b.Text(mentions.freedom(value.legal, say)), b.Text(watch)),
        *titled(
            _("Faire le point"),
            b.Text(
                say(
                    _("Nous regardons ensemble ce qui a avancé{when}. Vous dites aussi ce qui nous concerne, nous.")
                ).format(when=_(", au plus tard le {day}").format(day=day(value.review_on)) if value.review_on else "")
            ),
        ),
        *titled(say(_("Si vous n’êtes pas d’accord")), b.Text(mentions.complaint(value.legal, say))),
        *titled(say(_("Vos données")), *(b.Text(text) for text in _data(value))),
    )


def _data(value: SupportContract) -> list[str]:
    return mentions.data_protection(value.heading, value.legal).split("\n")


def _end(value: SupportContract) -> tuple[b.Block, ...]:
    annexes: tuple[b.Block, ...] = ()
    if value.annexes:
        annexes = titled(_("Joint à ce contrat"), b.Bullets(value.annexes))
    given = day_or(value.copy_given_on)
    screen = mentions.screen_signature(value.signatories, speaking_to(value.heading), given)
    said = " ".join(part for part in (mentions.originals(value.originals) if not screen else "", screen) if part)
    return (b.Together((*annexes, *signatures(value.signatories, said))),)
