"""« Engagements réciproques » (review G1, C.2b; decision 1): one page, the only one the landlord signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.address import speaking_to
from app.documents.templates import mentions
from app.documents.templates.shared import hearing_notice, promise, signatures, three_lists
from app.documents.typography import day, day_or, money
from app.words import _

if TYPE_CHECKING:
    from app.documents.values import MutualCommitments

VERSION = 1


def blocks(value: MutualCommitments) -> tuple[b.Block, ...]:
    """Return the page: rent, plan, procedure, works, people to talk to; nothing of the diagnosis."""
    names = ", ".join(one.name for one in value.household_persons)
    lists = three_lists(
        tuple(promise(one) for one in value.household),
        tuple(promise(one) for one in value.operator),
        tuple(promise(one) for one in value.landlord),
        (speaking_to(value.heading)(_("Le ménage")), _("L’association"), _("Le bailleur")),
    )
    return (
        b.Title(
            _("Engagements réciproques"),
            _("entre {names}, {operator} et {landlord}").format(
                names=names, operator=value.heading.operator.name, landlord=value.landlord_organisation.name
            ),
        ),
        *_facts(value),
        *lists,
        *hearing_notice(value.hearing),
        b.Text(_legal(value)),
        *_signatures(value),
    )


def _facts(value: MutualCommitments) -> tuple[b.Block, ...]:
    pairs = (
        (_("Logement"), value.dwelling),
        (_("Dette et plan"), _plan(value)),
        (_("Contact association"), value.operator_contact),
        (_("Contact bailleur"), value.landlord_contact),
        (_("Prochain point"), day_or(value.next_point_on)),
    )
    return (b.KeyValues(pairs),)


def _plan(value: MutualCommitments) -> str:
    plan = value.plan
    if plan is None:
        return ""
    monthly = _("{amount} par mois à partir du {day}").format(amount=money(plan.monthly_cents), day=day(plan.starts_on))
    if plan.balance_cents is None:
        return monthly
    owed = _("{amount} dus").format(amount=money(plan.balance_cents))
    if plan.balance_on is not None:
        owed = _("{amount} dus au {day}").format(amount=money(plan.balance_cents), day=day(plan.balance_on))
    return f"{owed} ; {monthly}"


def _legal(value: MutualCommitments) -> str:
    parts = (
        mentions.lease_for_all(value.legal),
        _("Les professionnels sont tenus au secret professionnel ou à une obligation de discrétion."),
        _("Cette page ne dit rien de la santé ni de la vie privée."),
    )
    return " ".join(part for part in parts if part)


def _signatures(value: MutualCommitments) -> tuple[b.Block, ...]:
    screen = mentions.screen_signature(value.signatories, speaking_to(value.heading))
    when = _("Convenu le {day}.").format(day=day(value.agreed_on)) if value.agreed_on else ""
    said = " ".join(part for part in (when, screen or mentions.originals(value.originals)) if part)
    return signatures(value.signatories, said)
