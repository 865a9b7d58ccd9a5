"""What storage could not do, in one sentence: what happened, what is safe, what to do."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app.errors import Expected
from app.words import N_, _
from db.errors import StorageTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOM_TO_WORK = 1 << 20
_SAID_OF_A_FULL_DISK = {"disk_trouble", "read_only_folder"}  # by the database, when it cannot make a file of its own
SENTENCES = {
    "already_exists": N_(
        "Il y a déjà un coffre dans {folder}. Il n’a pas été touché ; ouvrez-le, ou choisissez un autre emplacement."
    ),
    "folder_not_empty": N_(
        "L’emplacement {folder} n’est pas vide. Rien n’y a été écrit ; choisissez un emplacement vide ou nouveau."
    ),
    "synchronised_folder": N_(
        "L’emplacement {folder} est partagé ou copié en ligne, et un coffre s’y abîmerait. "
        "Rien n’y a été écrit ; choisissez un emplacement propre à cet ordinateur."
    ),
    "empty_passphrase": N_("La phrase de passe est vide. Rien n’a changé ; tapez-en une."),
    "not_a_vault": N_(
        "Il n’y a pas de coffre dans {folder}. Vérifiez l’emplacement, ou créez un coffre par « palier vault create »."
    ),
    "impossible_place": N_(
        "L’emplacement {folder} ne peut pas exister\u00a0: un nom y est trop long, ou passe par un fichier. "
        "Rien n’a été écrit\u00a0; choisissez un autre emplacement."
    ),
    "out_of_place": N_(
        "Dans {folder}, {name} n’est pas un fichier\u00a0: autre chose a pris sa place. Rien n’a été touché\u00a0; "
        "mettez-le ailleurs, puis ouvrez de nouveau\u00a0: Palier dit s’il faut reprendre une sauvegarde."
    ),
    "keys_missing": N_(
        "Le fichier de clés de {folder} manque : sans lui, le coffre ne s’ouvre pas. "
        "Les données sont toujours là ; remettez les fichiers palier.keys depuis une sauvegarde."
    ),
    "keys_damaged": N_(
        "Le fichier de clés de {folder} est abîmé, et sa copie aussi. "
        "Les données sont toujours là ; remettez les fichiers palier.keys depuis une sauvegarde."
    ),
    "database_missing": N_(
        "Les données de {folder} manquent : le fichier palier.db n’est pas là. Remettez-le depuis une sauvegarde."
    ),
    "database_damaged": N_(
        "Les données de {folder} sont abîmées et n’ont pas été ouvertes, pour ne rien aggraver. "
        "Copiez le coffre tel qu’il est, puis reprenez la sauvegarde la plus récente."
    ),
    "journal_damaged": N_(
        "Le journal du coffre est abîmé : une enveloppe ne se vérifie pas. Rien n’a changé ; "
        "copiez le coffre tel qu’il est, puis reprenez la sauvegarde la plus récente."
    ),
    "copy_unsound": N_(
        "Cette sauvegarde ne se relit pas : elle est abîmée, et n’a pas été prise. "
        "Le coffre n’a pas changé ; choisissez-en une autre."
    ),
    "renewed_unfinished": N_(
        "Le coffre a sa nouvelle phrase de passe, et elle seule l’ouvre\u00a0; le disque n’a pas laissé finir. "
        "Rien n’est perdu\u00a0; faites de la place, ouvrez avec la nouvelle phrase, puis refaites le kit."
    ),
    "other_vault": N_(
        "Cette sauvegarde est celle d’un autre coffre. Rien n’a changé ; choisissez une sauvegarde de celui-ci, "
        "ou un emplacement vide."
    ),
    "newer_format": N_(
        "Ce coffre a été écrit par une version plus récente de Palier. Il n’a pas été touché ; mettez Palier à jour."
    ),
    "not_a_parcel": N_(
        "Ce fichier n’a pas été fait par «\u00a0palier journal export\u00a0». Rien n’a changé\u00a0; vérifiez son nom."
    ),
    "newer_parcel": N_(
        "Ce fichier a été fait par une version plus récente de Palier. Rien n’a changé\u00a0; mettez Palier à jour."
    ),
    "parcel_damaged": N_(
        "Ce fichier est coupé ou abîmé. Rien n’a changé\u00a0; copiez-le de nouveau, ou demandez-en un autre."
    ),
    "parcel_refused": N_(
        "Ce fichier contredit ce que le coffre sait de qui l’a fait, ou ne contient pas tout ce qu’il cite. "
        "Rien n’a changé\u00a0; demandez-en un autre, fait sans «\u00a0--since\u00a0»."
    ),
    "in_use": N_(
        "Ce coffre est déjà ouvert sur cet ordinateur. Rien n’a changé ; fermez l’autre fenêtre ou l’autre commande."
    ),
    "read_only_folder": N_(
        "Rien ne peut être écrit dans {folder}. Rien n’a changé ; vérifiez vos droits sur cet emplacement, "
        "ou que la clé USB n’est pas verrouillée."
    ),
    "wrong_passphrase": N_(
        "Ce n’est pas la bonne phrase de passe. Rien n’a changé ; vérifiez la langue du clavier et recommencez."
    ),
    "kit_mistyped": N_(
        "Le code du kit de secours contient une faute de frappe. Rien n’a changé\u00a0; relisez-le sur la feuille."
    ),
    "wrong_kit": N_(
        "Ce code est bien tapé mais n’ouvre pas ce coffre\u00a0: il vient d’un autre coffre ou d’un "
        "kit remplacé depuis. "
        "Rien n’a changé\u00a0; vérifiez les initiales et le jour écrits sur la feuille."
    ),
    "no_kit": N_(
        "Aucun kit de secours n’a été fait pour ce coffre. Rien n’a changé\u00a0; seule la phrase de passe l’ouvre."
    ),
    "device_secret_needed": N_(
        "La phrase de passe ne suffit pas\u00a0: il faut le secret d’un autre ordinateur. Rien n’a changé\u00a0; "
        "prenez le kit de secours."
    ),
    "wrong_escrow": N_(
        "Ces deux feuilles n’ouvrent pas ce coffre\u00a0: elles sont d’une autre clé, ou de deux clés différentes. "
        "Rien n’a changé\u00a0; comparez leur empreinte avec celle que donne «\u00a0palier vault escrow show\u00a0»."
    ),
    "no_escrow": N_(
        "Aucune organisation ne peut ouvrir ce coffre. Rien n’a changé\u00a0; il faut la phrase de passe ou le kit."
    ),
    "disk_full": N_(
        "Le disque est plein : la dernière action n’a pas été enregistrée, tout ce qui précède l’est. "
        "Libérez de la place et recommencez."
    ),
    "disk_trouble": N_(
        "Le disque n’a pas répondu : la dernière action n’a pas été enregistrée, tout ce qui précède l’est. "
        "Recommencez ; si cela se reproduit, copiez le coffre sur un autre disque."
    ),
    "vault_moved": N_(
        "Le coffre n’est plus dans {folder}\u00a0: il a été déplacé, renommé ou effacé pendant qu’il était ouvert. "
        "Ce que vous venez d’écrire n’est pas enregistré mais reste à l’écran\u00a0; ne fermez pas Palier, remettez le "
        "coffre à sa place, puis recommencez."
    ),
    "rolled_back": N_(
        "Les données de {folder} ont été coupées ou remises à un état plus ancien : le coffre n’a pas été ouvert. "
        "Copiez le coffre tel qu’il est, puis reprenez la sauvegarde la plus récente."
    ),
    "attachment_missing": N_(
        "Un document joint manque dans le coffre. Le reste du dossier est intact ; reprenez-le d’une sauvegarde."
    ),
    "attachment_damaged": N_(
        "Un document joint est abîmé. Le reste du dossier est intact ; reprenez-le d’une sauvegarde."
    ),
}


def sentence_of(trouble: StorageTrouble, folder: Path | str) -> Expected:
    """Return the trouble with the sentence to show."""
    code = "disk_full" if trouble.code in _SAID_OF_A_FULL_DISK and _is_full(folder) else trouble.code
    return Expected(code, _(SENTENCES[code]).format(**(trouble.facts | {"folder": folder})))


def _is_full(folder: Path | str) -> bool:
    """Tell whether the disk is full."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free < ROOM_TO_WORK
    return False


@contextmanager
def told(folder: Path | str) -> Iterator[None]:
    """Turn what storage could not do into the sentence to show."""
    try:
        yield
    except StorageTrouble as trouble:
        raise sentence_of(trouble, folder) from trouble
