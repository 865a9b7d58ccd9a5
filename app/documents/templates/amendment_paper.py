"""Amendment of a signed contract (domain C.3): what changes, from when; household and operator sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.address import speaking_to
from app.documents.templates import mentions
from app.documents.templates.shared import signatures, titled
from app.documents.typography import day, day_or, sentence
from app.words import _

if TYPE_CHECKING:
    from app.documents.values import AmendmentPaper

VERSION = 1


def blocks(value: AmendmentPaper) -> tuple[b.Block, ...]:
    """Return the amendment."""
    number = value.amendment.number
    return (
        b.Title(_("Avenant n° {number} au contrat d’accompagnement").format(number=number), _between(value)),
        *_what(value),
        *_changes(value),
        *_rest(value),
        *_signatures(value),
    )


def _between(value: AmendmentPaper) -> str:
    names = ", ".join(one.name for one in value.household)
    return _("entre {first} et {last}").format(first=names, last=value.heading.operator.name)


def _what(value: AmendmentPaper) -> tuple[b.Block, ...]:
    one, reference = value.amendment, value.contract_reference
    if value.contract_signed_on is not None:
        reference = _("{reference}, signé le {day}").format(reference=reference, day=day(value.contract_signed_on))
    pairs = (
        (_("Contrat"), reference),
        (_("Pourquoi"), sentence(one.motive).rstrip(".")),
        (_("Remis pour lecture"), day_or(one.handed_on)),
        (_("Prend effet"), day_or(one.effective_on, _("le jour de la dernière signature"))),
    )
    return (b.KeyValues(pairs),)


def _changes(value: AmendmentPaper) -> tuple[b.Block, ...]:
    lines = tuple(sentence(line) for line in value.amendment.changes.splitlines() if line.strip())
    return titled(_("Ce qui change"), b.Bullets(lines) if lines else b.WritingLines(4))


def _rest(value: AmendmentPaper) -> tuple[b.Block, ...]:
    say = speaking_to(value.heading)
    return titled(
        _("Ce qui ne change pas"),
        b.Text(_("Les autres clauses du contrat demeurent inchangées.")),
        b.Text(mentions.freedom(value.legal, say)),
        b.Text(say(_("Vous pouvez ne pas signer, ou signer un autre jour : l’accompagnement continue."))),
    )


def _signatures(value: AmendmentPaper) -> tuple[b.Block, ...]:
    screen = mentions.screen_signature(value.signatories, speaking_to(value.heading))
    return signatures(value.signatories, screen or mentions.originals(value.originals))
