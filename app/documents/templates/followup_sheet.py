"""Follow-up sheet (domain C.4, practice 3): stages in words and what is counted, three lists followed alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.address import speaking_to
from app.documents.templates import mentions
from app.documents.templates.shared import (
    hearing_notice,
    people,
    progress,
    promise,
    signatures,
    tasks_table,
    three_lists,
    titled,
    worker,
)
from app.documents.typography import day, day_or, sentence
from app.words import _
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    from app.documents.values import FollowupSheet, Objective

VERSION = 2
MOST_WITH_SIGNATURES = 8
"""Things to do that may stand on the page of the signatures; more of them make pages of their own."""


def blocks(value: FollowupSheet) -> tuple[b.Block, ...]:
    """Return the sheet for a household or for the operator."""
    household = value.heading.recipient == Recipient.HOUSEHOLD
    period = _("du {start} au {end}").format(start=day(value.from_on), end=day(value.to_on))
    return (
        b.Title(_("Notre travail ensemble") if household else _("Fiche de suivi"), period),
        *_who(value),
        *hearing_notice(value.hearing),
        *_axes(value),
        *_objectives(value),
        *_commitments(value, household=household),
        *_meetings(value),
        *_moved(value, household=household),
        *_closing(value),
    )


def _closing(value: FollowupSheet) -> tuple[b.Block, ...]:
    """Return what ends the sheet; what is to be done goes with the signatures, which never fill a page alone."""
    todo = titled(_("À faire"), *tasks_table(value.tasks))
    end = (*_next(value), _small_print(value), *signatures(value.signatories))
    if len(value.tasks) > MOST_WITH_SIGNATURES:
        return (*todo, b.Together(end))
    return (b.Together((*todo, *end)),)


def _small_print(value: FollowupSheet) -> b.Block:
    secrecy = mentions.secrecy(speaking_to(value.heading))
    return b.Text(f"{secrecy} {mentions.short_data_protection(value.heading, value.legal)}", quiet=True)


def _who(value: FollowupSheet) -> tuple[b.Block, ...]:
    pairs = (
        (_("Personnes"), people(value.household)),
        (_("Personne référente"), worker(value.referent) if value.referent else ""),
        (_("Rythme"), sentence(value.rhythm).rstrip(".")),
    )
    return (b.KeyValues(pairs),)


def _axes(value: FollowupSheet) -> tuple[b.Block, ...]:
    if not value.axes:
        return ()
    boxes = tuple(b.CheckBox(axis.label, axis.chosen) for axis in value.axes)
    return titled(_("Sur quoi nous travaillons"), b.CheckBoxes(boxes, 3))


def _objectives(value: FollowupSheet) -> tuple[b.Block, ...]:
    if not value.objectives:
        return ()
    columns = (
        b.Column(_("Ce que nous voulons"), 3.1),
        b.Column(_("Où nous en sommes"), 3.4),
        b.Column(_("Échéance"), 2.2),
    )
    rows = tuple(_objective(one) for one in value.objectives)
    return titled(_("Nos objectifs"), b.Table(columns, rows))


def _objective(one: Objective) -> tuple[str, str, str]:
    due = "" if one.given_up is not None else day_or(one.due_on)
    return sentence(one.household_words or one.expected_result).rstrip("."), progress(one.progress), due


def _commitments(value: FollowupSheet, *, household: bool) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    names = (
        (say(_("Vous")), _("Nous"), say(_("Votre bailleur")))
        if household
        else (_("Le ménage"), _("Nous"), _("Le bailleur"))
    )
    lists = three_lists(
        tuple(promise(one) for one in value.household_commitments),
        tuple(promise(one) for one in value.operator_commitments),
        tuple(promise(one) for one in value.landlord_commitments),
        names,
    )
    return titled(_("Ce que chacun avait dit"), *lists)


def _meetings(value: FollowupSheet) -> tuple[b.Block, ...]:
    if not value.meetings:
        return ()
    columns = (b.Column(_("Quand"), 2.3), b.Column(_("Comment"), 2.1), b.Column(_("Faits"), 4.8))
    rows = tuple((day(one.on), one.kind, one.facts) for one in value.meetings)
    return titled(_("Nos rencontres"), b.Table(columns, rows))


def _moved(value: FollowupSheet, *, household: bool) -> tuple[b.Block, ...]:
    title = _("Ce qui a avancé pour moi")
    if value.own_words:
        whose = speaking_to(value.heading)(_("Vos mots")) if household else _("Mots du ménage")
        return titled(title, b.Said(b.Voice.HOUSEHOLD, whose, value.own_words))
    return titled(title, b.WritingLines(2))


def _next(value: FollowupSheet) -> tuple[b.Block, ...]:
    if value.next_on is None:
        return (b.Text("………………………………………", _("Prochaine rencontre :")),)
    when = (
        _("{day} à {hour}").format(day=day(value.next_on), hour=value.next_at) if value.next_at else day(value.next_on)
    )
    return (b.Text(when + ".", _("Prochaine rencontre :")),)
