"""``palier vault``: create, check, rebuild, back up, change the passphrase, make the paper recovery kit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import build
from app.commands.backups import add_verbs as add_backup_verbs
from app.commands.escrow import add_verbs as add_escrow_verbs
from app.commands.forgetting import add_verb as add_forget_verb
from app.commands.opening import (
    ask_passphrase,
    open_desk,
    passphrase,
    read_passphrase_descriptor,
    read_passphrase_file,
    vault_folder,
)
from app.commands.parser import add_vault_options, among
from app.commands.speech import CHECK_FAILED, DONE, give, say, show
from app.commands.writing import refuse_unwritable, write_private
from app.errors import Expected
from app.services.keys.new_worker import NewWorker
from app.words import _, long_day, ngettext
from resources.vocabulary import Profession

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(words: Any) -> None:
    """Add the command and its verbs."""
    group = words.add_parser("vault", help=_("créer, contrôler, reconstruire le coffre, changer sa phrase de passe"))
    verbs = group.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    _add_create(verbs)
    for name, text, function in (
        ("check", _("contrôler tout le coffre"), check),
        ("rebuild", _("refaire les tables à partir du journal"), rebuild),
    ):
        parser = verbs.add_parser(name, help=text)
        add_vault_options(parser)
        parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))
        parser.set_defaults(answer=function)
    for name, text, function in (
        ("passphrase", _("changer la phrase de passe"), change_passphrase),
        ("renew", _("faire une nouvelle clé du coffre, quand quelqu’un connaît la phrase de passe"), renew),
    ):
        change = verbs.add_parser(name, help=text)
        add_vault_options(change)
        change.add_argument("--new-passphrase-file", metavar=_("FICHIER"), help=_("fichier de la nouvelle phrase"))
        change.add_argument("--new-passphrase-fd", type=int, metavar="N", help=_("descripteur de la nouvelle phrase"))
        _add_weak(change)
        change.set_defaults(answer=function)
    kit = verbs.add_parser("recovery-kit", help=_("faire le kit de secours, à imprimer et à garder sous clé"))
    add_vault_options(kit)
    kit.add_argument("--out", metavar=_("FICHIER"), required=True, help=_("où écrire le kit (PDF)"))
    kit.set_defaults(answer=recovery_kit)
    add_backup_verbs(verbs)
    add_forget_verb(verbs)
    add_escrow_verbs(verbs, _next_passphrase)


def _add_create(verbs: Any) -> None:
    create_parser = verbs.add_parser("create", help=_("créer le coffre d’une personne sur cet ordinateur"))
    add_vault_options(create_parser)
    create_parser.add_argument("--worker", metavar=_("NOM"), help=_("votre nom"))
    create_parser.add_argument(
        "--profession",
        choices=[one.value for one in Profession],
        metavar=_("MÉTIER"),
        default=Profession.SOCIAL_WORKER,
        help=among(Profession),
    )
    create_parser.add_argument("--organisation", metavar=_("NOM"), help=_("votre association"))
    create_parser.add_argument("--siret", metavar=_("N°"), help=_("numéro SIRET de votre association"))
    _add_weak(create_parser)
    create_parser.set_defaults(answer=create)


def _add_weak(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--accept-weak", action="store_true", help=_("garder quand même une phrase de passe facile à deviner")
    )


def create(asked: argparse.Namespace) -> int:
    """Create a vault for one worker on this device."""
    folder = vault_folder(asked)
    vaults = build().vaults
    vaults.refuse_folder(folder)  # before asking for anything
    worker = NewWorker(asked.worker, Profession(asked.profession), asked.organisation, asked.siret)
    vaults.create(folder, _new_passphrase(asked), worker, accept_weak=asked.accept_weak)
    show(_("Coffre créé dans {folder}.").format(folder=folder))
    say(_("Sans la phrase de passe, personne ne peut l’ouvrir, nous non plus : gardez-la en lieu sûr."))
    return DONE


def _new_passphrase(asked: argparse.Namespace) -> str:
    if asked.passphrase_file or asked.passphrase_fd is not None or not sys.stdin.isatty():
        return passphrase(asked)
    say(_("Proposition, tirée au hasard : {words}").format(words=build().vaults.offered_passphrase()))
    return _twice()


def _twice() -> str:
    first = ask_passphrase(_("Nouvelle phrase de passe : "))
    if first != ask_passphrase(_("La même, pour vérifier : ")):
        raise Expected("passphrases_differ", _("Les deux phrases diffèrent ; rien n’a changé. Recommencez."))
    return first


def check(asked: argparse.Namespace) -> int:
    """Check the whole vault: every page, every envelope, every table against the journal."""
    with open_desk(asked) as desk:
        report = desk.care.check()
    if asked.json:
        give({"sound": report.sound, "findings": list(report.findings), "envelopes": report.envelopes})
    else:
        for sentence in report.findings:
            show(sentence)
        if report.sound:
            show(
                ngettext(
                    "Le coffre est sain\u00a0: {count} enveloppe vérifiée.",
                    "Le coffre est sain\u00a0: {count} enveloppes vérifiées.",
                    report.envelopes,
                ).format(count=report.envelopes)
            )
    return DONE if report.sound else CHECK_FAILED


def rebuild(asked: argparse.Namespace) -> int:
    """Make every journalled table again from the envelopes."""
    with open_desk(asked) as desk:
        report = desk.care.rebuild()
    if asked.json:
        give({"tables": report.tables, "rows": report.rows, "differed": list(report.differed)})
    else:
        show(
            _("{tables} tables refaites à partir du journal ({rows} lignes).").format(
                tables=report.tables, rows=report.rows
            )
        )
        if report.differed:
            show(_("Elles différaient du journal : {names}.").format(names=", ".join(report.differed)))
    return DONE


def change_passphrase(asked: argparse.Namespace) -> int:
    """Change the passphrase; the old one opens nothing any more but older copies of the keys file."""
    old, new = passphrase(asked), _next_passphrase(asked)
    build().vaults.change_passphrase(vault_folder(asked), old, new, accept_weak=asked.accept_weak)
    show(_("La phrase de passe est changée."))
    say(_("Une copie plus ancienne du fichier de clés (une sauvegarde) s’ouvre encore avec l’ancienne phrase."))
    return DONE


def renew(asked: argparse.Namespace) -> int:
    """Give the vault another master key and another passphrase; say what the old one still opens."""
    vaults, folder = build().vaults, vault_folder(asked)
    vaults.refuse_unopenable(folder)  # before asking for anything
    old, new = passphrase(asked), _next_passphrase(asked)
    with vaults.renew(folder, old, new, accept_weak=asked.accept_weak) as desk:
        former = desk.backups.opened_otherwise()
    show(_("Le coffre a une nouvelle clé\u00a0: l’ancienne phrase et l’ancien kit ne l’ouvrent plus."))
    say(_("Refaites le kit de secours\u00a0: palier vault recovery-kit."))
    for one in former:
        say(_("S’ouvre encore avec l’ancienne phrase\u00a0: {path}").format(path=one.path))
    return DONE


def _next_passphrase(asked: argparse.Namespace) -> str:
    """Return the passphrase that takes the place of the present one."""
    if asked.new_passphrase_file:
        return read_passphrase_file(asked.new_passphrase_file)
    if asked.new_passphrase_fd is not None:
        return read_passphrase_descriptor(asked.new_passphrase_fd)
    return _twice()


def recovery_kit(asked: argparse.Namespace) -> int:
    """Write the paper of a new recovery kit; the former kit opens the vault no more."""
    vaults, folder, out = build().vaults, vault_folder(asked), Path(asked.out)
    vaults.refuse_unopenable(folder)  # before asking for anything
    refuse_unwritable(out)  # and before the former kit is replaced
    former = vaults.kit_made_on(folder)
    kit = vaults.make_kit(folder, passphrase(asked))
    write_private(out, kit.pdf())
    show(_("Le kit de secours est dans {name}.").format(name=out))
    say(_("Imprimez-le, gardez-le sous clé, puis effacez ce fichier\u00a0: qui l’a peut ouvrir le coffre."))
    if former is not None:
        say(_("Le kit du {day} n’ouvre plus ce coffre\u00a0: détruisez-le.").format(day=long_day(former)))
    return DONE
