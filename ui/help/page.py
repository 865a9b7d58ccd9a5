"""Aide: the keys to know, what is protected and what is not, what is never written, what Palier does not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from app.words import N_, _
from ui.kit.cards import Card
from ui.kit.promises import Promises, listed
from ui.kit.texts import Pill, Role, Words
from ui.page import Page, titled

if TYPE_CHECKING:
    from ui.destinations import Destination

KEYS = (
    ("Ctrl+K", N_("Rechercher une personne, une note, un numéro, un geste")),
    ("Ctrl+N", N_("Écrire une note")),
    ("Ctrl+D", N_("Noter une demande ou un appel")),
    ("Ctrl+L", N_("Faire une pause\u00a0: l’écran se couvre (Ctrl+Maj+L verrouille)")),
    ("F9", N_("Masquer les noms, adresses, montants et paroles")),
    ("F11", N_("Partager l’écran avec la personne en face")),
    ("F1", N_("Cette aide")),
)
NEVER_WRITTEN = (
    N_("Motif, durée ou lieu d’une peine, numéro d’écrou."),
    N_("Diagnostic, traitement, nom d’un hôpital."),
    N_("Adresse de mise à l’abri, détails de violences, plan de sécurité."),
    N_("Religion, origine, «\u00a0communauté\u00a0», orientation, opinions, parcours d’exil."),
    N_("Ce que les enfants ont dit, hors procédure."),
    N_("Dettes de jeu ou de drogue, amours, sexualité."),
    N_(
        "«\u00a0Manipulateur\u00a0», «\u00a0dans le déni\u00a0», «\u00a0sale\u00a0», «\u00a0démissionnaire\u00a0», "
        "«\u00a0bénéficiaire chronique\u00a0»."
    ),
    N_("Mots de passe, codes de carte, numéro de sécurité sociale, RIB sans paiement à faire."),
    N_("Le nom d’un voisin plaignant\u00a0; ce qu’un tiers a dit sans dire qui et quand."),
    N_("Un avis sur une décision de justice\u00a0; nos doutes sur la sincérité de quelqu’un."),
)
NOT_DONE = (
    N_("Aucun score, aucune note, aucun classement des personnes."),
    N_("Aucune connexion\u00a0: rien ne quitte l’ordinateur que vous n’ayez demandé."),
    N_("Aucune décision à votre place\u00a0: une date, un calcul, un conseil portent leur règle et leur source."),
    N_("Pas d’avis juridique\u00a0: en cas de doute, l’Adil, un point-justice ou un avocat."),
    N_("Pas de remplacement du logiciel métier de l’employeur ni du SI-SIAO."),
)


class HelpPage(Page):
    """One page, read from top to bottom."""

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"help"})  # nothing of the vault changes it

    @override
    def show_destination(self, destination: Destination) -> None:
        self.clear()
        self.body.addWidget(titled(_("Aide")))
        keys = Card(_("Sept touches à connaître"))
        keys.add(_keys())
        keys.add(Words(_("Tout se fait aussi à la souris, au doigt, et avec Tab, Entrée et Échap."), Role.SECONDARY))
        self.body.addWidget(keys)
        for title, content in (
            (_("Ce qui est protégé, et ce qui ne l’est pas"), Promises()),
            (_("Ce que nous n’écrivons pas"), listed(NEVER_WRITTEN)),
            (_("Ce que Palier ne fait pas"), listed(NOT_DONE)),
        ):
            card = Card(title)
            card.add(content)
            self.body.addWidget(card)


def _keys() -> QWidget:
    made = QWidget()
    made.setObjectName("plain")
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for rank, (keys, words) in enumerate(KEYS):
        grid.addWidget(Pill(keys), rank, 0)
        grid.addWidget(Words(_(words)), rank, 1)
    return made
