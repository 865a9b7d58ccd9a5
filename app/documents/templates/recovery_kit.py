"""« Kit de secours »: what it opens, where to keep it, the code in large groups. One page, no passphrase, no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.typography import day
from app.words import _

if TYPE_CHECKING:
    import datetime as dt

VERSION = 1


def blocks(groups: tuple[str, ...], initials: str, made_on: dt.date) -> tuple[b.Block, ...]:
    """Return the page."""
    subtitle = _("Coffre {initials}, kit fait le {day}").format(initials=initials, day=day(made_on))
    return (
        b.Title(_("Kit de secours"), subtitle),
        b.Text(
            _(
                "Ce code ouvre le coffre quand la phrase de passe est oubliée. Sans la phrase de passe ni ce code, "
                "personne ne peut ouvrir le coffre, nous non plus."
            )
        ),
        b.Part(b.Scale.LARGE, (code_table(groups),)),
        b.Text(
            _(
                "Treize groupes de cinq signes. 0 est toujours un zéro et 1 toujours un un\u00a0: "
                "il n’y a ni I, ni L, ni O, ni U."
            ),
            quiet=True,
        ),
        *_use(),
        *_keep(),
    )


def code_table(groups: tuple[str, ...]) -> b.Table:
    """Return the groups with their numbers, read down the left side, then down the right one."""
    half = (len(groups) + 1) // 2
    numbered = [(str(place), group) for place, group in enumerate(groups, start=1)]
    left, right = numbered[:half], numbered[half:]
    right += [("", "")] * (half - len(right))
    number, code = b.Column(_("Groupe"), 1.3), b.Column(_("Code"), 3)
    return b.Table((number, code, number, code), tuple((*one, *other) for one, other in zip(left, right, strict=True)))


def _use() -> tuple[b.Block, ...]:
    steps = (
        _("Ouvrez Palier et choisissez «\u00a0J’ai oublié ma phrase de passe\u00a0»."),
        _("Tapez les groupes dans l’ordre. Une faute est dite tout de suite, avec le numéro du groupe."),
        _("Choisissez une nouvelle phrase de passe. Le kit reste valable."),
    )
    return (b.Section(_("Comment s’en servir")), b.Bullets(steps, numbered=True))


def _keep() -> tuple[b.Block, ...]:
    lines = (
        _("Sous clé et loin de l’ordinateur\u00a0: un tiroir fermé au bureau, le coffre de l’association."),
        _("Jamais dans la sacoche de l’ordinateur, jamais en photo, jamais dans un message."),
        _("Qui tient cette feuille et l’ordinateur peut lire tous les dossiers."),
        _(
            "Feuille perdue ou vue par quelqu’un\u00a0: faites un nouveau kit. Celui-ci n’ouvrira plus le coffre, mais "
            "ouvrira encore ses sauvegardes plus anciennes."
        ),
    )
    return (b.Section(_("Où le garder")), b.Bullets(lines))
