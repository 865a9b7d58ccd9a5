"""Visit report (domain C.4): facts, words and analysis apart; the household takes away facts and tasks only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.address import speaking_to
from app.documents.templates.shared import signatures, tasks_table, titled, worker
from app.documents.typography import day, day_or
from app.words import _
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    from app.documents.values import VisitReport

VERSION = 2


def blocks(value: VisitReport) -> tuple[b.Block, ...]:
    """Return the report.

    Raises:
        ValueError: A household's copy carries words, analysis or a duration, which no query may put there.
    """
    household = value.heading.recipient == Recipient.HOUSEHOLD
    if household and (value.said or value.analysis or value.minutes is not None):
        msg = "a household takes away facts and tasks only"
        raise ValueError(msg)
    title = _("Notre rencontre du {day}") if household else _("Compte rendu de visite du {day}")
    return (
        b.Title(title.format(day=day(value.on))),
        *_circumstances(value, household=household),
        *_passages(_("Ce que nous avons fait et constaté") if household else _("Constats"), value.facts),
        *_passages(_("Ce que les personnes disent"), value.said),
        *_passages(_("Analyse"), value.analysis),
        *_next(value, household=household),
        *_closing(value, household=household),
    )


def _circumstances(value: VisitReport, *, household: bool) -> tuple[b.Block, ...]:
    kind = f"{value.kind} ({value.outcome})" if value.outcome else value.kind
    announced = {None: "", True: _("oui"), False: _("non")}[value.announced]
    pairs = [
        (_("Rencontre"), kind),
        (_("Heure"), value.at),
        (_("Durée"), _("{count} minutes").format(count=value.minutes) if value.minutes is not None else ""),
        (_("Lieu"), value.place),
        (_("Étaient là"), ", ".join(value.present)),
        (_("Bailleur présent"), _("oui") if value.landlord_present else ""),
        (_("Annoncée"), "" if household else announced),
        (_("Interprète"), value.interpreter),
        (_("Avec") if household else _("Écrit par"), worker(value.worker)),
        (_("Objectifs"), "\n".join(value.objectives)),
    ]
    return titled(_("La rencontre"), b.KeyValues(tuple(pairs)))


def _passages(title: str, passages: tuple[str, ...]) -> tuple[b.Block, ...]:
    return titled(title, *(b.Text(text) for text in passages))


def _next(value: VisitReport, *, household: bool) -> tuple[b.Block, ...]:
    made: list[b.Block] = list(tasks_table(value.tasks))
    if value.next_on is not None:
        made.append(b.Text(day_or(value.next_on) + ".", _("Prochaine rencontre :")))
    if household and not made:
        made.append(b.WritingLines(3))
    return titled(_("À faire") if value.tasks or household else _("La suite"), *made)


def _closing(value: VisitReport, *, household: bool) -> tuple[b.Block, ...]:
    if household:
        say = speaking_to(value.heading)
        note = say(
            _("Cette feuille est à vous. Si quelque chose n’est pas juste, dites-le : nous la corrigeons ensemble.")
        )
        return (b.Text(note), *signatures(value.signatories))
    return (
        b.Text(_("Note professionnelle communicable à la personne concernée."), quiet=True),
        *signatures(value.signatories),
    )
