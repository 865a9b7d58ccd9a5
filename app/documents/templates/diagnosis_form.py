"""Shared diagnosis (domain C.1, decisions 2 and 4): two voices a point, the landlord's only at the second stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.address import speaking_to
from app.documents.templates import mentions
from app.documents.templates.shared import people, signatures, titled, worker
from app.documents.typography import day, day_or, days, money, number_word
from app.words import _
from resources.vocabulary import ApprovalStatus, PointState, Recipient

if TYPE_CHECKING:
    from app.documents.values import Approval, Budget, DiagnosisForm, Difficulty, Heading, MoneyLine, Point

VERSION = 2


def blocks(value: DiagnosisForm) -> tuple[b.Block, ...]:
    """Return the form; a committee reads only the sentences the household lets go, and only once approved.

    Raises:
        ValueError: A committee's copy was asked for a diagnosis nobody approved (decision 7, a hard refusal).
    """
    if value.heading.recipient == Recipient.COMMITTEE:
        return _for_committee(value)
    say = speaking_to(value.heading)
    title = b.Title(_("Diagnostic partagé"), say(_("écrit ensemble, à relire et à corriger avec vous")))
    return (
        title,
        *_identification(value),
        *(block for point in value.points for block in _point(point, value.heading)),
        *_budget(value.budget),
        *_difficulties(value.difficulties),
        *_conclusion(value),
        *_approval(value),
        b.Together((*_legal(value), *signatures(value.signatories))),
    )


def _for_committee(value: DiagnosisForm) -> tuple[b.Block, ...]:
    agreed = {ApprovalStatus.APPROVED, ApprovalStatus.APPROVED_WITH_RESERVATIONS}
    if not value.approvals or any(one.status not in agreed for one in value.approvals):
        msg = "a committee reads no diagnosis that was not approved"
        raise ValueError(msg)
    rows = tuple((f"{point.number}. {point.title}", point.leaves) for point in value.points if point.leaves)
    return (
        b.Title(_("Diagnostic partagé, synthèse"), _("les phrases que le ménage a lues et accepte de partager")),
        *titled(_("Ce qui est partagé"), b.Table((b.Column(_("Point"), 2), b.Column(_("Phrase"), 4)), rows)),
        *titled(
            _("Proposition"),
            b.KeyValues(
                (
                    (_("Mesure proposée"), value.proposed_measure),
                    (_("Durée estimée"), _months(value.estimated_months)),
                    (_("Réserves"), "\n".join(one.reservations for one in value.approvals if one.reservations)),
                )
            ),
        ),
        b.Text(_("Les membres du comité sont tenus à la discrétion sur les situations évoquées.")),
        *signatures(value.signatories),
    )


def _identification(value: DiagnosisForm) -> tuple[b.Block, ...]:
    pairs = (
        (_("Personnes"), people(value.household)),
        (_("Logement"), value.dwelling),
        (_("Entretiens"), days(value.interviews)),
        (_("Lieu"), value.place),
        (_("Étaient là"), ", ".join(value.present)),
        (_("Écrit avec"), "\n".join(worker(one) for one in value.authors)),
        (_("Demande venue de"), value.referred_by),
    )
    return titled(_("De qui et de quoi parlons-nous"), b.KeyValues(pairs))


def _point(point: Point, page: Heading) -> tuple[b.Block, ...]:
    heading = _("{number}. {title}").format(number=point.number, title=point.title)
    states = {
        PointState.PREFERS_NOT_TO: _("Ne souhaite pas en parler. C’est une réponse complète."),
        PointState.NOT_YET: _("Pas encore abordé."),
        PointState.TO_REVISIT: _("À reprendre ensemble."),
        PointState.DISCUSSED: "",
    }
    household, say = page.recipient == Recipient.HOUSEHOLD, speaking_to(page)
    theirs = say(_("Ce que vous dites")) if household else _("Ce que dit le ménage")
    ours = _("Ce que nous observons") if household else _("Ce que l’association observe")
    made: list[b.Block] = []
    unsaid = not (point.reported or point.observed or point.analysis or point.strengths or point.landlord)
    if states[point.state] and (unsaid or point.state is not PointState.NOT_YET):
        made.append(b.Text(states[point.state], quiet=True))
    if point.strengths:
        made.append(b.Text(" ; ".join(point.strengths) + ".", _("Points d’appui :")))
    said = (
        (b.Voice.HOUSEHOLD, theirs, point.reported),
        (b.Voice.OPERATOR, ours, point.observed),
        (b.Voice.OPERATOR, _("Ce que nous en comprenons"), point.analysis),
    )
    made += [b.Said(voice, label, text) for voice, label, text in said if text]
    made += [*_landlord(point), *_leaves(point)]
    return titled(heading, *made) if made else titled(heading, b.WritingLines(2))


def _landlord(point: Point) -> tuple[b.Block, ...]:
    if point.landlord is None:
        return ()
    who = [point.landlord.by, day_or(point.landlord.on)]
    said_by = ", ".join(part for part in who if part)
    label = _("Ce que dit le bailleur ({who})").format(who=said_by) if said_by else _("Ce que dit le bailleur")
    return (b.Said(b.Voice.LANDLORD, label, point.landlord.text),)


def _leaves(point: Point) -> tuple[b.Block, ...]:
    if not point.leaves:
        return (b.Text(_("Rien de ce point ne part chez le bailleur."), quiet=True),)
    read = _("lue le {day}").format(day=day(point.read_on)) if point.read_on else _("à relire ensemble")
    return (b.Text(f"{point.leaves} ({read})", _("Phrase pour le bailleur :")),)


def _budget(budget: Budget | None) -> tuple[b.Block, ...]:
    if budget is None:
        return ()
    tables = (
        (_("Ce qui rentre"), budget.resources),
        (_("Le logement"), budget.housing),
        (_("Ce qui sort"), budget.charges),
        (_("Ce qui est dû"), budget.debts),
    )
    made: list[b.Block] = [_money(label, lines) for label, lines in tables if lines]
    if budget.facts:
        made[-1:] = [b.Together((*made[-1:], b.KeyValues(budget.facts)))]
    return titled(_("Le budget au {day}").format(day=day(budget.on)), *made)


def _money(label: str, lines: tuple[MoneyLine, ...]) -> b.Table:
    total = money(sum(line.cents for line in lines))
    amount = b.Column(_("Montant"), 1.6, numeric=True)
    if not any(line.detail for line in lines):
        rows = tuple((line.label, money(line.cents)) for line in lines)
        return b.Table((b.Column(label, 6), amount), rows, (_("Total"), total))
    detailed = tuple((line.label, line.detail, money(line.cents)) for line in lines)
    return b.Table((b.Column(label, 3), b.Column(_("Précision"), 3), amount), detailed, (_("Total"), "", total))


def _difficulties(difficulties: tuple[Difficulty, ...]) -> tuple[b.Block, ...]:
    if not difficulties:
        return ()
    columns = (b.Column(_("Ce qui pèse")), b.Column(_("D’où cela vient")), b.Column(_("Ce que cela entraîne")))
    rows = tuple((one.what, one.cause, one.consequence) for one in difficulties)
    return titled(_("Comprendre ensemble"), b.Table(columns, rows))


def _conclusion(value: DiagnosisForm) -> tuple[b.Block, ...]:
    pairs = (
        (_("Sur quoi travailler"), ", ".join(value.work_axes)),
        (_("Nos moyens"), value.operator_means),
        (_("Avec qui"), ", ".join(value.partners)),
        (_("Durée estimée"), _months(value.estimated_months)),
        (_("Mesure proposée"), value.proposed_measure),
        (_("Avis du bailleur"), value.landlord_opinion),
    )
    return titled(_("Ce que nous proposons"), b.KeyValues(pairs)) if any(text for _label, text in pairs) else ()


def _months(count: int | None) -> str:
    return "" if count is None else _("{count} mois").format(count=number_word(count))


def _approval(value: DiagnosisForm) -> tuple[b.Block, ...]:
    yours, say = value.heading.recipient == Recipient.HOUSEHOLD, speaking_to(value.heading)
    made: list[b.Block] = []
    if value.household_opinion:
        label = say(_("Votre avis")) if yours else _("Avis du ménage")
        made.append(b.Said(b.Voice.HOUSEHOLD, label, value.household_opinion))
    if value.disagreements:
        label = say(_("Vos désaccords")) if yours else _("Désaccords du ménage")
        made.append(b.Said(b.Voice.HOUSEHOLD, label, value.disagreements))
    made += [b.Together(_approved(one)) for one in value.approvals]
    return titled(say(_("Votre réponse")) if yours else _("Réponse de chaque adulte"), *made)


def _approved(one: Approval) -> tuple[b.Block, ...]:
    """Return the three answers, same size for each (practice 3), ticked as they were given."""
    said = _("le {day}").format(day=day(one.on)) if one.on else ""
    choices = (
        (ApprovalStatus.APPROVED, _("J’approuve")),
        (ApprovalStatus.APPROVED_WITH_RESERVATIONS, _("J’approuve avec réserves")),
        (ApprovalStatus.DISPUTED, _("Je ne suis pas d’accord")),
    )
    boxes = tuple(b.CheckBox(label, one.status == status) for status, label in choices)
    more: tuple[b.Block, ...] = ()
    if one.reservations:
        more = (b.Text(one.reservations, _("Réserves :")),)
    elif one.status is None:
        more = (b.WritingLines(2, _("Mes réserves, mes désaccords :")),)
    return (b.Text(said, one.name), b.CheckBoxes(boxes, 3), *more)


def _legal(value: DiagnosisForm) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    return titled(
        say(_("Vos droits")),
        b.Text(mentions.freedom(value.legal, say)),
        b.Text(mentions.secrecy(say)),
        b.Text(mentions.short_data_protection(value.heading, value.legal)),
    )
