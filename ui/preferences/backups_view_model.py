"""What the settings say of backups, decided without widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.backups.saying import backups_said, moment_said
from app.words import _, ngettext

if TYPE_CHECKING:
    from app.services.backups.values import Backup
    from app.services.desk import Desk


def last_sentence(desk: Desk) -> str:
    """Say when the last backup was made, and that they are made by themselves."""
    last = desk.backups.last()
    if last is None:
        return _("Aucune encore. La première se fait d’elle-même, peu après l’ouverture.")
    return _("Du {moment}. Elles se font d’elles-mêmes quand quelque chose a changé.").format(
        moment=moment_said(last.made_at, desk.zone)
    )


def second_sentence(desk: Desk) -> str:
    """Say where backups are copied too."""
    folder = desk.backups.second_folder
    if folder is None:
        return _("Aucun. Une clé USB gardée loin de l’ordinateur protège aussi d’un vol ou d’une panne.")
    if not folder.is_dir():
        return _("{folder} n’est pas là\u00a0: la copie se fera à son retour.").format(folder=folder)
    there = [one for one in desk.backups.all() if one.elsewhere]
    if not there:
        return _("{folder}\u00a0: la première copie s’y fera avec la prochaine sauvegarde.").format(folder=folder)
    return _("{folder}\u00a0: la dernière copie est du {moment}.").format(
        folder=folder, moment=moment_said(there[0].made_at, desk.zone)
    )


def former_sentence(desk: Desk) -> str:
    """Say how many backups another passphrase opens; nothing when none does."""
    count = len(desk.backups.opened_otherwise())
    if not count:
        return ""
    return ngettext(
        "{count} sauvegarde s’ouvre encore avec une phrase de passe d’avant.",
        "{count} sauvegardes s’ouvrent encore avec une phrase de passe d’avant.",
        count,
    ).format(count=count)


def former_days(desk: Desk) -> list[str]:
    """Name the backups another passphrase opens."""
    return [words for _backup, words in backups_said(desk.backups.opened_otherwise(), desk.zone)]


def choices(desk: Desk) -> list[tuple[Backup, str]]:
    """Return what one may go back to, the newest first; a copy on a stick only when it is nowhere else."""
    return backups_said(desk.backups.all(), desk.zone)
