"""« Version simplifiée » of the contract: the household's first pages (documents page; decision 22).

Large print, short sentences, one idea a line, no word in capitals, no hyphenation. The full contract follows and is
what is signed. It is never called « FALC », which asks for readers who proofread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.address import speaking_to, whom
from app.documents.templates import mentions
from app.documents.templates.shared import agreed, given_up, titled
from app.documents.typography import day, sentence
from app.words import _
from resources.vocabulary import LeaseKind

if TYPE_CHECKING:
    from app.documents.values import Amendment, Objective, SupportContract


def blocks(value: SupportContract) -> tuple[b.Block, ...]:
    """Return the pages to read first."""
    parts = (
        *_who(value),
        *_wants(value),
        *_changed(value),
        *_promises(value),
        *_meeting(value),
        *_free(value),
        *_secret(value),
        *_disagree(value),
    )
    return (b.Part(b.Scale.LARGE, (b.Title(_("Mon contrat d’accompagnement"), _("version simplifiée")), *parts)),)


def _section(title: str, *pieces: b.Block) -> tuple[b.Block, ...]:
    return (b.Together((b.Section(title), *pieces)),)


def _who(value: SupportContract) -> tuple[b.Block, ...]:
    operator = value.heading.operator
    say = speaking_to(value.heading)
    you = whom(value.heading, len(value.household))
    names = ", ".join(one.name for one in value.household)
    lines = [_("{you} : {names}.").format(you=you, names=names)]
    lines.append(_("Nous : {operator}.").format(operator=operator.name))
    if value.referent is not None:
        lines.append(say(_("La personne qui vous accompagne : {name}.")).format(name=value.referent.name))
    phone = (value.referent.phone if value.referent else "") or operator.phone
    if phone:
        lines.append(_("Pour nous joindre : {phone}.").format(phone=phone))
    if value.effective_on is not None:
        lines.append(_("Le contrat commence le {day}.").format(day=day(value.effective_on)))
    return _section(_("Qui sommes-nous ?"), b.Bullets(tuple(lines)))


def _wants(value: SupportContract) -> tuple[b.Block, ...]:
    if not value.living:
        return ()
    say = speaking_to(value.heading)
    theirs = [bool(one.household_words) for one in value.living]
    title = say(_("Ce que vous voulez")) if all(theirs) else say(_("Ce que vous voulez, ce que nous proposons"))
    if not any(theirs):
        title = _("Ce que nous proposons")
    return _section(title, b.Bullets(tuple(_want(one) for one in value.living), numbered=True))


def _changed(value: SupportContract) -> tuple[b.Block, ...]:
    lines = [given_up(one) for one in value.left]
    lines += [_amended(one) for one in value.amendments if not one.waits]
    return _section(_("Ce qui a changé depuis"), b.Bullets(tuple(lines))) if lines else ()


def _amended(one: Amendment) -> str:
    what = " ".join(sentence(line) for line in (one.changes or one.motive).splitlines())
    return _("Le {day} : {what}").format(day=day(one.effective_on), what=what) if one.effective_on else what


def _want(one: Objective) -> str:
    """Return an objective in the words of the household; one they did not word is said to be ours."""
    words = sentence(one.household_words)
    if not one.household_words:
        words = _("Nous proposons\u00a0: {words}").format(words=sentence(one.expected_result))
    return words if one.due_on is None else _("{words}\nPour le {day}.").format(words=words, day=day(one.due_on))


def _promises(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    chosen = (
        (b.Voice.HOUSEHOLD, say(_("Vous")), [one.commitments.household for one in value.living]),
        (b.Voice.OPERATOR, _("Nous"), [one.commitments.operator for one in value.living]),
        (b.Voice.LANDLORD, say(_("Votre bailleur")), [one.commitments.landlord for one in value.living]),
    )
    more = (value.household_commitments, value.operator_commitments, value.landlord_commitments)
    lists = tuple(
        b.Promises(voice, label, tuple(sentence(item) for item in (*items, *extra) if item))
        for (voice, label, items), extra in zip(chosen, more, strict=True)
        if any(items) or extra
    )
    return titled(_("Qui fait quoi ?"), *(b.ThreeLists((one,)) for one in lists))


def _meeting(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    lines = [
        agreed(value.rhythm) if value.rhythm else "",
        say(_("Si vous ne pouvez pas, vous prévenez. Nous aussi.")),
        say(_("Personne ne vient sans vous prévenir.")),
        say(_("Vous voulez une pause ? Dites-le. Vous voulez reprendre ? Dites-le.")),
    ]
    return _section(_("Se voir"), b.Bullets(tuple(line for line in lines if line)))


def _free(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    lines = [
        say(_("Vous avez dit oui. Vous pouvez dire non plus tard.")),
        say(_("Pour arrêter : écrivez-le, ou dites-le. Nous l’écrirons avec vous.")),
    ]
    if value.legal.tenure in mentions.OWN_LEASE:
        lines.append(say(_("Votre bail ne change pas.")))
    elif isinstance(value.legal.tenure, LeaseKind):
        which = value.legal.stopping_consequences.rstrip(".")
        lines.append(say(_("Arrêter peut changer quelque chose pour votre logement. Nous en parlons avant.")))
        lines += [sentence(which)] if which else []
    lines.append(say(_("Après la fin, vous pouvez revenir.")))
    return _section(say(_("Vous êtes libre")), b.Bullets(tuple(lines)))


def _secret(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    lines = (
        say(_("Vous dites ce que vous voulez dire.")),
        say(_("Ce que vous nous dites reste entre nous, sauf si la loi nous oblige à parler.")),
        say(_("Votre bailleur reçoit seulement les phrases que vous avez lues et acceptées.")),
        say(_("Vous pouvez changer d’avis.")),
    )
    return _section(_("Ce qui reste entre nous"), b.Bullets(lines))


def _disagree(value: SupportContract) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    lines = [say(_("Dites-le-nous."))]
    if value.legal.complaint_to:
        lines.append(say(_("Ou parlez à {name}.")).format(name=value.legal.complaint_to))
    lines.append(say(_("Ou écrivez au Défenseur des droits : www.defenseurdesdroits.fr.")))
    note = _("Ces pages aident à comprendre. Le contrat complet est à la suite : c’est lui que l’on signe.")
    return (*_section(say(_("Vous n’êtes pas d’accord ?")), b.Bullets(tuple(lines))), b.Notice(note))
