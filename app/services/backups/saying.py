"""What is said of backups and of what they hold, on whatever screen one goes back from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.instants import time_zone
from app.services.backups.values import BackupKind, said_size
from app.words import N_, _, hour, long_day, ngettext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.services.backups.values import Backup, Preview

GOES_TO_ITS_END = N_(
    "Un retour commencé va jusqu’au bout, pour que le coffre ne reste pas entre deux\u00a0: celui de maintenant reste "
    "entier tant que la sauvegarde n’est pas relue."
)
_MORE = {
    BackupKind.ORDINARY: "",
    BackupKind.BEFORE_UPDATE: N_("avant une mise à jour"),
    BackupKind.REPLACED: N_("le coffre d’avant un retour"),
}


def moment_said(moment: dt.datetime, zone: str | None) -> str:
    """Return a moment as people say it: « 20 novembre 2026 à 10 h 04 »; without a zone, in this device's."""
    local = moment.astimezone(None if zone is None else time_zone(zone))
    return _("{day} à {hour}").format(day=long_day(local.date()), hour=hour(local.time()))


def backups_said(found: Sequence[Backup], zone: str | None) -> list[tuple[Backup, str]]:
    """Return what one may go back to, in the order given; a copy on a stick only when it is nowhere else."""
    here = {one.path.name for one in found if not one.elsewhere and one.kind is not BackupKind.REPLACED}
    return [(one, _said(one, zone)) for one in found if not one.elsewhere or one.path.name not in here]


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


def _said(one: Backup, zone: str | None) -> str:
    said = moment_said(one.made_at, zone)
    more = _(_MORE[one.kind]) if _MORE[one.kind] else ""
    return _("{moment} ({more})").format(moment=said, more=more) if more else said
