"""What the settings say of backups, decided without widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.instants import time_zone
from app.services.backups.values import BackupKind, said_size
from app.words import N_, _, hour, long_day, ngettext

if TYPE_CHECKING:
    import datetime as dt

    from app.services.backups.values import Backup, Preview
    from app.services.desk import Desk

_MORE = {
    BackupKind.ORDINARY: "",
    BackupKind.BEFORE_UPDATE: N_("avant une mise à jour"),
    BackupKind.REPLACED: N_("le coffre d’avant un retour"),
}


def moment_said(moment: dt.datetime, zone: str) -> str:
    """Return a moment as people say it: « 20 novembre 2026 à 10 h 04 »."""
    local = moment.astimezone(time_zone(zone))
    return _("{day} à {hour}").format(day=long_day(local.date()), hour=hour(local.time()))


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


def choices(desk: Desk) -> list[tuple[Backup, str]]:
    """Return what one may go back to, the newest first; a copy on a stick only when it is nowhere else."""
    found = desk.backups.all()
    here = {one.path.name for one in found if not one.elsewhere and one.kind is not BackupKind.REPLACED}
    return [(one, _said(one, desk.zone)) for one in found if not one.elsewhere or one.path.name not in here]


def _said(one: Backup, zone: str) -> str:
    said = moment_said(one.made_at, zone)
    more = _(_MORE[one.kind]) if _MORE[one.kind] else ""
    return _("{moment} ({more})").format(moment=said, more=more) if more else said


def preview_sentences(seen: Preview) -> tuple[str, ...]:
    """Say what a backup holds."""
    said = []
    if seen.cases is not None:
        said.append(ngettext("{count} dossier", "{count} dossiers", seen.cases).format(count=seen.cases))
    if seen.last_note_on is not None:
        said.append(_("Dernière note\u00a0: {day}").format(day=long_day(seen.last_note_on)))
    said.append(_("Taille\u00a0: {size}").format(size=said_size(seen.backup.size)))
    if seen.missing_attachments:
        said.append(
            ngettext(
                "{count} document joint manque.", "{count} documents joints manquent.", seen.missing_attachments
            ).format(count=seen.missing_attachments)
        )
    said.append(
        _("Relue en entier\u00a0: elle est intacte.")
        if seen.intact
        else _("Elle est abîmée\u00a0: choisissez-en une autre.")
    )
    if seen.same_passphrase is False:
        said.append(_("La phrase de passe a changé depuis\u00a0: il faut celle d’alors."))
    return tuple(said)
