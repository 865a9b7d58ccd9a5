"""``palier vault backup / backups / restore``: copies of the vault, and the way back to one of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import build
from app.commands.opening import open_desk, passphrase, vault_folder
from app.commands.parser import add_vault_options
from app.commands.speech import CHECK_FAILED, DONE, give, say, show
from app.errors import Expected
from app.services.backups.looking import backups_of
from app.services.backups.values import BackupKind, said_size
from app.words import N_, _, long_day, ngettext

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from app.services.backups.values import Backup, Preview

KINDS = {
    BackupKind.ORDINARY: N_("sauvegarde"),
    BackupKind.BEFORE_UPDATE: N_("sauvegarde d’avant une mise à jour"),
    BackupKind.REPLACED: N_("le coffre d’avant un retour à une sauvegarde"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{4})?")


def add_verbs(verbs: Any) -> None:
    """Add the verbs to those of ``palier vault``."""
    make = verbs.add_parser("backup", help=_("faire une sauvegarde"))
    add_vault_options(make)
    make.add_argument(
        "--to", metavar=_("EMPLACEMENT"), help=_("où la faire, une clé USB par exemple (sinon dans le coffre)")
    )
    make.set_defaults(answer=backup)
    shown = verbs.add_parser("backups", help=_("dire quelles sauvegardes il y a"))
    shown.add_argument("--vault", metavar=_("EMPLACEMENT"), help=_("où est le coffre (sinon celui de cet ordinateur)"))
    shown.set_defaults(answer=backups)
    back = verbs.add_parser("restore", help=_("revenir à une sauvegarde ; le coffre de maintenant est gardé à côté"))
    add_vault_options(back)
    back.add_argument(
        "--from",
        dest="origin",
        metavar=_("JOUR ou EMPLACEMENT"),
        required=True,
        help=_("le jour de la sauvegarde (AAAA-MM-JJ), ou son dossier « .palier »"),
    )
    back.add_argument("--preview", action="store_true", help=_("dire seulement ce qu’elle contient"))
    back.set_defaults(answer=restore)
    for parser in (make, shown, back):
        parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))


def backup(asked: argparse.Namespace) -> int:
    """Make a backup, verified by opening it."""
    with open_desk(asked) as desk:
        made = desk.backups.make(Path(asked.to) if asked.to else None)
    if asked.json:
        give(_as_document(made))
        return DONE
    show(_("Sauvegarde faite et relue : {path} ({size}).").format(path=made.path, size=said_size(made.size)))
    say(_("Elle s’ouvre avec la phrase de passe d’aujourd’hui, ou le kit d’aujourd’hui."))
    return DONE


def backups(asked: argparse.Namespace) -> int:
    """List what the vault may go back to; nothing is opened."""
    found = backups_of(vault_folder(asked))
    if asked.json:
        give({"backups": [_as_document(one) for one in found]})
        return DONE
    for one in found:
        moment = one.made_at.astimezone()
        show(f"{moment:%Y-%m-%d %H:%M}  {said_size(one.size)}  {_(KINDS[one.kind])}  {one.path}")
    if not found:
        say(_("Il n’y a pas encore de sauvegarde : « palier vault backup » en fait une."))
    return DONE


def restore(asked: argparse.Namespace) -> int:
    """Go back to a backup, or only say what it holds."""
    vaults, folder = build().vaults, vault_folder(asked)
    path = _found(asked.origin, backups_of(folder))
    secret = passphrase(asked, _("Phrase de passe du jour de la sauvegarde : "))
    if asked.preview:
        return _tell_preview(vaults.preview_backup(path, secret), as_json=asked.json)
    done = vaults.restore(folder, path, secret)
    if asked.json:
        kept = None if done.kept_in is None else str(done.kept_in)
        give(
            {
                "from": str(path),
                "made_at": done.made_at.isoformat(),
                "kept_in": kept,
                "missing_attachments": done.missing_attachments,
            }
        )
        return DONE
    day = long_day(done.made_at.astimezone().date())
    show(_("Le coffre est revenu à la sauvegarde du {day} ; sa phrase de passe est celle de ce jour.").format(day=day))
    if done.kept_in is not None:
        say(_("Le coffre d’avant est gardé dans {folder}.").format(folder=done.kept_in))
    if done.missing_attachments:
        say(_missing(done.missing_attachments))
    return DONE


def _found(asked: str, known: tuple[Backup, ...]) -> Path:
    """Return the folder asked for, or the newest backup of the day asked for."""
    if not _DAY.fullmatch(asked):
        return Path(asked)
    for one in known:
        if f"{one.made_at.astimezone():%Y-%m-%dT%H%M}".startswith(asked):
            return one.path
    raise Expected(
        "no_backup_that_day",
        _("Il n’y a pas de sauvegarde de ce jour-là. Rien n’a changé ; « palier vault backups » les donne toutes."),
    )


def _tell_preview(seen: Preview, *, as_json: bool) -> int:
    if as_json:
        last = None if seen.last_note_on is None else seen.last_note_on.isoformat()
        give(
            _as_document(seen.backup)
            | {
                "cases": seen.cases,
                "last_note_on": last,
                "intact": seen.intact,
                "missing_attachments": seen.missing_attachments,
            }
        )
    else:
        for sentence in _sentences(seen):
            show(sentence)
    return DONE if seen.intact else CHECK_FAILED


def _sentences(seen: Preview) -> list[str]:
    said = [_("Sauvegarde du {day}.").format(day=long_day(seen.backup.made_at.astimezone().date()))]
    if seen.cases is not None:
        said.append(ngettext("{count} dossier.", "{count} dossiers.", seen.cases).format(count=seen.cases))
    if seen.last_note_on is not None:
        said.append(_("Dernière note : {day}.").format(day=long_day(seen.last_note_on)))
    if seen.missing_attachments:
        said.append(_missing(seen.missing_attachments))
    said.append(_("Elle est intacte.") if seen.intact else _("Elle est abîmée : choisissez-en une autre."))
    return said


def _missing(count: int) -> str:
    return ngettext("{count} document joint manque.", "{count} documents joints manquent.", count).format(count=count)


def _as_document(one: Backup) -> dict[str, Any]:
    return {
        "path": str(one.path), "made_at": one.made_at.isoformat(), "size": one.size, "kind": one.kind.value,
    }  # fmt: skip
