"""What was changed after the signature (domain C.3): listed after the contract, whose other clauses stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.templates.shared import answered, titled
from app.documents.typography import day_or, sentence
from app.words import _

if TYPE_CHECKING:
    from app.documents.values import Amendment


def blocks(amendments: tuple[Amendment, ...]) -> tuple[b.Block, ...]:
    """Return the amendments by number, or nothing when nothing was changed."""
    if not amendments:
        return ()
    rest = b.Text(_("Les autres clauses du contrat demeurent inchangées."))
    return titled(_("Ce qui a changé depuis : les avenants"), *map(_amendment, amendments), rest)


def _amendment(one: Amendment) -> b.Block:
    heading = _("Avenant n° {number} : {motive}").format(number=one.number, motive=one.motive)
    pairs = (
        (_("Ce qui change"), sentence(one.changes)),
        (_("Remis pour lecture"), day_or(one.handed_on)),
        (_("Prend effet"), day_or(one.effective_on)),
        (_("Réponses"), "\n".join(answered(who) for who in one.signatories) or _("Personne n’a encore répondu.")),
    )
    return b.Together((b.Section(heading, 2), b.KeyValues(pairs)))
