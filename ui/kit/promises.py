"""What is protected and what is not, as two short lists; the same words before the vault is made and in the help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.words import N_, _
from ui.kit.texts import Role, Words

PROTECTED = (
    N_("L’ordinateur volé, éteint ou verrouillé\u00a0: le coffre est chiffré, sa clé n’est nulle part sur le disque."),
    N_(
        "Quelqu’un qui lirait plus que ce qui lui est fait\u00a0: chaque document ne contient que ce que son "
        "destinataire peut lire. La santé et ce qui est confié ne partent jamais chez le bailleur."
    ),
    N_("Un document modifié après signature\u00a0: Palier le dit."),
    N_("Une coupure, un disque plein\u00a0: ce qui est annoncé enregistré l’est."),
    N_("Un coffre coupé ou remis à un état plus ancien\u00a0: il ne s’ouvre pas, et le dit."),
)
NOT_PROTECTED = (
    N_("Quelqu’un qui a votre phrase de passe, ou un logiciel malveillant dans votre session."),
    N_("L’ordinateur volé ouvert ou en pause, ou en veille quand son disque n’est pas chiffré."),
    N_(
        "Tout le dossier du coffre remis ensemble à un état plus ancien, là où le trousseau de l’ordinateur ne l’a pas "
        "vu depuis\u00a0; ailleurs, Palier le dit."
    ),
    N_(
        "Ce qui est sorti à votre demande\u00a0: un papier imprimé, un fichier enregistré, ce qui "
        "attend dans l’imprimante."
    ),
    N_("La perte de la phrase de passe et du kit de secours\u00a0: sans l’un des deux, personne n’ouvre le coffre."),
)


class Promises(QWidget):
    """The two lists, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Words(_("Ce qui est protégé"), Role.STRONG))
        layout.addWidget(listed(PROTECTED))
        layout.addSpacing(6)
        layout.addWidget(Words(_("Ce qui ne l’est pas"), Role.STRONG))
        layout.addWidget(listed(NOT_PROTECTED))


def listed(sentences: tuple[str, ...]) -> QWidget:
    """Return a list of short sentences, each after a mark."""
    made = QWidget()
    made.setObjectName("plain")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for sentence in sentences:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Words("•", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Words(_(sentence)), 1)
        layout.addLayout(line)
    return made
